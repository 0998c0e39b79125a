"""/can-bo/<id>/: one person on a day, as known at a moment."""

from datetime import date

import pytest
import time_machine
from lxml import html

from cadres.actions.facts import amend_fact
from cadres.models import Qualification
from tests import factories, ladder
from tests.cast import Visitor
from tests.world.people import SIGNS


@pytest.fixture
def hoa(small_world):
    """Somebody in Nà Sác from 2008 on, whose diploma of 2010 was recorded in 2015 and put right in 2017."""
    with time_machine.travel(factories.at(2009, 3, 2), tick=False):
        hoa = factories.person("Sầm Thị Hoa", sex="female", born_on=date(1980, 5, 6))
        factories.appoint(hoa, small_world.places.na_sac, small_world.positions.party_secretary, date(2008, 3, 1))
        factories.qualify(hoa, "general_education", 30)
    with time_machine.travel(factories.at(2015, 6, 1), tick=False):
        diploma = factories.qualify(hoa, "professional", 40, date(2010, 7, 1), school="Trường thử")
    with time_machine.travel(factories.at(2017, 6, 1), tick=False):
        amend_fact(diploma, by="minh", day=factories.TODAY, reason="Bằng là cao đẳng", level=30)
    return hoa


@pytest.fixture
def path(hoa) -> str:
    return f"/can-bo/{hoa.pk}/"


def test_it_asks_a_stranger_to_log_in(nobody, path):
    ladder.asks_to_log_in(nobody, path)


def test_a_leader_may_not_see_names(thao, path):
    ladder.refused(thao, path, 403)


def test_the_person_does_not_exist_for_another_province(quan, path):
    assert "Sầm" not in ladder.refused(quan, path, 404)


def test_the_person_does_not_exist_for_a_clerk_of_another_commune(small_world, path):
    visitor = Visitor()
    visitor.force_login(factories.user("lan", "clerk", small_world.places.ly_bon))
    ladder.refused(visitor, path, 404)


def test_the_clerk_of_the_commune_that_took_theirs_in_opens_the_person(hanh, path):
    """Nà Sác became part of today's Trường Hà, and the post went with it."""
    assert "<h1>Sầm Thị Hoa</h1>" in hanh.page(path)


def test_it_rejects_everything_but_reading(minh, path):
    ladder.refuses_to_be_written(minh, path)


def test_it_refuses_what_it_cannot_read(minh, path):
    ladder.lists_what_it_accepts(minh, path, ("ngay", "ghi-nhan"))
    ladder.refuses_what_it_cannot_read(minh, path, filters=(("so-voi", "1/1/2011"), ("loai", "elected")))
    assert "nhiều giá trị" in ladder.refused(minh, path, 400, ngay=["1/1/2011", "1/1/2012"])


@pytest.mark.parametrize("number", ["999999", "0", str(2**63), str(10**40)])
def test_a_number_of_nobody_is_not_found(minh, number):
    assert "Không có hồ sơ này" in ladder.refused(minh, f"/can-bo/{number}/", 404)


@pytest.mark.parametrize("number", ["ai", "-1", "1.5", "%00"])
def test_what_is_no_number_is_not_found(minh, number):
    ladder.refused(minh, f"/can-bo/{number}/", 404)


def test_it_says_what_is_known_now_with_what_was_corrected(minh, path):
    page = minh.page(path, ngay="14/2/2014")
    assert "Cao đẳng" in page and "Bằng là cao đẳng" in page and "Trường thử" in page


def test_a_diploma_recorded_late_was_not_known_before(minh, path):
    early = minh.page(path, ngay="14/2/2014", ghi_nhan="31/12/2014")
    late = minh.page(path, ngay="14/2/2014", ghi_nhan="31/12/2015")
    assert "Đại học" not in early and "Trường thử" not in early
    assert "Đại học" in late and "Bằng là cao đẳng" not in late


def test_before_anything_was_recorded_nobody_was_there(minh, path):
    ladder.refused(minh, path, 404, ghi_nhan="1/1/2009")


def test_a_day_without_a_post_has_no_verdict(minh, path):
    assert "Xét theo tiêu chuẩn chức danh" not in minh.page(path, ngay="31/12/2007")
    assert "Xét theo tiêu chuẩn chức danh" in minh.page(path, ngay="1/3/2008")


def test_the_verdict_is_that_of_the_list(minh, path, hoa):
    for day in ("1/1/2009", "14/2/2014", "31/12/2021", "15/6/2026"):
        listed = next(one for one in minh.report("/can-bo/", ngay=day, tinh="04")["people"] if one["id"] == hoa.pk)
        label = {"meets": "Đạt", "falls_short": "Chưa đạt", "unknown": "Chưa đủ dữ liệu"}[listed["verdict"]]
        verdict = html.fromstring(minh.page(path, ngay=day)).find_class("checklist__verdict")[0]
        assert verdict.find_class("verdict")[0].text_content().strip() == label, day


def test_posts_lead_to_their_commune_on_a_day_when_it_lived(minh, path):
    links = html.fromstring(minh.page(path)).xpath("//main//a[contains(@href, '/xa/')]/@href")
    assert links and all(minh.get(href).status_code == 200 for href in links)


def test_a_name_with_signs_of_html_is_shown_as_it_is(quantri, small_world):
    page = quantri.page(f"/can-bo/{small_world.cadres[0].pk}/")
    assert "Lý &lt;b&gt;Thị&lt;/b&gt; &quot;Én&quot; &amp; Con" in page and "<b>Thị" not in page
    assert SIGNS not in page


def test_it_costs_the_same_queries_however_often_facts_were_corrected(minh, path, hoa, django_assert_num_queries):
    minh.page(path)
    for level in (20, 40, 30):
        fact = Qualification.objects.known().get(cadre=hoa, ladder="professional")
        amend_fact(fact, by="minh", day=factories.TODAY, reason="thử", level=level)
    with django_assert_num_queries(22):  # five of them put the opening on record
        minh.page(path)
