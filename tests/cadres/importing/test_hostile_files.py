"""Files that are not what they say, or carry more than cells, are refused with a sentence; no file takes the reader down."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from cadres.importing import reader
from cadres.importing.package import LIMITS, MAX_BYTES, RefusedFile
from cadres.importing.reader import read_workbook
from tests.oracle import shared


def workbook(**sheets) -> bytes:
    """An honest little workbook; `sheets` are {name: rows}."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (sheets or {"DS": [["STT", "Họ và tên", "Chức vụ"], [1, "Nông Thị Hạnh", "Bí thư Đảng ủy"]]}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with further or other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", level) as new:
        for part in old.infolist():
            if part.filename not in parts:
                new.writestr(part, old.read(part))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def sheet_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("xl/worksheets/sheet1.xml")


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_workbook(name, data)
    text = str(refused.value)
    assert text.endswith(".") and len(text) > 30
    return text


HONEST = workbook()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000


def test_an_honest_file_is_read():
    book = read_workbook("ds.xlsx", HONEST)
    assert book.sheets[0].rows[1] == (1.0, "Nông Thị Hạnh", "Bí thư Đảng ủy")


def test_a_heavy_file():
    assert "MB" in refusal("ds.xlsx", b"PK\x03\x04" + b"\x00" * MAX_BYTES) and LIMITS.startswith("Nhận tệp")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ds.xlsx", b"", "rỗng"),
        ("ds.xlsm", HONEST, "macro"),
        ("ds.xlsb", HONEST, "macro"),
        ("ds.pdf", b"%PDF-1.7", "đuôi"),
        ("ds", HONEST, "không có đuôi"),
        ("ds.xls", HONEST, "nội dung là .xlsx"),
        ("ds.xlsx", OLE + "Workbook".encode("utf-16-le"), "nội dung là .xls"),
        ("ds.xls", b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        ("ds.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("ds.xls", OLE + "_VBA_PROJECT_CUR".encode("utf-16-le") + "Workbook".encode("utf-16-le"), "macro"),
        ("ds.xls", OLE + "WordDocument".encode("utf-16-le"), "tài liệu Office khác"),
        ("ds.xls", OLE + "Workbook".encode("utf-16-le"), "hỏng"),
        ("ds.csv", HONEST, "nội dung là .xlsx"),
        ("ds.csv", b"a,b\x00\x01\x02", "không phải bảng tính"),
        ("ds.xlsx", HONEST[: len(HONEST) // 2], "hỏng"),
        ("ds.xlsx", HONEST[:60], "hỏng"),
    ],
    ids=range(16),  # a workbook's bytes hold the time: two processes must call the tests the same
)
def test_misnamed_locked_and_broken_files(name, data, said):
    assert said in refusal(name, data)


def test_a_zip_that_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("readme.txt", "hello")
    assert "gói nén khác" in refusal("ds.xlsx", file.getvalue())


def test_macros_inside_an_xlsx():
    assert "macro" in refusal("ds.xlsx", with_parts(HONEST, {"xl/vbaProject.bin": b"\x00"}))


def test_links_to_other_files():
    assert "liên kết ngoài" in refusal("ds.xlsx", with_parts(HONEST, {"xl/externalLinks/externalLink1.xml": b"<x/>"}))
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="file:///C:/a.doc"/></Relationships>'
    )
    assert "liên kết ngoài" in refusal("ds.xlsx", with_parts(HONEST, {"xl/worksheets/_rels/sheet1.xml.rels": relations}))


def test_a_link_to_a_web_page_is_harmless():
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:a@b.vn"/></Relationships>'
    )
    assert read_workbook("ds.xlsx", with_parts(HONEST, {"xl/worksheets/_rels/sheet1.xml.rels": relations}))


@pytest.mark.parametrize("declaration", [b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b'<!DOCTYPE x [<!ENTITY a "lol">]>'])
def test_entities(declaration):
    xml = sheet_xml(HONEST)
    hostile = xml.replace(b"<worksheet", declaration + b"<worksheet", 1)
    text = refusal("ds.xlsx", with_parts(HONEST, {"xl/worksheets/sheet1.xml": hostile}))
    assert "DOCTYPE" in text and "root:" not in text


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(reader, "_run", lambda *_: pytest.fail("opened"))
    bomb = with_parts(HONEST, {"xl/worksheets/sheet2.xml": b" " * (60 << 20)})
    assert len(bomb) < 1 << 20 and "bung ra" in refusal("ds.xlsx", bomb)


