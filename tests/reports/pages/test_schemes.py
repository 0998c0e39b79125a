"""/de-an/: schemes, their progress, and the forms of those who set them."""

from decimal import Decimal

import pytest
from lxml import html

from reports.actions import schemes as actions
from reports.models import Scheme, Target
from reports.schemes import targets_of
from reports.targets import Pace
from tests import ladder
from tests.cast import address
from tests.factories import TODAY

LIST, DETAIL, DAY = "/de-an/", "/de-an/de-an-thu/", "14/2/2014"
FORMS = (
    "/de-an/moi/",
    f"{DETAIL}sua/",
    f"{DETAIL}bo/",
    f"{DETAIL}chi-tieu/moi/",
    f"{DETAIL}chi-tieu/{{target}}/",
    f"{DETAIL}chi-tieu/{{target}}/bo/",
)
NEW = {"name": "Đề án mới", "code": "moi-2", "issued_by": "Tỉnh ủy", "valid_from": "1/1/2020", "valid_to": "31/12/2025"}
TARGET = {
    "order": "3",
    "label": "Lý luận sơ cấp",
    "population": "",
    "condition": "ly-luan=from_elementary",
    "percent": "73,51",
    "deadline": "31/12/2015",
    "baseline_day": "31/12/2011",
}


def forms(scheme) -> list[str]:
    return [path.format(target=targets_of(scheme)[0].number) for path in FORMS]


def test_it_asks_a_stranger_to_log_in(nobody, scheme):
    for path in (LIST, DETAIL, *forms(scheme)):
        ladder.asks_to_log_in(nobody, path)


def test_it_does_not_exist_for_another_province(quan, scheme):
    assert "Chưa có đề án nào" in quan.page(LIST)
    for path in (DETAIL, *forms(scheme)[1:]):
        ladder.refused(quan, path, 404)
    ladder.refused(quan, "/bao-cao/de-an/", 404, de_an="de-an-thu")


def test_clerks_and_leaders_read_and_do_not_set(hanh, thao, scheme):
    for visitor in (hanh, thao):
        assert "Đề án thử &lt;b&gt;" in visitor.page(LIST)
        assert "Thêm chỉ tiêu" not in visitor.page(DETAIL, ngay=DAY)
        for path in forms(scheme):
            ladder.refused(visitor, path, 403)
            assert visitor.post(path, {}).status_code == 403


def test_reading_pages_reject_everything_but_reading(minh, scheme):
    ladder.refuses_to_be_written(minh, LIST)
    ladder.refuses_to_be_written(minh, f"{DETAIL}?ngay={DAY}")


def test_they_refuse_what_they_cannot_read(minh, scheme):
    ladder.lists_what_it_accepts(minh, LIST, ("ngay", "trang-thai", "tu-khoa"))
    ladder.lists_what_it_accepts(minh, DETAIL, ("ngay", "chi-tieu", "so-le"))
    ladder.refuses_what_it_cannot_read(minh, LIST, filters=(("trang-thai", "xong"), ("tinh", "99")) and (("trang-thai", "xong"),))
    ladder.refused(minh, DETAIL, 404, ngay=DAY, chi_tieu="999999")
    ladder.refused(minh, DETAIL, 400, chuyen_mon="university")
    ladder.refused(minh, "/de-an/khong-co/", 404)
    ladder.refused(minh, "/bao-cao/de-an/ho-so/", 400)


def test_a_scheme_that_has_ended_is_opened_on_its_last_day(minh, scheme):
    answer = minh.get(DETAIL)
    assert (answer.status_code, answer.url) == (302, f"{DETAIL}?ngay=31%2F12%2F2015")


