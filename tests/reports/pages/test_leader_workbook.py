"""The leader's workbook: every sheet is linked from the cover, can be filtered, says the numbers of the pages, and names nobody."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.models import Profile
from chuanxa.models import ExportRecord
from reports.data_cells import COLUMNS
from tests import ladder
from tests.cast import address

PATH = "/tap-so-lieu/"
ASKED = {"tinh": "04", "ngay": "14/2/2014", "so_voi": "20/5/2012"}


@pytest.fixture
def book(thao):
    answer = thao.get(address(PATH, **ASKED, dinh_dang="xlsx"))
    assert answer.status_code == 200 and "tap-so-lieu-tinh-cao-bang-2014-02-14.xlsx" in answer["Content-Disposition"]
    return load_workbook(BytesIO(answer.content))


def rows(sheet) -> list[tuple]:
    return [row for row in sheet.iter_rows(values_only=True) if any(value is not None for value in row)]


def test_it_says_the_numbers_of_the_pages_and_can_be_filtered_everywhere(book, thao):
    page = thao.report("/tinh/04/", ngay=ASKED["ngay"], so_voi=ASKED["so_voi"])
    tables = {table["id"]: table for table in page["tables"]}
    wanted = ["Bìa", "Số liệu chính", "Đạt chuẩn", "Theo huyện", "Theo xã", "Theo nhóm chức danh", "Theo chức danh"]
    assert book.sheetnames[:7] == wanted and book.sheetnames[-2:] == ["Định nghĩa, căn cứ", "Dữ liệu"]
    assert {"Trước và sau", "Diễn biến", "Chất lượng dữ liệu", "Chức danh thiếu gì"} <= set(book.sheetnames)
    links = [cell.hyperlink.location for row in book["Bìa"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    communes = {row[1]: row for row in rows(book["Theo xã"]) if isinstance(row[0], int)}
    for unit in tables["communes"]["rows"]:
        found = [value for value in communes[unit["key"]][3:] if isinstance(value, int)]
        assert found[:2] == [unit["count"], unit["measures"]["meets"]["count"]], unit["key"]
    for name in ("Theo xã", "Theo chức danh", "Trước và sau", "Chất lượng dữ liệu"):
        assert book[name].auto_filter.ref, name
        assert book[name].page_setup.paperSize == 9, name
    assert len(book["Số liệu chính"]._charts) == 3 and book["Số liệu chính"].page_setup.fitToHeight == 1
    both = {(row[0], row[1]): row for row in rows(book["Trước và sau"])}
    assert both["Đạt chuẩn", "Đạt"][5] == tables["verdict"]["rows"][0]["count"]


def test_the_data_sheet_is_an_excel_table_that_adds_up_to_everybody(book, thao):
    sheet = book["Dữ liệu"]
    (table,) = sheet.tables.values()
    assert table.name == "DuLieu" and [column.name for column in table.tableColumns] == list(COLUMNS) and table.ref == sheet.dimensions
    page = {table["id"]: table for table in thao.report("/tinh/04/", ngay=ASKED["ngay"])["tables"]}
    told = rows(sheet)[1:]
    assert sum(row[-1] for row in told) == page["verdict"]["total"] > 0
    for id, column in (("verdict", 10), ("professional", 8), ("political_theory", 9), ("category", 6), ("group", 7)):
        for row in page[id]["rows"]:
            assert sum(one[-1] for one in told if one[column] == row["label"]) == row["count"], (id, row["key"])
    assert sheet["L2"].number_format == "#,##0" and sheet["A2"].value == "04" and sheet["A2"].data_type == "s"


def test_numbers_are_numbers_nothing_runs_and_nobody_is_named(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    told = {str(cell.value) for cell in cells}
    names = set(Profile.objects.values_list("full_name", flat=True))
    assert names and not [name for name in names if any(name in text for text in told)]
    for cell in cells:
        assert not (isinstance(cell.value, int) and cell.number_format == "@"), cell.coordinate


def test_the_file_is_on_the_ledger_and_its_number_on_every_page(book):
    number = ExportRecord.objects.get().number
    assert ExportRecord.objects.get().kind == "papers"
    assert all(number in sheet.oddFooter.left.text for sheet in book)


def test_a_commune_a_day_before_the_lists_and_a_place_without_people_have_one_too(quantri):
    for asked in ({"xa": "01366"}, {"tinh": "94", "ngay": "14/2/2014"}, {"tinh": "04", "ngay": "1/6/2004"}):
        answer = quantri.get(address(PATH, **asked, dinh_dang="xlsx"))
        assert answer.status_code == 200 and load_workbook(BytesIO(answer.content)).sheetnames[0] == "Bìa", asked


def test_without_a_place_the_page_offers_those_in_scope(quantri, thao):
    assert "/tap-so-lieu/?tinh=04&amp;ngay=14%2F2%2F2014" in quantri.page(PATH, ngay="14/2/2014")
    assert "tinh=" in ladder.refused(quantri, PATH, 400, dinh_dang="xlsx")
    assert "Tải tập số liệu" in thao.page(PATH)


def test_the_ladder_of_refusals(nobody, minh, quan):
    ladder.asks_to_log_in(nobody, PATH)
    ladder.refuses_to_be_written(minh, PATH)
    ladder.refused(quan, PATH, 404, tinh="04", ngay="14/2/2014")
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "tinh"))
    ladder.refused(minh, PATH, 400, dinh_dang="docx")


def test_both_cost_a_fixed_number_of_queries(minh, django_assert_max_num_queries):
    minh.page(PATH, **ASKED)
    with django_assert_max_num_queries(8):
        minh.page(PATH, **ASKED)
    with django_assert_max_num_queries(90):
        minh.get(address(PATH, **ASKED, dinh_dang="xlsx"))
