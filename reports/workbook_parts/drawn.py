"""A Grid on a sheet: header, rows, total; and where everything is, for charts and links."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook_parts.grids import Field, Grid
from reports.workbook_parts.styles import lines_of, merge, put

LINE = 16.5
"""Points of one line of text in a cell."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A grid where it stands. `header` is the row of the fields' labels; rows go from `first` to `last`; the total is below."""

    sheet: Worksheet
    grid: Grid
    header: int
    first: int
    last: int

    def column(self, key: str) -> int:
        """The sheet's column, from 1, of the field with this key."""
        return self.grid.place(key) + 1

    @property
    def below(self) -> int:
        """The first row that is free."""
        return self.last + (2 if self.grid.total else 1)

    @property
    def top(self) -> int:
        """The first row of the header."""
        return self.header - 1 if has_groups(self.grid) else self.header


def letters_of(grid: Grid) -> float:
    """The width of the grid, in letters."""
    return sum(field.width for field in grid.fields)


def has_groups(grid: Grid) -> bool:
    return any(field.group for field in grid.fields)


def draw(sheet: Worksheet, grid: Grid, row: int) -> Drawn:
    """Draw the grid from `row` down."""
    if grid.heading:
        put(sheet, row, 1, grid.heading, "part")
        row += 1
    if has_groups(grid):
        _draw_groups(sheet, grid, row)
        row += 1
    for column, field in enumerate(grid.fields, start=1):
        if not has_groups(grid) or field.group:
            put(sheet, row, column, field.label, "header")
    sheet.row_dimensions[row].height = LINE * max(lines_of(field.label, field.width - 1) for field in grid.fields) + 6
    for place, values in enumerate(grid.rows, start=row + 1):
        _draw_row(sheet, grid, place, values, "")
    last = row + len(grid.rows)
    if grid.total:
        _draw_row(sheet, grid, last + 1, grid.total, "total ")
    return Drawn(sheet, grid, row, row + 1, last)


def _draw_groups(sheet: Worksheet, grid: Grid, row: int) -> None:
    """A heading over the fields of each group; a field without one takes both rows."""
    column = 1
    while column <= len(grid.fields):
        field = grid.fields[column - 1]
        last = column
        if field.group:
            while last < len(grid.fields) and grid.fields[last].group == field.group:
                last += 1
        put(sheet, row, column, field.group or field.label, "header")
        for other in range(column, last + 1):
            for place in (row, row + 1):
                sheet.cell(place, other).style = "header"
        merge(sheet, row, column, row if field.group else row + 1, last)
        column = last + 1
    widest = max((lines_of(group, letters) for group, letters in _group_widths(grid).items()), default=1)
    sheet.row_dimensions[row].height = LINE * widest + 6


def _group_widths(grid: Grid) -> dict[str, float]:
    widths: dict[str, float] = {}
    for field in grid.fields:
        if field.group:
            widths[field.group] = widths.get(field.group, 0) + field.width
    return widths


def _draw_row(sheet: Worksheet, grid: Grid, row: int, values: tuple, prefix: str) -> None:
    for column, (field, value) in enumerate(zip(grid.fields, values, strict=True), start=1):
        put(sheet, row, column, value, prefix + field.form)
    texts = [lines_of(value, field.width - 1) for field, value in zip(grid.fields, values, strict=True) if isinstance(value, str)]
    sheet.row_dimensions[row].height = LINE * max(texts, default=1) + 2


def set_widths(sheet: Worksheet, fields: tuple[Field, ...]) -> None:
    """Make the columns as wide as the fields ask."""
    for column, field in enumerate(fields, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = field.width
