"""What lies outside one's scope is not shown, not counted and not hinted at: random scopes against random requests, in every form."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chuanxa.periods import FOREVER
from provinces.models import Commune, Scope
from tests import factories
from tests.cast import Visitor, address
from tests.factories import TODAY
from tests.reports.held_against_truth import UNIT_TABLES, hold, people_of
from tests.reports.test_counts import requests

PATHS = {"province": "tinh", "district": "huyen", "commune": "xa"}
days = st.sampled_from(
    [date(2010, 12, 31), date(2014, 2, 14), date(2016, 1, 1), date(2020, 3, 1), date(2025, 6, 30), date(2025, 7, 1), TODAY]
)
places = st.lists(st.integers(0, 40), max_size=4)
given_many = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Somebody:
    """A user with a scope drawn from the units of the small world."""

    def __init__(self, world, drawn: list[int], role: str = "personnel_officer"):
        units = list(vars(world.places).values())
        self.units = {(unit.tier, unit.pk) for unit in (units[place % len(units)] for place in drawn)}
        self.visitor = Visitor()
        self.user = world.users["lan"] if "lan" in world.users else factories.user("lan", role)
        world.users["lan"] = self.user
        Scope.objects.filter(user=self.user).delete()
        for tier, pk in self.units:
            Scope.objects.create(user=self.user, **{f"{tier}_id": pk})
        self.visitor.force_login(self.user)

    def reaches(self, commune: Commune) -> bool:
        """Whether people of the commune are theirs to see."""
        above = {("commune", commune.pk), ("province", commune.province_id), ("district", commune.district_id)}
        return bool(above & self.units)

    def holds(self, unit) -> bool:
        """Whether the whole unit is."""
        above = {(unit.tier, unit.pk)}
        if unit.tier != "province":
            above.add(("province", unit.province_id))
        if unit.tier == "commune":
            above.add(("district", unit.district_id))
        return bool(above & self.units)


@pytest.fixture
def drawn_world(small_world):
    """The world, whose users are forgotten after the test."""
    yield small_world
    small_world.users.pop("lan", None)


@given(drawn=places, day=days, asked=requests)
@given_many
def test_the_whole_of_a_scope_is_counted_and_nothing_else(drawn_world, truth, drawn, day, asked):
    somebody = Somebody(drawn_world, drawn)
    report = somebody.visitor.report("/tinh/", ngay=day.isoformat(), **asked)
    mine = people_of(truth, day, asked=asked, reached=somebody.reaches)
    assert next(table["total"] for table in report["tables"] if table["id"] == "verdict") == len(mine)
    listed = somebody.visitor.report("/can-bo/", ngay=day.isoformat(), **asked)
    assert sorted(person["id"] for person in listed["people"]) == sorted(one.cadre for one in mine)


@given(drawn=places, place=st.integers(0, 40), day=days, asked=requests, drawn_today=st.booleans())
@given_many
def test_a_unit_is_there_whole_or_not_at_all(drawn_world, truth, drawn, place, day, asked, drawn_today):
    somebody = Somebody(drawn_world, drawn)
    units = list(vars(drawn_world.places).values())
    unit = units[place % len(units)]
    on = TODAY if drawn_today else day
    there = any(one.tier == unit.tier and one.code == unit.code and on in one.period and somebody.holds(one) for one in units)
    query = {"ngay": day.isoformat(), "ranh_gioi": "nay" if drawn_today else None, **asked}
    answer = somebody.visitor.get(address(f"/{PATHS[unit.tier]}/{unit.code}/", **query, dinh_dang="json"))
    assert answer.status_code == (200 if there else 404)
    listed = somebody.visitor.get(address("/can-bo/", **query, dinh_dang="json", **{PATHS[unit.tier]: unit.code}))
    assert listed.status_code == answer.status_code
    if not there:
        known = {one.full_name for one in units if one.code == unit.code and somebody.holds(one)}
        assert known or unit.full_name not in answer.content.decode()
        return
    boundary = TODAY if drawn_today else None
    people = people_of(truth, day, (unit.tier, unit.code), asked=asked, reached=somebody.reaches, drawn=boundary)
    hold(answer.json(), truth, people, drawn=boundary)
    assert {one["id"] for one in listed.json()["people"]} == {one.cadre for one in people}


@given(drawn=places, day=days)
@given_many
def test_tables_of_units_name_only_units_within_reach(drawn_world, drawn, day):
    somebody = Somebody(drawn_world, drawn)
    units = [unit for unit in vars(drawn_world.places).values() if day in unit.period]
    report = somebody.visitor.report("/tinh/", ngay=day.isoformat())
    for table in report["tables"]:
        if table["id"] in UNIT_TABLES:
            mine = {unit.code for unit in units if unit.tier == "province" and somebody.holds(unit)}
            assert {row["key"] for row in table["rows"]} == mine


@settings(given_many, max_examples=12)
@given(drawn=places.filter(bool), day=days)
def test_a_workbook_of_people_holds_those_of_the_list(drawn_world, drawn, day):
    somebody = Somebody(drawn_world, drawn)
    names = [person["name"] for person in somebody.visitor.report("/can-bo/", ngay=day.isoformat())["people"]]
    answer = somebody.visitor.get(address("/can-bo/", ngay=day.isoformat(), dinh_dang="xlsx"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    rows = [row for row in book.active.iter_rows(values_only=True) if row and isinstance(row[0], int)]
    assert [row[1] for row in rows] == names
    assert [row[0] for row in rows] == [*range(1, len(names) + 1)]


@pytest.mark.parametrize("drawn", [[], [4], [9], [14], [0], [3, 4, 21]], ids=str)
def test_a_person_exists_for_those_whose_units_they_ever_served(drawn_world, truth, drawn):
    """Also where lineage brought a post, and whatever day is asked for."""
    somebody = Somebody(drawn_world, drawn)
    for cadre in drawn_world.cadres:
        posts = [post for post in truth.appointments if post.cadre_id == cadre.pk]
        mine = any(somebody.reaches(truth.communes[post.commune_id]) or _later(truth, post, somebody) for post in posts)
        answer = somebody.visitor.get(f"/can-bo/{cadre.pk}/")
        assert answer.status_code == (200 if mine else 404), cadre.pk


def _later(truth, post, somebody: Somebody) -> bool:
    """Whether the post, as the one that counts, came to stand in a commune within reach."""
    days = {unit.valid_from for unit in truth.communes.values()} | {post.valid_from}
    inside = [day for day in days if post.valid_from <= day <= (post.valid_to or FOREVER)]
    seen = (one for day in inside for one in truth.seen(day) if one.cadre == post.cadre_id)
    return any(somebody.reaches(one.commune) for one in seen)


def test_somebody_without_a_scope_sees_nobody(drawn_world):
    visitor = Somebody(drawn_world, []).visitor
    assert visitor.report("/can-bo/")["total"] == 0
    assert visitor.get("/tinh/04/").status_code == 404


def test_a_scope_of_today_does_not_reach_the_past_of_others(small_world, truth):
    """Whoever has today's Cần Thơ alone does not see who served in Sóc Trăng, also when the past is drawn on the units of today."""
    visitor = Visitor()
    visitor.force_login(factories.user("lan", "personnel_officer", small_world.places.can_tho_now))
    report = visitor.report("/tinh/92/", ngay="31/12/2013", ranh_gioi="nay")
    assert people_of(truth, date(2013, 12, 31), ("province", "92"), drawn=TODAY)
    assert next(table["total"] for table in report["tables"] if table["id"] == "verdict") == 0
    assert visitor.report("/can-bo/", ngay="31/12/2013", tinh="92", ranh_gioi="nay")["total"] == 0


def test_a_scope_out_of_reach_changes_no_letter_of_the_page(drawn_world, minh):
    """People who are added elsewhere leave no trace on the page of the province."""
    before = figures_and_list(minh)
    stranger = factories.person("Thạch Lạ")
    factories.appoint(stranger, drawn_world.places.an_lac, drawn_world.positions.party_secretary, date(2010, 1, 1))
    assert figures_and_list(minh) == before
    assert minh.get(f"/can-bo/{stranger.pk}/").status_code == 404


def figures_and_list(visitor) -> tuple[dict, dict]:
    """Both as JSON, without the number that the list has in the ledger of exports: every one is another."""
    people = visitor.report("/can-bo/")
    return visitor.report("/tinh/04/"), {name: value for name, value in people.items() if name != "export"}
