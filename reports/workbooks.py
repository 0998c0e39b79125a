"""A Report as a workbook, and a list of people as one: what is on the screen, to be signed, counted on and sent.

openpyxl is imported when a workbook is made, not before: it costs a quarter of a second, and few requests export.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from cadres.standards import Verdict
from reports.report import Report
from reports.streaming import Column, stream

_VERDICTS = {verdict.slug: verdict.label for verdict in Verdict}


def workbook_bytes(
    report: Report,
    *,
    made_by: str,
    made_at: datetime,
    rule: str,
    address: str,
    serial: str | None = None,
    illustrative: bool = False,
) -> bytes:
    """The .xlsx: cover, summary with native charts, one sheet per table and trend.

    `made_at` is in the time zone to be shown; `address` is the page's own; `serial` its number in the export ledger.
    `illustrative` prints "Số liệu minh họa" on the cover.
    """
    from openpyxl import Workbook

    from reports.workbook_parts.cover import Stamp, draw_cover
    from reports.workbook_parts.sheet_names import SheetNames
    from reports.workbook_parts.sheets import draw_table, draw_trend
    from reports.workbook_parts.styles import add_styles
    from reports.workbook_parts.summary import draw_summary

    book, names, stamp = Workbook(), SheetNames(), Stamp(made_by, made_at, rule, address, serial)
    add_styles(book)
    cover, summary = book.active, book.create_sheet()
    cover.title, summary.title = names.give("Bìa"), names.give("Tóm tắt")
    drawn = {table.id: draw_table(book.create_sheet(names.give(table.title)), table, report, stamp) for table in report.tables}
    for trend in report.trends:
        drawn[f"trend {trend.id}"] = draw_trend(book.create_sheet(names.give(trend.title)), trend, report, stamp)
    draw_summary(summary, report, stamp, drawn)
    held = ["Số liệu chính, biểu đồ, chỗ ký", *(table.sentence for table in report.tables), *(trend.sentence for trend in report.trends)]
    contents = list(zip(book.sheetnames[1:], held, strict=True))
    draw_cover(cover, report, stamp, contents, illustrative=illustrative)
    _describe(book, report, stamp)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _describe(book, report: Report, stamp) -> None:
    """The file's own properties."""
    from reports.workbook_parts.text import cell_text

    book.properties.title = cell_text(report.title)
    book.properties.creator = book.properties.lastModifiedBy = cell_text(stamp.made_by)
    book.properties.created = stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    book.properties.subject = cell_text(f"Số xuất {stamp.serial}") if stamp.serial else None
    book.properties.description = cell_text(stamp.address) or None


def people_workbook(
    rows: Iterable[Mapping],
    *,
    heading: str,
    filters: str = "",
    made_by: str,
    made_at: datetime,
    parts: Sequence | None = None,
    rule: str = "",
    address: str = "",
    serial: str | None = None,
) -> Iterator[bytes]:
    """A list of people as .xlsx, in pieces as the rows are read, however many they are.

    `rows` are those of `reports.people.PeopleRows`, with their parts (reports.people_columns.Part; usually those of a list
    that was not asked for others). Above the header stand the heading, the filters,
    the rule and who made the list; the people are numbered.
    """
    told = [f"Bộ lọc: {filters}" if filters else "Không lọc", f"Quy định áp dụng: {rule}" if rule else ""]
    number = f"Số xuất {serial}. " if serial else ""
    told += [f"{number}Người xuất: {made_by}, lúc {made_at:%H:%M ngày %d/%m/%Y}", address]
    parts = _usual_parts() if parts is None else parts
    columns = [Column("TT", 7), *(Column(part.label, part.width, wrapped=part.wrapped) for part in parts)]
    numbered = ((place, *(_cell(part.id, row[part.id]) for part in parts)) for place, row in enumerate(rows, start=1))
    lines = [heading, *(line for line in told if line)]
    return stream(columns, numbered, heading=lines, creator=made_by, subject=number.strip(), made_at=made_at)


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
