"""A written report as a Word file that can be signed as it stands: the layout of official papers, text, tables and native charts.

python-docx is imported when a document is made, not before: few requests ask for one.
"""

from datetime import UTC
from io import BytesIO

from chuanxa.exports.stamps import Stamp
from reports.letterhead import Letterhead
from reports.written.plan import Drawing, Heading, Illustration, Paragraph, Written
from reports.written.words import plain


def document_bytes(written: Written, letterhead: Letterhead, *, stamp: Stamp) -> bytes:
    """The .docx. The stamp of the ledger stands in small letters at the foot of its pages, whole in the file's properties."""
    from reports.document_parts.ends import draw_closing, draw_opening
    from reports.document_parts.paper import foot, new_paper

    paper = new_paper()
    draw_opening(paper, letterhead, "BÁO CÁO", written.subject)
    _draw_blocks(paper, written)
    paper.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a page
    draw_closing(paper, letterhead)
    foot(paper, stamp.footer)
    _describe(paper, written, stamp)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _draw_blocks(paper, written: Written) -> None:
    """Tables are numbered as "Biểu", charts as "Hình", each in its own order."""
    from reports.document_parts.charts import place_chart, table_chart, trend_lines
    from reports.document_parts.paper import body, line
    from reports.document_parts.tables import draw_table

    tables = charts = 0
    for block in written.blocks:
        match block:
            case Heading(text):
                line(paper, text, bold=True, before=10).paragraph_format.keep_with_next = True
            case Paragraph(told):
                body(paper, plain(told))
            case Illustration(caption, report, table, charted):
                tables += 1
                draw_table(paper, f"Biểu {tables}. {caption}", table, report)
                if charted:
                    charts += 1
                    place_chart(paper, table_chart(table, report), f"Hình {charts}. {caption}", charts)
            case Drawing(caption, _, trend):
                charts += 1
                place_chart(paper, trend_lines(trend), f"Hình {charts}. {caption}", charts)


_LONGEST_COMMENT = 255
"""What the properties of a file hold; the ledger holds all."""


def _describe(paper, written: Written, stamp: Stamp) -> None:
    """The file's own properties."""
    from reports.document_parts.paper import clean

    about = paper.core_properties
    about.title, about.author, about.last_modified_by = clean(written.subject)[:250], clean(stamp.by)[:250], clean(stamp.by)[:250]
    about.created = about.modified = stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    about.language, about.comments = "vi-VN", clean(". ".join(stamp.lines()))[:_LONGEST_COMMENT]
