"""Forms of the Party, the list of names and the form of a person: numbers open what they count, names only for those who may see them."""

import io

import pytest
from lxml import html
from openpyxl import load_workbook

from cadres.models import Profile, Standing
from tests import ladder
from tests.cast import address

DAY = "31/12/2013"
GRIDS = ("9c", "10", "11", "12c")


def number(text: str) -> int:
    return int(text.replace(".", "")) if text.strip("–") else 0


def cells(page) -> dict[str, list[str]]:
    rows = page.xpath("//table[contains(@class, 'official__table')]/tbody/tr")
    return {f"{nth} {row.find('th').text_content()}": [one.text_content() for one in row.findall("td")[1:]] for nth, row in enumerate(rows)}


def book_of(visitor, path: str, **query):
    answer = visitor.get(address(path, **query, dinh_dang="xlsx"))
    assert answer.status_code == 200, answer.content.decode()[:300]
    return load_workbook(io.BytesIO(answer.content))


def come_to(sheet, cell) -> int:
    """The number of a cell, a SUM worked out from the cells that it names."""
    text = str(cell.value or 0)
    if not text.startswith("=SUM("):
        return int(text) if text.isdigit() else 0
    parts = (sheet[one] for one in text[5:-1].split(","))
    return sum(come_to(sheet, one) for part in parts for row in (part if isinstance(part, tuple) else ((part,),)) for one in row)


@pytest.fixture
def somebody(small_world) -> int:
    """A person in post in Trường Hà on the day."""
    rows = Standing.objects.filter(commune=small_world.places.truong_ha, valid_from__lte="2013-12-31", valid_to__gte="2013-12-31")
    return rows.order_by("cadre_id").values_list("cadre_id", flat=True)[0]


def test_the_ladder_of_refusals(nobody, minh, thao, quan, hanh, somebody):
    for slug in (*GRIDS, "02-cl", "2c"):
        ladder.asks_to_log_in(nobody, f"/bieu-mau/{slug}/")
    for slug in GRIDS:
        ladder.refused(quan, f"/bieu-mau/{slug}/", 404, tinh="04", ngay=DAY)
        ladder.lists_what_it_accepts(minh, f"/bieu-mau/{slug}/", ("ngay", "tinh"))
        ladder.refused(thao, f"/bieu-mau/{slug}/ho-so/", 403, tinh="04", ngay=DAY, cot="xa", dong="tong_so")
        assert "không có ô" in ladder.refused(minh, f"/bieu-mau/{slug}/ho-so/", 400, tinh="04", ngay=DAY, cot="la", dong="tong_so")
    ladder.refused(minh, "/bieu-mau/bm02/ho-so/", 404, tinh="04", ngay=DAY)
    assert "nêu tên từng người" in ladder.refused(thao, "/bieu-mau/02-cl/", 403, xa="01366", ngay=DAY)
    ladder.refused(quan, "/bieu-mau/02-cl/", 404, xa="01366", ngay=DAY)
    ladder.refused(thao, "/bieu-mau/2c/", 403, nguoi=somebody)
    ladder.refused(quan, "/bieu-mau/2c/", 404, nguoi=somebody)
    for wrong in ("x", "9" * 30, "-1"):
        ladder.refused(minh, "/bieu-mau/2c/", 400, nguoi=wrong)
    ladder.refused(minh, "/bieu-mau/2c/", 400, nguoi=somebody, dinh_dang="docx")
    ladder.refused(minh, "/bieu-mau/2c/", 400, nguoi=somebody, tinh="04")
    for path in ("/bieu-mau/9c/", "/bieu-mau/9c/ho-so/", "/bieu-mau/2c/"):
        assert minh.post(path).status_code == 405


