"""Ages as a condition on birth dates: full years lived on the day asked for."""

from datetime import date

from django.db.models import Q

from chuanxa.periods import years_before
from reports.breakdowns import NO_BIRTH, AgeBand


def aged(day: date, *, low: int | None = None, high: int | None = None) -> Q:
    """Born so that the age on `day` is at least `low` and at most `high`; people without a birth date are left out."""
    condition = Q(born_on__isnull=False)
    if low is not None:
        condition &= Q(born_on__lte=years_before(day, low))
    if high is not None:
        condition &= Q(born_on__gt=years_before(day, high + 1))
    return condition


def age_condition(band: AgeBand, day: date) -> Q:
    """The people of one band on `day`; NO_BIRTH are those without a birth date."""
    return Q(born_on__isnull=True) if band is NO_BIRTH else aged(day, low=band.low, high=band.high)


def age_test(band: AgeBand, day: date) -> tuple[str, tuple[date, ...]]:
    """A band with bounds as SQL on `born_on`, with its parameters: what `age_condition` says."""
    tests, days = ["born_on IS NOT NULL"], []
    if band.low is not None:
        tests.append("born_on <= %s")
        days.append(years_before(day, band.low))
    if band.high is not None:
        tests.append("born_on > %s")
        days.append(years_before(day, band.high + 1))
    return " AND ".join(tests), tuple(days)
