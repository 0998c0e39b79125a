"""What native charts are painted with: the colours, hatch, dashes and letters of the pages' charts, as DrawingML."""

from openpyxl.chart import Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RichTextProperties

from reports.chart_look import STEPS, TOKENS
from reports.workbook_parts.styles import FONT

_LINES = ("l4", "accent", "l2", "ink-2", "l5", "edge")
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "lgDashDot")
_MARKS = ("circle", "square", "diamond", "triangle", "x", "star")
_EMU = 12_700  # of a point


def labels(form: str) -> DataLabelList:
    """The value of each bar or part, in the number format `form`, and nothing else."""
    shown = DataLabelList(showVal=True, numFmt=form)
    shown.showSerName = shown.showCatName = shown.showLegendKey = shown.showPercent = shown.showLeaderLines = False
    shown.txPr = letters(900)
    return shown


def characters(size: int, *, bold: bool = False) -> CharacterProperties:
    """Letters of `size` hundredths of a point."""
    return CharacterProperties(sz=size, b=bold, latin=Font(typeface=FONT), solidFill=TOKENS["ink"][1:])


def letters(size: int) -> RichText:
    """The text of an axis, a legend or labels."""
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=characters(size)), endParaRPr=CharacterProperties())
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def point(place: int, key: str) -> DataPoint:
    """The paint of one bar or part: that of its row's key."""
    painted = DataPoint(idx=place)
    painted.graphicalProperties = fill(key)
    return painted


def fill(key: str) -> GraphicalProperties:
    """The colour of a row's key; the unknown is hatched."""
    if key == "unknown":
        return GraphicalProperties(pattFill=_hatch(), ln=_edge())
    return plain(STEPS.get(key, "plain"))


def plain(token: str) -> GraphicalProperties:
    """The colour of a token, with the edge that shows the palest on paper."""
    return GraphicalProperties(solidFill=_written(token), ln=_edge())


def _hatch() -> PatternFillProperties:
    return PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=_written("unknown-edge")), bgClr=ColorChoice(srgbClr=_written("unknown-a"))
    )


def _edge() -> LineProperties:
    return LineProperties(solidFill=_written("unknown-edge"), w=int(0.5 * _EMU))


def draw_line(series: Series, place: int, key: str) -> None:
    """Paint the `place`-th line: told apart by dash and mark as well as by colour."""
    token = STEPS[key] if key in ("meets", "falls_short") else _LINES[place % len(_LINES)]
    series.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=_written(token), w=int(2.25 * _EMU), prstDash=_DASHES[place % len(_DASHES)])
    )
    series.marker.symbol, series.marker.size = _MARKS[place % len(_MARKS)], 5
    series.marker.graphicalProperties = GraphicalProperties(solidFill=_written(token), ln=LineProperties(solidFill=_written(token)))
    series.smooth = False


def _written(token: str) -> str:
    return TOKENS[token][1:].upper()
