"""/can-bo/<id>/: one person on a day, as known at a moment."""

from datetime import date

import pytest
import time_machine
from lxml import html

from cadres.actions.facts import amend_fact
from cadres.models import Qualification, Standard
from chuanxa.models.upkeep import renew
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
    ladder.lists_what_it_accepts(minh, path, ("ngay", "ghi-nhan", "che-do"))
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


def test_it_costs_the_same_queries_however_often_facts_were_corrected(
    minh, path, hoa, django_assert_num_queries, django_assert_max_num_queries
):
    minh.page(path)
    with django_assert_max_num_queries(25) as before:  # five of them put the opening on record; PostgreSQL takes two fewer
        minh.page(path)
    for level in (20, 40, 30):
        fact = Qualification.objects.known().get(cadre=hoa, ladder="professional")
        amend_fact(fact, by="minh", day=factories.TODAY, reason="thử", level=level)
    with django_assert_num_queries(len(before)):
        minh.page(path)


@pytest.fixture
def three_regimes(small_world):
    """Somebody recruited in 2010 who learnt enough for the rules of before 2020, owes what those since then ask, and never learns it."""
    names = {"cong-chuc-cu": "R2012", "cong-chuc-moi": "R2019"}
    for code, regime in names.items():
        Standard.objects.filter(code=code).update(regime=regime)
    Standard.objects.filter(code="cong-chuc-moi").update(valid_to=date(2023, 7, 31), basis="Thông tư 13/2019/TT-BNV")
    owed = {
        "kind": "owed",
        "held_before": date(2019, 12, 25),
        "until": date(2024, 12, 25),
        "text": "Tuyển trước 25/12/2019",
        "clause": "Điều 3",
    }
    new = Standard.objects.get(code="cong-chuc-moi")
    new.requirements.all().delete()
    factories.requirement(new, "professional", 40, owed, clause="Điều 1")
    latest = factories.standard(small_world.positions.finance_accounting, code="cong-chuc-2023", first=date(2023, 8, 1))
    factories.requirement(latest, "professional", 40, clause="Điều 10")
    Standard.objects.filter(pk=latest.pk).update(regime="R2023")
    renew()
    nam = factories.person("Nông Văn Nam", sex="male", born_on=date(1985, 5, 6))
    factories.appoint(nam, small_world.places.truong_ha, small_world.positions.finance_accounting, date(2010, 3, 1))
    factories.qualify(nam, "professional", 20, date(2009, 7, 1), school="Trường thử", major="Kế toán")
    factories.qualify(nam, "informatics", 10, date(2010, 7, 1))
    return nam


def verdict_of(page: str) -> str:
    return " ".join(html.fromstring(page).find_class("checklist__verdict")[0].text_content().split())


def test_each_regime_says_its_own_with_the_clause(minh, three_regimes):
    """Đạt under 2012, nợ under 2019, chưa đạt under 2023: on the days of each, and by one parameter on the days of another."""
    path = f"/can-bo/{three_regimes.pk}/"
    assert verdict_of(minh.page(path, ngay="1/6/2018")).startswith("Đạt Xét theo")
    owing = minh.page(path, ngay="1/6/2020")
    assert verdict_of(owing).startswith("Chưa đạt còn trong hạn nợ") and "đến hết 25/12/2024" in owing and "Điều 1; Điều 3" in owing
    short = minh.page(path, ngay="1/6/2024")
    assert (
        verdict_of(short).startswith("Chưa đạt Xét theo") and "Điều 10" in short and "Trung cấp, Kế toán, Trường thử, 01/07/2009" in short
    )
    assert verdict_of(minh.page(path, ngay="1/6/2024", che_do="R2012")).startswith("Đạt ")
    assert verdict_of(minh.page(path, ngay="1/6/2024", che_do="R2019")).startswith("Chưa đạt còn trong hạn nợ")


def test_a_band_tells_the_whole_career_under_every_regime(minh, three_regimes):
    page = html.fromstring(minh.page(f"/can-bo/{three_regimes.pk}/"))
    rows = page.find_class("spells__label")
    assert [" ".join(row.text_content().split())[:11] for row in rows] == ["Chế độ 2012", "Chế độ 2019", "Chế độ 2023"]
    said = [" ".join(row.text_content().split()) for row in page.find_class("spells__say")]
    assert said[0].endswith("Đạt 01/07/2010 – 31/12/2019.") or "đạt 01/07/2010 – 31/12/2019" in said[0]
    assert said[1:] == ["Còn nợ 01/01/2020 – 31/07/2023.", "Chưa đạt từ 01/08/2023 đến nay."]
    assert page.xpath("//section[@id='qua-cac-che-do']//table/caption"), "its twin in words"


def test_a_regime_that_there_is_not_is_refused_with_those_there_are(minh, three_regimes):
    text = ladder.refused(minh, f"/can-bo/{three_regimes.pk}/", 400, che_do="R1900")
    assert "R2012" in text and "R2023" in text
    ladder.refused(minh, f"/can-bo/{three_regimes.pk}/", 400, che_do=["R2012", "R2019"])


def test_a_regime_that_never_spoke_of_the_position_does_not_judge(minh, path, three_regimes):
    page = minh.page(path, ngay="1/6/2015", che_do="R2012")
    assert "Chế độ 2012 không có tiêu chuẩn nào cho chức danh này" in page and "Chưa đủ dữ liệu" in verdict_of(page)


def test_a_study_under_way_is_named_where_it_closes_the_gap(minh, three_regimes):
    factories.enrol(three_regimes, "professional", 40, date(2025, 9, 5))
    assert "Đang học đại học từ 05/09/2025; học xong thì đạt." in minh.page(f"/can-bo/{three_regimes.pk}/")
