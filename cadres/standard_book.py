"""All standards in force at some time, found by position, province and day; a province's own goes before the national one.

Pure. The book also remembers what it judged: a nation has many people and few combinations of levels and circumstances.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cadres.cases import Award, Case
from cadres.levels import NO_RECORD, Ladder
from cadres.requirements import StandardRule
from cadres.standards import NOT_JUDGED, Judgement, find, judge
from chuanxa.periods import ONE_DAY


class Marks(NamedTuple):
    """What a standing keeps of a judgement."""

    verdict: int
    missing: int
    unclear: int
    owed: int
    exempt: int


UNJUDGED = Marks(int(NOT_JUDGED.verdict), NOT_JUDGED.missing, NOT_JUDGED.unclear, 0, 0)
"""Of somebody of whose position no standard speaks."""


@dataclass(frozen=True)
class StandardBook:
    """The standards that judge: the published ones."""

    standards: tuple[StandardRule, ...]
    _by_position: dict[int, tuple[StandardRule, ...]] = field(default_factory=dict, compare=False, repr=False)
    _borders: dict[tuple[int, date], frozenset[date]] = field(default_factory=dict, compare=False, repr=False)
    _there: dict[tuple[int, int], tuple] = field(default_factory=dict, compare=False, repr=False)
    _judged: dict[tuple, Marks] = field(default_factory=dict, compare=False, repr=False)

    def of_position(self, position: int) -> tuple[StandardRule, ...]:
        """Every standard that ever speaks of the position; provinces' own first, then the latest first."""
        if position not in self._by_position:
            found = [rule for rule in self.standards if position in rule.positions]
            found.sort(key=lambda rule: (not rule.provinces, -rule.period.first.toordinal()))
            self._by_position[position] = tuple(found)
        return self._by_position[position]

    def regimes(self, position: int, province: int) -> tuple[str, ...]:
        """The regimes that ever spoke of the position there, oldest first."""
        found = [rule for rule in self.of_position(position) if rule.is_for(province)]
        return tuple(dict.fromkeys(rule.regime for rule in sorted(found, key=lambda rule: rule.period.first)))

    def borders(self, position: int, since: date = date.min) -> frozenset[date]:
        """The days after `since` on which a standard of the position, or an allowance in it, begins or ends, whoever is judged."""
        if (position, since) not in self._borders:
            rules = self.of_position(position)
            ends = [rule.period.last + ONE_DAY for rule in rules if rule.period.last is not None]
            allowed = [day for rule in rules for allowance in rule.allowances for day in allowance.borders()]
            days = [*(rule.period.first for rule in rules), *ends, *allowed]
            self._borders[position, since] = frozenset([day for day in days if day > since])
        return self._borders[position, since]

    def find(self, position: int, province: int, day: date, *, regime: str = "") -> StandardRule | None:
        """The standard in force that day, or None.

        With a regime: that regime's standard, also outside its days: the last one it had before `day`, or, of a regime that had not
        begun, the first. None when the regime never spoke of the position.
        """
        if not regime:
            for first, end, rule in self._spoken(position, province):
                if first <= day <= end:
                    return rule
            return None
        spoken = [rule for _, _, rule in self._spoken(position, province) if rule.regime == regime]
        return min(spoken, key=lambda rule: _distance(rule, day), default=None)

    def _spoken(self, position: int, province: int) -> tuple[tuple[date, date, StandardRule], ...]:
        key = position, province
        if key not in self._there:
            rules = [rule for rule in self.of_position(position) if rule.is_for(province)]
            self._there[key] = tuple((rule.period.first, rule.period.end, rule) for rule in rules)
        return self._there[key]

    def marks(self, case: Case, levels: tuple[int, ...], standard: StandardRule) -> Marks:
        """What `judge` says, remembered; `levels` are the highest that `case.awards` reached by the day, by ladder (NO_RECORD: none)."""
        key = (
            standard.id,
            levels,
            tuple([allowance.applies(case) for allowance in standard.circumstances]),
            tuple([fits(case, ladder) for ladder in standard.fitting]),
            tuple([find(asked, case, standard).outcome for asked in standard.ages]),
        )
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = _marks(judge(case, standard))
        return found

    def marks_of_levels(self, levels: tuple[int, ...], standard: StandardRule) -> Marks:
        """The same for a standard that asks nothing but levels."""
        key = standard.id, levels
        found = self._judged.get(key)
        if found is None:
            awards = tuple(Award(ladder, level) for ladder, level in zip(Ladder, levels, strict=True) if level != NO_RECORD)
            found = self._judged[key] = _marks(judge(Case(standard.period.first, awards), standard))
        return found


def _marks(judgement: Judgement) -> Marks:
    return Marks(int(judgement.verdict), judgement.missing, judgement.unclear, judgement.owed, judgement.exempt)


def fits(case: Case, ladder: Ladder) -> tuple[int, int]:
    """The highest level in a field that fits, and in one that fits or may fit; -1 without."""
    sure = perhaps = -1
    for award in case.awards:
        if award.ladder is ladder and (award.day is None or award.day <= case.day):
            if award.relevant:
                sure = max(sure, award.level)
            if award.relevant is not False:
                perhaps = max(perhaps, award.level)
    return sure, perhaps


def _distance(rule: StandardRule, day: date) -> tuple:
    """Nearest first: in force, then ended last, then beginning first; a province's own before the nation's."""
    if day in rule.period:
        return 0, 0, not rule.provinces
    if rule.period.end < day:
        return 1, (day - rule.period.end).days, not rule.provinces
    return 2, (rule.period.first - day).days, not rule.provinces
