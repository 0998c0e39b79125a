"""What is streamed is read back as it was, by three readers, and no text in it can run or break the file."""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from chuanxa.exports.stamps import Stamp
from reports import streaming
from reports.streaming import Column, TooLong, stream
from reports.workbook_parts.stream_parts import letter
from reports.workbook_parts.text import LIMIT, cell_text, coded, opens_formula

HEADING = ("DANH SÁCH CÁN BỘ", "Tỉnh Cao Bằng, ngày 31/12/2013")
COLUMNS = (
    Column("Họ và tên", 28),
    Column("Ngày sinh"),
    Column("Số", numbers="count"),
    Column("Tỷ lệ", numbers="share"),
    Column("Ghi chú", wrapped=True),
)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
numbers = st.integers(-(10**14), 10**14) | st.floats(-1e14, 1e14, allow_nan=False).map(lambda value: round(value, 4))
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
written_rows = st.lists(st.tuples(texts, days, numbers, numbers, texts), max_size=12)


def made(rows, columns=COLUMNS, **told) -> bytes:
    return b"".join(stream(columns, rows, heading=HEADING, **told))


def read_with_openpyxl(data: bytes):
    return load_workbook(io.BytesIO(data)).active


def read_with_calamine(data: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


@given(written_rows)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_rows_are_read_back_as_they_were(rows):
    data = made(rows)
    sheet, found = read_with_openpyxl(data), read_with_calamine(data)
    for number, (name, day, count, share, note) in enumerate(rows):
        cells = sheet[5 + number]
        assert [cell.data_type for cell in cells] == ["s" if cell_text(name) else "n", "d", "n", "n", "s" if cell_text(note) else "n"]
        assert [cells[0].value or "", cells[4].value or ""] == [coded(cell_text(name)), coded(cell_text(note))]
        assert cells[1].value.date() == day
        assert [cells[2].value, cells[3].value] == pytest.approx([count, share])
        assert found[4 + number][0] == cell_text(name)
        assert found[4 + number][1] == day
        assert found[4 + number][2:4] == pytest.approx([count, share])


@given(st.text(max_size=60))
def test_text_that_a_cell_can_hold_is_kept_as_typed(text):
    kept = cell_text(text)
    assert all(character in text or character == "\n" for character in kept)
    if text.isprintable():
        assert kept == text


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-x", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_a_name_that_begins_like_a_formula_is_text_and_marked_as_text(text):
    cell = read_with_openpyxl(made([(text, None, None, None, None)]))["A5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_control_characters_are_dropped_and_the_file_opens():
    data = made([("Nông\x00 Văn\x1f Đức\ud800", None, 1, None, "một\r\nhai")])
    assert read_with_openpyxl(data)["A5"].value == "Nông Văn Đức"
    assert read_with_openpyxl(data)["E5"].value == "một\nhai"


def test_text_in_the_formats_own_code_is_read_as_typed():
    assert read_with_calamine(made([("_x0041_", None, None, None, None)]))[4][0] == "_x0041_"


def test_markup_in_names_headers_and_the_sheets_name_is_text():
    data = b"".join(stream([Column("<b>&")], [("</t><x>&amp;",)], heading=["<h>"], sheet="A & 'B'"))
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["A & 'B'"]
    assert [book.active[place].value for place in ("A1", "A3", "A4")] == ["<h>", "<b>&", "</t><x>&amp;"]


def test_what_a_number_cannot_hold_is_written_as_text():
    columns = [Column(str(place)) for place in range(5)]
    sheet = read_with_openpyxl(made([(10**15, float("nan"), date(1899, 5, 1), Decimal("31.44"), True)], columns))
    assert [cell.value for cell in sheet[5]] == [str(10**15), "nan", "01/05/1899", 31.44, True]


def test_a_moment_keeps_its_minutes():
    found = read_with_openpyxl(made([(datetime(2014, 1, 5, 16, 20),)], [Column("Lúc")]))["A5"].value
    assert abs(found - datetime(2014, 1, 5, 16, 20)) < timedelta(seconds=1)


def test_nothing_known_is_an_empty_cell():
    assert read_with_openpyxl(made([(None, None, None, None, "")]))["A5"].value is None


def test_the_header_is_frozen_filtered_repeated_on_paper_and_wide_enough():
    sheet = read_with_openpyxl(made([("A", None, None, None, None)] * 3))
    assert sheet["A1"].value == HEADING[0]
    assert [cell.value for cell in sheet[4]] == [column.label for column in COLUMNS]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E7"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width == 28


def test_counts_are_grouped_shares_are_percentages_and_years_are_plain():
    columns = [Column("Năm"), Column("Số", numbers="count"), Column("Tỷ lệ", numbers="share"), Column("Ngày")]
    cells = read_with_openpyxl(made([(1975, 3604, 0.1912, date(2013, 12, 31))], columns))[5]
    assert [cell.number_format for cell in cells] == ["General", "#,##0", "0.00%", "dd/mm/yyyy"]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}


def test_the_file_says_what_it_is_and_who_made_it():
    made_at = datetime(2014, 1, 5, 9, 20, tzinfo=UTC)
    book = load_workbook(io.BytesIO(made([], stamp=Stamp("2014-000012", made_at, "Minh & <Sở>", place="Tỉnh Cao Bằng", data_version=7))))
    told = book.properties
    assert (told.title, told.creator, told.subject) == (HEADING[0], "Minh & <Sở>", "Số xuất 2014-000012")
    assert told.created == made_at.replace(tzinfo=None)
    assert book.sheetnames == ["Danh sách", "Xuất xứ"]
    assert [row[0] for row in book["Xuất xứ"].values][1:] == [
        "Số 2014-000012 · Minh & <Sở> xuất lúc 09:20 ngày 05/01/2014",
        "Tỉnh Cao Bằng · không lọc",
        "Dữ liệu: đến dòng nhật ký số 7",
    ]
    assert book.active.oddFooter.left.text == "Số 2014-000012 · Minh && <Sở> · 09:20 05/01/2014"


def test_a_row_is_as_tall_as_its_broken_text_asks():
    sheet = read_with_openpyxl(made([("A", None, None, None, "chữ " * 20), ("A " * 40, None, None, None, "ngắn")]))
    assert sheet.row_dimensions[5].height == 6 * 15.75
    assert sheet.row_dimensions[6].height is None


def test_an_empty_list_is_a_file_with_its_header_alone():
    sheet = read_with_openpyxl(made([]))
    assert sheet.max_row == 4
    assert sheet.auto_filter.ref == "A4:E4"


def test_a_list_comes_in_pieces_while_its_rows_are_read():
    read = []

    def rows():
        for number in range(20_000):
            read.append(number)
            yield (f"Người {number * 7919 % 100_003}", date(1970, 1, 1), number, 0.5, None)

    pieces = iter(stream(COLUMNS, rows(), heading=HEADING))
    first = next(pieces)
    assert 0 < len(read) < 20_000
    rest = list(pieces)
    assert max(map(len, (first, *rest))) < 4 * streaming.CHUNK
    with zipfile.ZipFile(io.BytesIO(first + b"".join(rest))) as archive:
        assert archive.testzip() is None


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(streaming, "MOST_ROWS", 6)
    with pytest.raises(TooLong):
        made([("A", None, None, None, None)] * 3)


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        made([("A",)])


def test_columns_are_lettered_as_spreadsheets_do():
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_text_longer_than_a_cell_is_cut():
    assert len(cell_text("x" * (LIMIT + 5))) == LIMIT
    assert not opens_formula("Nông Văn Đức")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_reads_what_was_streamed(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(made([("=1+1", date(2013, 12, 31), 3604, 0.1912, "Nông Văn Đức")] * 300))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "list.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("DANH SÁCH CÁN BỘ")
    assert len(lines) == 304
    assert lines[-1].startswith("=1+1,") and "3,604" in lines[-1] and "19.12%" in lines[-1]
