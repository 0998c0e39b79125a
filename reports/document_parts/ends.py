"""The beginning and the end of an official paper: both bodies and the national motto; recipients and the signature."""

from docx.shared import Pt

from reports.document_parts.paper import line, rule, write
from reports.document_parts.tables import set_widths
from reports.letterhead import Letterhead

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_LEFT, _RIGHT = 6.4, 10.2  # centimetres; the two columns may stand a little out of the text


def draw_opening(paper, letterhead: Letterhead, kind: str, subject: str) -> None:
    """Who sends it beside the nation and the motto; the number beside the place and the day; then what it is."""
    left, right = _columns(paper)
    if letterhead.superior:
        write(left.paragraphs[0], letterhead.superior, size=13, align="center")
        line(left, letterhead.body, size=13, bold=True, align="center")
    else:
        write(left.paragraphs[0], letterhead.body, size=13, bold=True, align="center")
    rule(left, left=2.1, right=2.1)
    write(right.paragraphs[0], NATION, size=13, bold=True, align="center")
    line(right, MOTTO, size=14, bold=True, align="center")
    rule(right, left=1.75, right=1.75)
    line(left, letterhead.numbered, size=13, align="center", before=6)
    line(right, letterhead.dated, size=14, italic=True, align="center", before=6)
    line(paper, kind, bold=True, align="center", before=14)
    line(paper, subject, bold=True, align="center")
    rule(paper, left=6, right=6)
    paper.paragraphs[-1].paragraph_format.space_after = Pt(8)


def draw_closing(paper, letterhead: Letterhead) -> None:
    """Recipients on the left, the signature on the right; the two are not parted by the end of a page."""
    left, right = _columns(paper)
    write(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True, before=12)
    for text in letterhead.recipients:
        line(left, text, size=11)
    write(right.paragraphs[0], letterhead.role, bold=True, align="center", before=12)
    for _ in range(4):
        line(right, "", align="center")
    line(right, letterhead.signer, bold=True, align="center")
    for cell in (left, right):
        for one in cell.paragraphs:
            one.paragraph_format.keep_with_next = True


def _columns(paper):
    """Two cells of a table without lines, which is not parted by the end of a page."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = 1
    set_widths(table, (_LEFT, _RIGHT))
    return table.rows[0].cells
