"""/xa/<code>/: the page of a commune, of the unit that bore the code on the day."""

import html
import re

import pytest

from tests import ladder

PATH = "/xa/01366/"


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_it_does_not_exist_for_another_province(quan):
    ladder.refused(quan, PATH, 404)


def test_a_neighbouring_commune_does_not_exist_for_a_clerk(hanh):
    ladder.refused(hanh, "/xa/01384/", 404)
    ladder.refused(hanh, "/xa/01369/", 404, ngay="14/2/2014")


def test_those_who_reach_it_open_it(hanh, minh, thao, quantri):
    for visitor in (hanh, minh, thao, quantri):
        for day in ("30/6/2025", "1/7/2025"):
            assert "<h1>Xã Trường Hà</h1>" in visitor.page(PATH, ngay=day)


def test_crumbs_lead_only_where_one_may_go(hanh, minh):
    assert "Huyện Hà Quảng" not in hanh.page(PATH, ngay="14/2/2014")
    page = minh.page(PATH, ngay="14/2/2014")
    assert 'href="/tinh/04/?ngay=14%2F2%2F2014"' in page and 'href="/huyen/045/?ngay=14%2F2%2F2014"' in page


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("01369", "1/7/2025", ("Xã Nà Sác từ 01/01/2004 đến 30/06/2025", "Xã Trường Hà (mã 01366)")),
        ("01299", "1/1/2011", ("Xã Đức Hạnh từ 01/01/2004 đến 31/12/2010",)),
        ("01375", "31/12/2015", ("Xã Lũng Nặm từ 01/01/2016 đến 30/06/2025",)),
        ("01384", "30/6/2025", ("Xã Tổng Cọt từ 01/07/2025 đến nay",)),
        ("01447", "1/7/2025", ("Xã Cao Chương từ 01/01/2004 đến 29/02/2020; Xã Cao Chương từ 01/03/2020",)),
    ],
)
def test_a_commune_that_does_not_live_that_day_is_not_found_with_its_days_and_heirs(minh, code, day, words):
    text = ladder.refused(minh, f"/xa/{code}/", 404, ngay=day)
    assert all(word in text for word in words)


def test_a_commune_without_people_says_so_and_what_to_do(minh):
    page = minh.page("/xa/01297/", ngay="14/2/2014")
    assert "Chưa có hồ sơ nào" in page


def test_a_name_with_signs_of_html_is_shown_as_it_is(minh):
    page = minh.page("/xa/01297/", ngay="14/2/2014")
    assert "Xã Vắng &lt;i&gt;Không&lt;/i&gt; &amp; &quot;Ai&quot;" in page and "<i>Không" not in page


def test_it_rejects_everything_but_reading(hanh):
    ladder.refuses_to_be_written(hanh, PATH)


def test_it_refuses_what_it_cannot_read(hanh):
    ladder.lists_what_it_accepts(hanh, PATH, ("ngay", "so-voi", "chuc-danh"))
    ladder.refuses_what_it_cannot_read(hanh, PATH, days=("ngay", "so-voi"))


@pytest.mark.parametrize("code", ["99999", "1366", "%00", "<b>", "0" * 200])
def test_a_code_of_nobody_is_not_found(hanh, code):
    ladder.refused(hanh, f"/xa/{code}/", 404)


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 9), ({"ngay": "14/2/2014", "so-voi": "20/5/2012"}, 6), ({"ngay": "31/12/2013", "loai": "elected"}, 6)],
    ids=str,
)
def test_it_costs_six_queries_and_today_three_more_for_what_there_is_to_do(hanh, django_assert_max_num_queries, asked, number):
    hanh.page(PATH)
    with django_assert_max_num_queries(number):
        hanh.page(PATH, **asked)


def test_who_keeps_the_records_is_told_how_much_there_is_to_put_right(hanh, thao):
    told = re.search(r'<a href="/viec-can-lam/\?xa=01366">(\d+) việc cần làm</a> trong hồ sơ của xã: (.*)', hanh.page(PATH))
    kinds = re.findall(r'<a href="(/viec-can-lam/\?xa=01366&amp;viec=[\w-]+)">[^<]+</a> (\d+)', told[2])
    assert sum(int(number) for _, number in kinds) == int(told[1])
    for address, number in kinds:
        assert f"<b>{number}</b>" in hanh.page(html.unescape(address)), address
    assert "việc cần làm</a>" not in thao.page(PATH) and "việc cần làm</a>" not in hanh.page(PATH, ngay="14/2/2014")
