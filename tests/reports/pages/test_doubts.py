"""/viec-can-lam/: what there is to do, counted and listed as a slow reading of the facts finds it, for those who record."""

from collections import Counter
from datetime import date

import pytest
from lxml import html

from cadres.actions.facts import retract_fact
from cadres.models import Appointment, Profile
from cadres.standings.rebuild import rebuild
from chuanxa.names import name_key
from reports.doubts import KINDS
from tests import factories, ladder
from tests.factories import TODAY
from tests.truth import Truth

PATH = "/viec-can-lam/"


def asked(visitor, **query) -> dict[str, int]:
    """Kind → number on the page."""
    page = html.fromstring(visitor.page(PATH, **query))
    labels = {kind.label: kind.slug for kind in KINDS}
    rows = page.xpath("//section[@aria-labelledby='loai']//tbody/tr")
    return {labels[row.xpath("string(./th)")]: int(row.xpath("string(./td[1])").replace(".", "")) for row in rows}


def slowly(truth: Truth, commune_codes: set[str]) -> Counter:
    """The kinds that follow from the facts of people, person by person."""
    found: Counter = Counter()
    people = [one for one in truth.seen(TODAY) if one.commune.code in commune_codes]
    for one in people:
        found["thieu-ly-luan"] += "political_theory" not in one.levels
        found["thieu-chuyen-mon"] += "professional" not in one.levels
        found["thieu-ngay-sinh"] += one.born is None
        precision = truth.profiles[one.cadre].born_precision
        found["chi-nam-sinh"] += one.born is not None and precision != "day"
        found["chua-xet"] += one.verdict == "unknown" and bool(one.unclear - {"standard"})
        twins = [other for other in people if other.commune == one.commune and name_key(other.name) == name_key(one.name)]
        years = {other.born.year if other.born else None for other in twins if other.cadre != one.cadre}
        found["co-the-trung"] += bool(years) and (one.born is None or None in years or one.born.year in years)
    return found


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_those_who_do_not_record_may_not_open_it(thao):
    ladder.refused(thao, PATH, 403)


def test_a_place_of_another_province_does_not_exist(quan, hanh):
    ladder.refused(quan, PATH, 404, tinh="04")
    ladder.refused(hanh, PATH, 404, tinh="04")


def test_it_refuses_what_it_cannot_read(minh):
    assert "thieu-ly-luan" in ladder.refused(minh, PATH, 400, viec="gi-do")
    ladder.refused(minh, PATH, 400, loai="elected")
    ladder.refused(minh, PATH, 400, viec="thieu-ly-luan", trang="x")
    ladder.refused(minh, PATH, 404, viec="thieu-ly-luan", trang="99")
    ladder.refuses_to_be_written(minh, PATH)


@pytest.mark.parametrize("name", ["hanh", "minh", "quan"])
def test_the_numbers_are_those_of_a_slow_reading(request, name, small_world):
    """Two of one name in one commune, and one of whom only the year is known, are there to be found."""
    places, positions = small_world.places, small_world.positions
    for full_name, born in (("Nông Văn Đôi", date(1970, 1, 1)), ("Nông Văn Đổi", None), ("Nông Văn Đợi", date(1981, 1, 1))):
        cadre = factories.person(full_name, born_on=born, born_precision="year")
        factories.appoint(cadre, places.truong_ha_now, positions.finance_accounting, date(2025, 8, 1))
    visitor, truth = request.getfixturevalue(name), Truth()
    reached = {"hanh": {"01366"}, "minh": {"01366", "01384", "01294"}, "quan": {"31528", "31135"}}[name]
    wanted, told = slowly(truth, reached), asked(visitor)
    assert {kind: told[kind] for kind in wanted} == dict(wanted)
    assert sum(wanted.values()) > 0


def test_every_number_opens_a_list_as_long_and_every_item_opens_a_person_one_may_see(minh):
    for kind, number in asked(minh).items():
        page = html.fromstring(minh.page(PATH, viec=kind))
        rows = page.xpath("//div[@id='bang']//tbody/tr/th/a/@href")
        assert len(rows) == min(number, 50), kind
        for href in rows[:3]:
            form = html.fromstring(minh.page(href.partition("#")[0]))
            assert "#" not in href or form.xpath(f"//form//*[@id='{href.partition('#')[2]}']"), href


def test_a_post_that_nobody_holds_is_missed_until_somebody_does(hanh, small_world):
    places, positions = small_world.places, small_world.positions
    Appointment.objects.known().filter(commune__in=[places.truong_ha, places.truong_ha_now]).update(superseded_at=factories.at(2026, 6, 2))
    rebuild(day=TODAY)
    before = asked(hanh).get("trong-chuc-danh", 0)
    assert before == 6  # the five elected posts of the small world, and the head of the economy office
    factories.appoint(factories.person("Lục Văn Bí"), places.truong_ha_now, positions.party_secretary, date(2025, 8, 1))
    assert asked(hanh)["trong-chuc-danh"] == before - 1


def test_a_study_past_its_end_is_there_until_its_result_or_its_certificate_is(hanh, small_world):
    cadre = factories.person("Lục Thị Học", born_on=date(1990, 1, 2))
    factories.appoint(cadre, small_world.places.truong_ha_now, small_world.positions.finance_accounting, date(2025, 8, 1))
    assert asked(hanh)["lop-qua-han"] == 0
    factories.enrol(cadre, "professional", 40, date(2020, 1, 1), date(2024, 1, 1))
    assert asked(hanh)["lop-qua-han"] == 1
    factories.qualify(cadre, "professional", 40, date(2024, 2, 1))
    assert asked(hanh)["lop-qua-han"] == 0


def test_a_post_of_a_commune_that_was_split_is_doubtful_until_somebody_says_which_part(minh, small_world):
    places, positions = small_world.places, small_world.positions
    cadre = factories.person("Lục Văn Chia", born_on=date(1970, 1, 2))
    post = factories.appoint(cadre, places.keo_yen, positions.finance_accounting, date(2010, 1, 1))
    before = asked(minh)["xa-chia-tach"]
    assert before > 0 and "Lục Văn Chia" in minh.page(PATH, viec="xa-chia-tach")
    retract_fact(post, by="minh", day=TODAY, reason="Ghi nhầm xã")
    assert asked(minh)["xa-chia-tach"] == before - 1


def test_a_person_who_records_everywhere_chooses_a_province_first(quantri):
    page = quantri.page(PATH)
    assert "Chọn một tỉnh" in page and "/viec-can-lam/?tinh=04" in page
    assert asked(quantri, tinh="04")


def test_a_name_with_signs_of_html_is_shown_as_it_is(minh):
    Profile.objects.known().filter(full_name__contains="<b>").update(born_on=None)
    rebuild(day=TODAY)
    page = minh.page(PATH, viec="thieu-ngay-sinh")
    assert "&lt;b&gt;Thị" in page and "<b>Thị" not in page


@pytest.mark.parametrize("query", [{}, {"viec": "chua-xet"}, {"viec": "trong-chuc-danh"}, {"viec": "co-the-trung"}], ids=str)
def test_it_costs_eight_queries_however_many_communes(minh, django_assert_max_num_queries, query):
    minh.page(PATH)
    with django_assert_max_num_queries(8):
        minh.page(PATH, **query)
