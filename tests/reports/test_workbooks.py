"""A workbook says what the screen says, in numbers, on paper that can be signed, and nothing in it can run."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chuanxa.environment import ROOT
from chuanxa.exports.stamps import Stamp
from reports.report import Filter, Row, Table
from reports.shares import Share
from reports.workbook_parts.grids import fraction, grids_of, trend_grid
from reports.workbook_parts.sheet_names import LONGEST, SheetNames
from reports.workbooks import people_workbook, workbook_bytes
from tests.reports import samples

MADE_AT = datetime(2014, 1, 5, 16, 20, tzinfo=timezone(timedelta(hours=7)))
STAMP = Stamp("2014-000012", MADE_AT, "Nguyễn Thị Minh (minh)", data_version=77)
TOLD = {
    "stamp": STAMP,
    "rule": "QĐ 04/2004/QĐ-BNV",
    "address": "/tinh/04/?ngay=31/12/2013&so-voi=31/12/2011",
}


def made(report=None, **told) -> bytes:
    return workbook_bytes(report or samples.province(), **{**TOLD, **told})


@pytest.fixture(scope="module")
def book():
    return load_workbook(io.BytesIO(made()))


def said(sheet) -> list[list]:
    """The rows of a sheet without what is empty."""
    return [
        [value for value in row if value is not None]
        for row in sheet.iter_rows(values_only=True)
        if any(value is not None for value in row)
    ]


def row_of(sheet, label: str) -> list:
    return next(row for row in said(sheet) if label in row)


# --- what is said -----------------------------------------------------------------------------------------------------------


def test_there_is_a_cover_a_summary_and_a_sheet_for_each_table_and_trend(book):
    report = samples.province()
    titles = [table.title for table in report.tables] + [trend.title for trend in report.trends]
    assert book.sheetnames == ["Bìa", "Tóm tắt", *titles]


def test_the_cover_says_of_what_by_which_rule_by_whom_and_when(book):
    told = {row[0]: row[1] for row in said(book["Bìa"]) if len(row) == 2}
    assert told["Đơn vị"] == "Tỉnh Cao Bằng (mã 04), cấp tỉnh"
    assert told["Số liệu tại ngày"] == "31/12/2013"
    assert told["So với ngày"] == "31/12/2011"
    assert told["Theo dữ liệu ghi nhận đến"] == "16:20 ngày 05/01/2014 (lúc xuất)"
    assert told["Loại"] == "Cán bộ, Công chức"
    assert told["Đối tượng tính"] == samples.province().population
    assert told["Quy định áp dụng"] == "QĐ 04/2004/QĐ-BNV"
    assert told["Người xuất"] == "Nguyễn Thị Minh (minh)"
    assert told["Xuất lúc"] == "16:20 ngày 05/01/2014"
    assert told["Số xuất"] == "2014-000012"
    assert told["Địa chỉ trang"] == TOLD["address"]
    assert told["Chuyên môn, nghiệp vụ"].startswith("Đại học tăng")


def test_the_cover_says_made_up_figures_only_when_told():
    def cover(**told):
        return " ".join(str(value) for row in said(load_workbook(io.BytesIO(made(**told)))["Bìa"]) for value in row)

    assert "Số liệu minh họa" in cover(illustrative=True)
    assert "minh họa" not in cover()


def test_no_filter_and_an_earlier_knowledge_are_said():
    report = replace(samples.province(), filters=(), known_at=datetime(2013, 6, 1, 8, 30, tzinfo=MADE_AT.tzinfo))
    told = {row[0]: row[1] for row in said(load_workbook(io.BytesIO(made(report)))["Bìa"]) if len(row) == 2}
    assert told["Bộ lọc"] == "Không lọc"
    assert told["Theo dữ liệu ghi nhận đến"] == "08:30 ngày 01/06/2013"


def test_the_summary_has_the_key_figures_as_numbers_and_places_to_sign(book):
    sheet = book["Tóm tắt"]
    assert row_of(sheet, "Đạt chuẩn chức danh") == [2, "Đạt chuẩn chức danh", 1133, 3604, 0.3144, "▲ 17,14 điểm so với 31/12/2011"]
    assert row_of(sheet, "Cán bộ, công chức cấp xã")[2:4] == [3604, "1.986 cán bộ · 1.618 công chức"]
    assert row_of(sheet, "Chưa đủ dữ liệu") == [3, "Chưa đủ dữ liệu", 210, 3604, 0.0583]
    assert row_of(sheet, "NGƯỜI LẬP BIỂU") == ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]


def test_a_share_stands_beside_its_count_and_total_and_the_compared_day_beside_both(book):
    sheet = book["Chuyên môn, nghiệp vụ"]
    assert row_of(sheet, "Đại học") == [2, "Đại học", 689, 3604, 0.1912, 412, 3592, 0.1147, 7.65]
    assert row_of(sheet, "Tổng số") == ["Tổng số", 3604, 3604, 1, 3592, 3592, 1]
    assert said(sheet)[3] == ["TT", "Nội dung", "Ngày 31/12/2013", "Ngày 31/12/2011", "Tăng, giảm (điểm %)"]


def test_numbers_are_numbers_with_formats_of_the_readers_locale(book):
    cells = {cell.value: cell.number_format for row in book["Chuyên môn, nghiệp vụ"].iter_rows() for cell in row}
    assert (cells[689], cells[0.1912], cells[7.65]) == ("#,##0", "0.00%", "+0.00;-0.00;0.00")


def test_shares_are_those_of_the_screen_rounded_half_up():
    assert fraction(Share(1, 800)) == 0.0013  # 0.125 %: banker's rounding would give 0.12
    assert fraction(Share(0, 0)) == "—"
    assert fraction(None) == "—"


def test_every_count_and_share_of_the_report_is_in_its_sheet(book):
    for table in samples.province().tables:
        rows = said(book[table.title])
        for row in table.rows:
            shares = [row.share] if table.id != "communes" else []
            shares += [measure.share for measure in row.measures]
            found = [value for line in rows if row.label in line for value in line]
            found += [value for line in rows for measure in row.measures if measure.label in line for value in line]
            for share in shares:
                assert {share.count, fraction(share)} <= set(found)


def test_units_have_their_code_as_text_and_add_up(book):
    sheet = book["Các xã, phường, thị trấn"]
    assert row_of(sheet, "01273")[:6] == [2, "01273", "Xã Cốc Pàng", "biên giới, đặc biệt khó khăn", 19, 4]
    assert row_of(sheet, "Tổng số")[:4] == ["Tổng số", 129, 29, 0.2248]


def test_reasons_stand_under_the_verdicts_and_are_not_added_up(book):
    sheet = book["Đạt chuẩn"]
    assert row_of(sheet, "Thiếu chuyên môn") == [1, "Thiếu chuyên môn", 1357, 2261, 0.6002]
    assert [row[0] for row in said(sheet)].count("Tổng số") == 1


def test_rows_that_may_hold_one_person_twice_have_no_total_and_say_so(book):
    sheet = book["Chức danh"]
    assert "Tổng số" not in [row[0] for row in said(sheet)]
    assert ["Tính trên 3.604 người; các dòng không cộng thành tổng."] in said(sheet)
    assert row_of(sheet, "Bí thư đảng ủy")[-2:] == [80, 0.402]


def test_a_measure_of_other_people_than_the_rows_own_shows_its_own_total():
    rows = samples.communes().rows
    measured = replace(rows[0].measures[0], share=Share(3, 7))
    table = replace(samples.communes(), rows=(replace(rows[0], measures=(measured,)),))
    assert [field.key for field in grids_of(table, samples.province())[0].fields][-3:] == ["meets.count", "meets.total", "meets.share"]


def test_days_of_a_trend_are_days_and_what_is_not_known_is_empty(book):
    grid = trend_grid(samples.attainment_trend())
    assert grid.rows[0][:4] == (date(2009, 12, 31), None, None, None)
    cell = book["Mức đạt chuẩn qua các năm"]["A7"]
    assert (cell.value.date(), cell.number_format) == (date(2009, 12, 31), "dd/mm/yyyy")
    assert ["Từ 01/07/2012: TT 06/2012"] in said(book["Mức đạt chuẩn qua các năm"])


def test_the_total_of_a_day_stands_once_when_all_lines_share_it():
    whole = trend_grid(samples.composition_trend())
    assert [field.key for field in whole.fields][:5] == ["day", "total", "university.count", "university.share", "intermediate.count"]
    assert whole.rows[0][:4] == (date(2011, 12, 31), 3592, 412, 0.1147)
    apart = trend_grid(samples.attainment_trend())
    assert [field.key for field in apart.fields][:4] == ["day", "meets.count", "meets.total", "meets.share"]


# --- charts, paper, properties ----------------------------------------------------------------------------------------------


def test_charts_are_native_and_their_axes_are_there_and_start_at_zero():
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
    report = samples.province()
    assert len(charts) == 3 + len(report.tables) + len(report.trends)
    kinds = {kind for chart in charts for kind in re.findall(r"<(barChart|pieChart|lineChart)>", chart)}
    assert kinds == {"barChart", "pieChart", "lineChart"}
    for chart in charts:
        if "pieChart" not in chart:
            assert re.search(r'<catAx>.*?<delete val="0"', chart, re.S)
            assert '<min val="0"' in chart
    assert any('prst="wdUpDiag"' in chart for chart in charts)  # the unknown is hatched


def test_a_chart_of_more_units_than_can_be_read_is_not_drawn():
    report = replace(samples.province(), tables=(samples.many_communes(200),), trends=())
    sheet = load_workbook(io.BytesIO(made(report)))["Các xã, phường, thị trấn"]
    assert sheet._charts == []
    assert row_of(sheet, "Tổng số")[1] == 3600


def test_sheets_are_laid_on_a4_with_headers_that_stay_and_repeat(book):
    sheet = book["Các xã, phường, thị trấn"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", "9") or sheet.page_setup.paperSize == 9
    assert sheet.freeze_panes == "D7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.page_setup.fitToWidth == 1
    assert "2014-000012" in sheet.oddFooter.left.text
    assert {cell.font.name for row in sheet.iter_rows(min_row=1, max_row=12) for cell in row if cell.value} == {"Times New Roman"}


def test_a_long_table_is_as_wide_as_the_paper_and_takes_several_pages():
    report = replace(samples.province(), tables=(samples.many_communes(200),), trends=())
    sheet = load_workbook(io.BytesIO(made(report)))["Các xã, phường, thị trấn"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_beside_a_long_table_the_chart_is_on_the_screen_and_the_table_alone_on_paper():
    report = replace(samples.province(), tables=(samples.many_communes(30),), trends=())
    sheet = load_workbook(io.BytesIO(made(report)))["Các xã, phường, thị trấn"]
    assert len(sheet._charts) == 1
    assert sheet.print_area.endswith(f"$A$1:$N${sheet.max_row + 1}")


def test_the_file_says_what_it_is_and_who_made_it(book):
    told = book.properties
    assert (told.title, told.creator, told.subject) == (samples.province().title, "Nguyễn Thị Minh (minh)", "Số xuất 2014-000012")
    assert told.created == datetime(2014, 1, 5, 9, 20)


def test_the_cover_leads_to_each_sheet(book):
    links = [cell.hyperlink.location for row in book["Bìa"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


# --- hostile and empty ------------------------------------------------------------------------------------------------------


def test_nothing_in_a_workbook_is_a_formula_and_what_looks_like_one_is_marked(book):
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    marked = [cell for row in book["Các xã, phường, thị trấn"].iter_rows() for cell in row if cell.value == samples.HOSTILE]
    assert [(cell.data_type, cell.quotePrefix) for cell in marked] == [("s", True)]


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_of_any_words_opens_and_runs_nothing(name, title):
    rows = (Row("meets", name, 1, 2), Row("=x", f"={name}", 1, 2))
    table = Table("x", title, "x", 2, rows, f"={title}", notes=(f"@{name}",))
    report = replace(samples.province(), title=f"-{title}", tables=(table,), trends=(), filters=(Filter(name, title, ((name, name),)),))
    book = load_workbook(io.BytesIO(made(report, stamp=replace(STAMP, by=f"+{name}"), rule=name)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_an_area_without_people_has_a_workbook_without_charts():
    book = load_workbook(io.BytesIO(made(samples.empty())))
    assert book.sheetnames == ["Bìa", "Tóm tắt", "Đạt chuẩn"]
    assert all(sheet._charts == [] for sheet in book)
    assert row_of(book["Đạt chuẩn"], "Đạt") == [1, "Đạt", 0, 0, "—"]


def test_a_report_without_tables_is_still_a_workbook():
    assert load_workbook(io.BytesIO(made(replace(samples.empty(), tables=())))).sheetnames == ["Bìa", "Tóm tắt"]


@given(st.lists(st.text(max_size=50), max_size=8))
def test_sheets_have_names_of_their_own_that_excel_accepts(titles):
    names = SheetNames()
    given_names = [names.give(title) for title in titles]
    assert len({name.lower() for name in given_names}) == len(titles)
    for name in given_names:
        assert 0 < len(name) <= LONGEST
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name.strip("'") == name


def test_long_names_of_sheets_are_cut_at_a_word():
    names = SheetNames()
    title = "Cán bộ, công chức là người dân tộc thiểu số theo chức danh"
    assert names.give(title) == "Cán bộ, công chức là người dân…"
    assert names.give(title) == "Cán bộ, công chức là người… (2)"
    assert names.give("History") == "History (2)"


def test_importing_the_renderings_does_not_import_openpyxl():
    code = "import sys, reports.workbooks, reports.streaming; print([name for name in ('openpyxl', 'plotly') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_opens_the_workbook(tmp_path):
    (tmp_path / "report.xlsx").write_bytes(made())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "report.xlsx")], check=True, capture_output=True, timeout=180
    )
    again = load_workbook(tmp_path / "out" / "report.xlsx")
    assert row_of(again["Chuyên môn, nghiệp vụ"], "Đại học") == [2, "Đại học", 689, 3604, 0.1912, 412, 3592, 0.1147, 7.65]
    assert len(again["Tóm tắt"]._charts) == 3


# --- lists of people --------------------------------------------------------------------------------------------------------


def people(rows, **told) -> list[list]:
    data = b"".join(people_workbook(rows, heading="Tỉnh Cao Bằng: danh sách", stamp=STAMP, **told))
    return said(load_workbook(io.BytesIO(data)).active)


def test_a_list_of_people_says_what_it_is_and_numbers_them():
    rows = people([samples.person(1), samples.person(2, born="1975", verdict="unknown", missing="")], filters="Loại: Cán bộ")
    assert rows[0] == ["Tỉnh Cao Bằng: danh sách"]
    assert rows[1] == ["Bộ lọc: Loại: Cán bộ"]
    assert rows[2] == ["Số 2014-000012 · Nguyễn Thị Minh (minh) xuất lúc 16:20 ngày 05/01/2014"]
    assert rows[3][:4] == ["TT", "Họ và tên", "Ngày sinh", "Giới tính"]
    assert rows[4][:5] == [1, "Nông Văn 1", datetime(1975, 8, 5), "Nam", "Bí thư đảng ủy"]
    assert rows[4][-2:] == ["Chưa đạt", "thiếu lý luận chính trị"]
    assert rows[5][:3] == [2, "Nông Văn 2", "1975"]
    assert rows[5][-1] == "Chưa đủ dữ liệu"


def test_a_list_of_people_without_filters_says_so():
    assert people([])[1] == ["Không lọc"]


def test_people_are_written_while_they_are_read():
    read = []

    def rows():
        for number in range(30_000):
            read.append(number)
            yield samples.person(number)

    pieces = iter(people_workbook(rows(), heading="x", stamp=STAMP))
    next(pieces)
    assert 0 < len(read) < 30_000
    pieces.close()
