"""What a standard asks, as data: requirements, and the allowances that lower, lift or postpone them.

Pure. The law asks three kinds of things here: a level of a ladder (perhaps in a field of study that fits the position), an age at
the first appointment, and things this system keeps no record of, which are told and never judged. What is unknown stays unknown.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from cadres.cases import Case, Traits
from cadres.levels import Ladder
from cadres.retirement import FEMALE, MALE, retires_on
from chuanxa.periods import ONE_DAY, Period, age, months_after

NO_STANDARD, FIELD_OF_STUDY, AGE = 1 << 8, 1 << 9, 1 << 10
"""Bits of the masks beside `Ladder.bit`: nothing to judge by that day; a field of study that does not fit; the age when first appointed."""

MASK = 1 << 11
"""Masks are below this."""

CRITERIA = (
    *((ladder.value, ladder.label, ladder.bit) for ladder in Ladder),
    ("field_of_study", "Ngành phù hợp chức danh", FIELD_OF_STUDY),
    ("age", "Tuổi khi giữ chức danh lần đầu", AGE),
)
"""(slug, label, bit) of everything that can be missing, unclear, owed or exempt."""


class AllowanceKind(StrEnum):
    """What an allowance does to the requirement it belongs to. The values are stored."""

    LOWERED = "lowered"
    EXEMPT = "exempt"
    OWED = "owed"

    @property
    def label(self) -> str:
        return {"lowered": "Hạ mức", "exempt": "Miễn", "owed": "Nợ có thời hạn"}[self]


class CountedFrom(StrEnum):
    """Where the months of a debt begin. The values are stored."""

    HELD = "held"
    COMMUNE = "commune"

    @property
    def label(self) -> str:
        return {"held": "Từ khi giữ chức danh lần đầu", "commune": "Từ khi lập xã"}[self]


class AgeKind(StrEnum):
    """What is asked of the age on the day of the first appointment. The values are stored."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MONTHS_LEFT = "months_left"

    @property
    def label(self) -> str:
        return {"at_least": "Ít nhất (tuổi)", "at_most": "Không quá (tuổi)", "months_left": "Còn ít nhất (tháng) đến tuổi nghỉ hưu"}[self]


@dataclass(frozen=True, slots=True)
class AllowanceRule:
    """Who may have less than a requirement asks; every condition that is set must hold.

    `areas`: any of them; `held_before`: first held before that day; `held_on`: in post on that day; `period`: days on which it may be
    relied on. A debt ends with the day `until`, or with the day `months` after the first appointment or the founding of the commune.
    """

    kind: AllowanceKind
    minimum: int = 0
    areas: frozenset[str] = frozenset()
    minority: bool = False
    held_before: date | None = None
    held_on: date | None = None
    period: Period | None = None
    until: date | None = None
    months: int = 0
    counted_from: CountedFrom | None = None
    text: str = ""
    clause: str = ""
    verified: bool = False
    id: int = 0

    def applies(self, case: Case) -> bool | None:
        """None when it depends on an ethnic group that is not recorded."""
        if self.areas and not self.areas & case.areas:
            return False
        if self.period is not None and case.day not in self.period:
            return False
        if self.held_before is not None and not any(period.first < self.held_before for period in case.held):
            return False
        if self.held_on is not None and not any(self.held_on in period for period in case.held):
            return False
        if self.kind is AllowanceKind.OWED and ((last := self.deadline(case)) is None or case.day > last):
            return False
        return case.traits.minority if self.minority else True

    def deadline(self, case: Case) -> date | None:
        """The last day of a debt; None when nothing says when it began."""
        if self.until is not None:
            return self.until
        start = {CountedFrom.HELD: case.since, CountedFrom.COMMUNE: case.founded, None: None}[self.counted_from]
        return start and months_after(start, self.months)

    @property
    def conditions(self) -> tuple:
        """All that decides whether it applies."""
        debt = (self.until, self.months, self.counted_from) if self.kind is AllowanceKind.OWED else None
        return self.areas, self.minority, self.held_before, self.held_on, self.period, debt

    @property
    def runs(self) -> bool:
        """Whether its last day depends on the person or the place."""
        return self.kind is AllowanceKind.OWED and self.until is None

    def borders(self) -> list[date]:
        """The days on which it begins or ceases to apply for everybody."""
        ends = [self.until] if self.kind is AllowanceKind.OWED and self.until else []
        if self.period is None:
            return [day + ONE_DAY for day in ends]
        return [self.period.first, *(day + ONE_DAY for day in (*ends, self.period.last) if day)]