def test_the_list_is_filtered_by_state_and_words(minh, scheme):
    assert "Đang thực hiện" in minh.page(LIST, ngay=DAY)
    assert len(minh.report(LIST, ngay=DAY, trang_thai="dang-thuc-hien")["schemes"]) == 1
    assert minh.report(LIST, ngay=DAY, trang_thai="da-ket-thuc")["total"] == 0
    assert minh.report(LIST, tu_khoa="de an THU")["total"] == 1
    assert "hợp với bộ lọc" in minh.page(LIST, tu_khoa="khong-co")
    assert minh.get(address(LIST, dinh_dang="xlsx"))["Content-Type"].endswith("sheet")


def test_the_page_the_report_and_the_json_say_the_same(minh, scheme):
    page = html.fromstring(minh.page(DETAIL, ngay=DAY))
    told = minh.report(DETAIL, ngay=DAY)
    assert page.findtext(".//h1") == "Đề án thử <b>" and told["scheme"]["code"] == "de-an-thu"
    assert told["tables"] == minh.report("/bao-cao/de-an/", ngay=DAY)["tables"]
    targets = next(table for table in told["tables"] if table["id"] == "targets")
    assert [row["total"] for row in targets["rows"]] and all(
        {"baseline", "goal", "needed", "falls_short"} <= set(row["measures"]) for row in targets["rows"]
    )
    assert told["trends"][0]["goals"][0]["points"][-1] == {"day": "2015-12-31", "share": "90.00"}
    assert {row["state"] for row in targets["rows"]} <= {pace.value for pace in Pace}


def test_every_number_of_people_opens_them(minh, scheme):
    for asked in ({}, {"chi-tieu": str(targets_of(scheme)[0].number)}, {"chi-tieu": str(targets_of(scheme)[1].number)}):
        page = html.fromstring(minh.page(DETAIL, ngay=DAY, **asked))
        links = page.xpath("//main//a[contains(@href, '/can-bo/?') or contains(@href, '/ho-so/')]")
        assert links
        for link in links:
            text = link.text_content().strip().replace(".", "")
            if text.isdigit():
                assert minh.get(f"{link.get('href')}&dinh-dang=json").json()["total"] == int(text), link.get("href")


def test_leaders_see_no_way_to_people(thao, scheme):
    page = thao.page(DETAIL, ngay=DAY)
    assert "/can-bo/" not in page and "/ho-so/" not in page


def test_an_officer_makes_a_scheme_and_a_target(minh, scheme):
    answer = minh.post("/de-an/moi/", NEW | {"province": str(scheme.province_id), "reason": "Theo quyết định"})
    assert (answer.status_code, answer.url) == (302, "/de-an/moi-2/")
    made = Scheme.objects.known().get(code="moi-2")
    assert (made.recorded_by, made.reason) == ("minh", "Theo quyết định")
    answer = minh.post("/de-an/moi-2/chi-tieu/moi/", TARGET | {"deadline": "31/12/2025", "baseline_day": "31/12/2019"})
    assert answer.status_code == 302
    target = targets_of(made)[0]
    assert (str(target.percent), target.condition) == ("73.51", "ly-luan=from_elementary")
    assert "Lý luận sơ cấp" in minh.page("/de-an/moi-2/", ngay="31/12/2024")


