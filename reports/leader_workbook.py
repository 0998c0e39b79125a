"""A leader's workbook of one place: cover, one page of key figures with charts, every standing, both days, trend, schemes, data.

Every number is that of a Report; a sheet is drawn by the same functions as the workbook of a page. openpyxl is imported when one is made.
"""

from io import BytesIO

from chuanxa.exports.stamps import Stamp
from reports.leader_report import LeaderReport

KEY_FIGURES = "Số liệu chính"


def leader_workbook(told: LeaderReport, *, stamp: Stamp, address: str) -> bytes:
    """The .xlsx."""
    from openpyxl import Workbook

    from reports.workbook_parts.cover import Origin, draw_cover
    from reports.workbook_parts.styles import add_styles
    from reports.workbooks import describe

    book, origin = Workbook(), Origin(stamp, told.area.rule, address)
    add_styles(book)
    _add_data_style(book)
    cover = book.active
    cover.title = "Bìa"
    contents = _draw_sheets(book, told, origin)
    draw_cover(cover, told.area, origin, contents, illustrative=False)
    describe(book, told.area, origin)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _draw_sheets(book, told: LeaderReport, origin) -> list[tuple[str, str]]:
    """Every sheet but the cover; (its name, what it holds) in order."""
    from reports.workbook_parts.leader import draw_both_days, draw_data, draw_definitions
    from reports.workbook_parts.sheet_names import SheetNames
    from reports.workbook_parts.sheets import draw_trend
    from reports.workbook_parts.summary import draw_summary

    names, contents, drawn = SheetNames(), [], {}
    names.give("Bìa")

    def sheet(name: str, holds: str):
        made = book.create_sheet(names.give(name))
        contents.append((made.title, holds))
        return made

    summary = sheet(KEY_FIGURES, "Năm số liệu chính, mức đạt chuẩn, biểu đồ, chỗ ký")
    for name, report, table in told.tables():
        found = _draw_table(sheet(name, table.sentence or table.title), table, report, origin)
        if report is told.area:
            drawn[table.id] = found
    if told.before_after:
        draw_both_days(sheet("Trước và sau", told.before_after.title), told.before_after, origin)
    trend = next((trend for trend in told.area.trends if trend.id == "standardization"), None)
    if trend:
        drawn[f"trend {trend.id}"] = draw_trend(sheet("Diễn biến", trend.sentence or trend.title), trend, told.area, origin)
    for name, report, table in told.later_tables():
        _draw_table(sheet(name, table.sentence or report.title), table, report, origin)
    draw_definitions(sheet("Định nghĩa, căn cứ", "Nghĩa của từng từ; tiêu chuẩn có hiệu lực ngày này"), told.bases, told.area, origin)
    people = f"{told.cells.people:,}".replace(",", ".")
    draw_data(sheet("Dữ liệu", f"{people} người theo xã, nhóm chức danh, trình độ, kết luận; không có tên"), told.cells, origin)
    draw_summary(summary, _with_trends(told.area, drawn), origin, drawn)
    return contents


def _draw_table(sheet, table, report, origin):
    from reports.workbook_parts.leader import make_filterable
    from reports.workbook_parts.sheets import draw_table

    found = draw_table(sheet, table, report, origin)
    make_filterable(found)
    return found


def _with_trends(report, drawn):
    """The report with those of its trends that have a sheet to refer to."""
    from dataclasses import replace

    return replace(report, trends=tuple(trend for trend in report.trends if f"trend {trend.id}" in drawn))


def _add_data_style(book) -> None:
    """Text of the data sheet: never read as a number."""
    from openpyxl.styles import Font, NamedStyle

    from reports.workbook_parts.styles import FONT

    book.add_named_style(NamedStyle("data", font=Font(name=FONT, size=12), number_format="@"))
