"""Who stands in a stored unit: facts, scopes, area classes. A list may not take the ground from under them.

Derived tables (their keys do nothing on delete) do not count: they are rebuilt from the facts.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import DO_NOTHING

from provinces.models import BoundaryChange, Commune, District
from provinces.shelves import MODELS, Handle
from provinces.timeline import Existence

_INSIDE = (District, Commune)  # rows of the register itself follow their parents


def obstacle(removed: Mapping[Handle, Existence], changed: Mapping[Handle, tuple[Existence, Existence]], until: date) -> str:
    """Why these rows may not be removed, or may not be given these days; "" when nobody stands in them.

    A changed row must still contain the first day of every dated row that refers to it. `until` is the last day that is
    being rewritten: later boundary changes hold their units in place.
    """
    for level, model in MODELS.items():
        for relation in model._meta.get_fields(include_hidden=True):
            if not relation.one_to_many or relation.on_delete is DO_NOTHING or relation.related_model in _INSIDE:
                continue
            for pk, first in _referring(relation, until):
                if row := removed.get((level, pk)):
                    return _sentence(relation, row, f"không có trong tệp từ {row.first:%d/%m/%Y}")
                old, new = changed.get((level, pk), (None, None))
                if new and first and first in old and first not in new:
                    return _sentence(relation, old, f"theo tệp không có ngày {first:%d/%m/%Y}")
    return ""


def _referring(relation, until: date):
    """(unit id, first day of the row that refers to it or None) of a relation, each pair once."""
    model, column = relation.related_model, relation.field.attname
    rows = model._default_manager.exclude(**{column: None}).order_by()
    if model is BoundaryChange:
        return [(pk, None) for pk in rows.filter(day__gt=until).values_list(column, flat=True).distinct()]
    if any(field.name == "valid_from" for field in model._meta.concrete_fields):
        return rows.values_list(column, "valid_from").distinct()
    return [(pk, None) for pk in rows.values_list(column, flat=True).distinct()]


def _sentence(relation, row: Existence, fault: str) -> str:
    what = relation.related_model._meta.verbose_name
    return (
        f"{row.unit.name} ({row.unit.code}) đang được dùng ở «{what}» nhưng {fault}."
        " Sửa tệp, hoặc chuyển các dữ kiện đó sang đơn vị khác, rồi nạp lại. Chưa ghi gì."
    )
