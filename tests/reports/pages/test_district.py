"""/huyen/<code>/: the page of a district, until districts ended on 1 July 2025."""

import pytest

from tests import ladder

PATH = "/huyen/045/?ngay=14/2/2014"


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, "/huyen/045/")


def test_it_does_not_exist_for_another_province(quan):
    ladder.refused(quan, PATH, 404)


def test_it_does_not_exist_for_a_clerk_of_one_of_its_communes(hanh):
    ladder.refused(hanh, PATH, 404)


def test_those_who_reach_it_open_it(minh, thao, quantri):
    for visitor in (minh, thao, quantri):
        page = visitor.page(PATH)
        assert "<h1>Huyện Hà Quảng</h1>" in page and "Xã Nà Sác" in page


def test_a_district_that_ended_is_not_found_today_with_its_days(minh):
    text = ladder.refused(minh, "/huyen/045/", 404)
    assert "Huyện Hà Quảng từ 01/01/2004 đến 30/06/2025" in text


def test_a_district_that_was_taken_in_names_its_heir(minh):
    assert "Huyện Hà Quảng (mã 045)" in ladder.refused(minh, "/huyen/046/", 404, ngay="1/3/2020")
    assert "Huyện Trà Lĩnh" in minh.page("/huyen/046/", ngay="29/2/2020")


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, PATH)


def test_it_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "chuc-danh"))
    ladder.refuses_what_it_cannot_read(minh, "/huyen/045/", filters=(), moments=False)
    ladder.refuses_what_it_cannot_read(minh, PATH, days=("so-voi",))


@pytest.mark.parametrize("code", ["999", "45", "%00", "<b>", "0" * 200])
def test_a_code_of_nobody_is_not_found(minh, code):
    ladder.refused(minh, f"/huyen/{code}/", 404)


def test_it_costs_six_queries(minh, django_assert_num_queries):
    minh.page(PATH)
    with django_assert_num_queries(6):
        minh.page(PATH, so_voi="20/5/2012", loai="elected")
