"""What lies outside one's scope is neither shown nor counted by what finds and changes people: random scopes, every page of it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cadres.models import Serving
from chuanxa.models import ChangeSet
from reports.doubts import KINDS
from reports.filters import COUNTABLE
from reports.models import SavedView
from tests import factories
from tests.factories import TODAY
from tests.reports.held_against_truth import people_of
from tests.reports.test_scope import Somebody, days, drawn_world, given_many, places  # noqa: F401
from tests.world.places import ODD


def names(page: str) -> set[str]:
    return {cell.text_content().strip() for cell in html.fromstring(page).xpath("//tbody/tr/th")}


@given(drawn=places, day=days, name=st.sampled_from(COUNTABLE))
@given_many
def test_counted_choices_count_ones_own_people(drawn_world, truth, drawn, day, name):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    mine = people_of(truth, day, reached=somebody.reaches)
    page = html.fromstring(somebody.visitor.page("/can-bo/", ngay=day.isoformat(), loc=name))
    counts = [int(one.text.replace(".", "")) for one in page.xpath(f"//details[@id='loc-{name}']//*[contains(@class, 'facet__count')]")]
    assert counts and max(counts) <= len(mine)
    if name in ("loai", "dat-chuan", "gioi-tinh", "tuoi"):
        assert sum(counts) == len(mine)


@given(drawn=places, words=st.sampled_from(["an", "Hòa", "ly thi", "nguyen", "e"]), order=st.sampled_from(["don-vi", "-sinh", "dat-chuan"]))
@given_many
def test_searching_and_ordering_show_ones_own_people(drawn_world, truth, drawn, words, order):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    mine = {one.name for one in people_of(truth, TODAY, reached=somebody.reaches)}
    told = somebody.visitor.report("/can-bo/", tim=words, sap_xep=order)
    assert {person["name"] for person in told["people"]} <= mine and told["total"] == len(told["people"])


@given(drawn=places, kind=st.sampled_from(KINDS))
@given_many
def test_things_to_do_are_ones_own(drawn_world, truth, drawn, kind):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    mine = {one.name for one in people_of(truth, TODAY, reached=somebody.reaches)}
    units = {unit.full_name for unit in truth.communes.values() if TODAY in unit.period and somebody.reaches(unit)}
    page = somebody.visitor.page("/viec-can-lam/", viec=kind.slug)
    if kind.slug != "trong-chuc-danh":
        assert names(page) <= mine
    shown = {cell.text_content() for cell in html.fromstring(page).xpath("//tbody/tr/td[2]")}
    assert shown <= units and (ODD in page) == any(ODD in name for name in shown)


@given(drawn=places)
@given_many
def test_quality_is_of_ones_own_communes(drawn_world, truth, drawn):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    mine = people_of(truth, TODAY, reached=somebody.reaches)
    report = somebody.visitor.report("/chat-luong/")
    rows = [row for table in report["tables"] for row in table["rows"]]
    unit = report["area"]
    if unit["level"] == "nation":
        assert sum(row["count"] for row in rows) == len(mine)
    reached = {commune.code for commune in truth.communes.values() if TODAY in commune.period and somebody.reaches(commune)}
    assert {row["key"] for row in rows} <= reached


@given(drawn=places, wanted=st.integers(0, 60))
@given_many
def test_only_ones_own_people_can_be_changed_at_once(drawn_world, truth, drawn, wanted):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    mine = {one.cadre for one in people_of(truth, TODAY, reached=somebody.reaches)}
    everybody = list(Serving.objects.order_by("pk").values_list("cadre_id", flat=True))
    one, before = everybody[wanted % len(everybody)], ChangeSet.objects.count()
    told = {"viec": "phu-hop", "do": "look", "phu-hop-value": "yes", "phu-hop-reason": "x"}
    answer = somebody.visitor.post("/can-bo/hang-loat/", {"nguoi": [one], **told})
    assert answer.status_code == (200 if one in mine else 404)
    assert ChangeSet.objects.count() == before


@given(drawn=places)
@given_many
def test_a_shared_view_shows_each_only_their_own(drawn_world, truth, drawn):  # noqa: F811
    somebody = Somebody(drawn_world, drawn)
    owner, cao_bang = drawn_world.users["minh"], drawn_world.places.cao_bang
    view, _ = SavedView.objects.get_or_create(owner=owner, name="Mọi người", query="sap-xep=-ten", shared_with=cao_bang)
    answer = somebody.visitor.get(f"/can-bo/bang/{view.pk}/")
    works_there = any(somebody.reaches(commune) for commune in truth.communes.values() if commune.province_id == cao_bang.pk)
    works_there = works_there or any(tier == "district" for tier, _ in somebody.units)
    if answer.status_code == 302:
        mine = people_of(truth, TODAY, reached=somebody.reaches)
        assert {person["id"] for person in somebody.visitor.report(answer.url)["people"]} == {one.cadre for one in mine}
        assert works_there
    else:
        assert answer.status_code == 404


def test_the_scopes_drawn_here_are_not_all_empty(small_world):
    assert date(2026, 1, 1) < factories.TODAY and Serving.objects.count() > 8
