"""The sheet of an official paper as Decree 30/2020/NĐ-CP, appendix I, lays it out: A4, margins, Times New Roman 13–14, page numbers on top.

The margins are 20 mm above and below, 30 mm left, 20 mm right; text is justified, its first line 1,27 cm in, at least 6 points apart.
"""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
SIZE = 14
TEXT_WIDTH = Cm(16)
"""Between the margins."""


def new_paper():
    """An empty document with the page, the font and the page numbers set."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    _set_font(paper.styles["Normal"], SIZE)
    spacing = paper.styles["Normal"].paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _number_pages(section)
    _speak_vietnamese(paper)
    _leave_the_template(paper)
    return paper


def _set_font(style, size: int) -> None:
    """All four fonts of a style: Vietnamese letters otherwise fall back to another one."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _speak_vietnamese(paper) -> None:
    """So that a word processor checks the spelling in the right language."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)


def _leave_the_template(paper) -> None:
    """Without the template's own picture in file managers, and not opened in Word's compatibility mode."""
    package = paper.part.package
    for id in [id for id, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[id]
    for setting in paper.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _number_pages(section) -> None:
    """Arabic, in the middle of the top margin, from the second page."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field(run, kind, text)
    run.font.size = Pt(13)


def foot(paper, text: str) -> None:
    """A line in small letters at the foot of every page."""
    section = paper.sections[0]
    for footer in (section.footer, section.first_page_footer):
        write(footer.paragraphs[0], text, size=8, italic=True)


def _field(run: Run, kind: str, text: str) -> None:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = text
    run._r.append(part)


def line(place, text: str, *, size: float = SIZE, bold=False, italic=False, align="left", before=0.0, after=0.0) -> Paragraph:
    """A paragraph in a document or a cell; a new line in the text is a new line on paper."""
    written = place.add_paragraph()
    return write(written, text, size=size, bold=bold, italic=italic, align=align, before=before, after=after)


def write(written: Paragraph, text: str, *, size: float = SIZE, bold=False, italic=False, align="left", before=0.0, after=0.0) -> Paragraph:
    """The same in a paragraph that is there."""
    written.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    written.paragraph_format.space_before, written.paragraph_format.space_after = Pt(before), Pt(after)
    run = written.add_run(clean(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return written


def body(paper, text: str) -> Paragraph:
    """A paragraph of the text."""
    written = line(paper, text, align="justify", before=6)
    written.paragraph_format.first_line_indent = Cm(1.27)
    written.paragraph_format.line_spacing = 1.15
    written.paragraph_format.widow_control = True
    return written


def rule(place, *, left: float, right: float) -> None:
    """A thin line, `left` and `right` centimetres in from the edges of its place."""
    written = place.add_paragraph()
    written.paragraph_format.left_indent, written.paragraph_format.right_indent = Cm(left), Cm(right)
    written.paragraph_format.line_spacing_rule, written.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    written.paragraph_format.space_before = Pt(3)
    border, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    written._p.get_or_add_pPr().append(border)


def clean(text: str) -> str:
    """Without the control characters that XML refuses."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)
