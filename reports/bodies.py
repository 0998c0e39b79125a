"""Members of bodies: a commune's party committee, whose members are profiled like posts though the head-count does not know them.

The only reader of appointments for figures. A member is whoever holds, on the day and as known at the moment, a position of the category
"body" in a commune, or in what that commune became; somebody is one member however many posts they hold besides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cadres.levels import Ladder
from cadres.models import Appointment
from cadres.models.position import Category
from cadres.standings.facts import people
from cadres.standings.timeline import levels_on, place_on
from chuanxa.facts import on_day
from chuanxa.periods import age
from chuanxa.refusals import BadRequest
from reports.breakdowns import AGE_BANDS, ETHNIC, LADDERS, NO_BIRTH, SEXES, Choice
from reports.selection import Selection

AT_MOST = 60_000
"""Members read in one request; a larger country is asked province by province."""


_PLACES = {ladder: place for place, ladder in enumerate(Ladder)}


@dataclass(frozen=True, slots=True)
class Member:
    """One member on the day. `levels` in the order of Ladder, NO_RECORD where there is none; `posts` are the ids of all positions held."""

    cadre: int
    name: str
    sort_key: str
    commune: int
    born: date | None
    sex: int
    ethnic_group: int
    levels: tuple[int, ...]
    posts: tuple[int, ...]

    def level(self, ladder: Ladder) -> int:
        return self.levels[_PLACES[ladder]]


def body_positions(selection: Selection) -> dict[str, object]:
    """The positions that make bodies, by code."""
    return {code: position for code, position in selection.catalogue.by_code.items() if position.category == Category.BODY}


def members(selection: Selection, position) -> list[Member]:
    """Everybody who holds the position on the selection's day in its place and reach, by name. Four queries. Raises BadRequest."""
    day = selection.day
    seats = Appointment.objects.known(selection.known_at).filter(on_day(day), position=position)
    if selection.unit is not None:
        seats = seats.filter(commune__province__code=_province_code(selection))
    ids = sorted(set(seats.order_by().values_list("cadre_id", flat=True)[: AT_MOST + 1]))
    if len(ids) > AT_MOST:
        raise BadRequest("Có quá nhiều thành viên để tính một lần.", "Thêm tinh= để xem từng tỉnh.")
    found = []
    for cadre, person in people(ids, selection.catalogue, selection.known_at).items():
        held = [post for post in person.posts if day in post.period]
        seat = next((post for post in held if post.position.id == position.id), None)
        place = place_on(seat, day) if seat else None
        if place is None or not _within(selection, place):
            continue
        posts = tuple(sorted({post.position.id for post in held} - {position.id}))
        told = (place.commune, person.born_on, person.sex, person.ethnic_group, levels_on(person.awards, day), posts)
        found.append(Member(cadre, person.full_name, person.sort_key, *told))
    return sorted(found, key=lambda member: (member.sort_key, member.cadre))


def _province_code(selection: Selection) -> str:
    unit = selection.unit
    return unit.code if unit.tier == "province" else selection.register.units["province"][unit.province].code


def _within(selection: Selection, place) -> bool:
    """In the reach, and in the unit asked for by its code."""
    units = selection.register.units
    commune = units["commune"][place.commune]
    if not selection.reach.holds(commune):
        return False
    unit = selection.unit
    if unit is None:
        return True
    own = {"province": place.province, "district": place.district, "commune": place.commune}[unit.tier]
    return own is not None and units[unit.tier][own].code == unit.code


@dataclass(frozen=True, slots=True)
class Split:
    """A way to part the members: `choices` are (slug, label, test), together everybody once."""

    id: str
    label: str
    choices: tuple[tuple[str, str, Callable[[Member], bool]], ...]


def splits(day: date) -> tuple[Split, ...]:
    """The ladders, sex, ethnic group and age of members on a day."""
    ladders = (Split(one.id, one.label, tuple(_level(ladder, choice) for choice in one.choices)) for ladder, one in LADDERS.items())
    sexes = Split(SEXES.id, SEXES.label, tuple(_stored("sex", choice) for choice in SEXES.choices))
    ethnic = Split(ETHNIC.id, ETHNIC.label, tuple(_stored("ethnic_group", choice) for choice in ETHNIC.choices))
    bands = tuple((band.slug, band.label, _aged(band, day)) for band in AGE_BANDS)
    ages = Split("age_band", "Độ tuổi", (*bands, (NO_BIRTH.slug, NO_BIRTH.label, lambda member: member.born is None)))
    return (*ladders, sexes, ages, ethnic)


def _level(ladder: Ladder, choice: Choice) -> tuple:
    return choice.slug, choice.label, lambda member: member.level(ladder) in choice.keys


def _stored(name: str, choice: Choice) -> tuple:
    return choice.slug, choice.label, lambda member: getattr(member, name) in choice.keys


def _aged(band, day: date) -> Callable[[Member], bool]:
    low, high = band.low or 0, band.high or 999
    return lambda member: member.born is not None and low <= age(member.born, day) <= high


def at_least(found: Iterable[Member], ladder: Ladder, level: int) -> int:
    """How many members reach a level."""
    return sum(1 for member in found if member.level(ladder) >= level)
