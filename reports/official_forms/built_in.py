"""The built-in templates, made from the definitions of the forms: what is used until an office puts one of its own in force."""

import io

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.official_forms.form import Form, UnitForm, headings
from reports.official_forms.paper import CENTRE, LEFT, NUMBER, put, put_foot, put_head, put_heading, put_on_paper

CHECKS = "Kiểm tra"


def built_in(form: Form) -> bytes:
    """The template of a form as an .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = form.code.replace("/", "-")[:31]
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties()
    _DRAWN[type(form)](book, sheet, form)
    book.properties.title = f"{form.code}: {form.says}"
    book.properties.creator = "Chuẩn Xã"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _unit_form(book: Workbook, sheet: Worksheet, form: UnitForm) -> None:
    size, columns = form.sheet.size, len(form.columns) + 2
    head = put_head(sheet, form, columns, form.subtitle) + 2
    paths = (("STT",), ("Tên đơn vị",), *(column.path for column in form.columns))
    cells = headings(paths)
    depth = max(one.row + one.rows for one in cells)
    for one in cells:
        put_heading(sheet, one, head, 1, size, narrow=one.column > 1)
    for row, height in zip(range(head, head + depth), (30, 24, 34, 84), strict=False):
        sheet.row_dimensions[row].height = height
    numbers = head + depth
    for at, text in enumerate(("", "A", *(column.key for column in form.columns)), start=1):
        put(sheet, numbers, at, int(text) if text.isdigit() else text, size - 1, edges=True, italic=True)
    total = numbers + 1
    _line(sheet, total, form, "tong", ("", "TỔNG SỐ"), bold=True)
    _line(sheet, total + 1, form, "nhom", ("{{nhom.stt}}", "{{nhom.ten}}"), bold=True)
    _line(sheet, total + 2, form, "dong", ("{{dong.stt}}", "{{dong.ten}}"))
    last = put_foot(sheet, form, total + 4, columns)
    put_on_paper(sheet, form, head, numbers, last, columns)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4.5, 25
    for at in range(3, columns + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 5.4
    _check_sheet(book, sheet, form, total)


def _line(sheet: Worksheet, row: int, form: UnitForm, kind: str, first: tuple[str, str], **letters) -> None:
    size = form.sheet.size
    put(sheet, row, 1, first[0], size, edges=True, **letters)
    put(sheet, row, 2, first[1], size, align=LEFT, edges=True, **letters)
    for at, column in enumerate(form.columns, start=3):
        put(sheet, row, at, f"{{{{{kind}.{column.key}}}}}", size, edges=True, **letters).number_format = NUMBER


def _check_sheet(book: Workbook, of: Worksheet, form: UnitForm, total: int) -> None:
    """Each check as live formulas over the row of totals."""
    sheet = book.create_sheet(CHECKS)
    put(sheet, 1, 1, f"Kiểm tra biểu {form.code}, dòng tổng số, {{{{don_vi}}}}, ngày {{{{den_ngay}}}}", 12, to=6, align=LEFT, bold=True)
    for at, text in enumerate(("Kiểm tra", "Vế trái", "Vế phải", "Chênh lệch", "Chưa đủ dữ liệu", "Kết quả"), start=1):
        put(sheet, 3, at, text, 11, edges=True, bold=True)
    letters = {column.key: get_column_letter(at) for at, column in enumerate(form.columns, start=3)}
    for nth, check in enumerate(form.checks, start=1):
        row = 3 + nth
        right = "+".join(f"'{of.title}'!{letters[key]}{total}" for key in check.right)
        holds = f"B{row}=C{row}" if check.sign == "=" else f"B{row}>=C{row}"
        told = f'=IF({holds},"Đúng",IF(D{row}=E{row},"Lệch do chưa đủ dữ liệu","Sai"))'
        cells = (
            check.formula,
            f"='{of.title}'!{letters[check.left]}{total}",
            f"={right}",
            f"=B{row}-C{row}",
            f"{{{{chua_ro.{nth}}}}}",
            told,
        )
        for at, value in enumerate(cells, start=1):
            cell = put(sheet, row, at, value, 11, align=LEFT if at in (1, 6) else CENTRE, edges=True)
            cell.number_format = "#,##0" if 1 < at < 6 else "General"
    for at, width in enumerate((34, 12, 12, 12, 16, 30), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    put_on_sheet = 3 + len(form.checks)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = Worksheet.PAPERSIZE_A4, 0
    sheet.print_area = f"A1:F{put_on_sheet}"


_DRAWN = {UnitForm: _unit_form}
