"""The built-in templates, made from the definitions of the forms: what is used until an office puts one of its own in force."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.official_forms.form import Form, ListForm, PersonForm, UnitForm, headings
from reports.official_forms.grid import GridColumn, GridForm, numbered
from reports.official_forms.paper import CENTRE, LEFT, NUMBER, put, put_foot, put_head, put_heading, put_on_paper
from reports.workbook_parts.styles import lines_of

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
    letters = {column.key: get_column_letter(at) for at, column in enumerate(form.columns, start=3)}

    def cell(key: str) -> str:
        return f"'{of.title}'!{letters[key]}{total}"

    checks = [(one.formula, one.sign, cell(one.left), "+".join(map(cell, one.right))) for one in form.checks]
    _put_checks(book, f"Kiểm tra biểu {form.code}, dòng tổng số, {{{{don_vi}}}}, ngày {{{{den_ngay}}}}", checks)


_CHECK_WIDTH = 58
"""Of the column that says a check in words."""


def _put_checks(book: Workbook, heading: str, checks: list[tuple[str, str, str, str]]) -> None:
    """A sheet of its own: (words, sign, formula of the left side, of the right side) a line."""
    sheet = book.create_sheet(CHECKS)
    put(sheet, 1, 1, heading, 12, to=6, align=LEFT, bold=True)
    for at, text in enumerate(("Kiểm tra", "Vế trái", "Vế phải", "Chênh lệch", "Chưa đủ dữ liệu", "Kết quả"), start=1):
        put(sheet, 3, at, text, 11, edges=True, bold=True)
    for nth, (said, sign, left, right) in enumerate(checks, start=1):
        row = 3 + nth
        holds = f"B{row}=C{row}" if sign == "=" else f"B{row}>=C{row}"
        told = f'=IF({holds},"Đúng",IF(D{row}=E{row},"Lệch do chưa đủ dữ liệu","Sai"))'
        cells = (said, f"={left}", f"={right}", f"=B{row}-C{row}", f"{{{{chua_ro.{nth}}}}}", told)
        for at, value in enumerate(cells, start=1):
            cell = put(sheet, row, at, value, 11, align=LEFT if at in (1, 6) else CENTRE, edges=True)
            cell.number_format = "#,##0" if 1 < at < 6 else "General"
        sheet.row_dimensions[row].height = 16 * lines_of(said, _CHECK_WIDTH)
    for at, width in enumerate((_CHECK_WIDTH, 12, 12, 12, 18, 26), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    last = 3 + len(checks)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = Worksheet.PAPERSIZE_A4, 0
    sheet.page_setup.orientation = "landscape"
    sheet.print_area = f"A1:F{last}"


def _grid_form(book: Workbook, sheet: Worksheet, form: GridForm) -> None:
    size, columns = form.sheet.size, len(form.columns) + 2
    head = put_head(sheet, form, columns, form.subtitle) + 2
    cells = headings((("TT",), ("Chỉ tiêu",), *(column.path for column in form.columns)))
    depth = max(one.row + one.rows for one in cells)
    for one in cells:
        put_heading(sheet, one, head, 1, size, narrow=False)
    for row in range(head, head + depth):
        sheet.row_dimensions[row].height = 46 if row == head + depth - 1 else 34
    numbers = head + depth
    for at, text in enumerate(("", "A", *numbered(form.columns)), start=1):
        put(sheet, numbers, at, int(text) if text.isdigit() else text, size - 2, edges=True, italic=True)
    places, summed = {}, {key for column in form.columns for key in column.sums}
    for nth, row in enumerate(form.rows, start=1):
        at = places[row.key] = numbers + nth
        put(sheet, at, 1, nth, size, edges=True, bold=not row.depth)
        label = put(sheet, at, 2, row.label, size, align=LEFT, edges=True, bold=not row.depth)
        label.alignment = Alignment("left", "center", wrap_text=True, indent=row.depth)
        for place, column in enumerate(form.columns, start=3):
            tag = f"{{{{o.{row.key}.{column.key}}}}}" if row.query is not None and (_counts(column) or column.key in summed) else None
            put(sheet, at, place, tag, size, edges=True, bold=not row.depth).number_format = NUMBER
    last = put_foot(sheet, form, numbers + len(form.rows) + 2, columns)
    put_on_paper(sheet, form, head, numbers, last, columns)
    sheet.page_setup.fitToHeight = 1  # its rows are known: one sheet, the signatures with them
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 34
    for at in range(3, columns + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 11
    letters = [get_column_letter(at) for at, column in enumerate(form.columns, start=3) if column.key in form.checked]
    _check_rows(book, sheet, form, letters, places)


def _counts(column: GridColumn) -> bool:
    return column.query is not None or bool(column.source or column.sums)


def _check_rows(book: Workbook, of: Worksheet, form: GridForm, letters: list[str], places: dict[str, int]) -> None:
    """Each check as live formulas over the sums of its rows."""
    labels = {row.key: row.label for row in form.rows}

    def row_sum(key: str) -> str:
        return "+".join(f"'{of.title}'!{letter}{places[key]}" for letter in letters)

    checks = [
        (
            f"{labels[one.left]} {one.sign} {' + '.join(labels[key] for key in one.right)}",
            one.sign,
            row_sum(one.left),
            "+".join(map(row_sum, one.right)),
        )
        for one in form.checks
    ]
    _put_checks(book, f"Kiểm tra biểu {form.code}, cộng các cột, {{{{don_vi}}}}, ngày {{{{den_ngay}}}}", checks)


def _list_form(book: Workbook, sheet: Worksheet, form: ListForm) -> None:
    size, columns = form.sheet.size, len(form.columns) + 2
    head = put_head(sheet, form, columns, form.subtitle) + 2
    cells = headings((("STT",), ("Họ và tên",), *(column.path for column in form.columns)))
    depth = max(one.row + one.rows for one in cells)
    for one in cells:
        put_heading(sheet, one, head, 1, size, narrow=one.column > 1 and form.columns[one.column - 2].width < _WIDE)
    for row, height in zip(range(head, head + depth), (44, 92), strict=False):
        sheet.row_dimensions[row].height = height
    first = head + depth
    for row, kind, name, letters in (
        (first, "tong", "TỔNG SỐ: {{tong.so}}", {"bold": True}),
        (first + 1, "nhom", "{{nhom.ten}}: {{nhom.so}}", {"bold": True, "italic": True}),
        (first + 2, "dong", "{{dong.ten}}", {}),
    ):
        put(sheet, row, 1, "{{dong.stt}}" if kind == "dong" else None, size, edges=True, **letters)
        put(sheet, row, 2, name, size, align=LEFT, edges=True, **letters)
        for at, column in enumerate(form.columns, start=3):
            known = column.query is not None or column.fact
            cell = put(sheet, row, at, f"{{{{{kind}.{column.key}}}}}" if known else None, size, edges=True, **letters)
            cell.number_format = "dd/mm/yyyy" if column.fact in ("nam", "nu") else NUMBER
    last = put_foot(sheet, form, first + 4, columns)
    put_on_paper(sheet, form, head, head + depth - 1, last, columns)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4.5, 24
    for at, column in enumerate(form.columns, start=3):
        sheet.column_dimensions[get_column_letter(at)].width = column.width


_WIDE = 9
"""From this width on a heading is read across."""


def _person_form(book: Workbook, sheet: Worksheet, form: PersonForm) -> None:
    size, columns = form.sheet.size, 6
    row = put_head(sheet, form, columns, form.subtitle) + 2
    sheet.row_dimensions[1].height = sheet.row_dimensions[2].height = 34
    for number, label, tag in form.fields:
        put(sheet, row, 1, number, size, align=LEFT)
        put(sheet, row, 2, label, size, to=3, align=LEFT)
        put(sheet, row, 4, f"{{{{{tag}}}}}" if tag else "", size, to=columns, align=LEFT, bold=True)
        sheet.row_dimensions[row].height = 32 if len(label) > 34 else 18
        row += 1
    for heading, kind, names in form.lists:
        put(sheet, row, 1, heading, size, to=columns, align=LEFT, bold=True)
        sheet.row_dimensions[row].height = 34
        for at, (label, name) in enumerate(names, start=1):
            to = columns if at == len(names) else at
            put(sheet, row + 1, at, label, size, to=to, edges=True, bold=True)
            put(sheet, row + 2, at, f"{{{{{kind}.{name}}}}}", size - 1, to=to, align=LEFT, edges=True)
        sheet.row_dimensions[row + 1].height, sheet.row_dimensions[row + 2].height = 34, 20
        row += 4
    last = put_foot(sheet, form, row, columns)
    put_on_paper(sheet, form, 0, 0, last, columns)
    for letter, width in zip("ABCDEF", (18, 20, 15, 17, 12, 16), strict=True):
        sheet.column_dimensions[letter].width = width


_DRAWN = {GridForm: _grid_form, ListForm: _list_form, PersonForm: _person_form, UnitForm: _unit_form}
