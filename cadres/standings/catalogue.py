"""What judging needs besides a person's facts: positions, standards, and where communes stand over time.

Read once per process and kept until the catalogue token changes. What was known at an earlier moment is in catalogue_history.py.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cadres.levels import Ladder
from cadres.models import Allowance, Position, Requirement, Standard, StandardState
from cadres.models.position import COUNTED, GROUPS
from cadres.requirements import AgeKind, AgeRule, AllowanceKind, AllowanceRule, CountedFrom, RequirementRule, StandardRule
from cadres.standard_book import StandardBook
from cadres.standings.timeline import Place, PositionRule
from chuanxa.kept import kept
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import Period
from provinces.models import Province
from provinces.register import Register, register


class Catalogue:
    """Positions by id, the book of standards, those whose people are being judged again, and `places(commune, period)`.

    `register` is where places are found. Without arguments as all of it stands now; of an earlier moment nobody waits to be judged.
    """

    def __init__(
        self, positions: Iterable[Position] | None = None, standards: Iterable[StandardRule] | None = None, units: Register | None = None
    ):
        rows = list(Position.objects.all() if positions is None else positions)
        self.positions = {row.id: _position_rule(row) for row in rows}
        self.labels = {row.id: (row.code, row.label) for row in rows}
        self.by_code = {row.code: row for row in rows}
        self.book = StandardBook(published_rules() if standards is None else tuple(standards))
        self.waiting = tuple(map(_waiting, pending().select_related("province"))) if standards is None else ()
        self.register = register() if units is None else units
        self._paths: dict[int, tuple[Place, ...]] = {}

    def places(self, commune: int, period: Period) -> tuple[Place, ...]:
        """Where a post in `commune` stands over `period`: the commune while it lives, then what it became.

        Each place says all the days it takes such posts; a post begun after its commune ended stands nowhere, and so does one in a
        commune that was not known at the catalogue's moment.
        """
        unit = self.register.units["commune"].get(commune)
        if unit is None or period.first > unit.period.end:
            return ()
        if commune not in self._paths:
            steps = self.register.lineage["commune"].path(commune, Period(unit.period.first))
            self._paths[commune] = tuple(self._place(step.unit, step.period) for step in steps)
        whole = self._paths[commune]
        return whole if len(whole) == 1 else tuple([place for place in whole if place.period.overlaps(period)])

    def _place(self, commune: int, period: Period) -> Place:
        unit = self.register.units["commune"][commune]
        areas = tuple(self.register.areas_of(commune))
        return Place(commune, unit.district, unit.province, period, areas, self.register.founded(commune))


def published_rules() -> tuple[StandardRule, ...]:
    """The standards that judge now."""
    return standard_rules(Standard.objects.filter(state=StandardState.PUBLISHED))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A standard that was published, ended or withdrawn and by which not everybody has been judged again.

    Verdicts from the day `since` on may be of the law before; `province` is a code, "" for the whole country.
    """

    name: str
    since: date
    province: str


def pending() -> QuerySet:
    """The published or withdrawn standards whose people have not all been judged again yet."""
    return Standard.objects.filter(changed_from__isnull=False).exclude(state=StandardState.DRAFT)


def _waiting(standard: Standard) -> Waiting:
    return Waiting(standard.name, standard.changed_from, standard.province.code if standard.province else "")


def catalogue(token: int | None = None) -> Catalogue:
    """The catalogue in force. Costs one query for the token unless the caller has it."""
    return kept(Catalogue, upkeep().token if token is None else token)


def _position_rule(position: Position) -> PositionRule:
    counted = position.category in COUNTED
    return PositionRule(
        position.id, COUNTED.index(position.category) if counted else -1, GROUPS.index(position.group), position.order, counted
    )


def standard_rules(standards: QuerySet) -> tuple[StandardRule, ...]:
    """The standards as the judge reads them; a province's own is for every row of the province's code, so it follows a renaming."""
    allowances, requirements = defaultdict(list), defaultdict(list)
    for row in Allowance.objects.filter(requirement__standard__in=standards).order_by("requirement_id", "order"):
        allowances[row.requirement_id].append(allowance_rule(row))
    for row in Requirement.objects.filter(standard__in=standards).order_by("standard_id", "order"):
        requirements[row.standard_id].append(requirement_rule(row, allowances[row.id]))
    provinces = defaultdict(set)
    for pk, code in Province.objects.values_list("id", "code"):
        provinces[code].add(pk)
    return tuple(
        StandardRule(
            row.id,
            row.name,
            row.basis,
            row.period,
            frozenset(position.id for position in row.positions.all()),
            tuple(requirements[row.id]),
            frozenset(provinces[row.province.code]) if row.province else frozenset(),
            row.regime,
            row.code,
            row.changed_from is None,
            row.version,
        )
        for row in standards.select_related("province").prefetch_related("positions")
    )


def requirement_rule(row: Requirement, allowances: Iterable[AllowanceRule] = ()) -> RequirementRule:
    """The row as the judge reads it."""
    return RequirementRule(
        row.text,
        Ladder(row.ladder) if row.ladder else None,
        row.minimum or 0,
        row.fitting,
        AgeRule(AgeKind(row.age_kind), row.age_limit, row.age_limit_women) if row.age_kind else None,
        tuple(allowances),
        row.clause,
        row.verified,
        row.id or 0,
    )


def allowance_rule(row: Allowance) -> AllowanceRule:
    """The row as the judge reads it."""
    lasting = row.first_day is not None or row.last_day is not None
    return AllowanceRule(
        AllowanceKind(row.kind),
        row.minimum or 0,
        frozenset(row.areas),
        row.minority,
        row.held_before,
        row.held_on,
        Period(row.first_day or date.min, row.last_day) if lasting else None,
        row.until,
        row.months or 0,
        CountedFrom(row.counted_from) if row.counted_from else None,
        row.text,
        row.clause,
        row.verified,
        row.id or 0,
    )
