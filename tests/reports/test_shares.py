"""A share is two integers; its percentage is rounded half-up, once, on exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.shares import Attainment, Share, difference_in_points

totals = st.integers(1, 500_000)


@st.composite
def shares(draw) -> Share:
    total = draw(totals)
    return Share(draw(st.integers(0, total)), total)


@given(shares(), st.integers(0, 4))
def test_a_percentage_is_the_nearest_number_and_halves_go_up(share, places):
    exact = Fraction(100 * share.count, share.total)
    step = Fraction(1, 10**places)
    found = Fraction(share.percent(places))
    assert -step / 2 < found - exact <= step / 2


@pytest.mark.parametrize(
    ("count", "total", "text"),
    [(204, 703, "29.02"), (26, 703, "3.70"), (238, 703, "33.85"), (235, 703, "33.43"), (1, 800, "0.13"), (1, 8, "12.50"), (1, 3, "33.33")],
)
def test_percentages_are_those_that_were_printed(count, total, text):
    assert str(Share(count, total).percent()) == text


def test_halves_are_not_rounded_to_even():
    assert Share(1, 800).percent() == Decimal("0.13")
    assert Share(5, 1000).percent(0) == Decimal("1")


def test_a_share_of_nobody_has_no_percentage():
    assert Share(0, 0).percent() is None and Attainment(5, 0).percent() is None


@pytest.mark.parametrize(("count", "total"), [(-1, 5), (6, 5), (1, 0)])
def test_a_share_cannot_be_more_than_its_whole_or_less_than_nothing(count, total):
    with pytest.raises(ValueError, match="0 <= count <= total"):
        Share(count, total)


def test_an_attainment_may_pass_its_plan():
    assert Attainment(150, 100).percent() == Decimal("150.00")


@given(shares(), shares())
def test_points_are_rounded_once_from_exact_shares(now, before):
    """Not the difference of two rounded percentages: 17,13 and 17,14 are both printed for the same figures."""
    exact = Fraction(100 * now.count, now.total) - Fraction(100 * before.count, before.total)
    found = Fraction(difference_in_points(now, before))
    assert abs(found - exact) <= Fraction(1, 200)


def test_points_against_nobody_are_not_known():
    assert difference_in_points(Share(1, 2), Share(0, 0)) is None
    assert difference_in_points(Share(0, 0), Share(1, 2)) is None
