"""The Word file: the text word for word, laid out as Decree 30/2020/NĐ-CP asks, its tables and native charts with the report's numbers."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt
from lxml import etree
from openpyxl import load_workbook

from chuanxa.exports.stamps import Stamp
from reports.documents import document_bytes
from reports.letterhead import Letterhead, bare_name, usual
from reports.report import AreaRef, Line, Trend
from reports.shares import Share
from reports.written.plan import Length, Material, Paragraph, written
from reports.written.words import plain
from tests.reports.written.reports import AREA, BEFORE, DAY, report, table

STAMP = Stamp("2026-000123", datetime(2026, 11, 22, 9, 0), "Thảo & con (thao)", place="Tỉnh Bắc Kạn", day=DAY)
LETTERHEAD = Letterhead(
    "SỞ NỘI VỤ", "BC-SNV", "Bắc Kạn", date(2022, 2, 5), "GIÁM ĐỐC", "UBND TỈNH", "7", "Nguyễn\x00 Văn A", ("- Lưu: VT.",)
)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def text():
    trend = Trend("standardization", "Qua các năm", "", (BEFORE, DAY), (Line("meets", "Đạt chuẩn", (Share(295, 703), Share(508, 722))),))
    found = report(
        [
            table("category", (385, 337), (380, 323)),
            table("verdict", (508, 214, 0), (295, 408, 0)),
            table("professional", (4, 451, 41, 192, 0, 34, 0), (0, 204, 26, 238, 0, 235, 0)),
        ],
        compared=True,
        trends=(trend,),
    )
    return written(Material(found), Length.FULL)


@pytest.fixture(scope="module")
def made(text) -> bytes:
    return document_bytes(text, LETTERHEAD, stamp=STAMP)


def test_the_stamp_stands_at_the_foot_of_every_page_and_not_under_the_signature(made):
    paper = docx.Document(BytesIO(made))
    section = paper.sections[0]
    assert [foot.paragraphs[0].text for foot in (section.first_page_footer, section.footer)] == [STAMP.footer] * 2
    assert STAMP.number not in "".join(one.text for one in paper.paragraphs) and paper.core_properties.comments.startswith(STAMP.lines()[0])


def test_the_text_stands_in_it_word_for_word_and_in_order(text, made):
    told = [one.text for one in docx.Document(BytesIO(made)).paragraphs]
    wanted = [plain(block.words) for block in text.blocks if isinstance(block, Paragraph)]
    assert [one for one in told if one in wanted] == wanted
    assert told.index("BÁO CÁO") < told.index(text.subject) < told.index("1. Số lượng, cơ cấu")


def test_the_sheet_is_that_of_official_papers(made):
    paper = docx.Document(BytesIO(made))
    section, normal = paper.sections[0], paper.styles["Normal"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert normal.font.name == "Times New Roman" and Pt(13) <= normal.font.size <= Pt(14)
    assert section.different_first_page_header_footer and "PAGE" in section.header.paragraphs[0]._p.xml
    first, last = paper.tables[0].rows[0].cells, paper.tables[-1].rows[0].cells
    assert [one.text for one in first[0].paragraphs if one.text] == ["UBND TỈNH", "SỞ NỘI VỤ", "Số: 07/BC-SNV"]
    assert [one.text for one in first[1].paragraphs if one.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bắc Kạn, ngày 05 tháng 02 năm 2022",
    ]
    assert last[0].text == "Nơi nhận:\n- Lưu: VT." and last[1].text.startswith("GIÁM ĐỐC") and last[1].text.endswith("Nguyễn Văn A")


def test_its_tables_hold_the_numbers_of_the_report_and_leave_out_rows_of_nobody(made):
    grid = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(made)).tables[1].rows]
    assert grid[2] == ["1", "Sau đại học", "4", "0,55%", "0", "0,00%", "+0,55"]
    assert [row[1] for row in grid[2:]] == ["Sau đại học", "Đại học", "Cao đẳng", "Trung cấp", "Chưa qua đào tạo", "Tổng số"]
    assert grid[-1][2:] == ["722", "100,00%", "703", "100,00%", ""] and grid[-2][-1] == "−28,72"


def test_its_charts_are_native_and_carry_the_numbers_and_their_workbook(made):
    with ZipFile(BytesIO(made)) as file:
        assert not [name for name in file.namelist() if name.startswith("word/media/")]
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert 'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in file.read("word/settings.xml").decode()
        bars, trend = (etree.fromstring(file.read(f"word/charts/chart{place}.xml")) for place in (1, 2))
        sheet = load_workbook(BytesIO(file.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx"))).active
    now, before = ([point.text for point in series.findall(f"{C}val//{C}v")] for series in bars.iter(f"{C}ser"))
    assert now == ["0.0055", "0.6247", "0.0568", "0.2659", "0.0471"] and before[-1] == "0.3343"
    assert [point.text for point in next(bars.iter(f"{C}ser")).findall(f"{C}cat//{C}v")][-1] == "Chưa qua đào tạo"
    assert [point.text for point in next(trend.iter(f"{C}ser")).findall(f"{C}cat//{C}v")] == ["31/12/2008", "31/12/2021"]
    assert sheet["B3"].value == "Sau đại học" and bars.find(f"{C}externalData") is not None


def test_a_number_the_registry_has_not_given_stays_blank():
    assert usual(AREA, DAY).numbered == "Số:         /BC-SNV" and usual(AREA, DAY).superior == "ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN"
    assert usual(AREA, DAY).dated == "Bắc Kạn, ngày 31 tháng 12 năm 2021"
    commune = usual(AreaRef("01366", "Xã Trường Hà", "commune"), DAY)
    assert (commune.body, commune.superior, commune.place) == ("ỦY BAN NHÂN DÂN\nXÃ TRƯỜNG HÀ", "", "Trường Hà")
    assert [bare_name(name) for name in ("Thành phố Cần Thơ", "Thị trấn Nước Hai", "Xã Xã")] == ["Cần Thơ", "Nước Hai", "Xã"]
    assert usual(AreaRef("", "Cả nước", "nation"), DAY).place == "Hà Nội"
