"""The register of units in memory: every legal existence, its parents, its area classes and what it became.

Read once per process (about 25,000 rows) and kept until the catalogue token changes, so that a page asks no query for names,
parents or successors. `RegisterRows` is all it is made of: rows kept from an earlier moment make the register of that moment.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chuanxa.kept import kept
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import Period
from provinces.lineage import Change, Lineage
from provinces.models import AreaClassification, BoundaryChange, ChangeKind, Commune, District, Edition, Province

TIERS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class UnitRef:
    """One row of Province, District or Commune. `full_name` carries the kind in words, `kind` is its stored value."""

    id: int
    tier: str
    code: str
    full_name: str
    sort_key: str
    period: Period
    province: int | None = None
    district: int | None = None
    kind: str = ""


class RegisterRows(NamedTuple):
    """The rows of a register as plain tuples; days are dates.

    Units are (id, code, kind, name, sort key, first, last, ids of the parents …), changes (id, tier, before, after, day, default, kind),
    areas (id, commune, district, class, first, last).
    """

    provinces: tuple[tuple, ...]
    districts: tuple[tuple, ...]
    communes: tuple[tuple, ...]
    changes: tuple[tuple, ...]
    areas: tuple[tuple, ...]

    @classmethod
    def read(cls) -> "RegisterRows":
        """As they stand now. Five queries."""
        units = [tuple(model.objects.values_list(*_COLUMNS, *parents)) for model, parents in zip(_MODELS, _PARENTS, strict=True)]
        areas = AreaClassification.objects.values_list("id", "commune_id", "district_id", "area_class", "valid_from", "valid_to")
        return cls(*units, _changes(), tuple(areas))


class Register:
    """Units by tier and id, by code and day, by parent and day; and the editions they came from.

    Without `rows` of an earlier moment, of the rows that stand now.
    """

    def __init__(self, rows: RegisterRows | None = None):
        rows = rows or RegisterRows.read()
        self.editions = tuple(Edition.objects.order_by("day"))
        self.units: dict[str, dict[int, UnitRef]] = {tier: {} for tier in TIERS}
        self._by_code: dict[tuple[str, str], list[UnitRef]] = defaultdict(list)
        self._children: dict[tuple[str, str, int], list[UnitRef]] = defaultdict(list)
        for model, units in zip(_MODELS, rows[:3], strict=True):
            for unit in _refs(model, units):
                self._add(unit)
        self._areas = _areas(rows.areas)
        self._continues = _continued_communes(rows.changes)
        self.lineage = {tier: self._lineage(tier, rows.changes) for tier in TIERS}
        self.path = lru_cache(maxsize=200_000)(self.lineage["commune"].path)

    def find(self, tier: str, code: str, day: date) -> UnitRef | None:
        """The unit with this code on that day."""
        return next((unit for unit in self._by_code[tier, code] if day in unit.period), None)

    def history(self, tier: str, code: str) -> list[UnitRef]:
        """Every legal existence that carried the code, oldest first."""
        return sorted(self._by_code[tier, code], key=lambda unit: unit.period.first)

    def all_on(self, tier: str, day: date) -> list[UnitRef]:
        """Every unit of a tier on that day, by name."""
        return sorted((unit for unit in self.units[tier].values() if day in unit.period), key=lambda unit: unit.sort_key)

    def children(self, parent: UnitRef, tier: str, day: date) -> list[UnitRef]:
        """The districts or communes of a province or district on that day, by name."""
        found = self._children[tier, parent.tier, parent.id]
        return sorted((unit for unit in found if day in unit.period), key=lambda unit: unit.sort_key)

    def successors(self, unit: UnitRef) -> list[UnitRef]:
        """What the unit became when it ended, if anything."""
        return [self.units[unit.tier][pk] for pk in self.lineage[unit.tier].successors(unit.id)]

    def areas_of(self, commune: int) -> list[tuple[str, Period]]:
        """The area classes of a commune, its own and its district's, with their periods."""
        district = self.units["commune"][commune].district
        return [*self._areas["commune", commune], *(self._areas["district", district] if district else ())]

    def own_areas(self, unit: UnitRef) -> list[tuple[str, Period]]:
        """The area classes said of the unit itself, with their periods."""
        return list(self._areas[unit.tier, unit.id])

    def in_area(self, area: str, day: date) -> tuple[set[int], set[int]]:
        """(commune ids, district ids) that belong to an area class on that day."""
        found: dict[str, set[int]] = {"commune": set(), "district": set()}
        for (tier, pk), classes in self._areas.items():
            if any(name == area and day in period for name, period in classes):
                found[tier].add(pk)
        return found["commune"], found["district"]

    def became(self, commune: int, day: date) -> int | None:
        """The commune that stands on `day` where this one stood (the default part of a split); None when there is none."""
        steps = self.path(commune, Period(self.units["commune"][commune].period.first))
        return next((step.unit for step in steps if day in step.period), None)

    def founded(self, commune: int) -> date:
        """When the commune was set up: a new name or kind only continues it."""
        while (before := self._continues.get(commune)) is not None:
            commune = before
        return self.units["commune"][commune].period.first

    def _add(self, unit: UnitRef) -> None:
        self.units[unit.tier][unit.id] = unit
        self._by_code[unit.tier, unit.code].append(unit)
        if unit.province:
            self._children[unit.tier, "province", unit.province].append(unit)
        if unit.district:
            self._children[unit.tier, "district", unit.district].append(unit)

    def _lineage(self, tier: str, changes: tuple[tuple, ...]) -> Lineage:
        own = [Change(before, after, day, default) for _, of, before, after, day, default, _ in changes if of == tier]
        return Lineage({pk: unit.period for pk, unit in self.units[tier].items()}, own)


def register(token: int | None = None) -> Register:
    """The register in force. Costs one query for the token unless the caller has it."""
    return kept(Register, upkeep().token if token is None else token)


_COLUMNS = ("id", "code", "kind", "name", "sort_key", "valid_from", "valid_to")
_MODELS = (Province, District, Commune)
_PARENTS = ((), ("province_id",), ("province_id", "district_id"))


def _refs(model, rows: tuple[tuple, ...]):
    kinds = dict(model._meta.get_field("kind").choices)
    for pk, code, kind, name, key, first, last, *above in rows:
        yield UnitRef(pk, model.tier, code, f"{kinds[kind]} {name}", key, Period(first, last), *above, kind=kind)


def _changes() -> tuple[tuple, ...]:
    """Of every tier; a change names two units of one."""
    ends = [f"{tier}_{end}_id" for tier in TIERS for end in ("before", "after")]
    found = []
    for pk, day, default, kind, *units in BoundaryChange.objects.values_list("id", "day", "default", "kind", *ends):
        for place, tier in enumerate(TIERS):
            before, after = units[2 * place : 2 * place + 2]
            if before is not None:
                found.append((pk, tier, before, after, day, default, kind))
    return tuple(found)


def _continued_communes(changes: tuple[tuple, ...]) -> dict[int, int]:
    """Commune → the legal existence that it merely continues under another name or kind."""
    kinds = (ChangeKind.RENAMING, ChangeKind.KIND_CHANGE)
    return {after: before for _, tier, before, after, _, _, kind in changes if tier == "commune" and after is not None and kind in kinds}


def _areas(rows: tuple[tuple, ...]) -> dict:
    found = defaultdict(list)
    for _, commune, district, area, first, last in rows:
        key = ("commune", commune) if commune else ("district", district)
        found[key].append((area, Period(first, last)))
    return found
