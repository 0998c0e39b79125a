"""Judges one person against one standard, and says why.

Pure: a case + a standard → a verdict and one finding per requirement. Three verdicts: anything missing is FALLS_SHORT, also what may
be owed until a day; otherwise a requirement without a record, or no standard at all, is UNKNOWN; otherwise MEETS. A blank is never
a failure, and an allowance that may or may not apply (ethnic group not recorded) leaves the requirement unclear.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from cadres.cases import Award, Case
from cadres.requirements import AGE, FIELD_OF_STUDY, NO_STANDARD, AllowanceKind, AllowanceRule, RequirementRule, StandardRule


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


class Outcome(StrEnum):
    """How one requirement came out."""

    MET = "met"
    MISSING = "missing"
    OWED = "owed"
    EXEMPT = "exempt"
    NOT_ASKED = "not_asked"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.MET: "Đạt",
    Outcome.MISSING: "Thiếu",
    Outcome.OWED: "Nợ",
    Outcome.EXEMPT: "Được miễn",
    Outcome.NOT_ASKED: "Không yêu cầu",
    Outcome.UNCLEAR: "Chưa rõ",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """How one requirement came out, and by what.

    `award` is the record that decided (its `id` is the qualification's); `minimum` the one applied; `allowance` lowered, lifted or
    postponed the requirement, until the day `until` when it is owed; `bit` is what stands in the masks.
    """

    requirement: RequirementRule
    outcome: Outcome
    award: Award | None = None
    minimum: int | None = None
    allowance: AllowanceRule | None = None
    until: date | None = None
    bit: int = 0

    @property
    def level(self) -> int | None:
        return self.award.level if self.award else None

    @property
    def verified(self) -> bool:
        """Whether the texts behind this finding were read."""
        return self.requirement.verified and (self.allowance is None or self.allowance.verified)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with its reasons; the masks are of the bits in cadres/requirements.py, and `owed` is a part of `missing`."""

    standard: StandardRule | None
    findings: tuple[Finding, ...]
    verdict: Verdict
    missing: int
    unclear: int
    owed: int = 0
    exempt: int = 0

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings the verdict rests on: what is missing or owed; else what is unclear; else what is met or exempt."""
        wanted = _DECIDING[self.verdict]
        return tuple(one for one in self.findings if one.requirement.is_judged and one.outcome in wanted)

    @property
    def verified(self) -> bool:
        """False when the text of a requirement that decides was not read: the page says "chưa kiểm chứng"."""
        return all(finding.verified for finding in self.deciding)


_DECIDING = {
    Verdict.FALLS_SHORT: (Outcome.MISSING, Outcome.OWED),
    Verdict.UNKNOWN: (Outcome.UNCLEAR,),
    Verdict.MEETS: (Outcome.MET, Outcome.EXEMPT),
}
NOT_JUDGED = Judgement(None, (), Verdict.UNKNOWN, 0, NO_STANDARD)


def judge(case: Case, standard: StandardRule | None) -> Judgement:
    """Judge by `standard`; without one nobody can tell."""
    if standard is None:
        return NOT_JUDGED
    findings = tuple(find(requirement, case, standard) for requirement in standard.requirements)
    masks = dict.fromkeys(Outcome, 0)
    for finding in findings:
        if finding.requirement.is_judged:
            masks[finding.outcome] |= finding.bit
    owed = masks[Outcome.OWED] & ~masks[Outcome.MISSING]
    missing, unclear = masks[Outcome.MISSING] | owed, masks[Outcome.UNCLEAR]
    if not (missing or unclear or masks[Outcome.MET] or masks[Outcome.EXEMPT]):
        unclear = NO_STANDARD
    verdict = Verdict.FALLS_SHORT if missing else Verdict.UNKNOWN if unclear else Verdict.MEETS
    return Judgement(standard, findings, verdict, missing, unclear, owed, masks[Outcome.EXEMPT] & ~(missing | unclear))


def find(requirement: RequirementRule, case: Case, standard: StandardRule) -> Finding:
    """How one requirement of the standard comes out."""
    if requirement.age is not None:
        return _find_age(requirement, case, standard)
    if requirement.ladder is None:
        return Finding(requirement, Outcome.UNCLEAR)
    return _find_level(requirement, case)


def _find_age(requirement: RequirementRule, case: Case, standard: StandardRule) -> Finding:
    """Asked of those first appointed while the standard is there; who held the post before it is not asked."""
    if case.since is None or case.since < standard.period.first:
        return Finding(requirement, Outcome.NOT_ASKED, bit=AGE)
    met = requirement.age.met(case.traits, case.since)
    if met is not True:
        for allowance in requirement.allowances:
            if allowance.kind is AllowanceKind.EXEMPT and allowance.applies(case):
                return Finding(requirement, Outcome.EXEMPT, allowance=allowance, bit=AGE)
    return Finding(requirement, {True: Outcome.MET, False: Outcome.MISSING, None: Outcome.UNCLEAR}[met], bit=AGE)


def _find_level(requirement: RequirementRule, case: Case) -> Finding:
    found = _settle(requirement, case, requirement.minimum)
    if found.outcome is Outcome.MET:
        return found
    sure, perhaps = ([one for one in requirement.allowances if one.applies(case) is answer] for answer in (True, None))
    for allowance in sure:
        if allowance.kind is AllowanceKind.EXEMPT:
            return Finding(requirement, Outcome.EXEMPT, found.award, allowance=allowance, bit=requirement.ladder.bit)
    lowered = min((one for one in sure if one.kind is AllowanceKind.LOWERED), key=lambda one: one.minimum, default=None)
    if lowered is not None and lowered.minimum < requirement.minimum:
        found = _settle(requirement, case, lowered.minimum, lowered)
    if found.outcome is not Outcome.MISSING:
        return found
    if any(_would_save(one, requirement, case) for one in perhaps):
        return Finding(requirement, Outcome.UNCLEAR, found.award, found.minimum, bit=found.bit)
    debts = [one for one in sure if one.kind is AllowanceKind.OWED]
    if debts:
        debt = max(debts, key=lambda one: one.deadline(case))
        return Finding(requirement, Outcome.OWED, found.award, found.minimum, debt, debt.deadline(case), found.bit)
    return found


def _settle(requirement: RequirementRule, case: Case, minimum: int, lowered: AllowanceRule | None = None) -> Finding:
    """MET (EXEMPT by a lowered minimum), MISSING or UNCLEAR, by the levels reached by the day."""
    bit = requirement.ladder.bit
    reached = [one for one in case.awards if one.ladder is requirement.ladder and (one.day is None or one.day <= case.day)]
    if not reached:
        return Finding(requirement, Outcome.UNCLEAR, None, minimum, lowered, bit=bit)
    best = max(reached, key=lambda one: (one.level, one.relevant is True))
    if best.level < minimum:
        return Finding(requirement, Outcome.MISSING, best, minimum, lowered, bit=bit)
    outcome = Outcome.EXEMPT if lowered else Outcome.MET
    if requirement.fitting:
        fits = {answer: [one for one in reached if one.level >= minimum and one.relevant is answer] for answer in (True, None)}
        if not fits[True]:
            outcome, bit = (Outcome.UNCLEAR if fits[None] else Outcome.MISSING), FIELD_OF_STUDY
        best = max(fits[True] or fits[None] or [best], key=lambda one: one.level)
    return Finding(requirement, outcome, best, minimum, lowered, bit=bit)


def _would_save(allowance: AllowanceRule, requirement: RequirementRule, case: Case) -> bool:
    if allowance.kind is AllowanceKind.LOWERED:
        return _settle(requirement, case, allowance.minimum).outcome is not Outcome.MISSING
    return allowance.kind is AllowanceKind.EXEMPT
