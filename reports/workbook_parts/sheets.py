"""One sheet per table and per trend: heading, sentence, grid, notes, and its chart beside it or below."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.report import UNIT_TABLES, Report, Table, Trend
from reports.sentences import day_text, decimal, number
from reports.workbook_parts.cover import Origin
from reports.workbook_parts.drawn import Drawn, draw, letters_of, set_widths
from reports.workbook_parts.grids import Grid, grids_of, trend_grid
from reports.workbook_parts.pictures import bar_chart, place_chart, trend_chart
from reports.workbook_parts.styles import lay_on_paper, put_across

_START = 5
_ACROSS = 27.2  # centimetres of a sheet of A4 between its margins
_NARROWEST = 10
_SHORT = 14  # rows that share one page with their chart
_ONE_PAGE = 26  # rows that fill one page
MOST_UNITS_DRAWN = 40
"""A native chart of more units than this cannot be read; the table can be sorted."""


def draw_table(sheet: Worksheet, table: Table, report: Report, origin: Origin) -> Drawn:
    """The table and, under it, the reasons of its rows when it has them."""
    grids = grids_of(table, report)
    _head(sheet, table.title, report, table.sentence, grids[0])
    first = drawn = draw(sheet, grids[0], _START)
    row = first.below + 1
    for grid in grids[1:]:
        drawn = draw(sheet, grid, row)
        row = drawn.below + 1
    row = _draw_notes(sheet, table, row, grids[0])
    if table.total:
        _add_chart(sheet, table, first, row)
    _finish(sheet, first, origin)
    return first


def draw_trend(sheet: Worksheet, trend: Trend, report: Report, origin: Origin) -> Drawn:
    """The days and the lines, with the chart below them."""
    grid = trend_grid(trend)
    _head(sheet, trend.title, report, trend.sentence, grid)
    drawn = draw(sheet, grid, _START)
    row = drawn.below + 1
    notes = [f"Từ {day_text(day)}: {text}" for day, text in trend.marks]
    notes += [f"{goal.label}: {decimal(percent)}% ngày {day_text(day)}" for goal in trend.goals for day, percent in goal.points]
    for text in notes:
        put_across(sheet, row, len(grid.fields), text, "note", letters=letters_of(grid))
        row += 1
    if any(any(line.shares) for line in trend.lines):
        place_chart(sheet, trend_chart(drawn, trend, width=max(20, _width(grid)), height=9.5), row + 1)
    _finish(sheet, drawn, origin)
    return drawn


def _head(sheet: Worksheet, title: str, report: Report, sentence: str, grid: Grid) -> None:
    set_widths(sheet, grid.fields)
    across, letters = len(grid.fields), letters_of(grid)
    put_across(sheet, 1, across, title, "heading", letters=letters * 0.75, height=22)
    compared = f", so với {day_text(report.compared_day)}" if report.compared_day else ""
    put_across(sheet, 2, across, f"{report.area.name}, ngày {day_text(report.day)}{compared}", "line", letters=letters)
    put_across(sheet, 3, across, sentence, "sentence", letters=letters)


def _draw_notes(sheet: Worksheet, table: Table, row: int, grid: Grid) -> int:
    across, letters = len(grid.fields), letters_of(grid)
    notes = list(table.notes)
    if not table.exclusive:
        notes.insert(0, f"Tính trên {number(table.total)} người; các dòng không cộng thành tổng.")
    for place, note in enumerate(notes, start=row):
        put_across(sheet, place, across, note, "note", letters=letters)
    return row + len(notes)


def _add_chart(sheet: Worksheet, table: Table, drawn: Drawn, row: int) -> None:
    """Beside a table that leaves room on the paper, otherwise below it; beside a long table, on the screen only."""
    meets = drawn.grid.has("meets.share")
    if table.id in UNIT_TABLES and not (meets and len(table.rows) <= MOST_UNITS_DRAWN):
        return
    told = {"key": "meets.share", "heading": "Tỷ lệ đạt chuẩn"} if meets else {}
    left = _width(drawn.grid) + 0.6
    if _ACROSS - left >= _NARROWEST:
        place_chart(sheet, bar_chart(drawn, width=_ACROSS - left, **told), drawn.top, left=left)
    elif _is_short(drawn):
        place_chart(sheet, bar_chart(drawn, width=_width(drawn.grid), **told), row + 1)
    else:
        place_chart(sheet, bar_chart(drawn, width=16, **told), drawn.top, left=left)
        sheet.print_area = f"A1:{get_column_letter(len(drawn.grid.fields))}{row - 1}"


def _width(grid: Grid) -> float:
    """In centimetres."""
    return sum(int(field.width * 7 + 5) for field in grid.fields) * 2.54 / 96


def _is_short(drawn: Drawn) -> bool:
    return len(drawn.grid.rows) <= _SHORT


def _finish(sheet: Worksheet, drawn: Drawn, origin: Origin) -> None:
    """The header stays in sight and is printed on each page."""
    frozen = drawn.column("label") + 1 if drawn.grid.has("label") else 2
    sheet.freeze_panes = f"{get_column_letter(frozen)}{drawn.first}"
    sheet.print_title_rows = f"{drawn.top}:{drawn.header}"
    lay_on_paper(sheet, origin.footer, one_page=len(drawn.grid.rows) <= _ONE_PAGE)
