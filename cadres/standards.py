"""Judges one person against one standard, and says why.

Pure: levels + standard + areas → verdict and one finding per requirement. Three verdicts: below any minimum is FALLS_SHORT;
otherwise a requirement without a record, or no standard at all, is UNKNOWN; otherwise MEETS. A blank is never a failure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from cadres.levels import Ladder
from chuanxa.periods import Period

NO_STANDARD = 1 << 8
"""Bit of the `unclear` mask: no standard in the system speaks of the position on that day."""


class Verdict(IntEnum):
    """The values are stored in derived tables."""

    FALLS_SHORT = 0
    MEETS = 1
    UNKNOWN = 2

    @property
    def slug(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> str:
        return {"FALLS_SHORT": "Chưa đạt", "MEETS": "Đạt", "UNKNOWN": "Chưa đủ dữ liệu"}[self.name]


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """A criterion; without a ladder it is only shown.

    `exception_before`: the lower minimum of the area is only for those who held the post before that day.
    """

    text: str
    ladder: Ladder | None = None
    minimum: int = 0
    exception_area: str = ""
    exception_minimum: int | None = None
    exception_before: date | None = None
    clause: str = ""
    verified: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class StandardRule:
    """What one legal text asks of `positions` (ids) for a period; `province` (id) is set for a province's own levels."""

    id: int
    name: str
    basis: str
    period: Period
    positions: frozenset[int]
    requirements: tuple[RequirementRule, ...]
    province: int | None = None

    @property
    def looks_back(self) -> bool:
        """True when it matters since when the person has held such a position."""
        return any(requirement.exception_before for requirement in self.requirements)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one requirement came out. `minimum` is the one applied; `level` is None without a record; `lowered` by an area exception."""

    requirement: RequirementRule
    outcome: Verdict | None
    level: int | None = None
    minimum: int | None = None
    lowered: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with its reasons. `missing` and `unclear` are masks of `Ladder.bit` (and NO_STANDARD)."""

    standard: StandardRule | None
    findings: tuple[Finding, ...]
    verdict: Verdict
    missing: int
    unclear: int


NOT_JUDGED = Judgement(None, (), Verdict.UNKNOWN, 0, NO_STANDARD)


def judge(
    levels: Mapping[Ladder, int | None],
    standard: StandardRule | None,
    *,
    areas: frozenset[str] = frozenset(),
    held_since: date | None = None,
) -> Judgement:
    """Judge `levels` by `standard`; `held_since` is the first day the person held any position the standard speaks of."""
    if standard is None:
        return NOT_JUDGED
    findings = tuple(_find(requirement, levels, areas, held_since) for requirement in standard.requirements)
    missing = _mask(findings, Verdict.FALLS_SHORT)
    unclear = _mask(findings, Verdict.UNKNOWN)
    if missing:
        verdict = Verdict.FALLS_SHORT
    elif unclear:
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.MEETS if any(finding.outcome is not None for finding in findings) else Verdict.UNKNOWN
    if verdict is Verdict.UNKNOWN and not unclear:
        unclear = NO_STANDARD
    return Judgement(standard, findings, verdict, missing, unclear)


def _find(requirement: RequirementRule, levels, areas, held_since) -> Finding:
    if requirement.ladder is None:
        return Finding(requirement, None)
    minimum, lowered = requirement.minimum, False
    if requirement.exception_area in areas and (
        requirement.exception_before is None or (held_since is not None and held_since < requirement.exception_before)
    ):
        minimum, lowered = requirement.exception_minimum, True
    level = levels.get(requirement.ladder)
    if level is None:
        outcome = Verdict.UNKNOWN
    else:
        outcome = Verdict.MEETS if level >= minimum else Verdict.FALLS_SHORT
    return Finding(requirement, outcome, level, minimum, lowered)


def _mask(findings: Sequence[Finding], outcome: Verdict) -> int:
    mask = 0
    for finding in findings:
        if finding.outcome is outcome:
            mask |= finding.requirement.ladder.bit
    return mask


@dataclass(frozen=True)
class StandardBook:
    """All standards, found by position, province and day; a province's own goes before the national one."""

    standards: tuple[StandardRule, ...]
    _by_position: dict[int, tuple[StandardRule, ...]] = field(default_factory=dict, compare=False, repr=False)
    _judged: dict[tuple, Judgement] = field(default_factory=dict, compare=False, repr=False)

    def of_position(self, position: int) -> tuple[StandardRule, ...]:
        """Every standard that ever speaks of the position; provinces' own first, then the latest first."""
        if position not in self._by_position:
            found = [rule for rule in self.standards if position in rule.positions]
            found.sort(key=lambda rule: (rule.province is None, -rule.period.first.toordinal()))
            self._by_position[position] = tuple(found)
        return self._by_position[position]

    def find(self, position: int, province: int, day: date) -> StandardRule | None:
        """The standard in force that day, or None."""
        for rule in self.of_position(position):
            if day in rule.period and rule.province in (None, province):
                return rule
        return None

    def judge(
        self, levels: Mapping[Ladder, int], standard: StandardRule | None, *, areas: frozenset[str], held_since: date | None
    ) -> Judgement:
        """`judge` by a standard of this book, remembered: a nation has many people and few combinations of levels."""
        if standard is None:
            return NOT_JUDGED
        key = (standard.id, tuple(map(levels.get, _LADDERS)), areas, held_since)
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = judge(levels, standard, areas=areas, held_since=held_since)
        return found


_LADDERS = tuple(Ladder)
