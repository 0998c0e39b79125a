"""A filled file as rows of cells for a page: what somebody sees before a template is put in force. Merges become spans."""

from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from reports.official_forms.fill import Filled
from reports.sentences import number

MOST_ROWS = 60
"""Rows of a sheet that are shown; the file has them all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the page."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A visible sheet: its first rows, and how many more there are."""

    name: str
    rows: tuple[tuple[Shown, ...], ...]
    more: int


def preview(filled: Filled) -> list[ShownSheet]:
    """The visible sheets."""
    return [_sheet(sheet, filled) for sheet in filled.book.worksheets if sheet.sheet_state == "visible"]


def _sheet(sheet: Worksheet, filled: Filled) -> ShownSheet:
    merged = [(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges]
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged}
    covered = {(row, column) for top, left, bottom, right in merged for row in range(top, bottom + 1) for column in range(left, right + 1)}
    covered -= spans.keys()
    last = min(sheet.max_row, MOST_ROWS)
    rows = []
    for cells in sheet.iter_rows(min_row=1, max_row=last):
        shown = [_cell(cell, spans, filled, sheet.title) for cell in cells if (cell.row, cell.column) not in covered]
        rows.append(tuple(shown))
    return ShownSheet(sheet.title, tuple(rows), sheet.max_row - last)


def _cell(cell, spans: dict, filled: Filled, sheet: str) -> Shown:
    rows, columns = spans.get((cell.row, cell.column), (1, 1))
    value = filled.shown.get((sheet, cell.row, cell.column), cell.value)
    bold = bool(cell.font and cell.font.bold)
    counted = isinstance(value, int | float) and not isinstance(value, bool)
    return Shown(_text(value), columns, rows, bold, counted)


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and value >= 10_000:
        return number(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value.startswith("="):
        return "ƒ"
    return str(value)