def test_a_package_of_thousands_of_parts():
    assert "phần" in refusal("ds.xlsx", with_parts(HONEST, {f"xl/media/{number}.txt": b"" for number in range(2_100)}))


def test_a_cell_at_the_end_of_the_world():
    far = sheet_xml(HONEST).replace(b'r="A1"', b'r="XFD1048576"', 1)
    assert "1048576" in refusal("ds.xlsx", with_parts(HONEST, {"xl/worksheets/sheet1.xml": far}))


def test_styled_cells_that_are_empty_may_lie_far_away():
    styled = sheet_xml(HONEST).replace(b"</sheetData>", b'<row r="60000"><c r="A60000" s="0"/></row></sheetData>')
    assert len(read_workbook("ds.xlsx", with_parts(HONEST, {"xl/worksheets/sheet1.xml": styled})).sheets[0].rows) == 2


def test_whatever_takes_the_reading_process_down_is_a_sentence(monkeypatch, tmp_path):
    program = tmp_path / "dies.py"
    program.write_text("import os; os.abort()")
    monkeypatch.setattr(reader, "_PROGRAM", program)
    assert "Không mở được" in refusal("ds.xlsx", HONEST)
    program.write_text("import time; time.sleep(30)")
    monkeypatch.setattr(reader, "SECONDS", 0.3)
    assert "giây" in refusal("ds.xlsx", HONEST)


def test_the_reading_process_has_bounded_memory(monkeypatch, tmp_path):
    pytest.importorskip("resource")
    source = reader._PROGRAM.read_text().replace(
        "def _opened(kind: str, data: bytes) -> dict:\n", "def _opened(kind, data):\n    bytearray(4 << 30)\n"
    )
    program = tmp_path / "opening.py"
    program.write_text(source.replace("Path(__file__).resolve().parents[2]", f"Path({str(reader._PROGRAM.parents[2])!r})"))
    monkeypatch.setattr(reader, "_PROGRAM", program)
    assert "quá lớn" in refusal("ds.xlsx", HONEST)


def test_an_empty_sheet():
    assert "không có ô nào" in refusal("ds.xlsx", workbook(DS=[]))


def test_an_old_xls_is_read():
    file = shared("data/units/gso_cap_xa_2019-10-06.xls")
    book = read_workbook(file.name, file.read_bytes())
    assert book.kind == "xls" and any("Tỉnh" in str(cell) for row in book.sheets[0].rows[:200] for cell in row)


def ods(rows: list[list[str]], manifest: bytes = b"<manifest/>") -> bytes:
    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    cells = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        f'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="DS">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def test_an_ods_is_read_and_its_password_and_macros_refused():
    rows = [["Họ và tên", "Chức vụ"], ["Nông Thị Hạnh", "Bí thư Đảng ủy"]]
    assert read_workbook("ds.ods", ods(rows)).sheets[0].rows[1] == ("Nông Thị Hạnh", "Bí thư Đảng ủy")
    assert "mật khẩu" in refusal("ds.ods", ods(rows, b"<manifest:encryption-data/>"))
    assert "macro" in refusal("ds.ods", with_parts(ods(rows), {"Basic/Standard/Module1.xml": b"<x/>"}))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_of_rows_in_any_usual_spelling(separator, encoding):
    text = f"Họ và tên{separator}Chức vụ\nNông Thị Hạnh{separator}Bí thư Đảng ủy\n"
    assert read_workbook("ds.csv", text.encode(encoding)).sheets[0].rows[1] == ("Nông Thị Hạnh", "Bí thư Đảng ủy")


def test_a_text_in_an_old_font_is_told_by_what_it_spells():
    lines = ["Hä vµ tªn;Chøc vô;D©n téc", "N«ng ThÞ H¹nh;BÝ th\u00ad §¶ng ñy;Tµy", "Võ Xu©n Kh¸nh;Chñ tÞch H§ND;Kinh"]
    book = read_workbook("ds.csv", "\n".join(lines).encode("latin-1"))
    assert book.coding == "tcvn3"
    assert book.sheets[0].rows[1][:2] == ("Nông Thị Hạnh", "Bí thư Đảng ủy")
    assert book.sheets[0].converted[2, 0] == "Võ Xu©n Kh¸nh" and book.sheets[0].rows[2][0] == "Vừ Xuân Khánh"
