"""The fixed parts of a streamed workbook: what SpreadsheetML asks around the rows (ECMA-376 part 1, chapter 18).

Pure. Styles are numbers in the order of the `cellXfs` below; days are dd/mm/yyyy, dots and commas follow the reader's own locale.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from xml.sax.saxutils import escape, quoteattr

from chuanxa.exports.stamps import STAMP_SHEET, Stamp
from reports.workbook_parts.text import cell_text, coded

HEADING, LINE, HEADER, DAY, MOMENT = 1, 2, 3, 4, 5
NUMBERS = {"plain": 6, "count": 7, "share": 8}
"""How the numbers of a column look: 1975 · 3.604 · 31,44 %."""
TEXTS = {(False, False): 9, (False, True): 10, (True, False): 11, (True, True): 12}
"""Text by (broken into lines, begins like a formula)."""
_SAID = 13

LINE_HEIGHT = 15.75
"""Points of one line of text."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def _types(sheets: int) -> str:
    written = "\n".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET_TYPE}"/>' for number in range(1, sheets + 1)
    )
    return f"""{_START}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
{written}
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""


_RELATIONS = f"""{_START}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""


def _book_relations(sheets: int) -> str:
    """rId1 the styles, rId2 the first sheet, and so on."""
    written = "\n".join(
        f'<Relationship Id="rId{number + 1}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    return f"""{_START}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
{written}
</Relationships>"""


_FORMATS = {DAY: 164, MOMENT: 165, NUMBERS["plain"]: 0, NUMBERS["count"]: 3, NUMBERS["share"]: 10}
_FONT = '<sz val="{size}"/><name val="Times New Roman"/><family val="1"/>'
_BORDERED = 'xfId="0" fontId="0" applyFont="1" borderId="1" applyBorder="1" applyAlignment="1"'
_HEADED = _BORDERED.replace('fontId="0"', 'fontId="2"')
_CENTRED = '<alignment horizontal="center" vertical="center" wrapText="1"/>'


def _written(wrapped: bool, quoted: bool) -> str:
    """The style of text: never read as a number, and marked as text when it begins like a formula."""
    mark = ' quotePrefix="1"' if quoted else ""
    aligned = f'<alignment horizontal="left" vertical="top" indent="1" wrapText="{wrapped:d}"/>'
    return f'<xf {_BORDERED} numFmtId="49" applyNumberFormat="1"{mark}>{aligned}</xf>'


def _styles() -> str:
    plain = [
        '<xf xfId="0" fontId="1" applyFont="1"/>',
        '<xf xfId="0" fontId="0" applyFont="1"/>',
        f'<xf {_HEADED} fillId="2" applyFill="1">{_CENTRED}</xf>',
        *(
            f'<xf {_BORDERED} numFmtId="{kind}" applyNumberFormat="1"><alignment horizontal="right" vertical="top" indent="1"/></xf>'
            for kind in _FORMATS.values()
        ),
        *(_written(*kind) for kind in TEXTS),
        '<xf xfId="0" fontId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    ]
    line = '<{side} style="thin"><color rgb="FFB9B4A8"/></{side}>'
    sides = "".join(line.format(side=side) for side in ("left", "right", "top", "bottom"))
    fonts = "".join(f"<font>{bold}{_FONT.format(size=size)}</font>" for bold, size in (("", 12), ("<b/>", 14), ("<b/>", 12)))
    shade = '<patternFill patternType="solid"><fgColor rgb="FFECE9E1"/></patternFill>'
    fills = "".join(f"<fill>{fill}</fill>" for fill in ('<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>', shade))
    return f"""{_START}<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="hh:mm dd/mm/yyyy"/></numFmts>
<fonts count="3">{fonts}</fonts>
<fills count="3">{fills}</fills>
<borders count="2"><border><left/><right/><top/><bottom/></border><border>{sides}</border></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="{len(plain) + 1}"><xf xfId="0"/>{"".join(plain)}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def _book(names: Sequence[str], header_row: int) -> str:
    quoted = escape("'" + names[0].replace("'", "''") + "'")
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number + 1}"/>' for number, name in enumerate(names, 1))
    return f"""{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">
<sheets>{sheets}</sheets>
<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">{quoted}!${header_row}:${header_row}</definedName></definedNames>
</workbook>"""


