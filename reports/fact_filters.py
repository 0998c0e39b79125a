"""Filters of people that official forms count by and standings do not carry: Party, retirement, languages, rotation.

Each parts everybody of a day: who is, who is not, and of whom it is not on record. Used by reports/filters.py only; what another table
says is asked by the person's id, as known at the moment that the parent filter set is of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

import django_filters
from django.db.models import Q

from cadres.levels import Ladder, LanguageLevel
from cadres.models import Appointment, Move, MoveKind, Profile, Qualification, Tier
from cadres.models.appointment import Route
from cadres.retirement import FEMALE, MALE, born_by
from chuanxa.facts import on_day
from chuanxa.periods import ONE_DAY
from reports.breakdowns import Choice

Condition = Callable[[date, datetime | None], Q]


@dataclass(frozen=True, slots=True)
class Part:
    """One choice: what a standing of a day, known at a moment, must be."""

    slug: str
    label: str
    condition: Condition


class Parts(django_filters.MultipleChoiceFilter):
    """People in any of the parts."""

    def __init__(self, label: str, parts: tuple[Part, ...]):
        self.parts = {part.slug: part for part in parts}
        self.choices_by_slug = {part.slug: Choice(part.slug, part.label, frozenset({place})) for place, part in enumerate(parts)}
        super().__init__(label=label, choices=[(part.slug, part.label) for part in parts])

    def filter(self, people, slugs):
        if not slugs:
            return people
        world = self.parent
        return people.filter(reduce(or_, (self.parts[slug].condition(world.day, world.known_at) for slug in slugs)))


def _among(rows) -> Q:
    return Q(cadre__in=rows.order_by().values("cadre"))


# --- the Party --------------------------------------------------------------------------------------------------------------


def _party(told: Callable[[date], Q]) -> Condition:
    return lambda day, at: _among(Profile.objects.known(at).filter(told(day)))


PARTY = (
    Part(
        "member",
        "Đảng viên",
        _party(lambda day: Q(party_member_since__lte=day) | Q(party_member_since=None, party_member=True)),
    ),
    Part(
        "not_member",
        "Không phải đảng viên",
        _party(lambda day: Q(party_member_since__gt=day) | Q(party_member_since=None, party_member=False)),
    ),
    Part("unknown", "Chưa có dữ liệu", _party(lambda day: Q(party_member_since=None, party_member=None))),
)
"""Members from the day of admission, so probationary ones are among them; who is ticked without a day is a member."""


# --- the age of retirement --------------------------------------------------------------------------------------------------


def _past(day: date, at: datetime | None) -> Q:
    """Whose sex is not known has passed it once the later of the two ages is passed."""
    men, women = born_by(day - ONE_DAY, MALE), born_by(day - ONE_DAY, FEMALE)
    return Q(born_on__isnull=False) & (Q(sex=MALE, born_on__lte=men) | Q(sex=FEMALE, born_on__lte=women) | Q(sex=0, born_on__lte=men))


def _not_past(day: date, at: datetime | None) -> Q:
    men, women = born_by(day - ONE_DAY, MALE), born_by(day - ONE_DAY, FEMALE)
    return Q(born_on__isnull=False) & (Q(sex=MALE, born_on__gt=men) | Q(sex=FEMALE, born_on__gt=women) | Q(sex=0, born_on__gt=women))


def _unclear(day: date, at: datetime | None) -> Q:
    return Q(born_on__isnull=True) | Q(sex=0, born_on__lte=born_by(day - ONE_DAY, FEMALE), born_on__gt=born_by(day - ONE_DAY, MALE))


RETIREMENT = (
    Part("past", "Đã quá tuổi nghỉ hưu", _past),
    Part("not_past", "Chưa quá tuổi nghỉ hưu", _not_past),
    Part("unknown", "Chưa đủ dữ liệu để tính", _unclear),
)
"""Decree 135/2020 for each person: past it is who reached the age in a month before the day's, and works on."""


# --- languages --------------------------------------------------------------------------------------------------------------

