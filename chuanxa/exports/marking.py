"""Prints a stamp into an openpyxl workbook: at the foot of every printed page, in the file's properties, and on a last sheet."""

from datetime import UTC

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from chuanxa.exports.cells import put_text
from chuanxa.exports.stamps import STAMP_SHEET, Stamp

_FONT = "Times New Roman,Regular"

_WIDTH = 110
"""Letters in a line of the last sheet."""


def mark_workbook(book: Workbook, stamp: Stamp, *, own_sheet: bool = True) -> None:
    """Call it when every sheet is there. Without `own_sheet` only footers and properties say it: of files that are read in again."""
    for sheet in book.worksheets:
        if sheet.sheet_state == Worksheet.SHEETSTATE_VISIBLE:
            _mark_foot(sheet, stamp)
    book.properties.creator = book.properties.lastModifiedBy = stamp.by
    book.properties.created = stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    book.properties.subject = f"Số xuất {stamp.number}"
    book.properties.keywords = stamp.number
    if own_sheet:
        _add_sheet(book, stamp)


def _mark_foot(sheet: Worksheet, stamp: Stamp) -> None:
    foot = sheet.oddFooter
    foot.left.text, foot.left.size = stamp.footer.replace("&", "&&"), 8  # an ampersand begins a code
    foot.left.font = _FONT
    if not foot.right.text:
        foot.right.text, foot.right.size, foot.right.font = "&P/&N", 8, _FONT


def _add_sheet(book: Workbook, stamp: Stamp) -> None:
    sheet = book.create_sheet(STAMP_SHEET)
    sheet.column_dimensions["A"].width = _WIDTH
    for row, line in enumerate(stamp.lines(), start=1):
        cell = sheet.cell(row, 1)
        put_text(cell, line)
        cell.font, cell.alignment = Font(name="Times New Roman", size=12), Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 16.5 * (1 + len(line) // _WIDTH)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    _mark_foot(sheet, stamp)
