"""A form as a page shows it: the same headings and numbers as the file, and what every number asks. Pure.

A screen as it is made opens nothing; `opened` gives its numbers the addresses that one reader may follow.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reports.official_forms.filling import Filling
from reports.official_forms.form import Checked, Heading, Query
from reports.sentences import number

Href = Callable[[Query], str | None]
COLUMN, ROW = "cot", "dong"
"""Names in addresses of the records behind a cell."""
NOBODY = "–"


@dataclass(frozen=True, slots=True)
class ScreenCell:
    """A number as text; `href` opens whom it counts."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """`kind` is tong, nhom or dong; `label` names the row and `href` opens the same form of it.

    `query` is what the row adds to what its columns ask; of a row that `leads`, the place of which the same form can be opened.
    """

    kind: str
    number: str
    label: str
    href: str | None
    cells: tuple[ScreenCell, ...]
    key: str = ""
    query: Query | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ScreenColumn:
    """Its numbers open the people of `query`, or with `records` the column's own records, or those of the column `of`; else nothing."""

    key: str
    query: Query | None = None
    records: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """`head` is the head of the table row by row; `numbers` the row of column numbers, or nothing."""

    head: tuple[tuple[Heading, ...], ...]
    numbers: tuple[str, ...]
    rows: tuple[ScreenRow, ...]
    columns: tuple[ScreenColumn, ...] = ()


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


def counted(count: int | None) -> ScreenCell:
    """A count; nobody is a dash, what is not on record is blank."""
    return ScreenCell("" if count is None else number(count) if count else NOBODY)


def opened(screen: Screen, people: Href, records: Href, unit: Href) -> Screen:
    """The screen with the addresses of one reader: of people, of other records, and of the same form of a row's place."""
    return replace(screen, rows=tuple(_opened(row, screen.columns, people, records, unit) for row in screen.rows))


def _opened(row: ScreenRow, columns: tuple[ScreenColumn, ...], people: Href, records: Href, unit: Href) -> ScreenRow:
    if row.query is None:
        return row
    cells = (replace(cell, href=_href(cell, row, column, people, records)) for cell, column in zip(row.cells, columns, strict=True))
    return replace(row, href=unit(row.query) if row.leads else row.href, cells=tuple(cells))


def _href(cell: ScreenCell, row: ScreenRow, column: ScreenColumn, people: Href, records: Href) -> str | None:
    if cell.text in ("", NOBODY):
        return None
    if column.records:
        return records({COLUMN: (column.of or column.key,), ROW: (row.key,)})
    return None if column.query is None else people({**column.query, **row.query})
