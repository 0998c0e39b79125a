"""The register of units in memory: every legal existence, its parents, its area classes and what it became.

Read once per process (about 25,000 rows) and kept until the catalogue token changes, so that a page asks no query for names,
parents or successors.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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


class Register:
    """Units by tier and id, by code and day, by parent and day; and the editions they came from."""

    def __init__(self):
        self.editions = tuple(Edition.objects.order_by("day"))
        self.units: dict[str, dict[int, UnitRef]] = {tier: {} for tier in TIERS}
        self._by_code: dict[tuple[str, str], list[UnitRef]] = defaultdict(list)
        self._children: dict[tuple[str, str, int], list[UnitRef]] = defaultdict(list)
        for unit in (*_provinces(), *_districts(), *_communes()):
            self._add(unit)
        self._areas = _areas()
        self._continues = _continued_communes()
        self.lineage = {tier: self._lineage(tier) for tier in TIERS}
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

    def _lineage(self, tier: str) -> Lineage:
        changes = BoundaryChange.objects.filter(**{f"{tier}_before__isnull": False})
        rows = changes.values_list(f"{tier}_before_id", f"{tier}_after_id", "day", "default")
        return Lineage({pk: unit.period for pk, unit in self.units[tier].items()}, [Change(*row) for row in rows])


def register(token: int | None = None) -> Register:
    """The register in force. Costs one query for the token unless the caller has it."""
    return kept(Register, upkeep().token if token is None else token)


_COLUMNS = ("id", "code", "kind", "name", "sort_key", "valid_from", "valid_to")


def _refs(model, *parents: str):
    kinds = dict(model._meta.get_field("kind").choices)
    for pk, code, kind, name, key, first, last, *above in model.objects.values_list(*_COLUMNS, *parents):
        yield UnitRef(pk, model.tier, code, f"{kinds[kind]} {name}", key, Period(first, last), *above, kind=kind)


def _provinces():
    return _refs(Province)


def _districts():
    return _refs(District, "province_id")


def _communes():
    return _refs(Commune, "province_id", "district_id")


def _continued_communes() -> dict[int, int]:
    """Commune → the legal existence that it merely continues under another name or kind."""
    kinds = (ChangeKind.RENAMING, ChangeKind.KIND_CHANGE)
    changes = BoundaryChange.objects.filter(commune_after__isnull=False, kind__in=kinds)
    return dict(changes.values_list("commune_after_id", "commune_before_id"))


def _areas() -> dict:
    found = defaultdict(list)
    rows = AreaClassification.objects.values_list("commune_id", "district_id", "area_class", "valid_from", "valid_to")
    for commune, district, area, first, last in rows:
        key = ("commune", commune) if commune else ("district", district)
        found[key].append((area, Period(first, last)))
    return found
