"""Count, total and percentage of one figure."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.published.figures import OF_PLAN, PERCENT, Figure, FindingKind
from reports.published.numbers import Number
from reports.published.ratios import nearest_totals, ratio
from tests.reports.published.printed import figure, habits, printed, steps
from tests.reports.published.test_rounding import Habit, gives


def test_94_of_332_is_not_30_percent():
    finding = ratio(figure("trí thức trẻ", "30", OF_PLAN, count=94, total=332))
    assert finding.kind is FindingKind.COUNT_AND_SHARE and finding.wrong == ("trí thức trẻ",)
    assert finding.numbers == {"right": "28.3", "totals": [304, 318], "counts": [98, 102]}
    assert "94/332 là 28,3%, không phải 30%" in finding.sentence and "304 đến 318" in finding.sentence


def test_an_attainment_may_pass_100_and_a_share_may_not():
    assert ratio(figure("lượt", "106", OF_PLAN, count=8672, total=8145)) is None
    assert ratio(figure("lượt", "106", PERCENT)).kind is FindingKind.PART_PASSES_WHOLE
    assert ratio(figure("người", "50", PERCENT, count=12, total=11)).kind is FindingKind.PART_PASSES_WHOLE
    assert ratio(figure("người", "12", "người", total=11)).kind is FindingKind.PART_PASSES_WHOLE


def test_a_percentage_that_no_whole_number_gives_names_the_totals_that_would():
    finding = ratio(figure("cao đẳng", "3,8", total=40))
    assert finding.kind is FindingKind.IMPOSSIBLE_SHARE and "1 cho 2,5%, 2 cho 5,0%" in finding.sentence
    assert finding.numbers["totals"][0] == 52  # 2 of 52 is 3,846 %: cut off 3,8
    assert ratio(figure("cao đẳng", "5", total=40)) is None


def test_a_remainder_that_no_whole_number_gives_is_a_habit():
    finding = ratio(figure("còn lại", "33,44", count=235, total=703), made_by_subtraction=True)
    assert finding.kind is FindingKind.REMAINDER_SHARE and not finding.is_error and finding.numbers["direct"] == "33.43"
    assert ratio(figure("còn lại", "33,44", total=703), made_by_subtraction=True).kind is FindingKind.REMAINDER_SHARE
    assert ratio(figure("còn lại", "33,44", total=703)).kind is FindingKind.IMPOSSIBLE_SHARE


def test_without_numbers_to_compare_nothing_is_said():
    assert [ratio(one) for one in (figure("a", "18"), figure("a", "18", count=9), figure("a", "18", total=0), figure("a", "9", "xã"))] == [
        None
    ] * 4


@given(st.integers(0, 500), st.integers(1, 500), steps, habits, st.booleans())
def test_true_percentages_are_never_accused(count, total, step, habit, drop_zeros):
    number = printed(min(count, total), total, step, habit, drop_zeros=drop_zeros)
    assert ratio(Figure("a", "a", number, PERCENT, min(count, total), total)) is None
    assert ratio(Figure("a", "a", number, PERCENT, None, total)) is None


@given(st.integers(0, 1000), st.integers(1, 60))
def test_a_percentage_is_impossible_exactly_when_trying_every_count_finds_none(value, total):
    number = Number(Decimal(value) / 10, Decimal("0.1"))
    possible = any(gives(count, total, number, Habit.EITHER) for count in range(total + 1))
    assert (ratio(Figure("a", "a", number, PERCENT, None, total)) is None) == possible


@given(st.integers(0, 1000), st.integers(15, 25))
def test_the_nearest_totals_are_the_nearest(value, total):
    number = Number(Decimal(value) / 10, Decimal("0.1"))
    found = nearest_totals(Figure("a", "a", number, PERCENT, None, total))
    others = [other for other in range(1, 2 * total) if other != total]
    fitting = [other for other in others if any(gives(count, other, number, Habit.EITHER) for count in range(other + 1))]
    nearest = sorted(abs(other - total) for other in fitting)[:5]
    assert [abs(other - total) for other in found][: len(nearest)] == nearest
