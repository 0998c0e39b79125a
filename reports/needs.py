"""Who needs which course: people below the level that the standard of their post asks, parted by what is already on its way.

A need is (ladder, level): everybody whose standing misses that ladder and whose standard asks that level, whatever may be owed. Each such
person is in one part: studying towards the level or above; else retiring within RETIRING_WITHIN months; else to be sent.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q

from cadres.levels import STANDING_LADDERS, Ladder
from cadres.models import Enrolment
from cadres.requirements import StandardRule
from cadres.retirement import FEMALE, MALE, born_by
from cadres.standard_book import StandardBook
from chuanxa.facts import on_day
from chuanxa.periods import months_after

RETIRING_WITHIN = 24
"""Months: who retires sooner is told apart, for a course would hardly be over."""


@dataclass(frozen=True, slots=True)
class Need:
    """A level of a ladder that some standards ask."""

    ladder: Ladder
    level: int

    @property
    def slug(self) -> str:
        return f"{self.ladder.value}.{self.ladder.levels(self.level).slug}"

    @property
    def label(self) -> str:
        return f"{self.ladder.label}: {self.ladder.levels(self.level).label}"


NEEDS = tuple(Need(ladder, int(level)) for ladder in STANDING_LADDERS for level in list(ladder.levels)[1:])
"""Every need there may be, in the order of ladders and levels."""

PARTS = (("studying", "Đang học"), ("retiring", f"Nghỉ hưu trong {RETIRING_WITHIN} tháng"), ("to_send", "Cần cử đi học"))


def asked(book: StandardBook, day: date) -> list[Need]:
    """The needs that the standards in force on the day may give rise to."""
    found = {(one.ladder, one.minimum) for rule in _in_force(book, day) for one in rule.requirements if one.ladder in STANDING_LADDERS}
    return [need for need in NEEDS if (need.ladder, need.level) in found]


def needing(need: Need, book: StandardBook, day: date) -> Q:
    """The condition that the standard in force for the post asks exactly this level of the ladder."""
    rules = _in_force(book, day)
    own: dict[int, set[int]] = defaultdict(set)
    for rule in rules:
        if rule.provinces:
            for position in rule.positions:
                own[position] |= rule.provinces
    asking = [Q(position__in=[])]
    for rule in rules:
        if _level(rule, need.ladder) != need.level:
            continue
        if rule.provinces:
            asking.append(Q(position__in=sorted(rule.positions), province__in=sorted(rule.provinces)))
            continue
        free = sorted(position for position in rule.positions if position not in own)
        asking.append(Q(position__in=free))
        asking += [Q(position=position) & ~Q(province__in=sorted(own[position])) for position in sorted(rule.positions & own.keys())]
    return reduce(or_, asking)


def _in_force(book: StandardBook, day: date) -> list[StandardRule]:
    return [rule for rule in book.standards if day in rule.period]


def _level(rule: StandardRule, ladder: Ladder) -> int | None:
    return max((one.minimum for one in rule.requirements if one.ladder is ladder), default=None)


def part(slug: str, need: Need, day: date, known_at: datetime | None = None) -> Q:
    """The condition of one of PARTS among those who need it."""
    enrolled = Enrolment.objects.known(known_at).filter(
        on_day(day), cadre=OuterRef("cadre"), ladder=need.ladder.value, level__gte=need.level
    )
    studying, soon = Q(Exists(enrolled)), retiring(day)
    return {"studying": studying, "retiring": ~studying & soon, "to_send": ~studying & ~soon}[slug]


def retiring(day: date) -> Q:
    """Known to retire within RETIRING_WITHIN months; whose birth or sex is not known is not among them."""
    last = months_after(day, RETIRING_WITHIN)
    return reduce(or_, (Q(born_on__isnull=False, sex=sex, born_on__lte=born_by(last, sex)) for sex in (MALE, FEMALE)))


def with_bit(ladder: Ladder) -> tuple[dict, Q]:
    """The annotation and the condition "misses the ladder", owed or not."""
    name = f"misses_{ladder.value}"
    return {name: F("missing").bitand(ladder.bit)}, Q(**{f"{name}__gt": 0})


def labels(needs: Iterable[Need]) -> list[tuple[str, str]]:
    """(value, label) of each need and of each of its parts."""
    parts = ((slug, words.lower()) for slug, words in PARTS)
    names = list(parts)
    return [
        one
        for need in needs
        for one in ((need.slug, need.label), *((f"{need.slug}.{slug}", f"{need.label}, {words}") for slug, words in names))
    ]
