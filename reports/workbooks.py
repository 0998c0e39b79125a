"""A Report as a workbook, and a list of people as one: what is on the screen, to be signed, counted on and sent.

openpyxl is imported when a workbook is made, not before: it costs a quarter of a second, and few requests export.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date
from io import BytesIO

from cadres.standards import Verdict
from chuanxa.exports.stamps import Stamp
from reports.report import Report
from reports.streaming import Column, stream

_VERDICTS = {verdict.slug: verdict.label for verdict in Verdict}


def workbook_bytes(
    report: Report,
    *,
    stamp: Stamp,
    rule: str,
    address: str,
    illustrative: bool = False,
) -> bytes:
    """The .xlsx: cover, summary with native charts, one sheet per table and trend.

    `stamp` is its line in the ledger of exports, `address` the page's own.
    `illustrative` prints "Số liệu minh họa" on the cover.
    """
    from openpyxl import Workbook

    from reports.workbook_parts.cover import Origin, draw_cover
    from reports.workbook_parts.sheet_names import SheetNames
    from reports.workbook_parts.sheets import draw_table, draw_trend
    from reports.workbook_parts.styles import add_styles
    from reports.workbook_parts.summary import draw_summary

    book, names, origin = Workbook(), SheetNames(), Origin(stamp, rule, address)
    add_styles(book)
    cover, summary = book.active, book.create_sheet()
    cover.title, summary.title = names.give("Bìa"), names.give("Tóm tắt")
    drawn = {table.id: draw_table(book.create_sheet(names.give(table.title)), table, report, origin) for table in report.tables}
    for trend in report.trends:
        drawn[f"trend {trend.id}"] = draw_trend(book.create_sheet(names.give(trend.title)), trend, report, origin)
    draw_summary(summary, report, origin, drawn)
    held = ["Số liệu chính, biểu đồ, chỗ ký", *(table.sentence for table in report.tables), *(trend.sentence for trend in report.trends)]
    contents = list(zip(book.sheetnames[1:], held, strict=True))
    draw_cover(cover, report, origin, contents, illustrative=illustrative)
    describe(book, report, origin)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def describe(book, report: Report, origin) -> None:
    """The file's own properties."""
    from reports.workbook_parts.text import cell_text

    book.properties.title = cell_text(report.title)
    book.properties.creator = book.properties.lastModifiedBy = cell_text(origin.stamp.by)
    book.properties.created = origin.stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    book.properties.subject = f"Số xuất {origin.stamp.number}"
    book.properties.description = cell_text(origin.address) or None


def people_workbook(
    rows: Iterable[Mapping],
    *,
    heading: str,
    filters: str = "",
    stamp: Stamp,
    parts: Sequence | None = None,
) -> Iterable[bytes]:
    """A list of people as .xlsx, in pieces as the rows are read, however many they are.

    `rows` are those of `reports.people.PeopleRows`, with their parts (reports.people_columns.Part; usually those of a list
    that was not asked for others). Above the header stand the heading and the filters; the people are numbered.
    """
    parts = _usual_parts() if parts is None else parts
    columns = [Column("TT", 7), *(Column(part.label, part.width, wrapped=part.wrapped) for part in parts)]
    numbered = ((place, *(_cell(part.id, row[part.id]) for part in parts)) for place, row in enumerate(rows, start=1))
    return stream(columns, numbered, heading=(heading, f"Bộ lọc: {filters}" if filters else "Không lọc"), stamp=stamp)


def _usual_parts() -> Sequence:
    from reports.people_columns import Arrangement

    return Arrangement().parts


_DAYS = ("born", "party_member_since")


def _cell(part: str, text: str) -> date | str | int:
    """A text as a workbook holds it: days are days, so that they sort; a month or a year alone stays as it is written."""
    if part in _DAYS:
        return _day(text)
    if part == "verdict":
        return _VERDICTS[text]
    return int(text) if part == "age" and text else text


def _day(text: str) -> date | str:
    if len(text) != 10:
        return text
    try:
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    except ValueError:
        return text
