"""Printed beside computed: equal only when it comes out as printed, else flagged with a reason; without records an input."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.published.figures import OF_PLAN, PERCENT, Figure
from reports.published.hundred import off_a_hundred
from reports.published.rounding import Habit
from reports.published.verdicts import Computed, Outcome, compare, remaining
from tests.reports.published.printed import figure, habits, printed, steps


def outcome(found):
    return found.outcome, found.computed


def test_a_percentage_is_equal_when_it_rounds_to_the_printed_one():
    found = compare(figure("đại học", "29,01", total=703), Computed(204, 703))
    assert outcome(found) == (Outcome.EQUAL, "29,01") and "204/703 = 29,0184…%" in found.reason and "cắt bỏ" in found.reason
    assert compare(figure("đại học", "29,01"), Computed(204, 703), habit=Habit.HALF_UP).outcome is Outcome.FLAGGED
    assert "làm tròn nửa lên" in compare(figure("đạt", "106", OF_PLAN), Computed(8672, 8145)).reason


def test_a_percentage_that_the_records_contradict_is_flagged_with_theirs():
    found = compare(figure("khác", "10,4"), Computed(34, 722))
    assert outcome(found) == (Outcome.FLAGGED, "4,7") and found.reason == "Hồ sơ cho ra 34/722 = 4,7%; bài in 10,4%."
    assert compare(figure("khác", "10,4"), Computed(0, 0)).outcome is Outcome.FLAGGED


def test_a_remainder_is_compared_with_what_the_others_leave():
    others = [
        (figure("đh", "29,01"), Computed(204, 703)),
        (figure("cđ", "3,7"), Computed(26, 703)),
        (figure("tc", "33,85"), Computed(238, 703)),
    ]
    own = Computed(235, 703)
    rest = remaining(others, own)
    assert rest == Decimal("33.44")
    found = compare(figure("còn lại", "33,44"), Computed(235, 703), rest=rest)
    assert outcome(found) == (Outcome.EQUAL, "33,44") and "235/703 là 33,43%" in found.reason
    assert compare(figure("còn lại", "33,45"), Computed(235, 703), rest=rest).outcome is Outcome.FLAGGED
    assert remaining([*others, (figure("x", "2"), Computed(9, 703))], own) is None
    assert remaining(others, Computed(185, 703)) is None and remaining(others, Computed(235, 704)) is None


def test_numbers_are_counted_and_totals_compared_too():
    assert outcome(compare(figure("THPT", "107", "người", total=109), Computed(107, 109))) == (Outcome.EQUAL, "107/109")
    assert outcome(compare(figure("THPT", "107", "người", total=109), Computed(107, 110))) == (Outcome.FLAGGED, "107/110")
    assert outcome(compare(figure("xã", "204", "xã"), Computed(200))) == (Outcome.FLAGGED, "200")
    assert compare(figure("tiền", "7,1 tỷ", "đồng"), Computed(7_093_500_000)).outcome is Outcome.EQUAL
    assert compare(figure("tiền", "7,1 tỷ", "đồng"), Computed(6_900_000_000)).outcome is Outcome.FLAGGED
    assert compare(figure("đảng viên", "gần 66 ngàn", "người"), Computed(65_400)).outcome is Outcome.EQUAL


def test_a_percentage_that_somebody_set_is_never_rounded():
    asked = Computed(1791, 1990, Decimal("90.00"))
    assert outcome(compare(figure("mục tiêu", "90"), asked)) == (Outcome.EQUAL, "90")
    assert outcome(compare(figure("mục tiêu", "90,1"), asked)) == (Outcome.FLAGGED, "90")
    assert outcome(compare(figure("mục tiêu", "72,5"), Computed(1, 2, Decimal("72.50")))) == (Outcome.EQUAL, "72,5")


def test_without_records_a_figure_is_an_input_unless_the_checks_accuse_it():
    assert outcome(compare(figure("biên giới", "250", "km"), None, note="Chiều dài.")) == (Outcome.INPUT, "")
    finding = off_a_hundred([figure("a", "60"), figure("b", "60")])
    assert compare(figure("a", "60"), None, findings=[finding]).outcome is Outcome.FLAGGED


def test_an_accused_figure_is_never_equal():
    finding = off_a_hundred([figure("a", "60"), figure("b", "60")])
    found = compare(figure("a", "60"), Computed(6, 10), findings=[finding])
    assert outcome(found) == (Outcome.FLAGGED, "60") and found.reason.startswith(finding.sentence)


@given(st.integers(0, 2000), st.integers(1, 2000), steps, habits, st.booleans())
def test_whatever_an_office_prints_truly_is_equal(count, total, step, habit, drop_zeros):
    number = printed(count, total, step, habit, drop_zeros=drop_zeros)
    assert compare(Figure("a", "a", number, OF_PLAN), Computed(count, total)).outcome is Outcome.EQUAL


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_two_decimals_that_differ_from_both_roundings_are_flagged(value, count, total):
    number = printed(value, 1000, Decimal("0.01"), Habit.HALF_UP)
    found = compare(Figure("a", "a", number, PERCENT), Computed(min(count, total), total))
    both = {printed(min(count, total), total, Decimal("0.01"), habit).value for habit in (Habit.HALF_UP, Habit.TRUNCATED)}
    assert (found.outcome is Outcome.EQUAL) == (number.value in both)