def _properties(title: str, stamp: Stamp | None) -> str:
    made = f"{stamp.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if stamp else ""
    created = f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>' if made else ""
    said = [("title", title), ("subject", f"Số xuất {stamp.number}" if stamp else ""), ("creator", stamp.by if stamp else "")]
    told = "".join(f"<dc:{name}>{escape(cell_text(text))}</dc:{name}>" for name, text in said if text)
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    names += f' xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    return f"{_START}<cp:coreProperties {names} {instance}>{told}{created}</cp:coreProperties>"


def fixed(sheet: str, header_row: int, title: str, stamp: Stamp | None = None) -> Iterator[tuple[str, str]]:
    """(name, text) of every part but the sheet itself."""
    names = [sheet, STAMP_SHEET] if stamp else [sheet]
    yield "[Content_Types].xml", _types(len(names))
    yield "_rels/.rels", _RELATIONS
    yield "docProps/core.xml", _properties(title, stamp)
    yield "xl/workbook.xml", _book(names, header_row)
    yield "xl/_rels/workbook.xml.rels", _book_relations(len(names))
    yield "xl/styles.xml", _styles()
    if stamp:
        yield "xl/worksheets/sheet2.xml", _stamp_sheet(title, stamp)


def _stamp_sheet(title: str, stamp: Stamp) -> str:
    """The last sheet: what the file is, its number, who made it, of what, by which rules."""
    said = [(title, HEADING), *((line, _SAID) for line in stamp.lines())]
    rows = "".join(_stamp_row(row, text, style) for row, (text, style) in enumerate(said, start=1))
    return (
        f'{_START}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetFormatPr defaultRowHeight="{LINE_HEIGHT}"/><cols><col min="1" max="1" width="110" customWidth="1"/></cols>'
        f'<sheetData>{rows}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>{_footer(stamp)}</worksheet>'
    )


def letter(place: int) -> str:
    """0 → "A", 25 → "Z", 26 → "AA"."""
    name = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        name = chr(65 + left) + name
    return name


def sheet_start(widths: Sequence[float], header_row: int) -> str:
    """Everything before the first row: the frozen header and the widths of the columns."""
    columns = "".join(f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, width in enumerate(widths, start=1))
    below = f"A{header_row + 1}"
    return (
        f'{_START}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{header_row}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE_HEIGHT}"/><cols>{columns}</cols><sheetData>'
    )


def _stamp_row(row: int, text: str, style: int) -> str:
    height = LINE_HEIGHT * (1 + len(text) // 105)
    written = f'<is><t xml:space="preserve">{escape(coded(cell_text(text)))}</t></is>'
    return f'<row r="{row}" ht="{height + 4}" customHeight="1"><c r="A{row}" s="{style}" t="inlineStr">{written}</c></row>'


def sheet_end(filtered: str, stamp: Stamp | None = None) -> str:
    """Everything after the last row: the filter over the `filtered` range, A4 across, as wide as one page, pages numbered."""
    return (
        f'</sheetData><autoFilter ref="{filtered}"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"{_footer(stamp)}</worksheet>"
    )


def _footer(stamp: Stamp | None) -> str:
    """The stamp at the left, the page at the right; an ampersand of a name is doubled, as codes of a footer begin with one."""
    said = f"&L&8{stamp.footer.replace('&', '&&')}" if stamp else ""
    return f"<headerFooter><oddFooter>{escape(said)}&amp;R&amp;P/&amp;N</oddFooter></headerFooter>"
