"""A form as a page shows it: the same headings and numbers as the file, every number with the list of its people. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.official_forms.filling import Filling
from reports.official_forms.form import Checked, Heading, Query
from reports.sentences import number

Href = Callable[[Query], str | None]


@dataclass(frozen=True, slots=True)
class ScreenCell:
    """A number as text; `href` opens whom it counts."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """`kind` is tong, nhom or dong; `label` names the row and `href` opens the same form of it."""

    kind: str
    number: str
    label: str
    href: str | None
    cells: tuple[ScreenCell, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """`head` is the head of the table row by row; `numbers` the row of column numbers, or nothing."""

    head: tuple[tuple[Heading, ...], ...]
    numbers: tuple[str, ...]
    rows: tuple[ScreenRow, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A form of a place and a day, for every rendering."""

    filling: Filling
    screen: Screen
    notes: tuple[str, ...]
    checks: tuple[Checked, ...] = ()
    failing: tuple[tuple[str, Checked], ...] = ()
    """(unit, check) where a check does not hold."""
    listed: int | None = None
    """How many people a list has in all; the page shows the first of them."""


def by_rows(headings: tuple[Heading, ...]) -> tuple[tuple[Heading, ...], ...]:
    """The cells of a head, row by row."""
    depth = max(one.row for one in headings) + 1
    return tuple(tuple(one for one in headings if one.row == row) for row in range(depth))


def counted(count: int | None, query: Query | None, href: Href) -> ScreenCell:
    """A count; nobody is a dash, what is not on record is blank, and both open nothing."""
    if count is None:
        return ScreenCell("")
    return ScreenCell(number(count), href(query)) if count and query is not None else ScreenCell(number(count) if count else "–")
