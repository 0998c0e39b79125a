"""A closing keeps the list of people to the digit: read place by place, by who may see names, whatever is recorded later."""

from io import BytesIO
from json import loads

import pytest
import time_machine
from openpyxl import load_workbook

from chuanxa.models import ExportRecord
from reports.freezing import differing, figures, restore
from reports.frozen_lists import people_of
from reports.frozen_said import asked_then
from reports.models import FrozenReport
from tests.reports.frozen.conftest import LATER, close
from tests.reports.frozen.test_closing import check
from tests.reports.frozen.test_papers import body, table
from tests.reports.frozen.test_reconciliation import corrects, ends, enters, happen, removes

KIND = "bieu-mau-02-cl"


@pytest.fixture
def listed(small_world):
    """The list of Cao Bằng, with the head-count beside it."""
    with time_machine.travel(LATER, tick=False):
        return close(small_world.places.cao_bang, kinds=["", KIND])


@pytest.fixture
def path(listed) -> str:
    return f"/chot-so-lieu/{listed.period_id}/bao-cao/{KIND}/"


def kept(listed):
    return restore(FrozenReport.objects.get(closing=listed, kind=KIND).content)


def test_each_place_is_what_ghi_nhan_says_whatever_is_recorded_later(minh, small_world, listed, path):
    places = [{"huyen": small_world.places.ha_quang.code}, {"xa": small_world.places.truong_ha.code}]
    then = asked_then(listed).dict()
    before = [table(minh.page(path, **place)) for place in places]
    assert before == [table(minh.page("/bieu-mau/02-cl/", **place, **then)) for place in places]
    assert all(len(cells) > 50 for cells in before)
    happen(small_world, [(enters, 1), (corrects, 2), (ends, 4), (removes, 5)])
    assert [table(minh.page(path, **place)) for place in places] == before
    assert any(table(minh.page("/bieu-mau/02-cl/", **place, ngay=then["ngay"])) != old for place, old in zip(places, before, strict=True))
    assert "2 báo cáo: tính lại ra đúng từng chữ số" in check()


def test_it_holds_everybody_of_the_head_count_once(listed):
    whole, area = kept(listed), restore(FrozenReport.objects.get(closing=listed, kind="").content)
    ids = [one.cadre for one in whole.people]
    assert len(ids) == len(set(ids)) == area.table("category").total
    assert sum(len(people_of(whole, district=code)) for code in whole.places) + sum(not one.district for one in whole.people) == len(ids)
    assert len(figures(whole)) == len(ids) and differing(whole, whole) == []


def test_without_a_place_it_asks_for_one_and_the_period_leads_there(minh, listed, path, small_world):
    page = minh.page(path)
    assert small_world.places.ha_quang.full_name in page and "Danh sách từng người lập cho một huyện hoặc một xã" in page
    period = minh.page(f"/chot-so-lieu/{listed.period_id}/")
    assert (
        "Đối chiếu với hôm nay" in minh.page(f"/chot-so-lieu/{listed.period_id}/bao-cao/tong-hop/") and "Đối chiếu với hôm nay" not in page
    )
    assert path in period and "Chọn huyện, xã" in period and "Mẫu 2C là giấy của một người" in period


def test_the_file_carries_its_mark_and_is_on_the_ledger(minh, small_world, path):
    book = load_workbook(BytesIO(body(minh.get(path, {"huyen": small_world.places.ha_quang.code, "dinh-dang": "xlsx"}))))
    assert "[sơ bộ]" in book.worksheets[0].oddHeader.right.text
    assert ExportRecord.objects.order_by("pk").last().name.startswith("[sơ bộ] Biểu 02/CL")
    answer = minh.get(path, {"xa": small_world.places.truong_ha.code, "dinh-dang": "json"})
    told = loads(body(answer))
    assert told["people"] and told["export"] == ExportRecord.objects.order_by("pk").last().number


def test_names_are_for_those_who_may_see_them_and_places_for_the_province(minh, thao, hanh, quan, nobody, small_world, listed, path):
    assert thao.get(path).status_code == 403 and KIND not in thao.page(f"/chot-so-lieu/{listed.period_id}/")
    assert hanh.get(path).status_code == quan.get(path).status_code == 404 and nobody.get(path).status_code == 302
    cases = (
        ({"huyen": "999"}, 404, "không có huyện"),
        ({"xa": "31567"}, 404, "không có xã"),
        ({"huyen": "1", "xa": "2"}, 400, "một trong"),
        ({"dinh-dang": "xlsx"}, 400, "huyện hoặc một xã"),
        ({"tinh": "04"}, 400, "huyen"),
    )
    for asked, status, said in cases:
        answer = minh.get(path, asked)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), asked