def test_an_officer_amends_and_retires(minh, scheme):
    target = targets_of(scheme)[0]
    path = f"{DETAIL}chi-tieu/{target.number}/"
    shown = html.fromstring(minh.page(path))
    typed = {field.get("name"): field.get("value") or field.text or "" for field in shown.xpath("//main//input[@name] | //main//textarea")}
    assert typed["percent"] == "90" and typed["deadline"] == "31/12/2015"
    assert minh.post(path, typed | {"percent": "91,5", "reason": "Điều chỉnh"}).status_code == 302
    assert str(targets_of(scheme)[0].percent) == "91.50" and targets_of(scheme)[0].number == target.number
    assert "Điều chỉnh" in minh.page(DETAIL, ngay=DAY)
    assert minh.post(f"{path}bo/", {"reason": "Nhập trùng"}).status_code == 302
    assert len(targets_of(scheme)) == 1
    assert minh.post(f"{DETAIL}bo/", {"reason": "Nhập trùng"}).url == "/de-an/"
    ladder.refused(minh, DETAIL, 404)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("percent", "73.5134", "Không đọc được “73.5134”"),
        ("percent", "101", "lớn hơn 100"),
        ("percent", "chín mươi", "dấu phẩy thập phân"),
        ("percent", "", "Cần tỷ lệ"),
        ("deadline", "31/02/2015", "31/02/2015"),
        ("deadline", "1/1/2011", "trước ngày bắt đầu đề án"),
        ("baseline_count", "3.6o4", "Không đọc được “3.6o4”"),
        ("baseline_total", "12", "cả số đạt và tổng số"),
        ("population", "tuoi-tu=119", "không có ai thuộc"),
        ("population", "mau-mat=xanh", "không phải là bộ lọc"),
        ("condition", "", "Ghi điều kiện đạt"),
        ("label", "", "Cần nội dung chỉ tiêu"),
        ("order", "một", "Ghi số nguyên"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(minh, scheme, field, value, told):
    before = Target.objects.count()
    answer = minh.post(f"{DETAIL}chi-tieu/moi/", TARGET | {field: value})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 422 and Target.objects.count() == before
    box = page.xpath(f"//*[@name='{field}']/ancestor::div[contains(@class, 'box--wrong')]")
    assert box and told in box[0].text_content(), page.xpath("//ul[@class='errorlist']/li/text()")
    kept = {one.get("name"): one.get("value") or (one.text or "").strip() for one in page.xpath("//main//input[@name] | //main//textarea")}
    for name, typed in (TARGET | {field: value}).items():
        assert kept[name] == typed, name


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("code", "có dấu", "chữ không dấu"),
        ("code", "moi", "đã dùng cho trang"),
        ("code", "de-an-thu", "Đã có một đề án"),
        ("valid_to", "1/1/2019", "trước ngày bắt đầu"),
        ("province", "999999", "không phải là tỉnh"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(minh, scheme, field, value, told):
    answer = minh.post("/de-an/moi/", NEW | {"province": str(scheme.province_id)} | {field: value})
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Scheme.objects.known().filter(code="moi-2").exists()


def test_an_officer_of_another_province_cannot_make_one_here(quan, scheme):
    assert quan.post("/de-an/moi/", NEW | {"province": str(scheme.province_id)}).status_code == 422


def test_a_form_without_its_token_is_refused(small_world, scheme):
    from django.test import Client

    careless = Client(enforce_csrf_checks=True)
    careless.force_login(small_world.users["minh"])
    assert careless.post("/de-an/moi/", NEW).status_code == 403


def test_it_costs_few_queries_whatever_the_number_of_targets(minh, scheme, django_assert_max_num_queries):
    minh.page(DETAIL, ngay=DAY)
    with django_assert_max_num_queries(16):
        minh.page(DETAIL, ngay=DAY)
    with django_assert_max_num_queries(6):
        minh.page(LIST, ngay=DAY)


def test_its_page_tells_every_change_in_the_names_of_fields_and_leads_to_undoing_it(minh, hanh, scheme):
    target = targets_of(scheme)[0]
    actions.amend_target(target, by="minh", day=TODAY, reason="Điều chỉnh", percent=Decimal("91.5"))
    page = html.fromstring(minh.page(DETAIL, ngay=DAY))
    (told,) = page.xpath("//*[@id='lich-su']")
    assert "Đề án, chỉ tiêu · 09:00 15/06/2026 · minh Lý do: Điều chỉnh" in " ".join(told.text_content().split())
    assert "Tỷ lệ cần đạt (%) 90 → 91,5" in " ".join(told.text_content().split())
    href = told.xpath(".//a/@href")[0]
    ladder.refused(hanh, href, 404)
    assert minh.post(href, {"reason": "Nhầm"}).url == href
    assert targets_of(scheme)[0].percent == 90