_ENGLISH = Q(major__icontains="anh") | Q(major__icontains="english")


def _held(ladder: Ladder, *told: Q) -> Condition:
    def condition(day: date, at: datetime | None) -> Q:
        rows = Qualification.objects.known(at).filter(Q(awarded_on=None) | Q(awarded_on__lte=day), *told, ladder=ladder.value)
        return _among(rows)

    return condition


def _without(first: Condition, second: Condition) -> Condition:
    return lambda day, at: first(day, at) & ~second(day, at)


_DEGREE, _CERTIFICATE = Q(level__gte=LanguageLevel.UNIVERSITY_OR_ABOVE), Q(level=LanguageLevel.CERTIFICATE)
_FOREIGN, _ETHNIC = Ladder.FOREIGN_LANGUAGE, Ladder.ETHNIC_LANGUAGE
_NAMED = ~Q(major="")
_english_degree = _held(_FOREIGN, _DEGREE, _ENGLISH)
_other_degree = _held(_FOREIGN, _DEGREE, _NAMED, ~_ENGLISH)

FOREIGN_LANGUAGES = (
    Part("english_university", "Tiếng Anh: đại học trở lên", _english_degree),
    Part("english_certificate", "Tiếng Anh: chứng chỉ", _without(_held(_FOREIGN, _CERTIFICATE, _ENGLISH), _english_degree)),
    Part("other_university", "Ngoại ngữ khác: đại học trở lên", _other_degree),
    Part("other_certificate", "Ngoại ngữ khác: chứng chỉ", _without(_held(_FOREIGN, _CERTIFICATE, _NAMED, ~_ENGLISH), _other_degree)),
    Part("unnamed", "Có văn bằng, chứng chỉ nhưng chưa ghi ngoại ngữ nào", _held(_FOREIGN, Q(level__gt=0), Q(major=""))),
    Part("none", "Chưa có chứng chỉ", _without(_held(_FOREIGN, Q(level=0)), _held(_FOREIGN, Q(level__gt=0)))),
    Part("unknown", "Chưa có dữ liệu", lambda day, at: ~_held(_FOREIGN)(day, at)),
)
"""Somebody with English and another language is in two parts; of one language the highest counts."""

ETHNIC_LANGUAGES = (
    Part("certificate", "Có chứng chỉ", _held(_ETHNIC, Q(level__gt=0))),
    Part("none", "Chưa có chứng chỉ", _without(_held(_ETHNIC, Q(level=0)), _held(_ETHNIC, Q(level__gt=0)))),
    Part("unknown", "Chưa có dữ liệu", lambda day, at: ~_held(_ETHNIC)(day, at)),
)


# --- rotation ---------------------------------------------------------------------------------------------------------------


def _rotated(*tiers: Tier) -> Condition:
    """Who is on a rotation to a commune on the day, from one of the tiers."""

    def condition(day: date, at: datetime | None) -> Q:
        told = Q(kind=MoveKind.ROTATION, to_tier=Tier.COMMUNE, from_tier__in=[tier.value for tier in tiers], cadre__isnull=False)
        return _among(Move.objects.known(at).filter(on_day(day), told))

    return condition


def _by_route(day: date, at: datetime | None) -> Q:
    """The post says "rotation", and no move says from where."""
    held = Appointment.objects.known(at).filter(on_day(day), route=Route.ROTATION)
    return _among(held) & ~_rotated(*Tier)(day, at)


ROTATION = (
    Part("central", "Luân chuyển từ trung ương", _rotated(Tier.CENTRAL)),
    Part("province", "Luân chuyển từ cấp tỉnh", _rotated(Tier.PROVINCE)),
    Part("district", "Luân chuyển từ cấp huyện", _rotated(Tier.DISTRICT)),
    Part("commune", "Luân chuyển từ xã khác", _rotated(Tier.COMMUNE)),
    Part("unknown", "Luân chuyển, chưa ghi từ cấp nào", _by_route),
)
