"""Interval arithmetic held against trying every whole number."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reports.published.numbers import Number
from reports.published.rounding import Habit, counts_giving, prints, rounded, span, totals_giving
from tests.reports.published.printed import habits, printed, steps

ways = st.sampled_from(list(Habit))


def gives(count: int, total: int, number: Number, habit: Habit) -> bool:
    """The slow way: round as the office does and compare."""
    exact = Decimal(100 * count) / Decimal(total)
    half_up = exact.quantize(number.step, ROUND_HALF_UP)
    cut = exact.quantize(number.step, ROUND_DOWN)
    return number.value in {Habit.HALF_UP: {half_up}, Habit.TRUNCATED: {cut}, Habit.EITHER: {half_up, cut}}[habit]


@given(st.integers(1, 60), st.integers(0, 1500), steps, ways)
def test_the_counts_that_give_a_percentage_are_those_found_by_trying_all(total, value, step, habit):
    number = Number(value * step, step)
    everybody = range(int(total * (number.value + 2) / 100) + 2)
    assert list(counts_giving(number, total, habit)) == [count for count in everybody if gives(count, total, number, habit)]


@given(st.integers(1, 30), st.integers(0, 120), steps, ways)
def test_the_totals_that_give_a_percentage_are_those_found_by_trying_all(count, value, step, habit):
    number = Number(value * step, step)
    assert list(totals_giving(number, count, habit, 700)) == [total for total in range(1, 701) if gives(count, total, number, habit)]


def test_nobody_is_nought_percent_of_any_total():
    nought = Number(Decimal("0.0"), Decimal("0.1"))
    assert totals_giving(nought, 0, most=5) == range(1, 6)
    assert not totals_giving(Number(Decimal(7)), 0)
    assert not prints(nought, 0, 0)


@given(st.integers(0, 3000), st.integers(1, 3000), steps, habits, st.booleans())
def test_what_an_office_prints_is_believed_with_and_without_dropped_zeros(count, total, step, habit, drop_zeros):
    number = printed(count, total, step, habit, drop_zeros=drop_zeros)
    assert prints(number, count, total)
    assert count in counts_giving(number, total) and total in totals_giving(number, count, most=3000)


@given(st.integers(0, 3000), st.integers(1, 3000), steps, habits)
def test_the_exact_percentage_lies_in_the_span_of_the_printed_one(count, total, step, habit):
    low, high = span(Number(rounded(count, total, step, habit), step), habit)
    assert low <= Fraction(100 * count, total) < high


def test_truncation_and_half_up_differ_where_bac_kan_shows_it():
    assert rounded(204, 703, Decimal("0.01"), Habit.TRUNCATED) == Decimal("29.01")
    assert rounded(204, 703, Decimal("0.01"), Habit.HALF_UP) == Decimal("29.02")
