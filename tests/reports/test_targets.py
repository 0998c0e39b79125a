"""The arithmetic of targets: distances in people and in points are exact, and the pace is held against a straight line."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.shares import Share
from reports.targets import Goal, Pace, expected, needed, pace, points_left, reached, required, rounded_points

percents = st.decimals(0, 100, places=2)
days = st.dates(date(2004, 1, 1), date(2030, 12, 31))


@st.composite
def shares(draw, least=0) -> Share:
    total = draw(st.integers(least, 5_000))
    return Share(draw(st.integers(0, total)), total)


@st.composite
def goals(draw) -> Goal:
    first = draw(days)
    return Goal(draw(percents), first + timedelta(days=draw(st.integers(1, 4000))), draw(shares()), first)


@given(shares(least=1), percents)
def test_the_people_needed_are_the_fewest_that_reach_the_target(now, percent):
    """Adding them one by one until the target is reached takes as many steps."""
    more = needed(now, percent)
    assert now.count + more <= now.total
    assert reached(Share(now.count + more, now.total), percent)
    assert more == 0 or not reached(Share(now.count + more - 1, now.total), percent)


@given(st.integers(0, 400), percents)
def test_what_is_required_is_what_counting_up_finds(total, percent):
    slow = next(count for count in range(total + 1) if Fraction(count * 100) >= Fraction(percent) * total)
    assert required(total, percent) == slow


@given(shares(least=1), percents)
def test_points_are_left_exactly_while_people_are_needed(now, percent):
    left = points_left(now, percent)
    assert (left > 0) == (needed(now, percent) > 0)
    assert left * now.total <= needed(now, percent) * 100 < left * now.total + 100 or left == 0


@given(st.fractions(0, 100), st.integers(0, 4))
def test_points_still_to_go_are_never_printed_as_nothing(points, places):
    printed = Fraction(rounded_points(points, places))
    assert 0 <= printed - points < Fraction(1, 10**places)
    assert (printed == 0) == (points == 0)


@given(goals())
def test_the_line_goes_from_the_baseline_to_the_target(goal):
    if goal.base.total == 0:
        assert expected(goal, goal.deadline) is None
        return
    assert expected(goal, goal.base_day) == Fraction(100 * goal.base.count, goal.base.total)
    assert expected(goal, goal.deadline) == expected(goal, goal.deadline + timedelta(days=900)) == Fraction(goal.percent)
    middle = goal.base_day + (goal.deadline - goal.base_day) / 2
    low, high = sorted((expected(goal, goal.base_day), Fraction(goal.percent)))
    assert low <= expected(goal, middle) <= high


@given(shares(), goals(), days)
def test_a_pace_says_what_the_numbers_say(now, goal, day):
    found = pace(now, goal, day)
    assert (found is Pace.NOBODY) == (now.total == 0)
    assert (found is Pace.REACHED) == reached(now, goal.percent)
    assert (found is Pace.MISSED) == (now.total > 0 and not reached(now, goal.percent) and day > goal.deadline)


@given(shares(least=1), goals(), days)
def test_more_people_never_make_a_pace_worse(now, goal, day):
    assume(now.count < now.total)
    order = [Pace.MISSED, Pace.BEHIND, Pace.ON_TRACK, Pace.REACHED]
    better = pace(Share(now.count + 1, now.total), goal, day)
    assert order.index(better) >= order.index(pace(now, goal, day))


def test_the_first_line_of_cao_bang_is_what_its_numbers_say():
    now, goal = Share(343, 1990), Goal(Decimal(90), date(2015, 12, 31), Share(292, 1990), date(2011, 12, 31))
    assert (required(1990, Decimal(90)), needed(now, Decimal(90))) == (1791, 1448)
    assert pace(now, goal, date(2013, 12, 31)) is Pace.BEHIND
    assert pace(now, goal, date(2016, 1, 1)) is Pace.MISSED


@pytest.mark.parametrize(("percent", "needs"), [("0", 0), ("100", 3), ("33.33", 1), ("33.34", 2), ("66.67", 3)])
def test_a_hair_more_than_a_third_of_three_is_two(percent, needs):
    assert required(3, Decimal(percent)) == needs
