"""/chot-so-lieu/: who may close and who may look; every mark is seen on page and file; a form sent twice closes once."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from reports.actions import frozen
from reports.frozen_said import asked_then
from reports.models import ClosedPeriod, Closing, FrozenReport
from tests import ladder
from tests.reports.frozen.conftest import DAY

LIST, NEW = "/chot-so-lieu/", "/chot-so-lieu/moi/"


@pytest.fixture
def path(closing) -> str:
    return f"{LIST}{closing.period_id}/"


def form(**told) -> dict:
    return {"province": "04", "day": "31/12/2015", "mark": "preliminary", "kinds": ["tong-hop"], "token": "một-biểu"} | told


def test_it_asks_a_stranger_to_log_in(nobody, path):
    for one in (LIST, NEW, path, f"{path}bao-cao/tong-hop/", f"{path}mo-lai/"):
        ladder.asks_to_log_in(nobody, one)


def test_what_is_out_of_reach_does_not_exist(hanh, quan, path):
    for visitor in (hanh, quan):
        assert "Cao Bằng" not in visitor.page(LIST)
        for one in (path, f"{path}bao-cao/tong-hop/"):
            ladder.refused(visitor, one, 404)
    ladder.refused(quan, f"{path}mo-lai/", 404)


def test_leaders_look_and_do_not_close(thao, path, later):
    assert "sơ bộ" in thao.page(path) and "Mở lại" not in thao.page(path) and "Chốt một ngày" not in thao.page(LIST)
    page = thao.page(f"{path}bao-cao/tong-hop/")
    assert "/can-bo/?" not in page and "[sơ bộ]" in page
    for one in (NEW, f"{path}mo-lai/", f"{path}chinh-thuc/"):
        ladder.refused(thao, one, 403)
        assert thao.post(one, form()).status_code == 403
    assert Closing.objects.count() == 1


def test_it_rejects_everything_but_reading(minh, path):
    for one in (LIST, path, f"{path}bao-cao/tong-hop/"):
        ladder.refuses_to_be_written(minh, one)


def test_it_says_what_it_accepts(minh, path):
    ladder.refused(minh, LIST, 400, tinh="04")
    assert "Có bản 1" in ladder.refused(minh, path, 404, ban="7")
    assert "html, xlsx, json" in ladder.refused(minh, f"{path}bao-cao/tong-hop/", 400, dinh_dang="pdf")
    assert "Tổng hợp của tỉnh" in ladder.refused(minh, f"{path}bao-cao/cap-uy/", 404)
    ladder.refused(minh, f"{LIST}999999999999999999999/", 404)
    ladder.refused(minh, f"{path}xoa/", 404)


def test_minh_closes_a_day_and_sending_the_form_twice_closes_once(minh, later):
    first, second = minh.post(NEW, form()), minh.post(NEW, form())
    period = ClosedPeriod.objects.get()
    assert first.url == second.url == f"{LIST}{period.pk}/" and Closing.objects.count() == 1
    other = minh.post(NEW, form(token="biểu khác"))
    assert other.status_code == 422 and "đã chốt (sơ bộ" in other.content.decode()


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(minh, path, later):
    cases = (
        ({"day": "31/13/2015"}, "31/13/2015"),
        ({"day": "31/12/2027"}, "chưa đến"),
        ({"day": "31/12/2013"}, "không chốt lùi"),
        ({"day": "01/01/2001"}, "không có Tỉnh Cao Bằng"),
        ({"known_at": "hôm qua"}, "Không hiểu “hôm qua”"),
        ({"known_at": "30/12/2015"}, "trước ngày số liệu"),
        ({"known_at": "30/12/2030 08:00"}, "chưa đến"),
        ({"kinds": []}, "Chọn ít nhất một báo cáo"),
        ({"kinds": ["chat-luong"]}, "Không có báo cáo"),
        ({"province": "92"}, "không phải là tỉnh trong phạm vi"),
        ({"mark": "adjusted"}, "Nhận: sơ bộ, chính thức"),
        ({"reason": "x" * 301, "day": "31/12/2015"}, "300"),
    )
    for told, said in cases:
        answer = minh.post(NEW, form(**told, token=""))
        text = answer.content.decode()
        assert answer.status_code == 422 and said in text and 'role="alert"' in text, (told, said)
        assert told.get("day", "31/12/2015") in text, told
    assert Closing.objects.count() == 1


def test_minh_makes_it_final_adjusts_reopens_and_closes_again(minh, path, later):
    def send(act: str, version: int, **told):
        answer = minh.post(f"{path}{act}/", {"expected": version, "token": f"{act}{version}", **told})
        assert answer.status_code == 302, answer.content.decode()

    send("chinh-thuc", 1)
    assert "[chính thức]" in minh.page(f"{path}bao-cao/tong-hop/")
    send("dieu-chinh", 2, reason="Bổ sung 3 hồ sơ")
    send("mo-lai", 3, reason="Chốt nhầm")
    page = minh.page(path)
    assert "Kỳ này đang mở" in page and "Bổ sung 3 hồ sơ" in page and "Chốt nhầm" in page
    assert minh.post(NEW, form(day=f"{DAY:%d/%m/%Y}", reason="")).status_code == 422
    assert minh.post(NEW, form(day=f"{DAY:%d/%m/%Y}", reason="Đã rà lại")).status_code == 302
    assert [one.mark for one in Closing.objects.order_by("number")] == ["preliminary", "final", "adjusted", "adjusted"]
    assert "[sơ bộ]" in minh.page(f"{path}bao-cao/tong-hop/", ban="1") and "thôi dùng" in minh.page(path, ban="1")


def test_reopening_needs_a_reason_and_a_stale_form_is_told(minh, path, later):
    assert minh.post(f"{path}mo-lai/", {"expected": 1, "reason": " "}).status_code == 422
    stale = minh.post(f"{path}mo-lai/", {"expected": 7, "reason": "Nhầm"})
    assert stale.status_code == 422 and "Có người vừa đổi kỳ này" in stale.content.decode()
    assert Closing.objects.get().retired_at is None


def test_the_mark_is_in_the_file_and_in_its_name(minh, path, later):
    answer = minh.get(f"{path}bao-cao/tong-hop/", {"dinh-dang": "xlsx"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    book = load_workbook(BytesIO(content))
    texts = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert "[sơ bộ] Tỉnh Cao Bằng" in texts and "ghi nhận đến" in texts
    assert "so-bo-ban-1-2014-02-14.xlsx" in answer["Content-Disposition"]


def test_numbers_open_the_lists_of_then_for_those_who_see_names(minh, path, closing, later):
    page = minh.page(f"{path}bao-cao/tong-hop/")
    assert urlencode({"ghi-nhan": asked_then(closing)["ghi-nhan"]}) in page and "/can-bo/?" in page


def test_the_page_of_the_province_says_that_the_day_is_closed(minh, thao, path):
    for visitor in (minh, thao):
        page = visitor.page("/tinh/04/", ngay=DAY.isoformat())
        assert "đã chốt [sơ bộ]" in page and path in page
        assert "đã chốt" not in visitor.page("/tinh/04/", ngay="15/02/2014")


def test_what_is_due_is_said_to_who_may_close(minh, thao):
    said = "chưa chốt số liệu ngày 31/12/2025"
    assert said in minh.page(LIST) and said not in thao.page(LIST)


def test_a_closing_still_being_made_says_so(minh, small_world, later, monkeypatch):
    monkeypatch.setattr("reports.actions.frozen.AT_ONCE", 1)
    closing = frozen.close(small_world.places.cao_bang, DAY, kinds=[""], by="minh", today=DAY)
    page = minh.page(f"{LIST}{closing.period_id}/")
    assert "đang được tính" in page and f"/cong-viec/{closing.job_id}/" in page
    assert "Đang tính" in minh.page(LIST)


@pytest.mark.parametrize(("end", "most"), [("", 8), ("bao-cao/tong-hop/", 9), ("bao-cao/don-vi/", 9)])
def test_a_page_costs_a_fixed_number_of_queries(minh, path, later, django_assert_max_num_queries, end, most):
    assert FrozenReport.objects.exists()
    minh.page(f"{path}{end}")
    with django_assert_max_num_queries(most):
        minh.page(f"{path}{end}")