@dataclass(frozen=True, slots=True)
class AgeRule:
    """An age in years, or months left before retirement, on the day of the first appointment; women may have a limit of their own."""

    kind: AgeKind
    limit: int
    limit_women: int | None = None

    def met(self, traits: Traits, day: date) -> bool | None:
        """None when birth or sex are not known well enough to tell."""
        if traits.born is None:
            return None
        sexes = (traits.sex,) if traits.sex else (MALE, FEMALE)
        found = {self._met(born, sex, day) for born in traits.born for sex in sexes}
        return found.pop() if len(found) == 1 else None

    def _met(self, born: date, sex: int, day: date) -> bool:
        limit = self.limit if self.limit_women is None or sex != FEMALE else self.limit_women
        if self.kind is AgeKind.MONTHS_LEFT:
            return months_after(day, limit) <= retires_on(born, sex)
        return age(born, day) >= limit if self.kind is AgeKind.AT_LEAST else age(born, day) <= limit


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """One criterion: a level (`ladder`, `minimum`), an age, or neither: then it is only told. `fitting`: the field of study must fit."""

    text: str
    ladder: Ladder | None = None
    minimum: int = 0
    fitting: bool = False
    age: AgeRule | None = None
    allowances: tuple[AllowanceRule, ...] = ()
    clause: str = ""
    verified: bool = False
    id: int = 0

    @property
    def is_judged(self) -> bool:
        return self.ladder is not None or self.age is not None


@dataclass(frozen=True)
class StandardRule:
    """What one legal text asks of `positions` (ids) for a period; a province's own names `provinces`, the ids of every row of its code."""

    id: int
    name: str
    basis: str
    period: Period
    positions: frozenset[int]
    requirements: tuple[RequirementRule, ...]
    provinces: frozenset[int] = field(default=frozenset())
    regime: str = ""
    code: str = ""
    applied: bool = True
    """False while people are still being judged again by it."""
    version: int = 1
    """Which wording of its draft was published."""

    @cached_property
    def allowances(self) -> tuple[AllowanceRule, ...]:
        return tuple(allowance for requirement in self.requirements for allowance in requirement.allowances)

    @cached_property
    def circumstances(self) -> tuple[AllowanceRule, ...]:
        """One allowance for each set of conditions: requirements of one text often share theirs."""
        return tuple({allowance.conditions: allowance for allowance in self.allowances}.values())

    @cached_property
    def running(self) -> tuple[AllowanceRule, ...]:
        """The allowances whose last day depends on the person or the place."""
        return tuple(allowance for allowance in self.allowances if allowance.runs)

    @cached_property
    def fitting(self) -> tuple[Ladder, ...]:
        """The ladders on which fields of study matter."""
        return tuple(dict.fromkeys(asked.ladder for asked in self.requirements if asked.ladder is not None and asked.fitting))

    @cached_property
    def ages(self) -> tuple[RequirementRule, ...]:
        return tuple(asked for asked in self.requirements if asked.age is not None)

    @cached_property
    def asks_levels_only(self) -> bool:
        """Neither allowances nor fields of study nor ages: levels alone decide."""
        return not (self.allowances or self.fitting or self.ages)

    def is_for(self, province: int) -> bool:
        return not self.provinces or province in self.provinces
