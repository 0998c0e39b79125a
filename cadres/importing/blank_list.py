"""A blank list of one commune to fill in: columns the importer knows, drop-downs for what is chosen, an example of how to write."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.importing.units import Place
from cadres.levels import Ladder
from chuanxa.exports.cells import put_text
from chuanxa.exports.marking import mark_workbook
from chuanxa.exports.stamps import Stamp

ROWS = 300
_LISTED = (Ladder.GENERAL_EDUCATION, Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY, Ladder.STATE_MANAGEMENT, Ladder.INFORMATICS)
_WIDTHS = {"STT": 6, "Họ và tên": 26, "Chức danh": 30, "Ngành đào tạo": 24, "Ghi chú": 26}
_LINE = Border(*[Side(style="thin", color="B8B8B8")] * 4)
HEADERS = (
    ("STT", ""),
    ("Họ và tên", "Viết đủ họ, tên đệm, tên."),
    ("Số định danh cá nhân", "12 chữ số; ô đã định dạng chữ để không mất số 0."),
    ("Ngày sinh", "05/07/1975; chỉ biết tháng thì 07/1975, chỉ biết năm thì 1975."),
    ("Giới tính", ""),
    ("Dân tộc", ""),
    ("Chức danh", "Hai chức danh một người: ghi chung một ô, nối bằng chữ “kiêm”."),
    ("Giữ chức danh từ ngày", "Để trống nếu chưa rõ."),
    ("Ngày vào Đảng", "Chỉ biết là đảng viên thì ghi x."),
    ("Trình độ văn hóa", ""),
    ("Trình độ chuyên môn", ""),
    ("Ngành đào tạo", ""),
    ("Lý luận chính trị", ""),
    ("Quản lý nhà nước", ""),
    ("Tin học", ""),
    ("Ghi chú", "Đang học lớp nào thì ghi: Đang học đại học Luật."),
)


def blank_list(place: Place, day: date, positions: list[str], stamp: Stamp) -> bytes:
    """An .xlsx for a commune; `positions` are the labels in force on `day`."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet["A1"] = "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"
    put_text(sheet["A2"], f"Đơn vị: {place.label}")
    sheet["A3"] = f"(Tính đến ngày {day:%d/%m/%Y})"
    for row in (1, 2, 3):
        sheet.cell(row, 1).font = Font(name="Times New Roman", bold=row == 1, size=14 if row == 1 else 12)
    for column, (header, hint) in enumerate(HEADERS, start=1):
        _head(sheet, column, header, hint)
    _grid(sheet)
    _drop_downs(book, sheet, positions)
    sheet.freeze_panes = "C6"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", "9", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "5:5"
    mark_workbook(book, stamp, own_sheet=False)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet, column: int, header: str, hint: str) -> None:
    cell = sheet.cell(5, column, header)
    cell.font, cell.border = Font(name="Times New Roman", bold=True), _LINE
    cell.fill = PatternFill("solid", fgColor="E8EDF3")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if hint:
        cell.comment = Comment(hint, "Chuẩn Xã", width=300, height=80)
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(header, 16)


def _grid(sheet) -> None:
    for row in range(6, 6 + 30):
        for column in range(1, len(HEADERS) + 1):
            sheet.cell(row, column).border = _LINE
    for row in range(6, 6 + ROWS):
        sheet.cell(row, 3).number_format = sheet.cell(row, 4).number_format = "@"


def _drop_downs(book: Workbook, sheet, positions: list[str]) -> None:
    """The choices stand on a hidden sheet; typing something else is allowed, the importer reads many spellings."""
    lists = book.create_sheet("Danh mục")
    lists.sheet_state = "hidden"
    choices = {"Giới tính": ["Nam", "Nữ"], "Dân tộc": [group.name for group in ETHNIC_GROUPS], "Chức danh": positions}
    headers = ["Trình độ văn hóa", "Trình độ chuyên môn", "Lý luận chính trị", "Quản lý nhà nước", "Tin học"]
    choices |= {header: [level.label for level in ladder.levels] for header, ladder in zip(headers, _LISTED, strict=True)}
    places = {header: column for column, (header, _) in enumerate(HEADERS, start=1)}
    for number, (header, values) in enumerate(choices.items(), start=1):
        for row, value in enumerate(values, start=1):
            put_text(lists.cell(row, number), value)
        name = f"DM_{number}"
        letter = get_column_letter(number)
        book.defined_names[name] = DefinedName(name, attr_text=f"'Danh mục'!${letter}$1:${letter}${len(values)}")
        rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True, showErrorMessage=False)
        column = get_column_letter(places[header])
        rule.add(f"{column}6:{column}{5 + ROWS}")
        sheet.add_data_validation(rule)
