"""How cells look, as named styles of the workbook, and how sheets are laid on paper: Times New Roman, A4 across.

Text is written by `put` alone: it is never a formula, and never holds a character that would break the file.
"""

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from chuanxa.exports.cells import put_text
from reports.rounding import in_force
from reports.workbook_parts.text import cell_text

FONT = "Times New Roman"
_THIN = Side(style="thin", color="FFB9B4A8")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="FFECE9E1")
_INK, _ACCENT, _QUIET = "FF17202B", "FF8F1D21", "FF46525F"

FORMS = {"order": "0", "text": "@", "count": "#,##0", "share": "0.00%", "points": "+0.00;-0.00;0.00", "day": "dd/mm/yyyy"}
"""Number formats by form of a field; dots and commas follow the reader's own locale."""

_LONGEST_FOOTER = 110  # letters; Excel refuses a footer of more than 255 with its codes
_ACROSS = {"order": "center", "text": "left", "day": "center"}


def _style(name: str, *, size=12, bold=False, italic=False, colour=_INK, form="General", box=False, shade=False, **aligned) -> NamedStyle:
    font = Font(name=FONT, size=size, bold=bold, italic=italic, color=colour)
    style = NamedStyle(name, font=font, alignment=Alignment(**{"vertical": "top", **aligned}), number_format=form)
    if box:
        style.border = _BOX
    if shade:
        style.fill = _SHADE
    return style


def add_styles(book: Workbook) -> None:
    """Give the workbook every style that `put` may be asked for."""
    for style in (
        _style("heading", size=16, bold=True, colour=_ACCENT),
        _style("cover heading", size=20, bold=True, colour=_ACCENT, horizontal="center", vertical="center", wrap_text=True),
        _style("part", size=13, bold=True),
        _style("line", colour=_QUIET),
        _style("sentence", wrap_text=True),
        _style("note", size=11, italic=True, colour=_QUIET, wrap_text=True),
        _style("label", bold=True, wrap_text=True),
        _style("value", wrap_text=True),
        _style("link", colour="FF0B5CAD"),
        _style("warning", size=13, bold=True, colour=_ACCENT, horizontal="center"),
        _style("signature", bold=True, horizontal="center"),
        _style("signature line", italic=True, horizontal="center"),
        _style("header", bold=True, box=True, shade=True, horizontal="center", vertical="center", wrap_text=True),
    ):
        book.add_named_style(style)
    for form, written in (FORMS | {"share": in_force().number_format}).items():
        aligned = {"horizontal": _ACROSS.get(form, "right"), "wrap_text": form == "text" or None, "indent": form != "order"}
        book.add_named_style(_style(form, form=written, box=True, **aligned))
        book.add_named_style(_style(f"total {form}", form=written, box=True, shade=True, bold=True, **aligned))


def put(sheet: Worksheet, row: int, column: int, value, style: str) -> Cell:
    """Write a value with a style. Text stays text: `=1+1` is shown, not computed."""
    cell = sheet.cell(row, column)
    cell.style = style
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
    return cell


def put_across(sheet: Worksheet, row: int, last_column: int, text: str, style: str, *, letters: float, height: float = 16) -> None:
    """Write text over the columns 1 to `last_column`, on the lines of `letters` that it needs: merged cells do not grow by themselves."""
    put(sheet, row, 1, text, style)
    merge(sheet, row, 1, row, last_column)
    sheet.row_dimensions[row].height = height * max(1, lines_of(text, letters))


def merge(sheet: Worksheet, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
    """Make one cell of many. The sheet's own `merge_cells` makes a border object for each hidden cell: a third of a workbook's time."""
    if (first_row, first_column) != (last_row, last_column):
        sheet.merged_cells.add(CellRange(min_row=first_row, min_col=first_column, max_row=last_row, max_col=last_column))


def lines_of(text: str, letters: float) -> int:
    """How many lines the text needs in a cell that is `letters` wide; letters are narrower than the digits that widths count."""
    return sum(1 + int(len(part) // max(1.1 * letters, 1)) for part in text.split("\n"))


def lay_on_paper(sheet: Worksheet, footer: str, *, one_page: bool = True) -> None:
    """A4 across, as wide as one page, with the footer and the page's number on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.75
    margins.header = margins.footer = 0.35
    sheet.oddFooter.left.text = cell_text(footer)[:_LONGEST_FOOTER].replace("&", "&&")
    sheet.oddFooter.left.font = sheet.oddFooter.right.font = f"{FONT},Regular"
    sheet.oddFooter.left.size = 9
    sheet.oddFooter.right.text = "Trang &P/&N"
    sheet.oddFooter.right.size = 9
    sheet.sheet_view.showGridLines = False
