"""An official form as a closing keeps it: what its page shows, what goes into its file, and what every number asks. Pure.

Kept are the values, not the file: a template may be replaced later, the digits may not. Addresses are those of whoever reads it later,
so a number keeps its question. What a form says once (place, days, who signs where) is said anew from the closed day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.official_forms.filling import Added, Filling, Line, Total, Value, plain
from reports.official_forms.form import Checked, Heading, Query
from reports.official_forms.screen import NOBODY, Made, Screen, ScreenCell, ScreenColumn, ScreenRow
from reports.official_forms.vocabulary import ONCE
from reports.sentences import lower_first

_SUMMED_UP = ("ghi_chu", "ket_qua_kiem_tra")
_ORDER = "stt"
_BEFORE = 2
"""Columns of the page before the first number: the ordinal and the name of the row."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of the page; `texts` are its numbers as printed."""

    kind: str
    number: str
    label: str
    key: str
    query: Query | None
    leads: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class KeptForm:
    """A form by its slug. `values` and `lists` fill its template; the rest is its page."""

    slug: str
    title: str
    head: tuple[tuple[Heading, ...], ...]
    numbers: tuple[str, ...]
    columns: tuple[ScreenColumn, ...]
    rows: tuple[KeptRow, ...]
    values: Mapping[str, Value]
    lists: Mapping[str, tuple[Line, ...]]
    notes: tuple[str, ...]
    checks: tuple[Checked, ...]
    failing: tuple[tuple[str, Checked], ...]


def kept_form(slug: str, title: str, made: Made) -> KeptForm:
    """The form as it was made, without addresses and without what it says once."""
    screen, filling = made.screen, made.filling
    rows = (
        KeptRow(row.kind, row.number, row.label, row.key, row.query, row.leads, tuple(cell.text for cell in row.cells))
        for row in screen.rows
    )
    values = {tag: value for tag, value in filling.values.items() if tag not in ONCE or tag in _SUMMED_UP}
    lists = {name: tuple(lines) for name, lines in filling.lists.items()}
    return KeptForm(
        slug, title, screen.head, screen.numbers, screen.columns, tuple(rows), values, lists, made.notes, made.checks, made.failing
    )


def made_of(kept: KeptForm, once: Mapping[str, Value]) -> Made:
    """The form for page and file; `once` is what it says once."""
    rows = tuple(
        ScreenRow(row.kind, row.number, row.label, None, tuple(map(ScreenCell, row.texts)), row.key, row.query, row.leads)
        for row in kept.rows
    )
    filling = Filling({**once, **kept.values}, kept.lists)
    return Made(filling, Screen(kept.head, kept.numbers, rows, kept.columns), kept.notes, kept.checks, kept.failing)


def form_figures(kept: KeptForm) -> dict[str, list]:
    """Place of a number in the template → the number: "o.nu.bi_thu", "dong 01273.8"; the ordinals of lines are none."""
    found = {tag: [plain(value)] for tag, value in kept.values.items() if _counts(value)}
    for lines in kept.lists.values():
        for line in lines:
            place = f"{line.kind} {line.values.get('ma', '')}"
            found |= {f"{place}.{name}": [plain(value)] for name, value in line.values.items() if _counts(value) and name != _ORDER}
    return found


def _counts(value: Value) -> bool:
    return isinstance(value, int | Total | Added)


Counts = dict[tuple[str, str, str], tuple[str, str, int]]
"""(slug, key of the row, key of the column) → (title, what it counts, number)."""


def form_counts(kept: KeptForm) -> Counts:
    """The numbers that people are counted for."""
    opened = {column.key for column in kept.columns if column.query is not None}
    return {place: said for place, said in form_cells(kept).items() if place[2] in opened}


def form_cells(kept: KeptForm) -> Counts:
    """Every number on record."""
    labels = {one.column - _BEFORE: one.text for one in (cell for row in kept.head for cell in row) if one.leaf}
    found = {}
    for row in kept.rows:
        for place, (column, text) in enumerate(zip(kept.columns, row.texts, strict=True)):
            if row.query is not None and text:
                label = f"{row.label}: cột {kept.numbers[place + _BEFORE].split('=')[0].split('≥')[0]}, {lower_first(labels[place])}"
                found[kept.slug, row.key, column.key] = (kept.title, label, 0 if text == NOBODY else int(text.replace(".", "")))
    return found


def form_query(kept: KeptForm, row: str, column: str) -> Query:
    """Whom a number counts. Raises StopIteration for one that there is none of."""
    asked = next(one.query for one in kept.columns if one.key == column and one.query is not None)
    return {**asked, **next(one.query for one in kept.rows if one.key == row and one.query is not None)}
