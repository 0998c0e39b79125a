"""A table of a report in a document: the same grid as in the workbook, its numbers written the Vietnamese way, its header on each page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from reports.document_parts.paper import line, write
from reports.report import Report, Table
from reports.rounding import in_force, written
from reports.sentences import decimal, number
from reports.workbook_parts.grids import Field, Grid, Value, grids_of

_ALIGNED = {"text": "left", "order": "center", "day": "center"}
_LABEL = 26  # letters
_NUMBERS = {"order": 6, "count": 11, "share": 14, "points": 13}
_WIDTH = 16.0  # centimetres between the margins


def draw_table(paper, caption: str, table: Table, report: Report) -> None:
    """The caption above, the grid, and its notes below."""
    line(paper, caption, size=13, bold=True, align="center", before=10, after=4).paragraph_format.keep_with_next = True
    grid = grids_of(table, report)[0]
    draw_grid(paper, _without_totals(grid) if grid.total else grid)
    for note in table.notes:
        line(paper, note, size=12, italic=True, before=3)


def _without_totals(grid: Grid) -> Grid:
    """A table whose last row is the total need not repeat it in each row."""
    kept = [place for place, field in enumerate(grid.fields) if field.key not in {"total", "before_total"}]

    def only(values):
        return tuple(values[place] for place in kept)

    return replace(grid, fields=only(grid.fields), rows=tuple(only(row) for row in grid.rows), total=only(grid.total))


def draw_grid(paper, grid: Grid) -> None:
    """The header, repeated on each page, the rows, and the total."""
    grouped = any(field.group for field in grid.fields)
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    head = 2 if grouped else 1
    drawn = paper.add_table(rows=head + len(rows), cols=len(grid.fields))
    drawn.style, drawn.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    set_widths(drawn, _widths(grid))
    cells = [list(row.cells) for row in drawn.rows]
    _draw_header(cells, grid, grouped)
    for place, values in enumerate(rows, start=head):
        bold = bool(grid.total) and place == head + len(rows) - 1
        for cell, field, value in zip(cells[place], grid.fields, values, strict=True):
            aligned = _ALIGNED.get(field.form, "right")
            write(cell.paragraphs[0], cell_text(value, field), size=12, bold=bold, align=aligned, before=1, after=1)
    for place, row in enumerate(drawn.rows):
        _mark(row, "w:cantSplit")
        if place < head:
            _mark(row, "w:tblHeader")
    if len(drawn.rows) <= TOGETHER:
        for row in cells[:-1]:
            for cell in row:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


TOGETHER = 14
"""A table of so many rows with its head goes to the next page rather than be cut."""


def set_widths(table, widths: Sequence[float]) -> None:
    """Centimetres of each column: in the grid of the table, which word processors read, and in each cell."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _draw_header(cells: list, grid: Grid, grouped: bool) -> None:
    last = cells[1] if grouped else cells[0]
    column = 0
    while column < len(grid.fields):
        field = grid.fields[column]
        end = column
        if grouped and field.group:
            while end + 1 < len(grid.fields) and grid.fields[end + 1].group == field.group:
                end += 1
            _head(cells[0][column].merge(cells[0][end]), field.group)
            for place in range(column, end + 1):
                _head(last[place], grid.fields[place].label)
        else:
            _head(cells[0][column].merge(last[column]) if grouped else last[column], field.label)
        column = end + 1


def _head(cell, text: str) -> None:
    write(cell.paragraphs[0], text, size=12, bold=True, align="center", before=2, after=2)
    cell.vertical_alignment = 1
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "ECE9E1")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(grid: Grid) -> list[float]:
    """Centimetres: as the workbook's columns, made to fill the text from margin to margin; "100,00%" stays on one line."""
    letters = [min(field.width, _LABEL) if field.form == "text" else _NUMBERS.get(field.form, field.width) for field in grid.fields]
    return [_WIDTH * one / sum(letters) for one in letters]


def cell_text(value: Value, field: Field) -> str:
    """A value as it is written on paper: 3.604 · 31,44% · +2,10 · 31/12/2013."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if field.form == "share":
        return f"{decimal(written(_decimals(value * 100)))}%"
    if field.form == "points":
        found = _decimals(value)
        return f"{'+' if found > 0 else ''}{decimal(found)}".replace("-", "−")
    return number(int(value))


def _decimals(value: float):
    return Decimal(str(round(value, 6))).quantize(Decimal(1).scaleb(-in_force().places))
