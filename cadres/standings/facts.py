"""Reads people's facts, as known at a moment, into the shapes the timeline works on. Three queries for any number of people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification
from cadres.standings.catalogue import Catalogue
from cadres.standings.timeline import Award, Post
from chuanxa.periods import Period

_SEXES = {"male": 1, "female": 2}
_LADDERS = {ladder.value: ladder for ladder in Ladder}


@dataclass(slots=True)
class Person:
    """What is known of one person. `sex` and `ethnic_group` are the stored numbers."""

    full_name: str = ""
    search_key: str = ""
    sort_key: str = ""
    sex: int = 0
    ethnic_group: int = 0
    born_on: date | None = None
    party_member_since: date | None = None
    posts: list[Post] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)


def people(cadres: Iterable[int], catalogue: Catalogue, at: datetime | None = None) -> dict[int, Person]:
    """Cadre id → Person, as known at `at` (None: now). Everybody asked for is present, without facts if there are none."""
    ids = list(cadres)
    found: dict[int, Person] = {pk: Person() for pk in ids}
    _read_profiles(found, ids, at)
    posts = defaultdict(list)
    appointments = Appointment.objects.known(at).filter(cadre__in=ids).order_by("cadre_id", "valid_from", "id")
    for pk, cadre, commune, position, first, last, primary in appointments.values_list(
        "id", "cadre_id", "commune_id", "position_id", "valid_from", "valid_to", "is_primary"
    ):
        period = Period(first, last)
        posts[cadre].append(Post(pk, catalogue.positions[position], period, primary, catalogue.places(commune, period)))
    for cadre, held in posts.items():
        found[cadre].posts = held
    qualifications = Qualification.objects.known(at).filter(cadre__in=ids)
    for cadre, ladder, level, day in qualifications.values_list("cadre_id", "ladder", "level", "awarded_on"):
        found[cadre].awards.append(Award(_LADDERS[ladder], level, day))
    return found


def _read_profiles(found: dict[int, Person], ids: list[int], at: datetime | None) -> None:
    rows = Profile.objects.known(at).filter(cadre__in=ids)
    for cadre, name, search, sort, sex, ethnic, born, party in rows.values_list(
        "cadre_id", "full_name", "search_key", "sort_key", "sex", "ethnic_group", "born_on", "party_member_since"
    ):
        person = found[cadre]
        person.full_name, person.search_key, person.sort_key = name, search, sort
        person.sex, person.ethnic_group = _SEXES.get(sex, 0), int(ethnic or 0)
        person.born_on, person.party_member_since = born, party
