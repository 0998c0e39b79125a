"""The first sheet: what the workbook is of, by which rule, who made it and when, how to read it, where each table is."""

from dataclasses import dataclass
from textwrap import shorten

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from chuanxa.exports.stamps import Stamp
from reports.report import Report
from reports.rounding import in_force
from reports.sentences import day_text
from reports.workbook_parts.styles import lay_on_paper, lines_of, put, put_across

LEVELS = {"nation": "Cả nước", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
HOW_TO_READ = (
    "Mỗi tỷ lệ đứng cạnh số đếm và tổng số làm mẫu số.",
    "“Chưa đủ dữ liệu” là chưa có hồ sơ để kết luận, không phải chưa đạt. Đạt, chưa đạt và chưa đủ dữ liệu cộng lại bằng tổng số người.",
    "Bảng có dòng “Tổng số” thì các dòng cộng lại được; bảng không có dòng ấy thì một người có thể ở nhiều dòng.",
    "Các ô số là số, tính tiếp được; dấu chấm, dấu phẩy hiện theo máy của người mở.",
)
_LABEL, _VALUE = 30, 104  # letters


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a workbook comes from: its line in the ledger, the rule in words, the address of the page."""

    stamp: Stamp
    rule: str
    address: str = ""

    @property
    def footer(self) -> str:
        """What stands at the foot of each page."""
        return self.stamp.footer


def draw_cover(sheet: Worksheet, report: Report, origin: Origin, contents: list[tuple[str, str]], *, illustrative: bool) -> None:
    """`contents` are (sheet, what it holds) in order."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _VALUE
    put_across(sheet, 2, 2, report.title, "cover heading", letters=80, height=30)
    row = 4
    if illustrative:
        put_across(sheet, 3, 2, "Số liệu minh họa", "warning", letters=100, height=20)
        row = 5
    for label, value in _said(report, origin):
        row = _line(sheet, row, label, value)
    row = _part(sheet, row + 1, "Cách đọc", (*HOW_TO_READ, f"Tỷ lệ {in_force().said()}."))
    if report.notes:
        row = _part(sheet, row + 1, "Ghi chú", report.notes)
    put(sheet, row + 1, 1, "Trong tệp này", "part")
    for place, (name, held) in enumerate(contents, start=row + 2):
        _link(sheet, place, name)
        put(sheet, place, 2, shorten(held, _VALUE, placeholder=" …"), "value")
    lay_on_paper(sheet, origin.footer)


def _said(report: Report, origin: Origin) -> list[tuple[str, str]]:
    code = f" (mã {report.area.code})" if report.area.code else ""
    said = [("Đơn vị", f"{report.area.name}{code}, {LEVELS[report.area.level]}" if code else report.area.name)]
    said.append(("Số liệu tại ngày", day_text(report.day)))
    if report.compared_day:
        said.append(("So với ngày", day_text(report.compared_day)))
    stamp = origin.stamp
    known = f"{report.known_at:%H:%M ngày %d/%m/%Y}" if report.known_at else f"{stamp.made_at:%H:%M ngày %d/%m/%Y} (lúc xuất)"
    said.append(("Theo dữ liệu ghi nhận đến", known))
    said += [(item.label, ", ".join(label for _, label in item.values)) for item in report.filters] or [("Bộ lọc", "Không lọc")]
    said += [("Đối tượng tính", report.population), ("Quy định áp dụng", origin.rule)]
    said += [("Mã tiêu chuẩn", "; ".join(stamp.rules))] if stamp.rules else []
    said += [("Số xuất", stamp.number), ("Người xuất", stamp.by), ("Xuất lúc", f"{stamp.made_at:%H:%M ngày %d/%m/%Y}")]
    said.append(("Dữ liệu đến dòng nhật ký số", str(stamp.data_version)))
    return said + ([("Địa chỉ trang", origin.address)] if origin.address else [])


def _line(sheet: Worksheet, row: int, label: str, value: str) -> int:
    put(sheet, row, 1, label, "label")
    put(sheet, row, 2, value, "value")
    sheet.row_dimensions[row].height = 16.5 * max(lines_of(label, _LABEL - 2), lines_of(value, _VALUE - 4)) + 3
    return row + 1


def _part(sheet: Worksheet, row: int, heading: str, lines: tuple[str, ...]) -> int:
    put(sheet, row, 1, heading, "part")
    for place, line in enumerate(lines, start=row + 1):
        put_across(sheet, place, 2, f"• {line}", "sentence", letters=_LABEL + _VALUE - 6, height=16.5)
    return row + len(lines) + 1


def _link(sheet: Worksheet, row: int, name: str) -> None:
    cell = put(sheet, row, 1, name, "link")
    quoted = name.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.style = "link"
