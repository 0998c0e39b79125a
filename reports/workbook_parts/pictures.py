"""Native charts of drawn grids: bars, a pie of verdicts, lines and stacked bars of trends.

The numbers stay in the cells; a chart refers to them. Colours are those of the pages, the unknown is hatched. Axes are said to
be there and to start at zero: openpyxl 3.1 otherwise hides them, and LibreOffice starts them where it likes.
"""

from openpyxl.chart import BarChart, LineChart, PieChart, Reference, Series
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from reports.chart_look import TOKENS
from reports.report import Trend
from reports.rounding import in_force
from reports.trend_charts import is_whole
from reports.workbook_parts.drawn import Drawn
from reports.workbook_parts.paints import characters, draw_line, fill, labels, letters, plain, point
from reports.workbook_parts.text import cell_text

_PIXEL = 9_525  # EMU


def place_chart(sheet: Worksheet, chart: ChartBase, row: int, *, left: float = 0) -> None:
    """Put the chart at the top of a row, `left` centimetres from the left edge of the sheet."""
    remaining, column = cm_to_EMU(left), 0
    while remaining > (wide := _column_width(sheet, column)):
        remaining -= wide
        column += 1
    corner = AnchorMarker(col=column, colOff=remaining, row=row - 1, rowOff=0)
    chart.anchor = OneCellAnchor(_from=corner, ext=XDRPositiveSize2D(cm_to_EMU(chart.width), cm_to_EMU(chart.height)))
    sheet.add_chart(chart)


def _column_width(sheet: Worksheet, column: int) -> int:
    """In EMU; a letter is seven pixels, and five are added to each column (ECMA-376 18.3.1.13)."""
    return int(sheet.column_dimensions[get_column_letter(column + 1)].width * 7 + 5) * _PIXEL


def bar_chart(drawn: Drawn, *, key: str = "share", heading: str = "", width: float = 15, height: float | None = None) -> BarChart:
    """Horizontal bars of the field `key`, the first row on top; the compared day's bars beside them when the grid has them."""
    chart = BarChart()
    chart.type = "bar"
    compared = key == "share" and drawn.grid.has("before_share")
    chart.gapWidth = 40 if compared else 55
    now = _series(drawn, key)
    now.dPt = [point(place, row_key) for place, row_key in enumerate(drawn.grid.keys)] if key == "share" else []
    now.graphicalProperties = fill(drawn.grid.keys[0] if key == "share" and drawn.grid.keys else key.removesuffix(".share"))
    now.dLbls = labels(in_force().number_format)
    chart.series.append(now)
    if compared:
        before = _series(drawn, "before_share")
        before.graphicalProperties = plain("before")
        chart.series.append(before)
        now.tx.strRef.f, before.tx.strRef.f = (_group_title(drawn, field) for field in ("count", "before_count"))
        chart.legend.position = "b"
    else:
        chart.legend = None
    chart.set_categories(_cells(drawn, "label"))
    chart.x_axis.scaling.orientation = "maxMin"
    _axes(chart, shown=False)
    rows = len(drawn.grid.rows)
    return _sized(chart, heading, width, height or min(15, max(4.5, 1.8 + rows * (1.05 if compared else 0.75))))


def pie_chart(drawn: Drawn, *, heading: str = "", width: float = 9, height: float = 8) -> PieChart:
    """The parts of a whole, each with its percentage."""
    chart = PieChart()
    series = _series(drawn, "share")
    series.dPt = [point(place, key) for place, key in enumerate(drawn.grid.keys)]
    series.dLbls = labels(in_force().number_format)
    series.dLbls.dLblPos = "outEnd"
    chart.series.append(series)
    chart.set_categories(_cells(drawn, "label"))
    chart.legend.position = "b"
    return _sized(chart, heading, width, height)


def trend_chart(drawn: Drawn, trend: Trend, *, heading: str = "", width: float = 17, height: float = 8.5) -> ChartBase:
    """Lines over the days, or stacked bars when the lines are the parts of one whole."""
    chart = BarChart() if is_whole(trend) else LineChart()
    if isinstance(chart, BarChart):
        chart.grouping, chart.overlap, chart.gapWidth = "stacked", 100, 45
        chart.y_axis.scaling.max = 1
    for place, line in enumerate(trend.lines):
        series = _series(drawn, f"{line.key}.share")
        series.tx.strRef.f = _group_title(drawn, f"{line.key}.count")
        if isinstance(chart, BarChart):
            series.graphicalProperties = fill(line.key)
        else:
            draw_line(series, place, line.key)
        chart.series.append(series)
    chart.set_categories(_cells(drawn, "day"))
    chart.legend.position = "b"
    chart.x_axis.number_format = "mm/yyyy"
    chart.y_axis.number_format = "0%"
    _axes(chart, shown=True)
    return _sized(chart, heading, width, height)


def _cells(drawn: Drawn, key: str) -> Reference:
    return Reference(drawn.sheet, min_col=drawn.column(key), min_row=drawn.first, max_row=drawn.last)


def _series(drawn: Drawn, key: str) -> Series:
    named = Reference(drawn.sheet, min_col=drawn.column(key), min_row=drawn.header, max_row=drawn.last)
    return Series(named, title_from_data=True)


def _group_title(drawn: Drawn, key: str) -> str:
    """The cell that heads a group of fields: the day of a comparison, the name of a line."""
    return Reference(drawn.sheet, min_col=drawn.column(key), min_row=drawn.header - 1).__str__()


def _axes(chart, *, shown: bool) -> None:
    """Categories are named; the values' axis is drawn when the bars do not say their numbers."""
    chart.x_axis.delete, chart.y_axis.delete = False, not shown
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = chart.y_axis.majorGridlines if shown else None
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = letters(900)
        axis.title = None
        axis.majorTickMark = "none"
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=TOKENS["line"][1:]))
    if chart.y_axis.majorGridlines is not None:
        chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=TOKENS["line-2"][1:]))


def _sized(chart, heading: str, width: float, height: float):
    chart.width, chart.height = width, height
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    if heading:
        chart.title = cell_text(heading)
        chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=characters(1200, bold=True))
        for run in chart.title.tx.rich.p[0].r:
            run.rPr = characters(1200, bold=True)
        chart.title.overlay = False
    if chart.legend is not None:
        chart.legend.txPr = letters(900)
    return chart
