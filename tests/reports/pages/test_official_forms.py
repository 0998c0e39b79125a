"""/bieu-mau/: forms of a place and a day, whose every number opens exactly its people; and the templates that officers replace."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from openpyxl import load_workbook
from openpyxl.formatting.rule import CellIsRule

from chuanxa.models import AuditEvent
from reports.models import FormTemplate
from reports.official_forms.built_in import built_in
from reports.official_forms.catalogue import find_form
from tests import ladder
from tests.cast import Visitor

LIST, PATH, TEMPLATES = "/bieu-mau/", "/bieu-mau/bm02/", "/bieu-mau/bm02/mau/"
DAY = "31/12/2013"
ASKED = f"{PATH}?tinh=04&ngay={DAY}"


def sheet_of(visitor: Visitor, path: str = ASKED):
    answer = visitor.get(f"{path}&dinh-dang=xlsx")
    assert answer.status_code == 200, answer.content.decode()[:300]
    return load_workbook(io.BytesIO(answer.content)).worksheets[0]


def changed(rule: str = "", **cells: str) -> bytes:
    """The built-in template with other cells, and a range whose colours depend on a condition."""
    book = load_workbook(io.BytesIO(built_in(find_form("bm02"))))
    if rule:
        book.active.conditional_formatting.add(rule, CellIsRule(operator="lessThan", formula=["0"]))
    for cell, value in cells.items():
        book.active[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(visitor: Visitor, data: bytes, name: str = "mau-2014.xlsx", **more):
    return visitor.post(TEMPLATES, {"file": SimpleUploadedFile(name, data), **more})


def test_the_ladder_of_refusals(nobody, minh, thao, quan, hanh):
    for path in (LIST, PATH, TEMPLATES, f"{TEMPLATES}co-san/"):
        ladder.asks_to_log_in(nobody, path)
    for visitor in (thao, hanh):
        for path in (TEMPLATES, f"{TEMPLATES}co-san/"):
            ladder.refused(visitor, path, 403)
    ladder.refused(quan, ASKED, 404)
    ladder.refused(minh, "/bieu-mau/khac/", 404)
    ladder.refused(minh, "/bieu-mau/khac/mau/", 404)
    ladder.refuses_to_be_written(minh, LIST)
    ladder.refuses_to_be_written(minh, ASKED)
    ladder.refuses_what_it_cannot_read(minh, ASKED.partition("&")[0], filters=())
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "ghi-nhan", "tinh"))
    assert "địa giới của chính ngày" in ladder.refused(minh, PATH, 400, tinh="04", ngay=DAY, **{"ranh-gioi": "nay"})


def test_a_day_without_the_titles_of_the_form_is_refused_with_the_days_that_have_them(minh):
    for day in ("1/7/2025", "15/6/2026"):
        text = ladder.refused(minh, PATH, 400, tinh="04", ngay=day)
        assert "không còn các chức danh này (hết ngày 30/06/2025)" in text and "từ 01/01/2004 đến 30/06/2025" in text
    assert "ban hành ngày 17/12/2012" in minh.page(PATH, tinh="04", ngay="31/12/2010")


def test_every_number_opens_exactly_its_people(minh):
    page = html.fromstring(minh.page(ASKED))
    links = page.xpath("//table[contains(@class, 'official__table')]/tbody//td/a")
    assert len(links) > 40
    by_column = {}
    for link in links:
        by_column.setdefault(len(link.getparent().xpath("preceding-sibling::td")), []).append(link)
    for of_it in by_column.values():
        for link in (of_it[0], of_it[-1]):
            assert minh.report(link.get("href"))["total"] == int(link.text.replace(".", "")), link.get("href")


def test_no_number_of_anybody_is_without_its_list(minh):
    """Every cell of every row: of places and of districts, not only the total's."""
    for slug in ("bm02", "9c", "12c"):
        page = html.fromstring(minh.page(ASKED.replace("bm02", slug)))
        cells = page.xpath("//table[contains(@class, 'official__table')]/tbody/tr/th/following-sibling::td")
        counted = [cell for cell in cells if cell.text_content().strip() not in ("", "–")]
        assert len(counted) > 20 and [cell.text_content() for cell in counted if not cell.xpath("a")] == [], slug


