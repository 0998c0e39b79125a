"""/tieu-chuan/ and /tieu-chuan/<code>/: the standards, for everybody who logs in."""

import pytest
from lxml import html

from tests import ladder

LIST, ONE = "/tieu-chuan/", "/tieu-chuan/bau-cu-moi/"


@pytest.mark.parametrize("path", [LIST, ONE])
def test_it_asks_a_stranger_to_log_in(nobody, path):
    ladder.asks_to_log_in(nobody, path)


@pytest.mark.parametrize("path", [LIST, ONE])
def test_every_role_opens_it(hanh, minh, thao, quan, quantri, path):
    for visitor in (hanh, minh, thao, quan, quantri):
        assert "<h1>" in visitor.page(path)


@pytest.mark.parametrize("path", [LIST, ONE])
def test_it_rejects_everything_but_reading(minh, path):
    ladder.refuses_to_be_written(minh, path)


def test_the_list_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, LIST, ("ngay",))
    ladder.refuses_what_it_cannot_read(minh, LIST, filters=(("so-voi", "1/1/2011"),), moments=False)


def test_one_standard_takes_no_parameter(minh):
    assert "không nhận tham số nào" in ladder.refused(minh, ONE, 400, ngay="1/1/2011")


@pytest.mark.parametrize("code", ["khong-co", "a" * 300, "%00", "<b>", "BAU-CU-MOI"])
def test_a_code_of_nothing_is_not_found(minh, code):
    ladder.refused(minh, f"{LIST}{code}/", 404)


def test_those_in_force_on_the_day_are_marked(minh):
    def marked(day: str) -> set[str]:
        entries = html.fromstring(minh.page(LIST, ngay=day)).xpath("//ul[@class='entries']/li[.//*[contains(@class, 'flag--on')]]//a/@href")
        return {href.strip("/").split("/")[-1] for href in entries}

    assert marked("31/12/2013") == {"bau-cu-cu", "cong-chuc-cu", "cao-bang", "truong-xom"}
    assert marked("1/1/2020") == {"bau-cu-moi", "cong-chuc-moi", "cao-bang", "truong-xom"}


def test_every_standard_of_the_list_opens(minh):
    links = html.fromstring(minh.page(LIST)).xpath("//a[@class='entries__name']/@href")
    assert len(links) == 6 and all(minh.get(href).status_code == 200 for href in links)


def test_an_exception_is_told_with_its_area_and_its_day(minh):
    page = minh.page(ONE)
    assert "huyện nghèo: từ trung cấp, với người giữ chức danh trước ngày 01/01/2012" in page
    assert "Đại học" in page and "chưa kiểm chứng" in page


def test_a_province_of_its_own_is_named(minh):
    assert "Tỉnh Cao Bằng" in minh.page("/tieu-chuan/cao-bang/")


def test_it_costs_the_same_queries_however_many_standards(minh, django_assert_num_queries):
    for path, queries in ((LIST, 7), (ONE, 8)):
        minh.page(path)
        with django_assert_num_queries(queries):
            minh.page(path)
