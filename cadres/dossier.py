"""Everything recorded of one person, put in order for a page: within somebody's reach, on a day, as known at a moment."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from cadres.checklist import Known, Study, wanting
from cadres.courses_to_come import openings_for
from cadres.ethnic_groups import BY_CODE
from cadres.levels import STANDING_LADDERS, Ladder
from cadres.models import Appointment, Enrolment, Profile, Qualification, Standing
from cadres.regime_spells import Spell, regimes, spells
from cadres.retirement import retires_on
from cadres.standards import NOT_JUDGED, Judgement, judge
from cadres.standings.catalogue import Catalogue
from cadres.standings.catalogue_history import catalogue_at
from cadres.standings.facts import Person, people
from cadres.standings.timeline import Place, case_on, place_on, primary_post
from chuanxa.exports.stamps import covered
from provinces.models.scope import Reach


@dataclass(frozen=True)
class Dossier:
    """Texts and dictionaries ready for the page; `judgement` is None on a day without a counted post.

    `regimes` are those that ever spoke of the person's positions, each with its spells up to today; `known` is what sentences may tell.
    """

    name: str
    facts: list[tuple[str, str | None]]
    judgement: Judgement | None
    regimes: dict[str, list[Spell]]
    known: Known
    posts: list[dict]
    ladders: list[dict]


def read_dossier(
    pk: int, law: Catalogue, *, reach: Reach, day: date, today: date, at: datetime | None = None, regime: str = ""
) -> Dossier | None:
    """The dossier, or None when nobody with this id ever held a post within reach. `regime`: judged by it, not by the law in force."""
    if pk > models.BigIntegerField.MAX_BIGINT:
        return None  # more than a database can hold, so nobody's
    appointments = Appointment.objects.known(at).filter(cadre=pk).select_related("commune__district", "commune__province", "position")
    if not (appointments.filter(reach.through_commune()).exists() or Standing.objects.filter(reach.within(), cadre=pk).exists()):
        return None  # the standings also know the posts that lineage brought into reach
    profile = Profile.objects.known(at).filter(cadre=pk).first()
    if profile is None:
        return None
    qualifications = list(Qualification.objects.known(at).filter(cadre=pk))
    enrolments = list(Enrolment.objects.known(at).filter(cadre=pk))
    person = people([pk], law, at)[pk]
    place, judgement = _place(person, day), _judged(person, law, day, regime)
    openings = openings_for(place, wanting(judgement), day, at) if place and judgement else ()
    records = {one.pk: _record(one) for one in qualifications}
    return Dossier(
        profile.full_name,
        _facts(profile),
        judgement,
        {one: spells(one, person.posts, person.awards, person.traits, law.book, until=today) for one in regimes(person.posts, law.book)},
        Known(day, records, _studies(enrolments), _retires_on(person), tuple(openings)),
        _posts(appointments, reach, day),
        _ladders(qualifications, enrolments, day),
    )


def _record(one: Qualification) -> str:
    """The record in one line: "Đại học, Luật, Trường Đại học Luật Hà Nội, 06/2015"."""
    return ", ".join(str(text) for text in (one.level_label, one.major, one.school, one.award) if text)


def _studies(enrolments: list[Enrolment]) -> tuple[Study, ...]:
    return tuple(Study(Ladder(one.ladder), one.level, one.period) for one in enrolments if one.ladder)


def _retires_on(person: Person) -> date | None:
    """The last day of work of somebody whose birth and sex are known to the day."""
    born = person.traits.born
    if not person.sex or born is None or born[0] != born[1]:
        return None
    return retires_on(born[0], person.sex)


def _facts(profile: Profile) -> list[tuple[str, str | None]]:
    birth = profile.birth
    ethnic = BY_CODE.get(profile.ethnic_group)
    party = profile.party_member_since
    return [
        ("Số định danh cá nhân", covered(profile.personal_id) or None),
        ("Ngày sinh", str(birth) if birth else None),
        ("Giới tính", profile.get_sex_display() or None),
        ("Dân tộc", ethnic.name if ethnic else None),
        ("Ngày vào Đảng", f"{party:%d/%m/%Y}" if party else _party_without_a_day(profile)),
        ("Ngày chính thức", f"{profile.party_full_member_since:%d/%m/%Y}" if profile.party_full_member_since else None),
    ]


def _party_without_a_day(profile: Profile) -> str | None:
    """Lists often tick Party members without saying since when."""
    return {True: "Đảng viên, chưa rõ ngày vào", False: "Không phải đảng viên"}.get(profile.party_member)


def judged_on(pk: int, day: date, at: datetime | None = None, *, regime: str = "") -> Judgement | None:
    """The person judged on `day` by the standard in force, or by that of another regime; None without a counted post that day."""
    law = catalogue_at(at)
    return _judged(people([pk], law, at)[pk], law, day, regime)


def _judged(person: Person, law: Catalogue, day: date, regime: str) -> Judgement | None:
    post, place = primary_post(person.posts, day), _place(person, day)
    if place is None:
        return None
    standard = law.book.find(post.position.id, place.province, day, regime=regime)
    return judge(case_on(day, place, person.posts, tuple(person.awards), standard, person.traits), standard) if standard else NOT_JUDGED


def _place(person: Person, day: date) -> Place | None:
    """Where the person's primary post stands that day."""
    post = primary_post(person.posts, day)
    return place_on(post, day) if post else None


def _posts(appointments, reach: Reach, day: date) -> list[dict]:
    rows = sorted(appointments, key=lambda one: (one.valid_from, one.is_primary), reverse=True)
    return [_post(one, reach, day) for one in rows]


def _post(one: Appointment, reach: Reach, day: date) -> dict:
    commune = one.commune
    above = [unit.full_name for unit in (commune.district, commune.province) if unit]
    return {
        "position": one.position.label,
        "area": ", ".join([commune.full_name, *above]),
        "code": commune.code,
        "day": min(max(one.valid_from, commune.valid_from), commune.valid_to or one.valid_from),
        "reached": reach.everywhere
        or commune.id in reach.communes
        or commune.province_id in reach.provinces
        or (commune.district_id in reach.districts if commune.district_id else False),
        "period": f"{one.begun} – {one.ended or 'nay'}",
        "category": one.position.get_category_display(),
        "route": one.get_route_display(),
        "open": day in one.period,
        "primary": one.is_primary,
    }


def _ladders(qualifications: list[Qualification], enrolments: list[Enrolment], day: date) -> list[dict]:
    return [_ladder(ladder, qualifications, enrolments, day) for ladder in STANDING_LADDERS]


def _ladder(ladder: Ladder, qualifications: list[Qualification], enrolments: list[Enrolment], day: date) -> dict:
    held = [one for one in qualifications if one.ladder == ladder and (one.awarded_on is None or one.awarded_on <= day)]
    held.sort(key=lambda one: one.level, reverse=True)
    studying = [
        f"Đang học {ladder.levels(one.level).label.lower()} từ {one.begun}"
        for one in enrolments
        if one.ladder == ladder and day in one.period
    ]
    if not held:
        return {"label": ladder.label, "known": False, "level": "", "slug": "unknown", "awarded": "", "detail": "", "others": studying}
    best = held[0]
    return {
        "label": ladder.label,
        "known": True,
        "level": best.level_label,
        "slug": ladder.levels(best.level).slug,
        "awarded": str(best.award) if best.award else "",
        "detail": ", ".join(text for text in (best.major, best.school, best.get_study_mode_display()) if text),
        "others": [*studying, *(f"{one.level_label}{f' · {one.award}' if one.award else ''}" for one in held[1:])],
    }
