"""What judging needs besides a person's facts: positions, standards, and where communes stand over time.

Read once per process and kept until the catalogue stamp changes.
"""

from collections import defaultdict
from functools import lru_cache

from django.db import connection

from cadres.levels import Ladder
from cadres.models import Position, Requirement, Standard
from cadres.models.position import COUNTED, GROUPS
from cadres.standards import RequirementRule, StandardBook, StandardRule
from cadres.standings.timeline import Place, PositionRule
from chuanxa.models.catalogue_stamp import stamp
from chuanxa.periods import Period
from provinces.lineage import Change, Lineage
from provinces.models import AreaClassification, BoundaryChange, Commune


class Catalogue:
    """Positions by id, the book of standards, and `places(commune, period)`."""

    def __init__(self):
        self.positions = {row.id: _position_rule(row) for row in Position.objects.all()}
        self.book = StandardBook(tuple(_standard_rules()))
        self._units = {
            pk: (district, province, Period(first, last))
            for pk, district, province, first, last in Commune.objects.values_list("id", "district_id", "province_id", "valid_from", "valid_to")
        }
        self._areas = _areas()
        self._lineage = Lineage(
            {pk: period for pk, (_, _, period) in self._units.items()},
            [
                Change(before, after, day, default)
                for before, after, day, default in BoundaryChange.objects.filter(commune_before__isnull=False).values_list(
                    "commune_before_id", "commune_after_id", "day", "default"
                )
            ],
        )
        self.places = lru_cache(maxsize=100_000)(self._places)

    def _places(self, commune: int, period: Period) -> tuple[Place, ...]:
        """Where a post in `commune` stands over `period`: the commune while it lives, then what it became."""
        return tuple(self._place(step.unit, step.period) for step in self._lineage.path(commune, period))

    def _place(self, commune: int, period: Period) -> Place:
        district, province, _ = self._units[commune]
        areas = [*self._areas["commune", commune], *(self._areas["district", district] if district else ())]
        return Place(commune, district, province, period, tuple(areas))


_kept: dict = {}


def catalogue() -> Catalogue:
    """The catalogue in force; one query when it is already in memory."""
    key = (connection.settings_dict["NAME"], stamp())
    if _kept.get("key") != key:
        _kept.update(key=key, catalogue=Catalogue())
    return _kept["catalogue"]


def forget() -> None:
    """Drop what is in memory (tests that write catalogue rows directly)."""
    _kept.clear()


def _position_rule(position: Position) -> PositionRule:
    counted = position.category in COUNTED
    return PositionRule(position.id, COUNTED.index(position.category) if counted else -1, GROUPS.index(position.group), position.order, counted)


def _standard_rules():
    requirements = defaultdict(list)
    for row in Requirement.objects.order_by("standard_id", "order"):
        requirements[row.standard_id].append(requirement_rule(row))
    for standard in Standard.objects.prefetch_related("positions"):
        yield StandardRule(
            standard.id,
            standard.name,
            standard.basis,
            standard.period,
            frozenset(position.id for position in standard.positions.all()),
            tuple(requirements[standard.id]),
            standard.province_id,
        )


def requirement_rule(row: Requirement) -> RequirementRule:
    """The row as the judge reads it."""
    return RequirementRule(
        row.text,
        Ladder(row.ladder) if row.ladder else None,
        row.minimum or 0,
        row.exception_area,
        row.exception_minimum,
        row.exception_before,
        row.clause,
        row.verified,
        row.id,
    )


def _areas() -> dict:
    found = defaultdict(list)
    for commune, district, area, first, last in AreaClassification.objects.values_list("commune_id", "district_id", "area_class", "valid_from", "valid_to"):
        key = ("commune", commune) if commune else ("district", district)
        found[key].append((area, Period(first, last)))
    return found
