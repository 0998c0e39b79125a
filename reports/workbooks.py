"""A Report as a workbook, and a list of people as one: what is on the screen, to be signed, counted on and sent.

openpyxl is imported when a workbook is made, not before: it costs a quarter of a second, and few requests export.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO

from cadres.standards import Verdict
from reports.report import Report
from reports.streaming import Column, stream

PEOPLE_COLUMNS = (
    Column("TT", 7),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 13),
    Column("Giới tính", 10),
    Column("Chức danh", 30, wrapped=True),
    Column("Xã, phường, thị trấn", 24),
    Column("Huyện", 22),
    Column("Chuyên môn", 19),
    Column("Lý luận chính trị", 19),
    Column("Đạt chuẩn", 18),
    Column("Còn thiếu", 46, wrapped=True),
)
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
    rule: str = "",
    address: str = "",
    serial: str | None = None,
) -> Iterator[bytes]:
    """A list of people as .xlsx, in pieces as the rows are read, however many they are.

    `rows` are those of `reports.tables.PeopleTable`. Above the header stand the heading, the filters, the rule and who made the
    list; the people are numbered.
    """
    told = [f"Bộ lọc: {filters}" if filters else "Không lọc", f"Quy định áp dụng: {rule}" if rule else ""]
    number = f"Số xuất {serial}. " if serial else ""
    told += [f"{number}Người xuất: {made_by}, lúc {made_at:%H:%M ngày %d/%m/%Y}", address]
    numbered = (_person(number, row) for number, row in enumerate(rows, start=1))
    lines = [heading, *(line for line in told if line)]
    return stream(PEOPLE_COLUMNS, numbered, heading=lines, creator=made_by, subject=number.strip(), made_at=made_at)


def _person(number: int, row: Mapping) -> tuple:
    return (
        number,
        row["name"],
        _day(row["born"]),
        row["sex"],
        row["position"],
        row["commune"],
        row["district"],
        row["professional"],
        row["theory"],
        _VERDICTS[row["verdict"]],
        row["missing"],
    )


def _day(born: date | str) -> date | str:
    """A full day as a day, so that it sorts; a month or a year alone as it is written."""
    if isinstance(born, str) and len(born) == 10:
        try:
            return date(int(born[6:]), int(born[3:5]), int(born[:2]))
        except ValueError:
            return born
    return born
