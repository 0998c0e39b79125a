"""Retirement by Decree 135/2020, held against its table of months and against a month-by-month count."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.retirement import FEMALE, MALE, retirement_age, retires_on
from tests.law_oracle import retirement_by_the_table


@pytest.mark.parametrize(
    ("sex", "born", "last"),
    [
        (MALE, date(1960, 12, 31), date(2020, 12, 31)),
        (MALE, date(1961, 1, 1), date(2021, 4, 30)),
        (MALE, date(1961, 9, 15), date(2021, 12, 31)),
        (MALE, date(1961, 10, 1), date(2022, 4, 30)),
        (MALE, date(1966, 4, 30), date(2028, 4, 30)),
        (FEMALE, date(1965, 12, 1), date(2020, 12, 31)),
        (FEMALE, date(1966, 1, 20), date(2021, 5, 31)),
        (FEMALE, date(1966, 9, 1), date(2022, 5, 31)),
        (FEMALE, date(1975, 5, 2), date(2035, 5, 31)),
        (FEMALE, date(1990, 2, 28), date(2050, 2, 28)),
    ],
)
def test_the_months_of_the_table(sex, born, last):
    assert retires_on(born, sex) == last


@pytest.mark.parametrize(("sex", "ages"), [(MALE, (720, 723, 726, 735, 744, 744)), (FEMALE, (660, 664, 668, 680, 692, 720))])
def test_the_age_of_a_year(sex, ages):
    assert tuple(retirement_age(sex, year) for year in (2020, 2021, 2022, 2025, 2028, 2035)) == ages


@given(st.dates(date(1940, 1, 1), date(2005, 12, 31)), st.sampled_from([MALE, FEMALE]))
def test_it_is_the_first_month_in_which_the_age_in_force_is_reached(born, sex):
    assert retires_on(born, sex) == retirement_by_the_table(born, sex)
