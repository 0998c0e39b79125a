"""Gives the sender's own workbook back: refused cells coloured, and a column "Lỗi" that says what to correct, ready to be sent again."""

import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from cadres.importing.contents import SheetContents
from cadres.importing.package import MAX_COLUMNS
from cadres.importing.plan import Fate, RowPlan
from cadres.importing.preview import Preview
from cadres.importing.sheet import Workbook
from chuanxa.exports.cells import cell_text, put_text
from chuanxa.exports.marking import mark_workbook
from chuanxa.exports.stamps import Stamp

ERRORS = "Lỗi"
_RED, _YELLOW = PatternFill("solid", fgColor="F8C9C4"), PatternFill("solid", fgColor="FFF3BF")
_BOLD, _PLAIN = Font(name="Times New Roman", bold=True), Font(name="Times New Roman")


def returned_workbook(found: Preview, data: bytes, stamp: Stamp) -> bytes:
    """An .xlsx; the layout of the sender's file is kept when it was one, else its values are."""
    book = _own(found.contents.workbook, data)
    rows: dict[int, list[RowPlan]] = {}
    for row in found.plan.rows:
        rows.setdefault(row.form.sheet, []).append(row)
    for sheet in found.contents.sheets:
        if sheet.blocks:
            _mark(book.worksheets[_place(found, sheet)], sheet, rows.get(sheet.place, []))
    mark_workbook(book, stamp, own_sheet=False)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _place(found: Preview, sheet: SheetContents) -> int:
    return sheet.place


def _own(workbook: Workbook, data: bytes) -> openpyxl.Workbook:
    if workbook.kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for name in [one.title for one in book._sheets if not isinstance(one, Worksheet)]:
            del book[name]
        return book
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(workbook.sheets, start=1):
        copied = book.create_sheet(_title(sheet.name) or f"Trang {number}")
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    _write(copied, row, column, value)
    return book


def _title(name: str) -> str:
    return "".join(sign for sign in name if sign not in r"[]:*?/\\")[:31]


def _write(sheet: Worksheet, row: int, column: int, value) -> None:
    """Texts stay texts, also those that begin with =."""
    if isinstance(value, str):
        put_text(sheet.cell(row, column), value)
    else:
        sheet.cell(row, column, value)


def _mark(sheet: Worksheet, contents: SheetContents, rows: list[RowPlan]) -> None:
    column = min(_free_column(contents), MAX_COLUMNS)
    for header, _ in contents.blocks:
        _say(sheet, header.last + 1, column, ERRORS, _BOLD)
    sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 60
    for row in rows:
        if row.fate is Fate.REFUSED or row.warnings:
            _mark_row(sheet, row, column)


def _free_column(contents: SheetContents) -> int:
    """The column behind the table; a column "Lỗi" that we wrote before is written again."""
    for _, layout in contents.blocks:
        for column in layout.columns:
            if column.path and column.path[-1].strip() == ERRORS:
                return column.place + 1
    return max(column.place for _, layout in contents.blocks for column in layout.columns if column.path) + 2


def _mark_row(sheet: Worksheet, row: RowPlan, column: int) -> None:
    number = row.form.row + 1
    said = [f"{number_}. {one.says}" for number_, one in enumerate(row.errors, start=1)]
    said += [f"Lưu ý: {one.says}" for one in row.warnings]
    _say(sheet, number, column, " ".join(said), _PLAIN)
    if row.errors:
        sheet.cell(number, column).fill = _RED
    for problems, fill in ((row.warnings, _YELLOW), (row.errors, _RED)):
        for problem in problems:
            if problem.column is not None:
                cell = sheet.cell(number, problem.column + 1)
                cell.fill = fill
                if fill is _RED and not isinstance(cell, openpyxl.cell.MergedCell):
                    cell.comment = Comment(cell_text(problem.says), "Chuẩn Xã", width=360, height=120)


def _say(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, openpyxl.cell.MergedCell):
        return
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    put_text(cell, text)
