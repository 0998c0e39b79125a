"""/can-bo/: the people behind a number, for those who may see names."""

from datetime import date

import pytest
from lxml import html

from chuanxa.names import name_key, sort_key
from reports import people_table
from tests import ladder
from tests.factories import TODAY
from tests.truth import Truth
from tests.world.people import SIGNS

PATH = "/can-bo/"


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


@pytest.mark.parametrize("form", ["html", "json", "xlsx"])
def test_a_leader_may_not_see_names_in_any_form(thao, form):
    text = ladder.refused(thao, PATH, 403, dinh_dang=form)
    assert "Vai trò của bạn không mở được trang này" in text


@pytest.mark.parametrize("place", [{"tinh": "04"}, {"huyen": "045"}, {"xa": "01366"}], ids=str)
def test_a_place_of_another_province_does_not_exist(quan, place):
    ladder.refused(quan, PATH, 404, ngay="14/2/2014", **place)


def test_a_clerk_lists_the_people_of_the_own_commune_alone(hanh, minh):
    mine = hanh.report(PATH, ngay="14/2/2014")
    assert mine["people"] == hanh.report(PATH, ngay="14/2/2014", xa="01366")["people"]
    assert 0 < mine["total"] < minh.report(PATH, ngay="14/2/2014")["total"]
    ladder.refused(hanh, PATH, 404, tinh="04")


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, PATH)


def test_it_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "tinh", "huyen", "xa", "chuc-danh", "tim"))
    ladder.refuses_what_it_cannot_read(minh, PATH)
    ladder.refused(minh, PATH, 400, dinh_dang="csv")
    assert "-ten" in ladder.refused(minh, PATH, 400, sap_xep="luong")
    assert "nhiều nơi" in ladder.refused(minh, PATH, 400, tinh="04", xa="01366")


@pytest.mark.parametrize("number", ["0", "-1", "hai", "1.5", "999999", "9" * 60, "\x00"])
def test_a_page_that_is_not_there_is_refused(minh, monkeypatch, number):
    monkeypatch.setattr(people_table, "PEOPLE_ON_A_PAGE", 5)
    answer = minh.get(PATH, {"trang": number, "ngay": "14/2/2014"})
    assert answer.status_code in {400, 404}
    assert "Nhận: 1 đến" in answer.content.decode()


def test_the_pages_together_are_the_list(minh, monkeypatch):
    monkeypatch.setattr(people_table, "PEOPLE_ON_A_PAGE", 5)
    everybody = [person["name"] for person in minh.report(PATH, ngay="14/2/2014")["people"]]
    pages = [html.fromstring(minh.page(PATH, ngay="14/2/2014", trang=number)).xpath("//tbody/tr/th") for number in (1, 2, 3)]
    assert [cell.text_content() for page in pages for cell in page] == everybody[:15]
    assert [len(page) for page in pages][:2] == [5, 5]


def test_names_are_in_vietnamese_order_and_may_be_turned(minh):
    names = [person["name"] for person in minh.report(PATH, ngay="14/2/2014")["people"]]
    assert names == sorted(names, key=sort_key) and len(set(names)) > 8
    assert [person["name"] for person in minh.report(PATH, ngay="14/2/2014", sap_xep="-ten")["people"]] == names[::-1]


@pytest.mark.parametrize("typed", ["ly thi en", "LÝ THỊ ÉN", "Lý thị", "én lý"])
@pytest.mark.parametrize("day", [None, "14/2/2014"])
def test_a_name_is_found_with_and_without_accents(quantri, truth_names, typed, day):
    found = [person["name"] for person in quantri.report(PATH, tim=typed, ngay=day)["people"]]
    wanted = name_key(typed).split()
    named = [name for name in truth_names(day) if all(any(one.startswith(word) for one in name_key(name).split()) for word in wanted)]
    assert sorted(found) == sorted(named) and SIGNS in found


@pytest.fixture
def truth_names(small_world):
    truth = Truth()
    return lambda day: [one.name for one in truth.seen(date(2014, 2, 14) if day else TODAY)]


def test_nobody_found_is_said_with_the_way_back(minh):
    page = minh.page(PATH, tim="khongcoainhuthe", tinh="04")
    assert "Không có ai" in page and "Về trang Tỉnh Cao Bằng" in page and "Bỏ bộ lọc" in page


def test_a_name_with_signs_of_html_is_shown_as_it_is(hanh, small_world):
    pk = small_world.cadres[0].pk
    day = "14/2/2014"
    page = hanh.page(PATH, ngay=day)
    assert "Lý &lt;b&gt;Thị&lt;/b&gt; &quot;Én&quot; &amp; Con" in page and "<b>Thị" not in page
    assert next(person["name"] for person in hanh.report(PATH, ngay=day)["people"] if person["id"] == pk) == SIGNS


def test_the_list_says_how_many_of_whom_on_which_day(minh):
    page = minh.page(PATH, ngay="14/2/2014", chuyen_mon=["university", "college"], tinh="04")
    total = minh.report(PATH, ngay="14/2/2014", chuyen_mon=["university", "college"], tinh="04")["total"]
    assert f"{total} người ngày 14/02/2014, theo" in page and "Đại học, Cao đẳng" in page


@pytest.mark.parametrize(
    "asked",
    [{}, {"tim": "an"}, {"ngay": "14/2/2014", "tinh": "04"}, {"ngay": "14/2/2014", "tim": "an", "loai": "elected"}],
    ids=str,
)
def test_it_costs_eight_queries_however_many_people(minh, django_assert_max_num_queries, asked):
    """The visitor, the reach, the token; how many, which, their rows, and which births are only a year."""
    minh.page(PATH)
    with django_assert_max_num_queries(8):
        minh.page(PATH, **asked)
