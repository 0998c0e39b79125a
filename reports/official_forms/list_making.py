"""A list of people as an official form, made: read from the facts of the day, a line a person under a line for each position."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from cadres.ethnic_groups import BY_CODE
from cadres.levels import Ladder, LanguageLevel
from cadres.models import Profile
from cadres.models.position import Category
from cadres.standings.facts import Person, people
from cadres.standings.timeline import levels_on
from chuanxa.partial_dates import Precision
from chuanxa.refusals import BadRequest
from reports.official_forms.filling import Filling, Line, Total, Value
from reports.official_forms.form import ListColumn, ListForm, headings
from reports.official_forms.grid import Subject, holds
from reports.official_forms.screen import Made, Screen, ScreenCell, ScreenRow, by_rows
from reports.selection import Selection
from reports.sentences import number

MOST = 1_500
"""People in one file; a province is listed district by district."""
ON_A_PAGE = 100

_SUMMED = ("nam", "nu", "dan_toc", "ghi_chu")
"""Facts that are no marks, so a total of theirs counts the lines that have them, or nothing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a list: the commune by code and name, the position in words, and what stands in each column that is not blank."""

    cadre: int
    name: str
    commune: str
    unit: str
    post: str
    values: Mapping[str, Value]


def make_list(form: ListForm, selection: Selection, once: dict[str, Value], href: Callable[[int], str | None]) -> Made:
    """The list of a district or commune. Raises BadRequest for more people than a file takes."""
    total = selection.standings(selection.day).order_by().count()
    refuse_more(selection.unit.full_name, total)
    return made_list(form, list_people(form, selection), once, href)


def refuse_more(place: str, total: int) -> None:
    """Raises BadRequest for more people than a file takes."""
    if total > MOST:
        said = f"{place} có {number(total)} người; một tệp nhận tới {number(MOST)}."
        raise BadRequest(said, advice="Chọn một huyện hoặc một xã.")


def list_people(form: ListForm, selection: Selection) -> list[Listed]:
    """Everybody in post in the place, in the order of the list."""
    found = list(selection.standings(selection.day).order_by().values_list("cadre_id", "position_id", "commune_id"))
    persons = people([pk for pk, _, _ in found], selection.catalogue, selection.known_at)
    profiles = {one.cadre_id: one for one in Profile.objects.known(selection.known_at).filter(cadre__in=list(persons))}
    units, labels = selection.register.units["commune"], selection.catalogue.labels
    listed = []
    for pk, position, commune in sorted(found, key=lambda row: _order(row, selection, persons)):
        values = _values(form, selection, pk, persons[pk], profiles.get(pk), position)
        told = {key: value for key, value in values.items() if value is not None}
        unit = units[commune]
        listed.append(Listed(pk, persons[pk].full_name, unit.code, unit.full_name, labels[position][1], told))
    return listed


def made_list(form: ListForm, listed: Sequence[Listed], once: Mapping[str, Value], href: Callable[[int], str | None]) -> Made:
    """The list of these people, a line for each under a line for each position."""
    lines, rows, numbers = [], [], count(1)
    for post, members in groupby(listed, key=lambda one: one.post):
        told = list(members)
        sums = {column.key: _sum(column, [one.values for one in told]) for column in form.columns}
        lines.append(Line("nhom", {"ten": post, "so": len(told), **sums}))
        rows.append(ScreenRow("nhom", "", f"{post}: {number(len(told))}", None, _cells(form, sums)))
        for one in told:
            nth, values = next(numbers), {column.key: one.values.get(column.key) for column in form.columns}
            lines.append(Line("dong", {"stt": nth, "ten": one.name, "xa": one.unit, **values}))
            rows.append(ScreenRow("dong", str(nth), one.name, href(one.cadre), _cells(form, values)))
    head = headings((("STT",), ("Họ và tên",), *(column.path for column in form.columns)))
    values = dict(once) | {f"tong.{column.key}": _sum(column, [one.values for one in listed]) for column in form.columns}
    values |= {"tong.so": len(listed), "ghi_chu": "\n".join(("Ghi chú:", *form.notes)), "ket_qua_kiem_tra": ""}
    return Made(Filling(values, {"dong": lines}), Screen(by_rows(head), (), tuple(rows[:ON_A_PAGE])), form.notes, listed=len(listed))


def _order(row: tuple[int, int, int], selection: Selection, persons: dict[int, Person]) -> tuple:
    """By position, then by commune, then by name."""
    cadre, position, commune = row
    unit = selection.register.units["commune"][commune]
    return selection.catalogue.positions[position].order, position, unit.sort_key, persons[cadre].sort_key, cadre


def _cells(form: ListForm, values: dict[str, Value]) -> tuple[ScreenCell, ...]:
    return tuple(_cell(values[column.key]) for column in form.columns)


def _values(form: ListForm, selection: Selection, pk: int, person: Person, profile: Profile | None, position: int) -> dict[str, Value]:
    """The cells of a person by column."""
    day = selection.day
    levels = dict(zip(Ladder, levels_on(person.awards, day), strict=True))
    subject = Subject(pk, person.full_name, "", "", day, 1, person.born_on, person.sex, person.ethnic_group, levels)
    facts = _facts(selection, person, profile, levels, position)
    return {one.key: facts[one.fact] if one.fact else (1 if one.query and holds(one.query, subject, day) else None) for one in form.columns}


def _facts(selection: Selection, person: Person, profile: Profile | None, levels: dict[Ladder, int], position: int) -> dict[str, Value]:
    day, birth = selection.day, profile.birth if profile else None
    born: Value = None
    if birth is not None:
        born = birth.day if birth.precision == Precision.DAY else str(birth)
    held = [post.position.id for post in person.posts if day in post.period]
    bodies = {row.id for row in selection.catalogue.by_code.values() if row.category == Category.BODY}
    since = profile.party_member_since if profile else None
    member = since <= day if since else bool(profile and profile.party_member)
    ethnic = BY_CODE.get(profile.ethnic_group) if profile else None
    beside = dict.fromkeys(selection.catalogue.labels[pk][1] for pk in held if pk != position and pk not in bodies)
    language = levels[Ladder.FOREIGN_LANGUAGE]
    return {
        "nam": born if person.sex != 2 else None,
        "nu": born if person.sex == 2 else None,
        "dang_vien": 1 if member else None,
        "dan_toc": ethnic.name if ethnic else None,
        "cap_uy": 1 if bodies & set(held) else None,
        "nn_cc": 1 if language == LanguageLevel.CERTIFICATE else None,
        "nn_dh": 1 if language >= LanguageLevel.UNIVERSITY_OR_ABOVE else None,
        "ghi_chu": "; ".join(beside) or None,
    }


def _sum(column: ListColumn, lines: list[Mapping[str, Value]]) -> Value:
    """A live sum of marks; dates and words are not added."""
    if column.fact in _SUMMED or not (column.fact or column.query):
        return None
    return Total(sum(line.get(column.key) or 0 for line in lines), "dong", column.key)


def _cell(value: Value) -> ScreenCell:
    shown = value.number if isinstance(value, Total) else value
    if shown is None:
        return ScreenCell("")
    return ScreenCell(str(shown) if isinstance(shown, int | str) else f"{shown:%d/%m/%Y}")
