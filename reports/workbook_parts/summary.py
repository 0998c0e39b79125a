"""The sheet a leader reads and signs: the key figures, the verdicts, three charts, and places for two names."""

from openpyxl.worksheet.worksheet import Worksheet

from reports.report import KeyFigure, Report
from reports.sentences import day_text
from reports.workbook_parts.cover import Origin
from reports.workbook_parts.drawn import Drawn, draw, set_widths
from reports.workbook_parts.grids import Field, Grid, fraction, grids_of
from reports.workbook_parts.pictures import bar_chart, pie_chart, place_chart, trend_chart
from reports.workbook_parts.styles import lay_on_paper, merge, put, put_across

_FIELDS = (
    Field("order", "TT", "order", 5),
    Field("label", "Chỉ tiêu", "text", 40),
    Field("count", "Số người", "count", 11),
    Field("total", "Trên tổng số", "count", 11),
    Field("share", "Tỷ lệ", "share", 11),
    Field("base", "Trong đó", "text", 31),
    Field("delta", "So sánh", "text", 31),
)
_ACROSS = len(_FIELDS)
_LETTERS = sum(field.width for field in _FIELDS)
_PICTURE_ROWS = 16


def draw_summary(sheet: Worksheet, report: Report, origin: Origin, drawn: dict[str, Drawn]) -> None:
    """`drawn` are the first grids of the other sheets, by id of their table or trend; the charts refer to them."""
    set_widths(sheet, _FIELDS)
    put_across(sheet, 1, _ACROSS, report.title, "heading", letters=_LETTERS * 0.8, height=22)
    compared = f"; so với ngày {day_text(report.compared_day)}" if report.compared_day else ""
    put_across(sheet, 2, _ACROSS, f"{report.area.name}. Số liệu ngày {day_text(report.day)}{compared}.", "line", letters=_LETTERS)
    put_across(sheet, 3, _ACROSS, report.population, "line", letters=_LETTERS)
    row = draw(sheet, _key_grid(report.key_figures), 5).below + 1
    row = _draw_verdict(sheet, report, row)
    _draw_signatures(sheet, _draw_pictures(sheet, report, drawn, row) + 1)
    lay_on_paper(sheet, origin.footer)


def _key_grid(figures: tuple[KeyFigure, ...]) -> Grid:
    rows = []
    for place, figure in enumerate(figures, start=1):
        total = figure.share.total if figure.share else None
        base = "" if figure.share else figure.base
        rows.append((place, figure.label, figure.count, total, fraction(figure.share) if figure.share else None, base, figure.delta))
    return Grid(_FIELDS, tuple(rows))


def _draw_verdict(sheet: Worksheet, report: Report, row: int) -> int:
    table = next((table for table in report.tables if table.id == "verdict"), None)
    if table is None:
        return row
    put(sheet, row, 1, table.title, "part")
    if table.sentence:
        put_across(sheet, row + 1, _ACROSS, table.sentence, "sentence", letters=_LETTERS)
    grid = grids_of(table, report)[0]
    fields = (_FIELDS[0], Field("label", "Kết quả", "text", 40), *_FIELDS[2:5])
    told = Grid(fields, tuple(row[:5] for row in grid.rows), grid.keys, grid.total and grid.total[:5])
    return draw(sheet, told, row + 2).below + 1


def _draw_pictures(sheet: Worksheet, report: Report, drawn: dict[str, Drawn], row: int) -> int:
    """The verdict, the professional ladder and the first trend beside each other. Nothing is drawn of nobody."""
    counted = {table.id: table for table in report.tables if table.total}
    charts = []
    if "verdict" in counted:
        charts.append(pie_chart(drawn["verdict"], heading=counted["verdict"].title, width=8.4))
    if "professional" in counted:
        charts.append(bar_chart(drawn["professional"], heading=counted["professional"].title, width=10, height=8))
    if trend := next((trend for trend in report.trends if any(any(line.shares) for line in trend.lines)), None):
        charts.append(trend_chart(drawn[f"trend {trend.id}"], trend, heading=trend.title, width=10.2, height=8))
    left = 0.0
    for chart in charts:
        place_chart(sheet, chart, row, left=left)
        left += chart.width
    return row + (_PICTURE_ROWS if charts else 0)


def _draw_signatures(sheet: Worksheet, row: int) -> None:
    """Who compiled, and who signs."""
    places = ((1, 2, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), (6, 7, "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên, đóng dấu)"))
    lines = [("signature line", 6, 7, "…………………, ngày …… tháng …… năm ………", row)]
    for first, last, who, how in places:
        lines += [("signature", first, last, who, row + 1), ("signature line", first, last, how, row + 2)]
    for style, first, last, text, place in lines:
        put(sheet, place, first, text, style)
        merge(sheet, place, first, place, last)
    put(sheet, row + 7, 1, " ", "signature")