def test_a_leader_reads_the_numbers_and_opens_nobody(thao):
    page = html.fromstring(thao.page(ASKED))
    assert not page.xpath("//table[contains(@class, 'official__table')]/tbody//td/a")
    assert page.xpath("//table[contains(@class, 'official__table')]/tbody//th/a")  # units open their own form
    assert sheet_of(thao)


def test_checks_that_fail_for_want_of_data_say_so(minh):
    text = minh.page(ASKED)
    assert "1 = 6 + 7" in text and "1 = 31 + 32 + 33 + 34 + 37" in text
    assert "người chưa đủ dữ liệu để xếp vào chỗ nào" in text  # the small world has people without a birth date
    assert "Chỗ có kiểm tra chưa đúng" in text


def test_the_file_says_what_the_page_says_with_live_sums(minh):
    page, sheet = html.fromstring(minh.page(ASKED)), sheet_of(minh)
    texts = [[cell.text_content() for cell in row] for row in page.xpath("//tr[@class='official__dong']")]
    rows = {row[1].value: row for row in sheet.iter_rows() if row[1].value}
    assert texts
    for row in texts:
        told = [cell.value for cell in rows[row[1]][2:40]]
        assert told == [int(text.replace(".", "")) if text.strip("–") else (0 if text else None) for text in row[2:]]
    total = rows["TỔNG SỐ"]
    assert total[2].value.startswith("=SUM(") and total[2].number_format.startswith("#,##0")
    assert sheet.print_title_rows and sheet.page_setup.orientation == "landscape"
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
    assert "Đơn vị báo cáo: Tỉnh Cao Bằng" in words and "Cao Bằng, ngày 15 tháng 6 năm 2026" in words and "{{" not in words


def test_a_commune_and_a_district_have_the_form_too(minh, hanh):
    assert "Xã Trường Hà" in minh.page(PATH, huyen="045", ngay=DAY)
    assert "Tổng số" in hanh.page(PATH, xa="01366", ngay=DAY)
    ladder.refused(hanh, PATH, 404, huyen="045", ngay=DAY)


def test_who_sees_the_country_chooses_a_province(quantri):
    page = html.fromstring(quantri.page(PATH, ngay=DAY))
    assert [link.text for link in page.xpath("//ul[@class='found']//a")] == ["Tỉnh Cao Bằng", "Thành phố Cần Thơ", "Tỉnh Sóc Trăng"]


def test_the_page_of_reports_leads_to_the_forms(minh):
    assert LIST in minh.page("/bao-cao/")
    assert PATH in minh.page(LIST)


def test_a_page_costs_few_queries(minh, django_assert_max_num_queries):
    minh.page(ASKED)
    with django_assert_max_num_queries(8):
        minh.page(ASKED)


