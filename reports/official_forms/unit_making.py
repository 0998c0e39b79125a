"""A form by units, made: counted once, for the page and for the file."""

from collections.abc import Callable

from provinces.register import UnitRef
from reports.asking import PLACES
from reports.official_forms.filling import Value
from reports.official_forms.form import Query, UnitForm, headings
from reports.official_forms.screen import Href, Made, Screen, ScreenRow, by_rows, counted
from reports.official_forms.unit_counts import UnitLine, UnitTable, unit_table
from reports.official_forms.unit_filling import notes, unit_filling
from reports.selection import Selection

_PLACE_NAMES = {tier: name for name, tier in PLACES.items()}


def make_unit_form(form: UnitForm, selection: Selection, once: dict[str, Value], people: Href, unit_href: Callable[[UnitRef], str]) -> Made:
    """The form of a province, district or commune on the selection's day."""
    table = unit_table(form, selection)
    failing = tuple((line.unit.full_name, check) for line, check in table.failing)
    filling, screen = unit_filling(form, table, once), _screen(form, table, people, unit_href)
    return Made(filling, screen, tuple(notes(form, table)[1:]), table.checks, failing)


def _screen(form: UnitForm, table: UnitTable, people: Href, unit_href: Callable[[UnitRef], str]) -> Screen:
    total = ScreenRow("tong", "", "Tổng số", None, _cells(form, table.counts, {}, people))
    rows = tuple(_row(form, line, people, unit_href) for line in table.lines)
    head = headings((("STT",), ("Tên đơn vị",), *(column.path for column in form.columns)))
    return Screen(by_rows(head), ("", "A", *(column.key for column in form.columns)), (total, *rows))


def _row(form: UnitForm, line: UnitLine, people: Href, unit_href: Callable[[UnitRef], str]) -> ScreenRow:
    where = {_PLACE_NAMES[line.unit.tier]: (line.unit.code,)}
    return ScreenRow(line.kind, line.number, line.unit.full_name, unit_href(line.unit), _cells(form, line.counts, where, people))


def _cells(form: UnitForm, counts: dict[str, int], where: Query, people: Href):
    return tuple(
        counted(counts.get(column.key), None if column.query is None else {**column.query, **where}, people) for column in form.columns
    )
