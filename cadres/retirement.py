"""When people retire: Decree 135/2020/NĐ-CP, ordinary working conditions.

Pure. Until 2020 men retired at 60 and women at 55; from 2021 the age rises by three months a year for men, to 62 in 2028, and by
four for women, to 60 in 2035. The age that counts is that of the year in which it is reached; work ends with that month.
"""

from datetime import date

from chuanxa.periods import ONE_DAY, months_after, years_before

MALE, FEMALE = 1, 2
"""The sexes as derived tables store them."""

_BEFORE, _FIRST, _STEP, _HIGHEST = {MALE: 720, FEMALE: 660}, {MALE: 723, FEMALE: 664}, {MALE: 3, FEMALE: 4}, {MALE: 744, FEMALE: 720}
_RISING_SINCE = 2021


def retirement_age(sex: int, year: int) -> int:
    """In months, for those who reach it in `year`: 723 (60 years 3 months) for men in 2021."""
    if year < _RISING_SINCE:
        return _BEFORE[sex]
    return min(_FIRST[sex] + _STEP[sex] * (year - _RISING_SINCE), _HIGHEST[sex])


def retires_on(born: date, sex: int) -> date:
    """The last day of work: the end of the month in which the retirement age is reached."""
    year = born.year + _BEFORE[sex] // 12
    while (reached := months_after(born, retirement_age(sex, year))).year > year:
        year += 1
    return months_after(reached.replace(day=1), 1) - ONE_DAY


def born_by(last: date, sex: int) -> date:
    """The youngest whose work ends by `last`: retirement days never go down with later births."""
    low, high = years_before(last, 80), last
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (middle, high) if retires_on(middle, sex) <= last else (low, middle)
    return low
