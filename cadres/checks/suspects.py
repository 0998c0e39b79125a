"""Who of many people may break a rule: a condition that the database answers, wide enough to miss nobody.

The rules themselves are pure and are judged after it, on the few people it leaves: a province is read in a fifth of a second.
Rules that no entry can break (keys of names, one profile) are left to `manage.py check_data`.
"""

from datetime import date, timedelta

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from cadres.checks.people import read_people
from cadres.checks.person_rules import PARTY_AGE, PERSON_RULES, SCHOOL_AGE, PersonRule
from cadres.models import Appointment, Profile, Qualification, Serving
from cadres.standings.storage import chunks
from chuanxa.partial_dates import Precision

MEASURED: tuple[PersonRule, ...] = tuple(rule for rule in PERSON_RULES if rule.slug not in {"one-profile", "names", "levels", "ends"})
"""The rules that a score counts; the others are kept by the database and by whoever writes."""

_YEAR = timedelta(days=366)


def breaking(people: QuerySet[Serving], day: date) -> dict[int, list[tuple[PersonRule, str, str]]]:
    """Person → (rule, record, what was found), of those among `people` who break a measured rule. `day` is today."""
    suspects = people.filter(_awards(day) | _posts(day) | _profiles(day)).order_by().values_list("cadre_id", flat=True)
    found = {}
    for ids in chunks(suspects, 2_000):
        for person in read_people(ids):
            if faults := [(rule, *fault) for rule in MEASURED for fault in rule.breaks(person, day)]:
                found[person.id] = faults
    return found


def _awards(day: date) -> Exists:
    held = Qualification.objects.known().filter(cadre=OuterRef("cadre_id"), awarded_on__isnull=False)
    early = held.alias(old=ExpressionWrapper(F("awarded_on") - OuterRef("born_on"), DurationField())).filter(old__lt=SCHOOL_AGE * _YEAR)
    return Exists(early) | Exists(held.filter(Q(awarded_on__gt=day) | _not_whole("awarded_precision", "awarded_on")))


def _posts(day: date) -> Exists:
    held = Appointment.objects.known().filter(cadre=OuterRef("cadre_id"))
    outside = Q(valid_from__lt=F("commune__valid_from")) | Q(valid_from__gt=F("commune__valid_to"))
    outside |= Q(valid_from__lt=F("position__valid_from")) | Q(valid_to__gt=F("position__valid_to"))
    outside |= Q(valid_to=None, position__valid_to__lt=day)
    others = Appointment.objects.known().filter(cadre=OuterRef("cadre"), is_primary=True).exclude(pk=OuterRef("pk"))
    later = others.filter(valid_from__gte=OuterRef("valid_from"))
    twice = held.filter(Exists(later.filter(valid_from__lte=OuterRef("valid_to"))), is_primary=True, valid_to__isnull=False)
    open_twice = held.filter(Exists(later), is_primary=True, valid_to=None)
    return Exists(held.filter(outside)) | Exists(twice) | Exists(open_twice)


def _profiles(day: date) -> Exists:
    own = Profile.objects.known().filter(cadre=OuterRef("cadre_id"))
    young = own.alias(old=ExpressionWrapper(F("party_member_since") - F("born_on"), DurationField())).filter(old__lt=PARTY_AGE * _YEAR)
    doubtful = Q(born_on__gt=day) | Q(party_member_since__gt=day) | Q(party_full_member_since__gt=day)
    doubtful |= Q(party_full_member_since__lte=F("party_member_since"))
    doubtful |= ~Q(personal_id="") & (Q(cadre__personal_id=None) | ~Q(personal_id=F("cadre__personal_id")))
    doubtful |= Q(personal_id="", cadre__personal_id__isnull=False)
    for name in ("born", "party", "party_full"):
        day_of = {"born": "born_on", "party": "party_member_since", "party_full": "party_full_member_since"}[name]
        doubtful |= _not_whole(f"{name}_precision", day_of)
    return Exists(young) | Exists(own.filter(doubtful)) | Exists(own.exclude(personal_id="").exclude(personal_id__regex=r"^[0-9]{12}$"))


def _not_whole(precision: str, day: str) -> Q:
    """Known to a month or a year, and kept on another day than its first."""
    in_month = Q(**{precision: Precision.MONTH}) & ~Q(**{f"{day}__day": 1})
    in_year = Q(**{precision: Precision.YEAR}) & (~Q(**{f"{day}__day": 1}) | ~Q(**{f"{day}__month": 1}))
    return (in_month | in_year) & Q(**{f"{day}__isnull": False})
