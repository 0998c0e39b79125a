"""Rows high enough for what is written into them: a merged cell does not grow by itself, and what does not fit is cut off on paper."""

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook_parts.styles import lines_of

_LINE = 1.35
"""Height of a line in sizes of its letters."""

_USUAL_WIDTH = 8.43
"""Of a column that says none."""


def make_room(sheet: Worksheet, cell: Cell, text: str) -> None:
    """Raise the row of a cell to the lines that `text` takes in it; a row that is higher stays as it is."""
    needed = _LINE * (cell.font.size or 11) * lines_of(text, _width(sheet, cell))
    row = sheet.row_dimensions[cell.row]
    row.height = max(row.height or 0, needed)


def _width(sheet: Worksheet, cell: Cell) -> float:
    merged = next((one for one in sheet.merged_cells.ranges if cell.coordinate in one), None)
    last = merged.max_col if merged else cell.column
    return sum(_column_width(sheet, column) for column in range(cell.column, last + 1))


def _column_width(sheet: Worksheet, column: int) -> float:
    """Neighbours of one width are kept as one by openpyxl, under the letter of the first."""
    for letter, one in sheet.column_dimensions.items():
        if letter == get_column_letter(column) or (one.min or 0) <= column <= (one.max or 0):
            return one.width or _USUAL_WIDTH
    return _USUAL_WIDTH
