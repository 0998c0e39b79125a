"""Tags of templates: what is wrong is told by sheet, cell and tag."""

from hypothesis import given
from hypothesis import strategies as st

from reports.official_forms.moved import Moves, moved_formula
from reports.official_forms.tags import TemplateSheet, Vocabulary, cell_name, only_tag, replaced, review, tags_in

KNOWN = Vocabulary(
    frozenset({"don_vi", "den_ngay"}),
    {"dong": frozenset({"ten", "1", "2"}), "nhom": frozenset({"ten", "1", "2"}), "tong": frozenset({"1", "2"})},
    (("dong", "nhom"),),
    ("don_vi", "dong.ten"),
)
GOOD = {(1, 1): "Đơn vị: {{don_vi}}", (5, 1): "{{tong.1}}", (6, 1): "{{nhom.ten}}", (7, 1): "{{ dong.ten }}", (7, 2): "{{dong.1}}"}


def wrong(texts: dict, merges=()) -> str:
    return "\n".join(review([TemplateSheet("Biểu", GOOD | texts, merges)], KNOWN).wrong)


def test_a_good_template_is_told_what_it_leaves_out():
    found = review([TemplateSheet("Biểu", GOOD)], KNOWN)
    assert found.wrong == () and found.used == 5
    assert set(found.absent) == {"den_ngay", "dong.2", "nhom.1", "nhom.2", "tong.2"}


def test_what_is_wrong_is_named_with_its_cell():
    cases = (
        ({(3, 2): "{{don_vii}}"}, (), ("ô B3", "{{don_vii}}", "Gần nhất: {{don_vi}}")),
        ({(3, 2): "{{dong.39}}"}, (), ("ô B3", "không có trường {{dong.39}}")),
        ({(3, 2): "{{Đơn vị}}"}, (), ("ô B3", "“{{Đơn vị}}” viết không đúng", "chữ thường không dấu")),
        ({(3, 2): "{{}}"}, (), ("ô B3", "để trống")),
        ({(3, 2): "{{don_vi"}, (), ("ô B3", "có “{{” mà không có “}}”")),
        ({(3, 2): "don_vi}}"}, (), ("ô B3", "có “}}” mà không có “{{”")),
        ({(3, 3): "{{den_ngay}}"}, [(3, 2, 3, 5)], ("ô C3", "nằm dưới ô gộp B3:E3", "bị che")),
        ({}, [(7, 4, 8, 4)], ("ô gộp D7:D8 phủ lên dòng 7", "dòng lặp (dong)")),
        ({(7, 3): "{{nhom.1}}"}, (), ("dòng 7", "một loại dòng", "dong, nhom")),
        ({(9, 1): "{{dong.2}}"}, (), ("phải liền nhau", "6, 7, 9")),
        ({(7, 1): ""}, (), ("thiếu trường bắt buộc {{dong.ten}}",)),
    )
    for texts, merges, said in cases:
        found = wrong(texts, merges)
        assert all(text in found for text in said), (texts, found)
    assert "không có trường nào" in "".join(review([TemplateSheet("A", {(1, 1): "Chữ"})], KNOWN).wrong)
    assert wrong({}, [(1, 1, 1, 4)]) == ""  # a tag that the merge shows


@given(st.text(alphabet="ab{}._1 Đ", max_size=30))
def test_whatever_is_typed_is_read_without_failing(text):
    review([TemplateSheet("Biểu", {(1, 1): text})], KNOWN)
    assert replaced(text, dict.fromkeys(tags_in(text), "x")).count("{{") <= text.count("{{")
    assert only_tag(text) is None or only_tag(text) in tags_in(text)


def test_cells_are_named_as_excel_names_them():
    from openpyxl.utils import get_column_letter

    assert [cell_name(3, column) for column in (1, 26, 27, 702, 703)] == [f"{get_column_letter(c)}3" for c in (1, 26, 27, 702, 703)]


def test_formulas_follow_their_rows():
    moves = Moves.of([1, 2, 3, 3, 3, 4])  # row 3 written three times
    cases = (
        ("=SUM(C3:C3)", 4, 6, "=SUM(C3:C5)"),
        ("=SUM(C3)", 4, 6, "=SUM(C3:C5)"),
        ("=D3/C3*100", 3, 4, "=D4/C4*100"),
        ("=C4+C$2", 4, 6, "=C6+C$2"),
        ('=IF(A3="C4","C3",1)', 3, 5, '=IF(A5="C4","C3",1)'),
        ("=Khac!C4+'Kiểm tra'!C4", 4, 6, "=Khac!C4+'Kiểm tra'!C4"),
        ("=LOG10(C4)", 4, 6, "=LOG10(C6)"),
    )
    for formula, source, at, expected in cases:
        assert moved_formula(formula, source, at, moves) == expected, formula
