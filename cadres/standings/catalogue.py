"""What judging needs besides a person's facts: positions, standards, and where communes stand over time.

Read once per process and kept until the catalogue token changes.
"""

from collections import defaultdict
from functools import lru_cache

from cadres.levels import Ladder
from cadres.models import Position, Requirement, Standard
from cadres.models.position import COUNTED, GROUPS
from cadres.standards import RequirementRule, StandardBook, StandardRule
from cadres.standings.timeline import Place, PositionRule
from chuanxa.kept import kept
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import Period
from provinces.register import register


class Catalogue:
    """Positions by id, the book of standards, and `places(commune, period)`."""

    def __init__(self):
        rows = list(Position.objects.all())
        self.positions = {row.id: _position_rule(row) for row in rows}
        self.labels = {row.id: (row.code, row.label) for row in rows}
        self.by_code = {row.code: row for row in rows}
        self.book = StandardBook(tuple(_standard_rules()))
        self._register = register()
        self.places = lru_cache(maxsize=200_000)(self._places)

    def _places(self, commune: int, period: Period) -> tuple[Place, ...]:
        """Where a post in `commune` stands over `period`: the commune while it lives, then what it became."""
        return tuple(self._place(step.unit, step.period) for step in self._register.path(commune, period))

    def _place(self, commune: int, period: Period) -> Place:
        unit = self._register.units["commune"][commune]
        return Place(commune, unit.district, unit.province, period, tuple(self._register.areas_of(commune)))


def catalogue(token: int | None = None) -> Catalogue:
    """The catalogue in force. Costs one query for the token unless the caller has it."""
    return kept(Catalogue, upkeep().token if token is None else token)


def _position_rule(position: Position) -> PositionRule:
    counted = position.category in COUNTED
    return PositionRule(
        position.id, COUNTED.index(position.category) if counted else -1, GROUPS.index(position.group), position.order, counted
    )


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
