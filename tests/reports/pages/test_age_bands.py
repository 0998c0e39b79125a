"""/bieu-mau/do-tuoi/: bands of age are set from a day, used at once by the forms of that day, withdrawn with a reason."""

from datetime import date, timedelta

import time_machine
from lxml import html

from chuanxa.models import AuditEvent
from reports.actions.age_bands import set_age_bands
from reports.models import AgeBanding
from tests import ladder
from tests.cast import NOW
from tests.reports.frozen.conftest import TODAY, close
from tests.reports.frozen.test_closing import check

PATH, DAY = "/bieu-mau/do-tuoi/", "31/12/2013"


def form(**told) -> dict:
    typed = {"family": "btctw", "place": "04", "bands": "đến 35\r\n36–45\r\ntừ 46", "from_day": "01/01/2013", "basis": "Hướng dẫn thử"}
    return typed | told


def ages(visitor, day: str = DAY) -> list[str]:
    """The labels of the rows of age of form 9C."""
    page = html.fromstring(visitor.page("/bieu-mau/9c/", tinh="04", ngay=day))
    return [text for text in page.xpath("//table[@class='official__table']/tbody//th/text()") if "tuổi" in text and text != "Độ tuổi"]


def test_the_ladder_of_refusals(nobody, minh, thao, hanh):
    ladder.asks_to_log_in(nobody, PATH)
    for visitor in (thao, hanh):
        ladder.refused(visitor, PATH, 403)
        assert visitor.post(PATH, form()).status_code == 403
    ladder.refused(minh, PATH, 400, tinh="04")
    assert not AgeBanding.objects.exists()


def test_bands_set_from_a_day_are_the_rows_of_the_forms_of_that_day_on(minh, quan):
    usual = ages(minh)
    assert usual == ["Từ 40 tuổi trở xuống", "Từ 41 đến 50 tuổi", "Trên 50 tuổi"]
    assert minh.post(PATH, form()).status_code == 302
    assert ages(minh) == ["Từ 35 tuổi trở xuống", "Từ 36 đến 45 tuổi", "Trên 45 tuổi"] and ages(minh, "31/12/2012") == usual
    page = html.fromstring(minh.page("/bieu-mau/9c/", tinh="04", ngay=DAY))
    for link in page.xpath("//tr[th[contains(., '45 tuổi')]]//a"):
        assert minh.report(link.get("href"))["total"] == int(link.text)
    assert "đến 35; 36–45; từ 46" in minh.page(PATH) and "36–45" not in quan.page(PATH)
    row = AgeBanding.objects.get()
    refused = minh.post(PATH, {"withdraw": row.pk, "reason": " "})
    assert refused.status_code == 422 and "Ghi lý do rút" in refused.content.decode()
    assert quan.post(PATH, {"withdraw": row.pk, "reason": "x"}).status_code == 404
    assert minh.post(PATH, {"withdraw": row.pk, "reason": "Gõ nhầm"}).status_code == 302
    assert ages(minh) == usual and "Gõ nhầm" in minh.page(PATH)
    assert [act for act in AuditEvent.objects.order_by("number").values_list("act", flat=True) if "age bands" in act] == [
        "set age bands",
        "withdraw age bands",
    ]


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(minh):
    assert minh.post(PATH, form()).status_code == 302
    cases = (
        ({"bands": "đến 35\n37–45\ntừ 46"}, "tuổi 36 không thuộc khoảng nào"),
        ({"bands": "đến 35\n35–45\ntừ 46"}, "tuổi 35 thuộc hai khoảng"),
        ({"bands": ""}, "Ghi các khoảng tuổi"),
        ({"from_day": "31/13/2013"}, "31/13/2013"),
        ({"basis": ""}, "Thiếu căn cứ"),
        ({"place": "94"}, "Chọn nơi áp dụng"),
        ({"family": "khac"}, "Chọn nhóm biểu"),
        ({}, "Đã có khoảng tuổi áp dụng từ đúng ngày này"),
    )
    for told, said in cases:
        answer = minh.post(PATH, form(**told))
        text = answer.content.decode()
        assert answer.status_code == 422 and said in text and 'role="alert"' in text, (told, said)
        assert html.fromstring(text).xpath("string(//textarea)").split() == form(**told)["bands"].split(), told
    assert AgeBanding.objects.count() == 1


def test_the_country_has_bands_that_a_province_may_replace(minh, quantri):
    assert quantri.post(PATH, form(place="ca-nuoc", bands="đến 30\n31–50\ntừ 51")).status_code == 302
    assert ages(minh)[0] == "Từ 30 tuổi trở xuống" and "Rút khoảng tuổi này" not in minh.page(PATH)
    assert minh.post(PATH, {"withdraw": AgeBanding.objects.get().pk, "reason": "x"}).status_code == 404
    assert minh.post(PATH, form(family="bnv", bands="đến 25\n26–35\n36–45\ntừ 46")).status_code == 302
    text = minh.page("/bieu-mau/bm02/", tinh="04", ngay=DAY)
    assert "Từ 26 đến 35" in text and "Nữ từ 46 đến 55" in text and "mọi người từ 46 tuổi" in text


def test_bands_set_after_a_closing_leave_its_digits_and_a_day_before_their_recording_alone(minh, small_world):
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        closing = close(small_world.places.cao_bang, kinds=["bieu-mau-9c"])
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        told = {"family": "btctw", "province": None, "bands": "đến 35\n36–45\ntừ 46", "basis": "Thử", "by": "quantri"}
        set_age_bands(**told, from_day=date(2012, 1, 1))
        assert "1 báo cáo: tính lại ra đúng từng chữ số" in check()
        assert "Từ 41 đến 50 tuổi" in minh.page(f"/chot-so-lieu/{closing.period_id}/bao-cao/bieu-mau-9c/")
        assert closing.period.day < TODAY


def test_the_page_costs_a_fixed_number_of_queries(minh, django_assert_max_num_queries):
    for month in range(1, 5):
        minh.post(PATH, form(from_day=f"01/{month:02}/2013"))
    with django_assert_max_num_queries(9):
        minh.page(PATH)
