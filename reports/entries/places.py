"""Under which part of the area a record is counted: a province of the country, a district or a commune of a province, a commune."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, Q, QuerySet, When

from provinces.register import UnitRef
from reports.selection import Selection

OWN = "own"
"""The key of what belongs to the area itself and to none of its parts."""

_OWN_LABELS = {"province": "Cấp tỉnh, không ghi huyện, xã", "district": "Cấp huyện, không ghi xã", "commune": "Xã"}


class Part(NamedTuple):
    """A part of the area: the code of its unit (or OWN), its name, and what it is ordered by."""

    key: str
    label: str
    order: tuple


def by_part(selection: Selection, entries: QuerySet) -> tuple[QuerySet, tuple[str, ...]]:
    """The records ready to be grouped by part, and the columns to group by: no finer than the parts, or a country has a group a commune."""
    tier = selection.unit.tier if selection.unit else None
    if tier is None:
        return entries.order_by(), ("province_id",)
    if tier == "province":
        alone = Case(When(district=None, then="commune_id"), default=None, output_field=BigIntegerField())
        return entries.order_by().annotate(part_commune=alone), ("province_id", "district_id", "part_commune")
    return entries.order_by(), ("province_id", "district_id", "commune_id")


def part_of(selection: Selection, province: int, district: int | None = None, commune: int | None = None) -> Part:
    """The part a record with these units (the columns of `by_part`) belongs to."""
    units, area = selection.register.units, selection.unit
    if area is None:
        return _part(units["province"][province])
    if area.tier == "province":
        found = units["district"][district] if district else units["commune"][commune] if commune else None
    else:
        found = units["commune"][commune] if area.tier == "district" and commune else None
    return _part(found) if found else Part(OWN, _OWN_LABELS[area.tier], (1, ""))


def of_commune(selection: Selection, commune: int) -> Part:
    """The part a commune belongs to."""
    unit = selection.register.units["commune"][commune]
    return part_of(selection, unit.province, unit.district, unit.id)


def in_order(parts: Iterable[Part]) -> list[Part]:
    """By name, the area's own last; a unit that changed its name in between stands once, under its later name."""
    by_key = {part.key: part for part in parts}
    return sorted(by_key.values(), key=lambda part: part.order)


def _part(unit: UnitRef) -> Part:
    return Part(unit.code, unit.full_name, (0, unit.sort_key))


def in_part(selection: Selection, key: str) -> Q:
    """The condition "belongs to the part with this key" for records with unit columns."""
    area = selection.unit
    if area is None:
        return Q(province_id__in=_ids(selection, "province", key))
    if area.tier == "province":
        if key == OWN:
            return Q(district=None, commune=None)
        return Q(district_id__in=_ids(selection, "district", key)) | Q(district=None, commune_id__in=_ids(selection, "commune", key))
    if area.tier == "district":
        return Q(commune=None) if key == OWN else Q(commune_id__in=_ids(selection, "commune", key))
    return Q()


def _ids(selection: Selection, tier: str, code: str) -> list[int]:
    return [unit.id for unit in selection.register.history(tier, code)]
