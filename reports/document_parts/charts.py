"""Native charts in a document: the workbook's own charts (reports/workbook_parts/pictures.py) as parts of the Word file.

Word draws a chart from the values written in it; the small workbook that lies in the file beside it is what opens with "Edit data". No
picture is drawn, so no drawing library is needed and the chart prints as sharp as the text.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree
from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.utils.cell import range_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from reports.document_parts.paper import clean, line
from reports.report import Report, Table, Trend
from reports.sentences import day_text
from reports.workbook_parts.drawn import Drawn, draw
from reports.workbook_parts.grids import grids_of, trend_grid
from reports.workbook_parts.pictures import bar_chart, trend_chart
from reports.workbook_parts.styles import add_styles

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH = 15.5  # centimetres


@dataclass(frozen=True, slots=True)
class Native:
    """The chart as DrawingML with its values written in, and the workbook that holds them."""

    xml: bytes
    workbook: bytes
    width: float
    height: float


def table_chart(table: Table, report: Report) -> Native:
    """Bars of the shares of the rows, of both days where two are compared."""
    drawn = _drawn(grids_of(table, report)[0])
    return _native(bar_chart(drawn, width=_WIDTH), drawn)


def trend_lines(trend: Trend) -> Native:
    """The trend over its days."""
    drawn = _drawn(trend_grid(trend))
    return _native(trend_chart(drawn, trend, width=_WIDTH, height=7.5), drawn)


def place_chart(paper, native: Native, caption: str, place: int) -> None:
    """The `place`-th chart of the document, in the middle of the text, its caption below."""
    package, document = paper.part.package, paper.part
    held = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{place}.xlsx"), CONTENT_TYPE.SML_SHEET, native.workbook, package)
    chart = Part(PackURI(f"/word/charts/chart{place}.xml"), CONTENT_TYPE.DML_CHART, native.xml, package)
    chart.rels.get_or_add(RELATIONSHIP_TYPE.PACKAGE, held)
    id = document.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    above = line(paper, "", align="center", before=8)
    above.paragraph_format.keep_with_next = True
    above.add_run()._r.append(_inline(id, place, caption, native))
    line(paper, caption, size=13, italic=True, align="center", after=4)


def _drawn(grid) -> Drawn:
    book = Workbook()
    add_styles(book)
    sheet = book.active
    sheet.title = "So lieu"
    return draw(sheet, grid, 1)


def _native(chart: ChartBase, drawn: Drawn) -> Native:
    _write_values(chart, drawn.sheet)
    space = etree.fromstring(_bytes_of(chart._write()))
    external = etree.SubElement(space, f"{{{_CHART}}}externalData", {f"{{{_OFFICE}}}id": "rId1"})
    etree.SubElement(external, f"{{{_CHART}}}autoUpdate", {"val": "0"})
    file = BytesIO()
    drawn.sheet.parent.save(file)
    xml = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Native(xml, file.getvalue(), chart.width, chart.height)


def _bytes_of(element) -> bytes:
    from openpyxl.xml.functions import tostring

    return tostring(element)


def _write_values(chart: ChartBase, sheet: Worksheet) -> None:
    """Beside each reference to cells what stands in them: a document has no cells."""
    for series in chart.series:
        values = _cells(sheet, series.val.numRef.f)
        known = [NumVal(idx=place, v=str(value)) for place, value in enumerate(values) if isinstance(value, int | float)]
        series.val.numRef.numCache = NumData(formatCode=series.dLbls.numFmt if series.dLbls else "0%", ptCount=len(values), pt=known)
        if series.tx is not None:
            series.tx.strRef.strCache = _texts(_cells(sheet, series.tx.strRef.f))
        if series.cat is not None:
            reference = (series.cat.numRef or series.cat.strRef).f
            series.cat = AxDataSource(strRef=StrRef(f=reference, strCache=_texts(_cells(sheet, reference))))


def _cells(sheet: Worksheet, reference: str) -> list:
    _, (first_column, first_row, last_column, last_row) = range_to_tuple(reference)
    rows = sheet.iter_rows(min_row=first_row, max_row=last_row, min_col=first_column, max_col=last_column, values_only=True)
    return [value for row in rows for value in row]


def _texts(values: list) -> StrData:
    told = [day_text(value) if isinstance(value, date) else str(value or "") for value in values]
    return StrData(ptCount=len(told), pt=[StrVal(idx=place, v=text) for place, text in enumerate(told)])


def _inline(id: str, place: int, caption: str, native: Native):
    drawing = parse_xml(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="{_CHART}" xmlns:r="{_OFFICE}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(Cm(native.width))}" cy="{int(Cm(native.height))}"/>'
        f'<wp:docPr id="{place + 100}" name="Chart {place}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="{id}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    drawing[0][1].set("descr", clean(caption))
    return drawing
