"""The slow and obvious judge: one person, one day, one requirement after the other.

Whatever is not recorded is tried in every way it may be. Only the shapes of the rules are shared with the product; the numbers that
its tables store are written out here, so that changing one by accident is noticed.
"""

from contextlib import suppress
from datetime import date, timedelta

from cadres.requirements import AgeKind, AllowanceKind, CountedFrom, StandardRule
from chuanxa.periods import Period

FALLS_SHORT, MEETS, UNKNOWN = 0, 1, 2
BITS = {
    "general_education": 1,
    "professional": 2,
    "political_theory": 4,
    "state_management": 8,
    "defence_security": 16,
    "informatics": 32,
    "foreign_language": 64,
    "ethnic_language": 128,
}
NO_STANDARD, FIELD, AGE = 256, 512, 1024


def holds(period: Period, day: date) -> bool:
    """Both ends are in; no last day is no end."""
    return period.first <= day and (period.last is None or day <= period.last)


def standard_on(day: date, position: int, province: int, standards: list[StandardRule]) -> StandardRule | None:
    """The province's own standard before the nation's, a later one before an earlier one."""
    speaking = [rule for rule in standards if holds(rule.period, day) and position in rule.positions]
    own = [rule for rule in speaking if province in rule.provinces]
    national = [rule for rule in speaking if not rule.provinces]
    for rules in (own, national):
        for rule in rules:
            if all(rule.period.first >= other.period.first for other in rules):
                return rule
    return None


def verdict_of(day, awards, standard, areas, held, founded, traits) -> tuple[int, int, int, int, int]:
    """(verdict, missing, unclear, owed, exempt).

    Whatever is not recorded is tried in every way it may be: what comes out the same in all of them is so, anything else is unclear.
    """
    masks = dict.fromkeys(("met", "missing", "unclear", "owed", "exempt"), 0)
    for asked in standard.requirements if standard else ():
        if asked.age:
            outcome, bit = _age_outcome(asked, standard, day, areas, held, founded, traits), AGE
        elif asked.ladder:
            outcome, bit = _level_outcome(asked, day, awards, areas, held, founded, traits)
        else:
            continue
        if outcome != "not asked":
            masks[outcome] |= bit
    owed = masks["owed"] & ~masks["missing"]
    missing, unclear = masks["missing"] | owed, masks["unclear"]
    if not any(masks.values()):
        return UNKNOWN, 0, NO_STANDARD, 0, 0
    verdict = FALLS_SHORT if missing else UNKNOWN if unclear else MEETS
    return verdict, missing, unclear, owed, masks["exempt"] & ~missing & ~unclear


def _level_outcome(asked, day, awards, areas, held, founded, traits) -> tuple[str, int]:
    reached = [one for one in awards if one.ladder is asked.ladder and (one.day is None or one.day <= day)]
    sure = [one for one in asked.allowances if _allowed(one, day, areas, held, founded, minority=bool(traits.minority))]
    applied = min([asked.minimum, *(one.minimum for one in sure if one.kind is AllowanceKind.LOWERED)])
    bit = FIELD if asked.fitting and any(one.level >= applied for one in reached) else BITS[asked.ladder.value]
    outcomes = set()
    for minority in (True, False) if traits.minority is None else (traits.minority,):
        allowed = [one for one in asked.allowances if _allowed(one, day, areas, held, founded, minority=minority)]
        for fits in _ways([one.relevant for one in reached]):
            outcomes.add(_certain_outcome(asked, [(one.level, fit) for one, fit in zip(reached, fits, strict=True)], allowed, day))
    if outcomes <= {"met", "exempt"}:
        return "exempt" if "exempt" in outcomes else "met", BITS[asked.ladder.value]
    if len(outcomes) == 1:
        return outcomes.pop(), bit
    if outcomes <= {"missing", "owed"}:
        return "missing", bit
    return "unclear", bit


def _certain_outcome(asked, reached, allowed, day) -> str:
    def enough(minimum):
        return any(level >= minimum and (fit or not asked.fitting) for level, fit in reached)

    if enough(asked.minimum):
        return "met"
    if any(one.kind is AllowanceKind.EXEMPT for one in allowed):
        return "exempt"
    if not reached:
        return "unclear"
    if any(enough(one.minimum) for one in allowed if one.kind is AllowanceKind.LOWERED):
        return "exempt"
    return "owed" if any(one.kind is AllowanceKind.OWED for one in allowed) else "missing"


def _ways(answers: list) -> list[list]:
    """Every way in which the unknown answers may turn out."""
    ways = [[]]
    for answer in answers:
        ways = [[*way, each] for way in ways for each in ((True, False) if answer is None else (answer,))]
    return ways


def _allowed(one, day, areas, held, founded, *, minority) -> bool:
    first = min((period.first for period in held), default=None)
    if one.kind is AllowanceKind.OWED:
        last = one.until
        if last is None:
            start = first if one.counted_from is CountedFrom.HELD else founded
            last = start and _later(start, one.months)
        if last is None or day > last:
            return False
    return (
        (not one.areas or bool(one.areas & set(areas)))
        and (one.period is None or holds(one.period, day))
        and (one.held_before is None or (first is not None and first < one.held_before))
        and (one.held_on is None or any(holds(period, one.held_on) for period in held))
        and (minority or not one.minority)
    )


def _later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of that month when it has no such day."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for number in range(day.day, 0, -1):
        with suppress(ValueError):
            return date(year, month, number)
    raise AssertionError(day)


def _age_outcome(asked, standard, day, areas, held, founded, traits) -> str:
    first = min((period.first for period in held), default=None)
    if first is None or first < standard.period.first:
        return "not asked"
    minorities = (True, False) if traits.minority is None else (traits.minority,)
    exempt = [one for one in asked.allowances if one.kind is AllowanceKind.EXEMPT]
    if any(all(_allowed(one, day, areas, held, founded, minority=each) for each in minorities) for one in exempt):
        return "exempt" if _ages_are_right(asked.age, traits, first) is not True else "met"
    return {True: "met", False: "missing", None: "unclear"}[_ages_are_right(asked.age, traits, first)]


def _ages_are_right(rule, traits, first) -> bool | None:
    if traits.born is None:
        return None
    days = [traits.born[0] + timedelta(days=number) for number in range((traits.born[1] - traits.born[0]).days + 1)]
    answers = {_age_is_right(rule, born, sex, first) for born in days for sex in ((traits.sex,) if traits.sex else (1, 2))}
    return answers.pop() if len(answers) == 1 else None


def _age_is_right(rule, born, sex, first) -> bool:
    limit = rule.limit_women if rule.limit_women is not None and sex == 2 else rule.limit
    years = first.year - born.year - (1 if (first.month, first.day) < (born.month, born.day) else 0)
    if rule.kind is AgeKind.AT_MOST:
        return years <= limit
    if rule.kind is AgeKind.AT_LEAST:
        return years >= limit
    return _later(first, limit) <= retirement_by_the_table(born, sex)


def retirement_by_the_table(born: date, sex: int) -> date:
    """Decree 135/2020, article 4: month by month, the first whose age in force is reached."""
    year, month = born.year + 50, born.month
    while True:
        months = (year - born.year) * 12 + month - born.month
        rise = max(0, year - 2020)
        needed = min(720 + 3 * rise, 744) if sex == 1 else min(660 + 4 * rise, 720)
        if months >= needed:
            after = date(year + month // 12, month % 12 + 1, 1)
            return after - timedelta(days=1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