def test_a_replaced_template_works_at_once_from_its_day_on(minh, django_assert_max_num_queries):
    answer = send(minh, changed(A1="BM02/BNV sửa đổi, {{don_vi}}"))
    template = FormTemplate.objects.get()
    assert answer.status_code == 302 and answer.url == f"{TEMPLATES}{template.pk}/" and template.province.code == "04"
    assert sheet_of(minh)["A1"].value == "BM02/BNV"  # not in force yet
    assert "BM02/BNV sửa đổi, Tỉnh Cao Bằng" in minh.page(f"{answer.url}?ngay={DAY}")  # filled with live data
    assert "không còn các chức danh" in minh.page(answer.url)  # today's people have other titles: said, not failed
    refused = minh.post(answer.url, {"from_day": "hôm nay", "basis": ""})
    assert refused.status_code == 400 and not FormTemplate.objects.filter(state="in_force")
    assert minh.post(answer.url, {"from_day": "01/01/2013", "basis": "Thông tư thử"}).status_code == 302
    assert sheet_of(minh)["A1"].value == "BM02/BNV sửa đổi, Tỉnh Cao Bằng"
    assert sheet_of(minh, f"{PATH}?tinh=04&ngay=31/12/2012")["A1"].value == "BM02/BNV"
    assert "mau-2014.xlsx" in minh.page(ASKED) and "Thông tư thử" in minh.page(TEMPLATES)
    other = send(minh, changed(A1="Mẫu khác"))
    again = minh.post(other.url, {"from_day": "01/01/2013", "basis": "Thông tư thử"})
    assert again.status_code == 400 and "Đã có một mẫu áp dụng từ đúng ngày này" in again.content.decode()
    assert minh.post(f"{answer.url}rut/", {"reason": " "}).status_code == 400
    assert minh.post(f"{answer.url}rut/", {"reason": "sai mẫu"}).status_code == 302
    assert sheet_of(minh)["A1"].value == "BM02/BNV"
    acts = list(AuditEvent.objects.order_by("number").values_list("act", flat=True))
    assert [act for act in acts if "form template" in act] == [
        "upload form template",
        "put form template in force",
        "upload form template",
        "withdraw form template",
    ]


def test_what_filling_will_not_keep_is_said_before_the_template_is_put_in_force(minh):
    said = "chúng ở nguyên chỗ cũ, không dời theo các dòng lặp"
    assert said in minh.page(send(minh, changed(rule="C12:D13")).url) and said not in minh.page(send(minh, changed()).url)


def test_what_is_wrong_with_a_template_is_said_and_nothing_is_kept(minh):
    cases = (
        (changed(A1="{{don_vii}}"), "mau.xlsx", "ô A1: không có trường {{don_vii}}"),
        (built_in(find_form("bm02")), "mau.xlsm", "macro"),
        (b"PK", "mau.xlsx", "nhưng nội dung là"),
    )
    for data, name, said in cases:
        answer = send(minh, data, name)
        assert answer.status_code == 422 and said in answer.content.decode(), said
    assert minh.post(TEMPLATES, {}).status_code == 422
    assert not FormTemplate.objects.exists()


def test_a_template_of_one_province_does_not_exist_for_another(minh, quan, quantri):
    url = send(minh, changed(A1="Riêng")).url
    ladder.refused(quan, url, 404)
    ladder.refused(quan, f"{url}tep/", 404)
    assert quan.post(f"{url}rut/", {"reason": "x"}).status_code == 404
    assert quan.post(url, {"from_day": "01/01/2013", "basis": "x"}).status_code == 404
    assert quantri.get(f"{url}tep/").status_code == 200
    assert "Riêng" not in quan.page(TEMPLATES)


def test_the_country_has_a_template_that_a_province_may_replace(minh, quantri, quan):
    url = send(quantri, changed(A1="Cả nước"), place="ca-nuoc").url
    quantri.post(url, {"from_day": "01/01/2013", "basis": "Thông tư"})
    assert sheet_of(minh)["A1"].value == "Cả nước"
    assert minh.post(f"{url}rut/", {"reason": "x"}).status_code == 404
    own = send(minh, changed(A1="Riêng")).url
    minh.post(own, {"from_day": "01/06/2013", "basis": "Công văn"})
    assert sheet_of(minh)["A1"].value == "Riêng"
    assert sheet_of(quan, f"{PATH}?tinh=94&ngay={DAY}")["A1"].value == "Cả nước"
    assert send(quantri, changed(A1="Z")).status_code == 422  # of several places one must be said


@pytest.mark.parametrize("path", [TEMPLATES, f"{TEMPLATES}co-san/"])
def test_pages_of_templates_refuse_names_they_do_not_know(minh, path):
    ladder.refused(minh, path, 400, la="1")
