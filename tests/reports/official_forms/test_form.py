"""The definition of forms: heads that cover their tables, checks that say what they found, days on which a form can be made."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cadres.retirement import FEMALE, MALE, born_by, retires_on
from reports.official_forms.catalogue import FORMS, GROUPS
from reports.official_forms.form import Check, UnitForm, headings, run_check

PATHS = st.lists(st.lists(st.sampled_from("ABC"), min_size=1, max_size=4).map(tuple), min_size=1, max_size=9).map(tuple)


@given(PATHS)
def test_the_cells_of_a_head_cover_it_once(paths):
    cells, depth = headings(paths), max(map(len, paths))
    covered = [(r, c) for one in cells for r in range(one.row, one.row + one.rows) for c in range(one.column, one.column + one.columns)]
    assert sorted(covered) == [(r, c) for r in range(depth) for c in range(len(paths))]
    assert [one.text for one in sorted(cells, key=lambda one: one.column) if one.leaf] == [path[-1] for path in paths]


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from("=≥"))
def test_a_check_fails_aloud_and_says_whether_missing_data_explain_it(left, right, unknown, sign):
    one = run_check(Check("1", sign, ("2",)), {"1": left, "2": right}, unknown)
    assert one.holds == (left == right if sign == "=" else left >= right)
    assert one.said.startswith("Đúng") == one.holds
    if not one.holds:
        assert one.explained == (left - right == unknown)
        assert ("chưa đủ dữ liệu" in one.said) and (one.said.startswith("Lệch") == one.explained)


def test_bm02_has_its_38_columns_under_four_rows_of_headings():
    form = next(one for one in FORMS if one.slug == "bm02")
    assert [column.key for column in form.columns] == [str(number) for number in range(1, 39)]
    assert max(len(column.path) for column in form.columns) == 4
    assert form.column("24").path == ("Chia theo trình độ đào tạo", "Ngoại ngữ", "Tiếng Anh", "Chứng chỉ (A, B, C)")
    assert [check.formula for check in form.checks][:2] == ["1 = 6 + 7", "1 = 31 + 32 + 33 + 34 + 37"]


def test_every_form_is_in_one_group_and_says_on_which_days_it_can_be_made():
    assert sorted(slug for _, slugs in GROUPS for slug in slugs) == sorted(form.slug for form in FORMS)
    for form in FORMS:
        assert "chưa có" in form.refusal(date(2003, 12, 31)), form.slug
        assert form.refusal(date(2013, 12, 31)) is None, form.slug
        if form.until:
            assert f"{form.until:%d/%m/%Y}" in form.refusal(date(2026, 1, 1)), form.slug
        if isinstance(form, UnitForm):
            known = {column.key for column in form.columns}
            assert all({check.left, *check.right} <= known for check in form.checks), form.slug


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from([MALE, FEMALE]))
def test_the_youngest_who_retire_by_a_day_do_and_a_day_younger_do_not(last, sex):
    youngest = born_by(last, sex)
    assert retires_on(youngest, sex) <= last < retires_on(date.fromordinal(youngest.toordinal() + 1), sex)
