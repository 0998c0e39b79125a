"""The differences of a closed day as a workbook: every figure with what each reason adds, and for who may see names
the people and the records."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from chuanxa.exports.cells import put_text
from chuanxa.exports.marking import mark_workbook
from chuanxa.exports.stamps import Stamp
from reports.reconciliation import Moved
from reports.reconciling import Reason

_FONT = "Times New Roman"
_HEAD = 4


def difference_workbook(
    heading: str,
    said: str,
    moved: Sequence[Moved],
    reasons: Sequence[Reason],
    people: Sequence[tuple] | None,
    records: Sequence[tuple] | None,
    stamp: Stamp,
) -> bytes:
    """`people` are (name, post, reason, what differs) and `records` (whose, where, reason, what differs); None for readers who may not see
    names, or where there are none to tell."""
    book = Workbook()
    reasons = [reason for reason in Reason if reason in reasons or any(reason in one.parts for one in moved)]
    names = ("Bảng", "Nội dung", "Lúc chốt", "Hôm nay", "Khác", *(reason.label for reason in reasons), "Chưa rõ vì ai")
    rows = [
        (one.heading, one.label, one.then, one.now, one.difference, *(one.parts.get(reason, 0) for reason in reasons), one.rest)
        for one in moved
    ]
    book.active.title = "Con số"
    _draw(book.active, heading, said, names, rows, (34, 46))
    if people is not None:
        _draw(book.create_sheet("Từng người"), heading, said, ("Họ và tên", "Chức danh", "Lý do", "Khác gì"), people, (30, 44, 20, 70))
    if records is not None:
        _draw(book.create_sheet("Từng bản ghi"), heading, said, ("Bản ghi", "Nơi tính", "Lý do", "Khác gì"), records, (44, 40, 20, 90))
    mark_workbook(book, stamp)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _draw(sheet: Worksheet, heading: str, said: str, names: Sequence[str], rows: Sequence[tuple], widths: Sequence[float]) -> None:
    """A table that filters, its head on every printed page."""
    for row, (text, letters) in enumerate(((heading, {"bold": True, "size": 14}), (said, {"italic": True, "size": 11})), start=1):
        put_text(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = Font(name=_FONT, **letters)
    for column, name in enumerate(names, start=1):
        cell = sheet.cell(_HEAD, column, name)
        cell.font, cell.alignment = Font(name=_FONT, size=11, bold=True), Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1] if column <= len(widths) else 12
    for at, values in enumerate(rows, start=_HEAD + 1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(at, column)
            cell.font, cell.alignment = Font(name=_FONT, size=11), Alignment(vertical="top", wrap_text=True)
            if isinstance(value, int):
                cell.value, cell.number_format = value, "#,##0;-#,##0;0"
            else:
                put_text(cell, value)
    last = get_column_letter(len(names))
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + max(1, len(rows))}"
    sheet.freeze_panes = f"C{_HEAD + 1}" if len(names) > 4 else f"B{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", Worksheet.PAPERSIZE_A4, 1, 0
