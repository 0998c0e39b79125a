"""Lists of records of any kind, as a table of a page, as rows of a workbook, as JSON: one list, three renderings."""

from collections.abc import Callable, Iterator
from datetime import date

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chuanxa.names import search_key
from reports.formed_tables import FormedColumn, FormedTable
from reports.report_kind import Cell, Record, RecordColumn, RecordList
from reports.sentences import day_text
from reports.streaming import Column
from reports.templatetags.figures import NOTHING, vn

RECORDS_ON_A_PAGE = 50
_NUMBERS = ("count", "money")


class RecordsTable(FormedTable):
    """One row per record; the first cell opens it where it has a page."""

    def __init__(self, found: RecordList, **options):
        columns = [
            (_name(column), FormedColumn(column.label, _form(place, column), key=_key(place), kind="n" if column.form in _NUMBERS else ""))
            for place, column in enumerate(found.columns)
        ]
        super().__init__(found.rows, columns, caption=found.heading, attrs={"id": "bang-ho-so"}, **options)


def records_table(found: RecordList, request: HttpRequest) -> RecordsTable:
    """A page of the records, ordered as the address asks."""
    return RecordsTable(found, empty_text="Không có hồ sơ nào.").asked(request, RECORDS_ON_A_PAGE)


def _name(column: RecordColumn) -> str:
    """The name by which the column is ordered: its label without marks."""
    return "-".join(search_key(column.label).split())


def _key(place: int) -> Callable[[Record], Cell]:
    return lambda record: record.cells[place]


def _form(place: int, column: RecordColumn) -> Callable[[Record], SafeString | str]:
    def form(record: Record) -> SafeString | str:
        said = told(record.cells[place])
        return format_html('<a href="{}">{}</a>', record.href, said) if place == 0 and record.href else said

    return form


def told(cell: Cell) -> str:
    """A cell as text: 3.604, 31/12/2013, "—" for nothing."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, date):
        return day_text(cell)
    return cell if isinstance(cell, str) else vn(cell)


def record_rows(found: RecordList) -> tuple[list[Column], Iterator[tuple]]:
    """The columns and rows of a workbook, numbered."""
    columns = [Column("TT", 7), *(Column(column.label, column.width, wrapped=column.form == "text") for column in found.columns)]
    return columns, ((number, *record.cells) for number, record in enumerate(found.rows, start=1))


def record_dicts(found: RecordList) -> list[dict]:
    """Each record by the names of its columns; days are ISO."""
    names = [_name(column) for column in found.columns]
    return [
        {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in zip(names, record.cells, strict=True)}
        for record in found.rows
    ]
