"""Uploaded templates: what carries a program, a bomb or a link is refused in a sentence; every built-in template passes."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from cadres.importing.package import RefusedFile
from reports.official_forms.built_in import built_in
from reports.official_forms.catalogue import FORMS, find_form
from reports.official_forms.template_file import MAX_BYTES, read_template
from reports.official_forms.vocabulary import meanings, vocabulary

BM02 = find_form("bm02")


def with_part(data: bytes, name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def with_cell(data: bytes, cell: str, value: str) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book.active[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def blank() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def test_every_built_in_template_is_a_good_template_on_paper_in_times_new_roman():
    for form in FORMS:
        data = built_in(form)
        found = read_template("mau.xlsx", data, vocabulary(form))
        assert found.review.wrong == (), (form.slug, found.review.wrong)
        book = load_workbook(io.BytesIO(data))
        sheet = book.worksheets[0]
        assert sheet.print_area and sheet.page_setup.paperSize in {"8", "9", 8, 9}, form.slug
        assert sheet.page_setup.orientation == ("landscape" if form.sheet.landscape else "portrait"), form.slug
        cells = [cell for each in book.worksheets for row in each.iter_rows() for cell in row if cell.value is not None]
        assert {cell.font.name for cell in cells} == {"Times New Roman"}, form.slug
        texts = " ".join(str(cell.value) for cell in cells)
        assert form.signature.left[0] in texts and form.signature.right[0] in texts and "{{ngay_lap}}" in texts, form.slug
        assert len({tag for tag, _ in meanings(form)}) == len(meanings(form)), form.slug


def test_what_is_no_harmless_template_is_refused_in_a_sentence():
    good = built_in(BM02)
    zeros = b"0" * (150 << 20)
    cases = (
        ("mau.xlsm", good, "macro"),
        ("mau.xlsx", with_part(good, "xl/vbaProject.bin"), "macro"),
        ("mau.xlsx", with_part(good, "xl/externalLinks/externalLink1.xml"), "liên kết"),
        ("mau.xlsx", with_part(good, "xl/embeddings/oleObject1.bin"), "đối tượng nhúng"),
        ("mau.xlsx", with_part(good, "xl/worksheets/sheet9.xml", zeros), "lớn bất thường"),
        ("mau.xlsx", b"PK\x03\x04" + b"0" * 500, "hỏng"),
        ("mau.xlsx", b"", "rỗng"),
        ("mau.xlsx", b"<html><table></table></html>", "trang web"),
        ("mau.xls", good, ".xlsx"),
        ("mau", good, ".xlsx"),
        ("mau.xlsx", b"0" * (MAX_BYTES + 1), "MB"),
        ("mau.xlsx", blank(), "không có ô nào"),
        ("mau.xlsx", with_cell(good, "A2", '=WEBSERVICE("a")'), "ra ngoài tệp"),
        ("mau.xlsx", with_cell(good, "A2", "=[1]Sheet1!A1"), "ra ngoài tệp"),
    )
    for name, data, said in cases:
        with pytest.raises(RefusedFile, match=said):
            read_template(name, data, vocabulary(BM02))


def test_wrong_tags_are_named_with_their_sheet_and_cell():
    found = read_template("mau.xlsx", with_cell(built_in(BM02), "A2", "{{dien_vi}}"), vocabulary(BM02))
    assert found.review.wrong == ("Trang tính “BM02-BNV”, ô A2: không có trường {{dien_vi}}. Gần nhất: {{don_vi}}.",)


def test_a_tag_hidden_under_a_merge_is_found_though_excel_does_not_show_it():
    data, out = built_in(BM02), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
        for part in package.infolist():
            content = package.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                hidden = b'<c r="B1" t="inlineStr"><is><t>{{ngay}}</t></is></c>'
                first, close, rest = content.partition(b"</c>")  # A1, merged to the right
                content = first + close + hidden + rest
            changed.writestr(part, content)
    (wrong,) = read_template("mau.xlsx", out.getvalue(), vocabulary(BM02)).review.wrong
    assert "ô B1" in wrong and "{{ngay}}" in wrong and "bị che" in wrong
