"""Cao Bằng's scheme 03-ĐA/TU at the end of 2013: 58 figures, three undeclared totals, one attainment that is not what it says."""

import pytest

from reports.published.figures import FindingKind
from tests.articles import register

pytestmark = pytest.mark.django_db
NAME = "cao-bang"
TARGETS = tuple(f"mt-{name}" for name in "can-bo-trung-cap cong-chuc-trung-cap dai-hoc ly-luan-so-cap ly-luan-trung-cap".split())
TARGETS += ("mt-quan-ly-quoc-phong", "mt-tin-hoc")
PLANS = ("ke-hoach-tri-thuc-tre", "can-giai-quyet")


def test_no_figure_is_left_over_and_each_computed_one_opens_its_records(visitor):
    found = register.rows(visitor, NAME)
    register.assert_none_is_left_over(found, NAME)
    register.assert_each_opens_its_records(visitor, found, set_by_somebody=(*TARGETS, *PLANS))
    assert len(found) == 58
    assert register.codes(found, "flagged") == ["ty-le-tri-thuc-tre"] and len(register.codes(found, "input")) == 13


def test_the_attainment_of_the_intake_is_flagged_with_what_it_is(visitor):
    row = register.rows(visitor, NAME)["ty-le-tri-thuc-tre"]
    assert (row["printed"], row["computed"], row["count"], row["total"]) == ("30", "28,3", 94, 332)
    assert "94/332 là 28,3%, không phải 30%" in row["reason"]


def test_targets_are_those_of_the_scheme_on_record(visitor):
    found = register.rows(visitor, NAME)
    assert [found[code]["computed"] for code in TARGETS] == ["90", "95", "20", "90", "60", "90", "80"]


def test_one_base_for_each_of_the_three_totals(visitor):
    found = register.rows(visitor, NAME)
    assert {found[code]["total"] for code in ("ty-le-tin-hoc", "ty-le-chuyen-mon", "chua-dao-tao", "chua-dat-chuan")} == {3604}
    assert {found[code]["total"] for code in ("ty-le-dang-hoc", "ty-le-hoc-dai-hoc", "ty-le-hoc-trung-cap")} == {1624}
    assert found["ty-le-luot-quy-hoach"]["total"] == 5593


def test_the_error_and_the_three_totals_are_found_from_the_bare_figures():
    found = register.findings(NAME)
    (error,) = [finding for finding in found if finding.is_error]
    assert error.kind is FindingKind.COUNT_AND_SHARE and error.wrong == ("ty-le-tri-thuc-tre",)
    assert error.numbers == {"right": "28.3", "totals": [304, 318], "counts": [98, 102]}
    (several,) = [finding for finding in found if finding.kind is FindingKind.SEVERAL_BASES]
    assert several.numbers["bases"] == [[1605, 1644], [3596, 3611], [5554, 5633]]


def test_the_smallest_total_may_be_the_untrained():
    bases = [finding for finding in register.findings(NAME) if finding.kind is FindingKind.UNDECLARED_BASE]
    assert [finding.numbers["maybe"] for finding in bases] == [["chua-dao-tao"], [], []]
