"""How a built-in template lies on paper: letters, edges, the head, the signatures, the page. Times New Roman throughout."""

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.official_forms.form import Form, Heading

FONT = "Times New Roman"
NUMBER = "#,##0;-#,##0;\\-"
"""A zero is printed as a dash, as offices do; the cell holds the number."""

_THIN = Side("thin")
EDGES = Border(_THIN, _THIN, _THIN, _THIN)
CENTRE = Alignment("center", "center", wrap_text=True)
UPRIGHT = Alignment("center", "center", text_rotation=90, wrap_text=True)
LEFT = Alignment("left", "center", wrap_text=True)
TOP = Alignment("left", "top", wrap_text=True)
_PAPERS = {"A4": Worksheet.PAPERSIZE_A4, "A3": Worksheet.PAPERSIZE_A3}


def font(size: float, **more) -> Font:
    """The one typeface of official papers."""
    return Font(name=FONT, size=size, **more)


def put(sheet: Worksheet, row: int, column: int, value, size: float, *, to: int = 0, align=CENTRE, edges=False, **letters):
    """A cell, merged up to column `to`."""
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment = font(size, **letters), align
    if edges:
        for at in range(column, max(to, column) + 1):
            sheet.cell(row, at).border = EDGES
    if to > column:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=to)
    return cell


def put_head(sheet: Worksheet, form: Form, columns: int, subtitle: tuple[str, ...]) -> int:
    """The lines at the left and right with the title between; returns the last row used."""
    size = form.sheet.size + 1
    left, right = max(columns // 4, 2), columns - max(columns // 4, 2) + 1
    if left + 1 > right - 1:
        left, right = max(columns // 2, 1), columns // 2 + 1
    for row, text in enumerate(form.left, start=1):
        put(sheet, row, 1, text, size, to=left, bold=row == 1, italic=row > 1 and form.left_in_italics)
    for row, text in enumerate(form.right, start=1):
        put(
            sheet,
            row,
            right,
            text,
            size,
            to=columns,
            align=LEFT if form.left_in_italics else CENTRE,
            bold=not form.left_in_italics and row == 1,
        )
    row = max(len(form.left), len(form.right))
    for nth, text in enumerate((*form.title, *subtitle)):
        row += 1
        put(
            sheet,
            row,
            1,
            text,
            size + (4 if nth < len(form.title) else 1),
            to=columns,
            bold=nth < len(form.title),
            italic=nth >= len(form.title),
        )
        sheet.row_dimensions[row].height = 24 if nth < len(form.title) else 16
    return row


def put_heading(sheet: Worksheet, one: Heading, first_row: int, first_column: int, size: float, *, narrow: bool) -> None:
    """One cell of the head of the table, with its edges; `narrow` columns carry their headings upright."""
    top, left = first_row + one.row, first_column + one.column
    cell = sheet.cell(top, left, one.text)
    cell.font = font(size, bold=True)
    cell.alignment = UPRIGHT if narrow and one.leaf else CENTRE
    for row in range(top, top + one.rows):
        for column in range(left, left + one.columns):
            sheet.cell(row, column).border = EDGES
    if one.rows > 1 or one.columns > 1:
        sheet.merge_cells(start_row=top, start_column=left, end_row=top + one.rows - 1, end_column=left + one.columns - 1)


def put_foot(sheet: Worksheet, form: Form, row: int, columns: int) -> int:
    """Notes, place and date, the two signatures; returns the last row used. The foot of every page carries the stamp of the export."""
    size = form.sheet.size + 1
    put(sheet, row, 1, "{{ghi_chu}}", form.sheet.size, to=columns, align=TOP, italic=True)
    half = columns // 2
    put(sheet, row + 1, half + 1, "{{ngay_lap}}", size + 1, to=columns, italic=True)
    for start, end, (who, below) in ((1, half, form.signature.left), (half + 1, columns, form.signature.right)):
        put(sheet, row + 2, start, who, size + 1, to=end, bold=True)
        put(sheet, row + 3, start, below, size, to=end, italic=True)
    sheet.row_dimensions[row + 4].height = 60
    return row + 4


def put_on_paper(sheet: Worksheet, form: Form, first_head: int, last_head: int, last: int, columns: int) -> None:
    """Paper, margins, the print area, and the head of the table repeated on every sheet."""
    page = sheet.page_setup
    page.paperSize, page.orientation = _PAPERS[form.sheet.paper], "landscape" if form.sheet.landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    page.fitToWidth, page.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.75
    margins.header = margins.footer = 0.35  # less room under the table cuts the foot in two
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
    if last_head:
        sheet.print_title_rows = f"{first_head}:{last_head}"
        sheet.freeze_panes = sheet.cell(last_head + 1, 3)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.right.text = "&P/&N"
    sheet.oddFooter.right.size = 8
    sheet.oddFooter.right.font = FONT
    sheet.sheet_view.showGridLines = False
