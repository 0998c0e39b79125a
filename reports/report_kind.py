"""What a kind of report is: a name in the address, words for the catalogue, and the one function that makes its Report.

The view, the page, the workbook and the JSON of every kind are the same (reports/views/kinds.py); a kind only says what it asks
besides the day, the place and the filters, and what opens its numbers when they are not of people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reports.report import Query, Report
from reports.selection import Selection

Cell = str | int | date | Decimal | None


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of a list of records. `form` is text, count (a number that may be added), money (đồng) or day; `width` in letters."""

    label: str
    form: str = "text"
    width: float = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record: a cell per column. `href` opens it; None when there is no page of it, or not for this reader."""

    cells: tuple[Cell, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class RecordList:
    """The records behind a number. As long as the number; or, of aggregate entries, `number` is the sum of the counts they hold.

    `rows` may be lazy: it is counted with len and read one slice a page. `unit` is what the number counts ("lượt").
    """

    heading: str
    columns: tuple[RecordColumn, ...]
    rows: Sequence[Record]
    unit: str = "hồ sơ"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a kind asks besides day, place and filters: a box of choices, or of text when there are none, on its page.

    `lines` makes it a box of several lines; `wrong` says beside it what was found and what is accepted.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""
    lines: int = 0
    wrong: str = ""


def _nothing(selection: Selection) -> tuple[Ask, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`/bao-cao/<slug>/` shows what `build` makes of a selection; `says` is a sentence of the catalogue, under the heading `group`.

    `names` are query names of the kind's own: read them with `selection.own`. `asks` draws them as boxes. `records` lists what
    is behind numbers that carry a `records` query (names in `record_names`); `filters` is False where the population is fixed,
    `compares` where a second day (`so-voi`) would say nothing.
    """

    slug: str
    label: str
    says: str
    group: str
    build: Callable[[Selection], Report]
    names: tuple[str, ...] = ()
    records: Callable[[Selection, Query], RecordList] | None = None
    record_names: tuple[str, ...] = ()
    asks: Callable[[Selection], tuple[Ask, ...]] = field(default=_nothing)
    filters: bool = True
    compares: bool = True
