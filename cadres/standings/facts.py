"""Reads people's facts, as known at a moment, into the shapes the timeline works on: three queries, of few people one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cadres.cases import NOTHING_KNOWN, Award, Traits
from cadres.ethnic_groups import BY_CODE
from cadres.levels import Ladder
from cadres.models import Appointment, Profile, Qualification
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue
from cadres.standings.timeline import Post
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import Period
from chuanxa.revised import Revised

_SEXES = {"male": 1, "female": 2}
_LADDERS = {ladder.value: ladder for ladder in Ladder}


_MINORITY = {code: group.is_minority for code, group in BY_CODE.items()}


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
    traits: Traits = NOTHING_KNOWN
    posts: list[Post] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)


def people(cadres: Iterable[int], catalogue: Catalogue, at: datetime | Revised | None = None) -> dict[int, Person]:
    """Cadre id → Person, as known at `at` (None: now). Everybody asked for is present, without facts if there are none."""
    ids = list(cadres)
    return told(ids, storage.gather(*questions(ids, at)), catalogue) if ids else {}


def questions(ids: Sequence[int], at: datetime | Revised | None = None) -> list[storage.Question]:
    """What is to be read of these people, in the order in which `told` takes it."""
    return [_known(Profile, _PROFILE, ids, at), _known(Appointment, _APPOINTMENT, ids, at), _known(Qualification, _QUALIFICATION, ids, at)]


def told(ids: Iterable[int], rows: Sequence[list[tuple]], catalogue: Catalogue) -> dict[int, Person]:
    """The people of whom the answers to `questions` speak."""
    found: dict[int, Person] = {pk: Person() for pk in ids}
    profiles, appointments, qualifications = rows
    for cadre, name, search, sort, sex, ethnic, born, precision, party in profiles:
        person = found[cadre]
        person.full_name, person.search_key, person.sort_key = name, search, sort
        person.sex, person.ethnic_group = _SEXES.get(sex, 0), int(ethnic or 0)
        person.born_on, person.party_member_since = born, party
        meant = born and ((born, born) if precision == _A_DAY else (born, PartialDate(born, Precision(precision)).last))
        person.traits = Traits(person.sex, meant, _MINORITY.get(ethnic))
    for pk, cadre, commune, position, first, last, primary in appointments:
        rule, period = catalogue.positions.get(position), Period(first, last)
        if rule is not None:  # facts of now may be judged by the catalogue of a moment that did not know the position
            found[cadre].posts.append(Post(pk, rule, period, primary, catalogue.places(commune, period)))
    for pk, cadre, ladder, level, day, relevant in qualifications:
        found[cadre].awards.append(Award(_LADDERS[ladder], level, day, None if relevant is None else bool(relevant), pk))
    return found


_PROFILE = ("cadre_id", "full_name", "search_key", "sort_key", "sex", "ethnic_group", "born_on", "born_precision", "party_member_since")
_APPOINTMENT = ("id", "cadre_id", "commune_id", "position_id", "valid_from", "valid_to", "is_primary")
_QUALIFICATION = ("id", "cadre_id", "ladder", "level", "awarded_on", "is_relevant")
_A_DAY = Precision.DAY.value


def _known(model, columns: tuple[str, ...], ids: Sequence[int], at: datetime | Revised | None) -> storage.Question:
    """The facts of these people believed at `at`: what `.known(at)` means, as SQL."""
    mine = storage.among("cadre_id", ids)
    if at is None:
        return storage.Question(model, columns, f"{mine} AND superseded_at IS NULL", ids)
    believed, told = (at if isinstance(at, Revised) else Revised(at)).believed_sql(model)
    return storage.Question(model, columns, f"{mine} AND {believed}", [*ids, *told])
