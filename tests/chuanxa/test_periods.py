"""Days and spans of days: the only meaning of "on that day", against day-by-day counting."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuanxa.periods import FOREVER, ONE_DAY, Period, age, cut, half_year_end, half_year_ends, next_half_year_end, years_before

days = st.dates(date(2019, 11, 1), date(2021, 3, 1))
births = st.dates(date(1920, 1, 1), date(2020, 12, 31))


@st.composite
def periods(draw, among=days):
    first = draw(among)
    last = draw(st.one_of(st.none(), among.filter(lambda day: day >= first)))
    return Period(first, last)


def test_both_ends_are_in():
    period = Period(date(2004, 7, 1), date(2025, 6, 30))
    assert date(2004, 7, 1) in period
    assert date(2025, 6, 30) in period
    assert date(2004, 6, 30) not in period
    assert date(2025, 7, 1) not in period


def test_a_period_of_one_day_is_a_period():
    assert date(2020, 2, 29) in Period(date(2020, 2, 29), date(2020, 2, 29))


def test_an_open_period_never_ends():
    assert FOREVER in Period(date(2004, 7, 1))
    assert Period(date(2004, 7, 1)).end == FOREVER


def test_the_last_day_of_the_calendar_means_open():
    assert Period(date(2004, 7, 1), FOREVER) == Period(date(2004, 7, 1))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match=r"kết thúc \(30/06/2004\) trước khi bắt đầu \(01/07/2004\)"):
        Period(date(2004, 7, 1), date(2004, 6, 30))


@given(periods(), periods(), days)
def test_overlap_holds_the_days_that_lie_in_both(one, other, day):
    both = one.overlap(other)
    assert (both is not None and day in both) == (day in one and day in other)
    assert (both is not None) == one.overlaps(other) == other.overlaps(one)
    assert both == other.overlap(one)


@given(periods(), st.lists(days), days)
def test_pieces_cover_the_period_once_and_in_order(period, cuts, day):
    pieces = cut(period, cuts)
    assert sum(day in piece for piece in pieces) == (day in period)
    assert list(pieces) == sorted(pieces, key=lambda piece: piece.first)
    assert pieces[0].first == period.first
    assert pieces[-1].last == period.last
    assert all(one.last + ONE_DAY == other.first for one, other in pairwise(pieces))


@given(periods(), st.lists(days))
def test_exactly_the_days_inside_start_a_piece(period, cuts):
    assert {piece.first for piece in cut(period, cuts)} == {period.first, *(day for day in cuts if day in period)}


def slow_half_year_ends(first: date, last: date) -> list[date]:
    """Every day asked: is tomorrow in another half-year?"""
    found, day = [], first
    while day <= last:
        tomorrow = day + timedelta(days=1)
        if tomorrow.day == 1 and tomorrow.month in (1, 7):
            found.append(day)
        day = tomorrow
    return found


@given(days, days)
def test_half_year_ends_are_those_a_walk_day_by_day_finds(first, last):
    assert list(half_year_ends(first, last)) == slow_half_year_ends(first, last)


@given(days)
def test_the_half_year_end_is_the_last_one_gone(day):
    assert half_year_end(day) == slow_half_year_ends(day - timedelta(days=200), day)[-1]


@given(days)
def test_the_next_half_year_end_is_the_first_to_come(day):
    assert next_half_year_end(day) == slow_half_year_ends(day + timedelta(days=1), day + timedelta(days=200))[0]


def slow_age(born: date, day: date) -> int:
    """Birthdays counted one by one; without a 29 February the birthday is the day after the 28th."""
    years = 0
    while True:
        year = born.year + years + 1
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        birthday = date(year, 3, 1) if (born.month, born.day) == (2, 29) and not leap else date(year, born.month, born.day)
        if birthday > day:
            return years
        years += 1


@given(births, st.integers(0, 36_500))
def test_age_counts_birthdays(born, lived):
    day = born + timedelta(days=lived)
    assert age(born, day) == slow_age(born, day)


def test_a_person_of_29_february_ages_on_1_march():
    assert age(date(2000, 2, 29), date(2001, 2, 28)) == 0
    assert age(date(2000, 2, 29), date(2001, 3, 1)) == 1
    assert age(date(2000, 2, 29), date(2004, 2, 29)) == 4


@given(st.one_of(days, st.just(date(2020, 2, 29))), st.integers(0, 80))
def test_years_before_is_the_last_birth_date_of_that_age(day, years):
    born = years_before(day, years)
    assert age(born, day) == years
    assert age(born + ONE_DAY, day) == years - 1
