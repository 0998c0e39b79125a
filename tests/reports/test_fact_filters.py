"""Filters of official forms, each held against the obvious way: one person after the other, from the facts."""

from datetime import date

import pytest

from cadres.models import Appointment, Move, Profile, Qualification, Standing
from cadres.retirement import retires_on
from chuanxa.facts import on_day
from reports import fact_filters
from tests import ladder

DAYS = ("31/12/2013", "31/12/2021", "15/6/2026")
FILTERS = {
    "dang-vien": fact_filters.PARTY,
    "tuoi-huu": fact_filters.RETIREMENT,
    "ngoai-ngu": fact_filters.FOREIGN_LANGUAGES,
    "tieng-dan-toc": fact_filters.ETHNIC_LANGUAGES,
    "luan-chuyen": fact_filters.ROTATION,
}


def read(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def listed(visitor, **asked) -> set[int]:
    return {one["id"] for one in visitor.report("/can-bo/", tinh="04", **asked)["people"]}


@pytest.fixture
def languages(small_world):
    """Somebody with English and Lao, somebody with a certificate of no named language, somebody with none, a Party member by a tick."""
    day = read(DAYS[0])
    serving = Standing.objects.filter(province__code="04", valid_from__lte=day, valid_to__gte=day)
    people = sorted(set(serving.values_list("cadre_id", flat=True)))
    at = Qualification.objects.first().recorded_at
    told = (
        (people[0], "foreign_language", 20, "Tiếng Anh"),
        (people[0], "foreign_language", 10, "Anh văn"),
        (people[0], "foreign_language", 10, "Tiếng Lào"),
        (people[1], "foreign_language", 10, ""),
        (people[2], "foreign_language", 0, ""),
        (people[0], "ethnic_language", 10, "Tày"),
        (people[3], "ethnic_language", 0, ""),
    )
    for cadre, name, level, major in told:
        Qualification.objects.create(cadre_id=cadre, ladder=name, level=level, major=major, recorded_at=at, recorded_by="hanh")
    ticks = ({"party_member": True}, {"party_member": False}, {"party_member_since": date(2020, 5, 1)})
    for cadre, columns in zip(people, ticks, strict=False):
        Profile.objects.filter(cadre=cadre, superseded_at=None).update(**columns)


def obvious(cadre: int, day: date) -> dict[str, set[str]]:
    """Filter → the parts that the person is in."""
    profile = Profile.objects.known().get(cadre=cadre)
    since, ticked = profile.party_member_since, profile.party_member
    if since:
        party = "member" if since <= day else "not_member"
    else:
        party = {True: "member", False: "not_member", None: "unknown"}[ticked]
    held = Qualification.objects.known().filter(cadre=cadre)
    held = [one for one in held if one.awarded_on is None or one.awarded_on <= day]
    moves = Move.objects.known().filter(on_day(day), cadre=cadre, kind="rotation", to_tier="commune")
    tiers = {one.from_tier for one in moves}
    routed = Appointment.objects.known().filter(on_day(day), cadre=cadre, route="rotation").exists()
    return {
        "dang-vien": {party},
        "tuoi-huu": {_retired(profile, day)},
        "ngoai-ngu": _languages([one for one in held if one.ladder == "foreign_language"]),
        "tieng-dan-toc": _ethnic([one.level for one in held if one.ladder == "ethnic_language"]),
        "luan-chuyen": tiers or ({"unknown"} if routed else set()),
    }


def _retired(profile, day: date) -> str:
    if profile.born_on is None:
        return "unknown"
    sexes = {"male": [1], "female": [2]}.get(profile.sex, [1, 2])
    answers = {retires_on(profile.born_on, sex) < day for sex in sexes}
    return {True: "past", False: "not_past"}[answers.pop()] if len(answers) == 1 else "unknown"


def _languages(held: list) -> set[str]:
    if not held:
        return {"unknown"}
    found, trained = set(), [one for one in held if one.level > 0]
    english = [one for one in trained if "anh" in one.major.lower()]
    other = [one for one in trained if one.major and one not in english]
    for which, of_it in (("english", english), ("other", other)):
        if of_it:
            found.add(f"{which}_{'university' if max(one.level for one in of_it) >= 20 else 'certificate'}")
    if any(not one.major for one in trained):
        found.add("unnamed")
    return found or {"none"}


def _ethnic(levels: list[int]) -> set[str]:
    return {"unknown"} if not levels else {"certificate"} if max(levels) > 0 else {"none"}


def test_every_part_is_who_the_facts_say(quantri, languages):
    seen = {name: set() for name in FILTERS}
    for day in DAYS:
        everybody = listed(quantri, ngay=day)
        assert everybody == set(
            Standing.objects.filter(cadre__in=everybody, valid_from__lte=read(day), valid_to__gte=read(day)).values_list("cadre", flat=True)
        )
        truth = {cadre: obvious(cadre, read(day)) for cadre in everybody}
        for name, parts in FILTERS.items():
            for part in parts:
                found = listed(quantri, ngay=day, **{name: part.slug})
                assert found == {cadre for cadre in everybody if part.slug in truth[cadre][name]}, (day, name, part.slug)
                seen[name] |= {part.slug} if found else set()
    assert {"member", "not_member", "unknown"} == seen["dang-vien"] and {"past", "not_past", "unknown"} == seen["tuoi-huu"]
    assert {"english_university", "other_certificate", "unnamed", "none", "unknown"} <= seen["ngoai-ngu"]


def test_a_value_that_is_none_is_refused(quantri):
    ladder.refuses_what_it_cannot_read(quantri, "/can-bo/", days=(), moments=False, filters=[(name, "khac") for name in FILTERS])
