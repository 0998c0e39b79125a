"""Reads what is on record of the people a list may speak of: a few queries per thousand people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cadres.importing.known import KnownLevel, KnownPerson, KnownPost, KnownStudy
from cadres.importing.matching import bare_name
from cadres.importing.places import Places
from cadres.importing.rows import RowForm
from cadres.levels import Ladder
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import Period
from provinces.models.scope import Reach

_CHUNK = 800


def people_of(forms: Sequence[RowForm], places: Places, reach: Reach | None) -> list[KnownPerson]:
    """Everybody who ever held a post in the listed communes, has one of the numbers, or shares name and birth day with a line.

    `reach` is the importer's (None: everywhere); people outside are given only when their number is in the list.
    """
    communes = places.was({form.unit.id for form in forms if form.unit})
    ids: set[int] = set()
    for chunk in _chunks(communes):
        ids.update(Appointment.objects.known().filter(commune__in=chunk).values_list("cadre_id", flat=True))
    numbered = set(_with_numbers(forms))
    ids |= numbered | set(_namesakes(forms))
    people = list(_read(sorted(ids), places, reach))
    return [person for person in people if person.within or person.id in numbered]


def _chunks(values: Iterable) -> Iterator[list]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _with_numbers(forms: Sequence[RowForm]) -> Iterator[int]:
    for chunk in _chunks({form.personal_id for form in forms if form.personal_id}):
        yield from Cadre.objects.filter(personal_id__in=chunk).values_list("pk", flat=True)


def _namesakes(forms: Sequence[RowForm]) -> Iterator[int]:
    """People of the same name and full birth day, wherever they serve."""
    wanted: dict[date, set[str]] = defaultdict(set)
    for form in forms:
        if form.name and form.born and form.born.precision is Precision.DAY:
            wanted[form.born.day].add(bare_name(form.name))
    for chunk in _chunks(wanted):
        rows = Profile.objects.known().filter(born_on__in=chunk, born_precision=Precision.DAY)
        for cadre, born, key in rows.values_list("cadre_id", "born_on", "search_key"):
            if key in wanted[born]:
                yield cadre


_PROFILE = ("cadre_id", "full_name", "personal_id", "sex", "born_on", "born_precision", "ethnic_group", "party_member")
_PARTY = ("party_member_since", "party_precision", "party_full_member_since", "party_full_precision")


def _read(ids: list[int], places: Places, reach: Reach | None) -> Iterator[KnownPerson]:
    for chunk in _chunks(ids):
        posts, within = _posts(chunk, places, reach)
        levels, studies = _levels(chunk), _studies(chunk)
        for row in Profile.objects.known().filter(cadre__in=chunk).values_list(*_PROFILE, *_PARTY):
            pk, name, number, sex, born, precision, ethnic, member, since, since_precision, full, full_precision = row
            yield KnownPerson(
                pk,
                name,
                number,
                sex,
                _partial(born, precision),
                ethnic,
                member,
                _partial(since, since_precision),
                _partial(full, full_precision),
                tuple(posts[pk]),
                levels[pk],
                tuple(studies[pk]),
                reach is None or reach.everywhere or pk in within or not posts[pk],
            )


def _partial(day: date | None, precision: str) -> PartialDate | None:
    return PartialDate(day, Precision(precision)) if day else None


def _posts(ids: list[int], places: Places, reach: Reach | None) -> tuple[dict[int, list[KnownPost]], set[int]]:
    """(posts by person, people with a post in reach)."""
    found: dict[int, list[KnownPost]] = defaultdict(list)
    rows = Appointment.objects.known().filter(cadre__in=ids).select_related("position", "commune").order_by("valid_from", "id")
    for post in rows:
        place = places.stands.get(post.commune_id, post.commune_id)
        unit = str(post.commune)
        found[post.cadre_id].append(
            KnownPost(
                post.pk, place, post.position.code, post.position.label, unit, Period(post.valid_from, post.valid_to), post.is_primary
            )
        )
    if reach is None or reach.everywhere:
        return found, set(ids)
    within = Appointment.objects.known().filter(reach.through_commune(), cadre__in=ids).values_list("cadre_id", flat=True)
    return found, set(within)


_LEVEL = ("cadre_id", "ladder", "id", "level", "awarded_on", "awarded_precision", "major", "school", "study_mode", "equivalent")


def _levels(ids: list[int]) -> dict[int, dict[Ladder, tuple[KnownLevel, ...]]]:
    found: dict[int, dict[Ladder, tuple[KnownLevel, ...]]] = defaultdict(dict)
    rows = Qualification.objects.known().filter(cadre__in=ids).order_by("id").values_list(*_LEVEL)
    for cadre, ladder, pk, level, awarded, precision, *rest in rows:
        held = found[cadre].get(Ladder(ladder), ())
        found[cadre][Ladder(ladder)] = (*held, KnownLevel(pk, level, _partial(awarded, precision), *rest))
    return found


def _studies(ids: list[int]) -> dict[int, list[KnownStudy]]:
    found: dict[int, list[KnownStudy]] = defaultdict(list)
    rows = Enrolment.objects.known().filter(cadre__in=ids, level__isnull=False).exclude(ladder="").order_by("id")
    for cadre, pk, ladder, level, major, first, last in rows.values_list(
        "cadre_id", "id", "ladder", "level", "major", "valid_from", "valid_to"
    ):
        found[cadre].append(KnownStudy(pk, Ladder(ladder), level, major, Period(first, last)))
    return found
