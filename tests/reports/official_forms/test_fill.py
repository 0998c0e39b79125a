"""Filling: numbers stay numbers, sums are live and right, rows are repeated, and what people typed never becomes a formula."""

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from reports.official_forms.fill import fill
from reports.official_forms.filling import Filling, Line, Total
from reports.official_forms.preview import preview
from reports.official_forms.tags import Vocabulary

KNOWN = Vocabulary(
    frozenset({"don_vi", "ngay"}),
    {"dong": frozenset({"ten", "1"}), "nhom": frozenset({"ten", "1"}), "tong": frozenset({"1"})},
    (("dong", "nhom"),),
)


def template(rows: dict[str, object], merges=(), area="") -> bytes:
    book = Workbook()
    sheet = book.active
    for cell, value in rows.items():
        sheet[cell] = value
    for merge in merges:
        sheet.merge_cells(merge)
    if area:
        sheet.print_area = area
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TEMPLATE = {
    "A1": "Đơn vị: {{don_vi}}, ngày {{ngay}}",
    "B2": "{{ngay}}",
    "A3": "Tổng",
    "B3": "{{tong.1}}",
    "A4": "{{nhom.ten}}",
    "B4": "{{nhom.1}}",
    "A5": "{{dong.ten}}",
    "B5": "{{dong.1}}",
    "C5": "=B5*2",
    "A6": "Cộng",
    "B6": "=SUM(B5:B5)",
    "A7": "Ký tên",
}
GROUPS = st.lists(st.lists(st.integers(0, 50), min_size=0, max_size=4), min_size=1, max_size=4)


def filling(groups: list[list[int]], name="Xã") -> Filling:
    lines = []
    for nth, group in enumerate(groups):
        lines.append(Line("nhom", {"ten": f"Huyện {nth}", "1": Total(sum(group), "dong", "1")}))
        lines += [Line("dong", {"ten": name, "1": number}) for number in group]
    total = Total(sum(map(sum, groups)), "dong", "1")
    return Filling({"don_vi": "Tỉnh Thử", "ngay": date(2013, 12, 31), "tong.1": total}, {"dong": lines})


def summed(sheet, formula) -> int:
    """What a SUM of ranges of one column comes to, worked out by hand."""
    if not isinstance(formula, str):
        return formula or 0
    found = 0
    for part in formula.removeprefix("=SUM(").removesuffix(")").split(","):
        cells = sheet[part]
        rows = [cells] if not isinstance(cells, tuple) else [cell for row in cells for cell in row]
        found += sum(cell.value for cell in rows if isinstance(cell.value, int))
    return found


@settings(max_examples=25)
@given(GROUPS)
def test_sums_are_live_and_come_to_the_numbers(groups):
    filled = fill(template(TEMPLATE, ["A7:C7"], "A1:C7"), KNOWN, filling(groups))
    sheet = load_workbook(io.BytesIO(filled.data())).active
    assert sheet["A1"].value == "Đơn vị: Tỉnh Thử, ngày 31/12/2013" and sheet["B2"].value.date() == date(2013, 12, 31)
    assert summed(sheet, sheet["B3"].value) == sum(map(sum, groups))
    row = 4
    for group in groups:
        assert summed(sheet, sheet.cell(row, 2).value) == sum(group)
        assert [sheet.cell(row + nth, 2).value for nth in range(1, len(group) + 1)] == group
        assert [sheet.cell(row + nth, 3).value for nth in range(1, len(group) + 1)] == [f"=B{row + n}*2" for n in range(1, len(group) + 1)]
        row += len(group) + 1
    assert (sheet.cell(row, 1).value, sheet.cell(row + 1, 1).value) == ("Cộng", "Ký tên")
    assert [str(one) for one in sheet.merged_cells.ranges] == [f"A{row + 1}:C{row + 1}"]
    assert sheet.print_area.endswith(f"$A$1:$C${row + 1}")
    assert all(value == summed(sheet, sheet.cell(at, column).value) for (_, at, column), value in filled.shown.items())


def test_a_template_without_groups_lists_the_units_alone():
    rows = {cell: value for cell, value in TEMPLATE.items() if cell not in {"A4", "B4"}}
    sheet = fill(template(rows), KNOWN, filling([[1, 2], [3]])).book.active
    assert [sheet.cell(row, 2).value for row in range(3, 9)] == ["=SUM(B5:B7)", None, 1, 2, 3, "=SUM(B5:B7)"]


def test_names_never_become_formulas_and_hold_no_forbidden_characters():
    for name in ("=1+1", "=HYPERLINK(1)", "a\x00b\x0b"):
        sheet = fill(template(TEMPLATE), KNOWN, filling([[1]], name)).book.active
        assert sheet["A5"].data_type == "s" and sheet["A5"].value == name.replace("\x00", "").replace("\x0b", "")


def test_the_preview_shows_what_the_file_holds():
    (shown,) = preview(fill(template(TEMPLATE, ["A7:C7"]), KNOWN, filling([[1, 2], [3]])))
    texts = [[cell.text for cell in row] for row in shown.rows]
    assert texts[2][:2] == ["Tổng", "6"] and texts[3][:2] == ["Huyện 0", "3"] and texts[4][:3] == ["Xã", "1", "ƒ"]
    assert shown.rows[-1][0].columns == 3 and shown.more == 0


def test_a_list_of_nobody_leaves_one_blank_row():
    sheet = fill(template(TEMPLATE), KNOWN, Filling({"don_vi": "X"}, {"dong": []})).book.active
    assert [sheet.cell(row, 1).value for row in range(1, 8)] == ["Đơn vị: X, ngày ", None, "Tổng", None, "Cộng", "Ký tên", None]


def test_a_text_of_several_lines_raises_its_row_and_a_higher_row_stays():
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "{{don_vi}}", "{{don_vi}}"
    sheet.merge_cells("A1:C1")
    for letter in "ABC":
        sheet.column_dimensions[letter].width = 20
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 15, 900
    out = io.BytesIO()
    book.save(out)
    notes = "Ghi chú:\n" + "\n".join(["ngắn"] * 4 + ["chữ " * 30])
    filled = fill(out.getvalue(), KNOWN, Filling({"don_vi": notes})).book.active
    assert filled.row_dimensions[1].height >= 7 * 11 * 1.3 and filled.row_dimensions[2].height == 900