@pytest.mark.parametrize("slug", GRIDS)
def test_every_number_opens_what_it_counts_and_the_file_says_the_same(minh, slug):
    for day in (DAY, "15/6/2026"):
        page = html.fromstring(minh.page(f"/bieu-mau/{slug}/", tinh="04", ngay=day))
        links = page.xpath("//table[contains(@class, 'official__table')]/tbody//td/a")
        for link in links[:: max(1, len(links) // 12)]:
            href = link.get("href")
            if "/ho-so/" in href:
                opened = html.fromstring(minh.page(href))
                assert opened.xpath("string(//h2)").startswith(f"{link.text} "), href
            else:
                assert minh.report(href)["total"] == number(link.text), href
        told = [[number(text) for text in row] for row in cells(page).values()]
        sheet = book_of(minh, f"/bieu-mau/{slug}/", tinh="04", ngay=day).worksheets[0]
        rows = [[come_to(sheet, cell) for cell in row[2:]] for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        width = len(told[0])
        assert [row[:width] for row in rows][-len(told) :] == told, (slug, day)
    assert links or slug != "9c"


def test_totals_are_live_sums_and_the_row_of_column_numbers_says_how(minh):
    formulas = {"9c": "1", "10": "1=2+4+5", "11": "1=2+…+9", "12c": "1≥2+…+11"}
    for slug, formula in formulas.items():
        page = html.fromstring(minh.page(f"/bieu-mau/{slug}/", tinh="04", ngay=DAY))
        assert page.xpath("string(//tr[@class='official__numbers']/td[3])") == formula, slug
        sheet = book_of(minh, f"/bieu-mau/{slug}/", tinh="04", ngay=DAY).worksheets[0]
        assert formula in [str(row[2].value) for row in sheet.iter_rows()], slug
        total = next(row for row in sheet.iter_rows() if row[0].value == 1)
        assert [cell.value for cell in total[2:4] if str(cell.value).startswith("=SUM(")] or slug == "12c", slug
    commune = book_of(minh, "/bieu-mau/10/", tinh="04", ngay=DAY).worksheets[0]
    total = next(row for row in commune.iter_rows() if row[0].value == 1)
    assert total[2].value == f"=SUM(D{total[2].row},F{total[2].row}:G{total[2].row})"  # what an office fills in is added by itself


def test_a_leader_reads_them_and_opens_nobody(thao):
    for slug in GRIDS:
        page = html.fromstring(thao.page(f"/bieu-mau/{slug}/", tinh="04", ngay=DAY))
        assert not page.xpath("//table[contains(@class, 'official__table')]/tbody//a"), slug


def test_columns_of_posts_that_did_not_exist_are_blank_and_say_so(minh):
    page = minh.page("/bieu-mau/9c/", tinh="04", ngay=DAY)
    assert "không có bản ghi nào về chức danh" in page and "Ban Thường vụ" in page


def test_the_list_of_names_is_as_long_as_the_list_of_people(minh, hanh):
    page = html.fromstring(minh.page("/bieu-mau/02-cl/", huyen="045", ngay=DAY))
    total = minh.report("/can-bo/", huyen="045", ngay=DAY)["total"]
    people = page.xpath("//tr[@class='official__dong']")
    assert len(people) == total > 0 and f"{total} người." in page.text_content()
    sheet = book_of(minh, "/bieu-mau/02-cl/", huyen="045", ngay=DAY).worksheets[0]
    names = {row.find("th").text_content() for row in people}
    assert names <= {cell.value for cell in sheet["B"]} and f"TỔNG SỐ: {total}" in {cell.value for cell in sheet["B"]}
    assert hanh.get(people[0].find("th").find("a").get("href")).status_code in {200, 404}
    assert "Chọn nơi lập biểu" in minh.page("/bieu-mau/02-cl/", ngay=DAY)  # a province is too much for one list
    assert html.fromstring(hanh.page("/bieu-mau/02-cl/", ngay=DAY)).xpath("//ul[@class='found']//a | //tr[@class='official__dong']")


def test_the_form_of_a_person_holds_what_is_on_record_with_the_number_covered(minh, hanh, somebody):
    Profile.objects.filter(cadre=somebody, superseded_at=None).update(personal_id="001085000123")
    name = Profile.objects.known().get(cadre=somebody).full_name
    page = html.fromstring(hanh.page("/bieu-mau/2c/", nguoi=somebody, ngay=DAY)).text_content()
    assert name.upper() in page and "Trường Hà" in page and "001085000123" not in page and "0••••••••123" in page
    book = book_of(minh, "/bieu-mau/2c/", nguoi=somebody, ngay=DAY)
    words = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert name.upper() in words and "001085000123" not in words and "{{" not in words and "28. Tóm tắt quá trình công tác" in words
    assert f"/bieu-mau/2c/?nguoi={somebody}" in minh.page(f"/can-bo/{somebody}/")
    assert "Chưa chọn người" in minh.page("/bieu-mau/2c/")


def test_pages_cost_few_queries(minh, somebody, django_assert_max_num_queries):
    whole, part = {"tinh": "04"}, {"huyen": "045"}
    asked = (("9c", whole, 30), ("12c", whole, 16), ("11", whole, 16), ("10", whole, 16), ("02-cl", part, 14))
    for slug, query, most in asked:
        minh.page(f"/bieu-mau/{slug}/", ngay=DAY, **query)
        with django_assert_max_num_queries(most):
            minh.page(f"/bieu-mau/{slug}/", ngay=DAY, **query)
    with django_assert_max_num_queries(24):
        minh.page("/bieu-mau/2c/", nguoi=somebody, ngay=DAY)


def test_templates_of_lists_and_persons_are_tried_on_live_data(minh):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from reports.official_forms.built_in import built_in
    from reports.official_forms.catalogue import find_form

    for slug in ("02-cl", "2c", "9c"):
        sent = minh.post(f"/bieu-mau/{slug}/mau/", {"file": SimpleUploadedFile("mau.xlsx", built_in(find_form(slug)))})
        assert sent.status_code == 302, slug
        assert "Điền thử" in minh.page(f"{sent.url}?ngay={DAY}"), slug
