"""The sheets that only a leader's workbook has: both days side by side, definitions and legal bases, and the data as an Excel table."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reports.data_cells import COLUMNS, DataCells
from reports.definitions import DEFINITIONS
from reports.report import Report
from reports.sentences import day_text
from reports.shares import difference_in_points
from reports.workbook_parts.cover import Origin
from reports.workbook_parts.drawn import Drawn, draw, letters_of, set_widths
from reports.workbook_parts.grids import Field, Grid, fraction
from reports.workbook_parts.styles import lay_on_paper, put, put_across

DATA = "DuLieu"
"""The name of the Excel table, for formulas and pivot tables."""

_START = 4


def draw_both_days(sheet: Worksheet, report: Report, origin: Origin) -> Drawn:
    """Every distribution of a comparison in one block that can be filtered by distribution."""
    grid = both_days(report)
    _head(sheet, "Trước và sau, cùng các xã", report.population, grid)
    drawn = draw(sheet, grid, _START)
    for place, note in enumerate(report.notes, start=drawn.below + 1):
        put_across(sheet, place, len(grid.fields), note, "note", letters=letters_of(grid))
    return _finish(sheet, drawn, origin)


def both_days(report: Report) -> Grid:
    """One row a class: people and share of the day before and of the day after, and the points between them. Pure."""
    before, after = f"Ngày {day_text(report.compared_day)}", f"Ngày {day_text(report.day)}"
    fields = (
        Field("table", "Phân bố", "text", 30),
        Field("label", "Nội dung", "text", 30),
        Field("before_count", "Số người", "count", 11, before),
        Field("before_total", "Trên tổng số", "count", 11, before),
        Field("before_share", "Tỷ lệ", "share", 11, before),
        Field("count", "Số người", "count", 11, after),
        Field("total", "Trên tổng số", "count", 11, after),
        Field("share", "Tỷ lệ", "share", 11, after),
        Field("points", "Tăng, giảm (điểm %)", "points", 12),
    )
    rows = []
    for table in report.tables:
        for row in table.rows if table.total else ():
            gained = difference_in_points(row.share, row.before) if row.before else None
            was = (row.before.count, row.before.total, fraction(row.before)) if row.before else (None, None, None)
            now = (row.count, row.total, fraction(row.share))
            rows.append((table.title, row.label, *was, *now, None if gained is None else float(gained)))
    return Grid(fields, tuple(rows))


def draw_definitions(sheet: Worksheet, bases: Sequence[tuple[str, ...]], report: Report, origin: Origin) -> Drawn:
    """What the words mean; below, the standards that judge the day."""
    words = Grid((Field("word", "Từ", "text", 30), Field("meaning", "Nghĩa trong tệp này", "text", 60)), DEFINITIONS)
    fields = (
        Field("name", "Tiêu chuẩn", "text", 30),
        Field("basis", "Căn cứ", "text", 60),
        Field("from", "Từ ngày", "text", 14),
        Field("to", "Đến ngày", "text", 18),
        Field("verified", "Kiểm chứng", "text", 24),
    )
    legal = Grid(fields, tuple(bases))
    set_widths(sheet, fields)
    letters = letters_of(legal)
    put_across(sheet, 1, len(fields), "Định nghĩa và căn cứ", "heading", letters=letters * 0.75, height=22)
    put_across(sheet, 2, len(fields), report.rule, "sentence", letters=letters)
    drawn = draw(sheet, words, _START)
    put(sheet, drawn.below + 1, 1, f"Tiêu chuẩn có hiệu lực ngày {day_text(report.day)}", "part")
    drawn = draw(sheet, legal, drawn.below + 2)
    return _finish(sheet, drawn, origin, frozen=False)


def draw_data(sheet: Worksheet, cells: DataCells, origin: Origin) -> None:
    """An Excel table from the first row on, so that pivot tables and formulas can name it; nothing else stands on the sheet."""
    widths = (8, 20, 9, 22, 9, 26, 12, 22, 18, 20, 18, 10)
    for column, (label, width) in enumerate(zip(COLUMNS, widths, strict=True), start=1):
        put(sheet, 1, column, label, "header")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for place, row in enumerate(cells.rows, start=2):
        for column, value in enumerate(row, start=1):
            put(sheet, place, column, value, "count" if column == len(COLUMNS) else "data")
    if cells.rows:
        table = ExcelTable(displayName=DATA, ref=f"A1:{get_column_letter(len(COLUMNS))}{len(cells.rows) + 1}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    lay_on_paper(sheet, origin.footer, one_page=False)


def make_filterable(drawn: Drawn) -> None:
    """Arrows in the header: the rows can be narrowed and ordered; the total below stays out of it."""
    if len(drawn.grid.rows) > 1:
        drawn.sheet.auto_filter.ref = f"A{drawn.header}:{get_column_letter(len(drawn.grid.fields))}{drawn.last}"


def _head(sheet: Worksheet, title: str, sentence: str, grid: Grid) -> None:
    set_widths(sheet, grid.fields)
    letters = letters_of(grid)
    put_across(sheet, 1, len(grid.fields), title, "heading", letters=letters * 0.75, height=22)
    put_across(sheet, 2, len(grid.fields), sentence, "sentence", letters=letters)


def _finish(sheet: Worksheet, drawn: Drawn, origin: Origin, *, frozen: bool = True) -> Drawn:
    if frozen:
        sheet.freeze_panes = f"C{drawn.first}"
        sheet.print_title_rows = f"{drawn.top}:{drawn.header}"
        make_filterable(drawn)
    lay_on_paper(sheet, origin.footer, one_page=False)
    return drawn
