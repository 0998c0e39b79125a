"""The two files of a list of users: the form to fill in, and the links to hand out."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from chuanxa.exports.cells import put_text
from chuanxa.exports.marking import mark_workbook
from chuanxa.exports.stamps import Stamp
from chuanxa.models import User
from chuanxa.roles import ROLES
from provinces.user_rows import HEADERS, MOST, USERNAME_SAYS

_WIDTHS = (28, 22, 20, 36, 48)
_HEAD_ROW = 4
_SAYS = (
    "DANH SÁCH NGƯỜI DÙNG",
    f"Tên đăng nhập: {USERNAME_SAYS}. Phạm vi: mã hoặc tên đơn vị, nhiều nơi cách nhau dấu chấm phẩy; hoặc “cả nước”.",
    f"Mỗi người một dòng, tới {MOST} dòng. Không ghi mật khẩu: mỗi người tự đặt bằng liên kết.",
)


def blank_list(stamp: Stamp) -> bytes:
    """An .xlsx with the header that is read, and a drop-down of the roles."""
    book, sheet = _book("Người dùng", _SAYS, HEADERS, _WIDTHS)
    labels = ",".join(role.label for role in ROLES.values())
    rule = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
    rule.add(f"C{_HEAD_ROW + 1}:C{_HEAD_ROW + MOST}")
    sheet.add_data_validation(rule)
    for row in range(_HEAD_ROW + 1, _HEAD_ROW + MOST + 1):
        sheet.cell(row, 5).number_format = "@"
    return _bytes(book, stamp, own_sheet=False)


def links_list(links: Iterable[tuple[User, str]], stamp: Stamp) -> bytes:
    """An .xlsx of (user, address): who opens the address sets that user's password, once."""
    says = (
        "LIÊN KẾT ĐẶT MẬT KHẨU LẦN ĐẦU",
        f"Cấp lúc {stamp.made_at:%H:%M ngày %d/%m/%Y}; mỗi liên kết dùng một lần, hết hạn sau 24 giờ.",
        "Giao riêng từng người; xóa tệp này sau khi giao.",
    )
    book, sheet = _book("Liên kết", says, ("Họ và tên", "Tên đăng nhập", "Cơ quan", "Liên kết"), (28, 22, 36, 90))
    for number, (user, address) in enumerate(links, start=_HEAD_ROW + 1):
        for column, value in enumerate((user.full_name, user.username, user.workplace, address), start=1):
            put_text(sheet.cell(number, column), value)
    return _bytes(book, stamp)


def _book(name: str, says: Iterable[str], headers: Iterable[str], widths: Iterable[int]):
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row, text in enumerate(says, start=1):
        sheet.cell(row, 1, text).font = Font(name="Times New Roman", bold=row == 1, size=14 if row == 1 else 12)
    for column, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        cell = sheet.cell(_HEAD_ROW, column, header)
        cell.font, cell.fill = Font(name="Times New Roman", bold=True), PatternFill("solid", fgColor="E8EDF3")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    return book, sheet


def _bytes(book: Workbook, stamp: Stamp, *, own_sheet: bool = True) -> bytes:
    mark_workbook(book, stamp, own_sheet=own_sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
