"""Reads everything believed of many people into the shapes the rules work on: six queries for any number of them."""

from collections.abc import Sequence

from cadres.checks.person_rules import Held, Learnt, Named, Person, Studied
from cadres.models import Appointment, Cadre, Enrolment, Position, Profile, Qualification
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import Period
from provinces.register import register


def read_people(ids: Sequence[int]) -> list[Person]:
    """In the order of their ids; somebody without facts is there without facts."""
    rows = Cadre.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "personal_id", "merged_into")
    people = {pk: Person(pk, number or "", bool(merged)) for pk, number, merged in rows}
    for model, add in ((Profile, _add_profile), (Qualification, _add_award), (Enrolment, _add_study)):
        for row in model.objects.known().filter(cadre__in=ids).order_by("pk").values_list("cadre_id", *_FIELDS[model]):
            add(people[row[0]], *row[1:])
    _add_posts(people, ids)
    return list(people.values())


_FIELDS = {
    Profile: (
        *("pk", "full_name", "search_key", "sort_key", "personal_id", "born_on", "born_precision"),
        *("party_member_since", "party_precision", "party_full_member_since", "party_full_precision"),
    ),
    Qualification: ("pk", "ladder", "level", "awarded_on", "awarded_precision"),
    Enrolment: ("pk", "valid_from", "valid_to"),
}


def _add_profile(person: Person, pk, name, search, sort, number, born, born_p, party, party_p, full, full_p) -> None:
    person.profiles.append(Named(pk, name, search, sort, number, _known(born, born_p), _known(party, party_p), _known(full, full_p)))


def _add_award(person: Person, pk, ladder, level, day, precision) -> None:
    person.awards.append(Learnt(pk, ladder, level, _known(day, precision)))


def _add_study(person: Person, pk, first, last) -> None:
    person.studies.append(Studied(pk, first, last))


def _add_posts(people: dict[int, Person], ids: Sequence[int]) -> None:
    communes = register().units["commune"]
    positions = {position.pk: (position.label, position.period) for position in Position.objects.all()}
    fields = ("cadre_id", "pk", "commune_id", "position_id", "valid_from", "valid_to", "is_primary")
    for cadre, pk, commune, position, first, last, primary in (
        Appointment.objects.known().filter(cadre__in=ids).order_by("pk").values_list(*fields)
    ):
        unit, (label, life) = communes[commune], positions[position]
        people[cadre].posts.append(Held(pk, unit.full_name, label, first, last, primary, unit.period, life))


def _known(day, precision) -> PartialDate | None:
    return PartialDate(day, Precision(precision)) if day else None


def period_of(first, last) -> Period | None:
    """None when the days are the wrong way round."""
    return Period(first, last) if last is None or last >= first else None
