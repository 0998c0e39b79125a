"""A form by units, made: counted once, for the page and for the file."""

from reports.asking import PLACES
from reports.official_forms.filling import Value
from reports.official_forms.form import UnitForm, headings
from reports.official_forms.screen import Made, Screen, ScreenCell, ScreenColumn, ScreenRow, by_rows, counted
from reports.official_forms.unit_counts import UnitLine, UnitTable, unit_table
from reports.official_forms.unit_filling import notes, unit_filling
from reports.selection import Selection

_PLACE_NAMES = {tier: name for name, tier in PLACES.items()}


def make_unit_form(form: UnitForm, selection: Selection, once: dict[str, Value]) -> Made:
    """The form of a province, district or commune on the selection's day."""
    table = unit_table(form, selection)
    failing = tuple((line.unit.full_name, check) for line, check in table.failing)
    return Made(unit_filling(form, table, once), _screen(form, table), tuple(notes(form, table)[1:]), table.checks, failing)


def _screen(form: UnitForm, table: UnitTable) -> Screen:
    total = ScreenRow("tong", "", "Tổng số", None, _cells(form, table.counts), "", {})
    head = headings((("STT",), ("Tên đơn vị",), *(column.path for column in form.columns)))
    columns = tuple(ScreenColumn(column.key, column.query) for column in form.columns)
    numbers = ("", "A", *(column.key for column in form.columns))
    return Screen(by_rows(head), numbers, (total, *(_row(form, line) for line in table.lines)), columns)


def _row(form: UnitForm, line: UnitLine) -> ScreenRow:
    where = {_PLACE_NAMES[line.unit.tier]: (line.unit.code,)}
    return ScreenRow(line.kind, line.number, line.unit.full_name, None, _cells(form, line.counts), line.unit.code, where, leads=True)


def _cells(form: UnitForm, counts: dict[str, int]) -> tuple[ScreenCell, ...]:
    return tuple(counted(counts.get(column.key)) for column in form.columns)
