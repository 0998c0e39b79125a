"""A record as a line of a list, whatever its kind: its cells by its columns, and the page that opens it."""

from django.db import models
from django.urls import reverse

from cadres.levels import Ladder
from cadres.models.entry import Entry, PersonalEntry
from cadres.record_kinds import BY_MODEL, RecordKind
from reports.entries.listing import unit_label
from reports.report_kind import Cell, RecordColumn
from reports.selection import Selection

_WIDE = 34
_MONEY = ("amount", "budget")


def record_href(entry: Entry) -> str:
    """The address of the record's own page."""
    kind = BY_MODEL[type(entry)]
    return reverse(f"{'personal' if kind.personal else 'planned'}-detail", args=[kind, entry.number])


def columns_of(kind: RecordKind) -> tuple[RecordColumn, ...]:
    """The columns of a list of the kind: who, where, and everything its form asks."""
    who = (RecordColumn("Họ và tên", width=28), RecordColumn(_count_label(kind), "count", 10)) if kind.personal else ()
    return (*who, RecordColumn("Đơn vị", width=_WIDE), *(_column(kind, name) for name in kind.fields))


def cells_of(kind: RecordKind, selection: Selection, entry: Entry, name: str) -> tuple[Cell, ...]:
    """The cells of a record, in the order of `columns_of`."""
    who: tuple[Cell, ...] = (name, entry.people if isinstance(entry, PersonalEntry) else entry.nominated) if kind.personal else ()
    return (*who, unit_label(selection, entry), *(_cell(kind, entry, field) for field in kind.fields))


def _count_label(kind: RecordKind) -> str:
    return "Số người" if issubclass(kind.model, PersonalEntry) else "Số lượt"


def _column(kind: RecordKind, name: str) -> RecordColumn:
    if name == "towards":
        return RecordColumn("Đưa tới trình độ", width=26)
    column = kind.model._meta.get_field(name)
    label = f"{column.verbose_name[:1].upper()}{column.verbose_name[1:]}"
    if isinstance(column, models.DateField):
        return RecordColumn(label, "day", 13)
    if isinstance(column, models.IntegerField) and not column.choices and not _is_year(name):
        return RecordColumn(label, "money" if name in _MONEY else "count", 16 if name in _MONEY else 10)
    return RecordColumn(label, width=10 if _is_year(name) else 26)


def _cell(kind: RecordKind, entry: Entry, name: str) -> Cell:
    if name == "towards":
        return f"{Ladder(entry.ladder).label}: {Ladder(entry.ladder).levels(entry.level).label}" if entry.ladder else ""
    column, value = kind.model._meta.get_field(name), getattr(entry, name)
    if value is None or value == "":
        return None
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, models.Model) or _is_year(name):
        return str(value)
    return value


def _is_year(name: str) -> bool:
    return ("year" in name and name != "years") or name.startswith("term_")
