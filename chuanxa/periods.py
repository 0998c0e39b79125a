"""The only meaning of "on that day".

A period runs from its first day in to its last day in, both included, as people say it: "từ 01/07/2004 đến 30/06/2025".
An open period has no last day. Databases store the two days as `valid_from` and `valid_to`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FOREVER = date(9999, 12, 31)
"""Stands for "no last day" where a column may not be null (derived tables compare it with every day)."""

ONE_DAY = timedelta(days=1)

ENDS_OF_DECADE = 20
"""30 June and 31 December, ten times."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days `first`..`last`, both in; `last=None` is open, and FOREVER says the same. Raises ValueError when it would be empty."""

    first: date
    last: date | None = None

    def __post_init__(self):
        if self.last == FOREVER:
            object.__setattr__(self, "last", None)
        if self.last is not None and self.last < self.first:
            raise ValueError(f"Giai đoạn kết thúc ({self.last:%d/%m/%Y}) trước khi bắt đầu ({self.first:%d/%m/%Y}).")

    @property
    def end(self) -> date:
        """The last day in, or FOREVER."""
        return self.last or FOREVER

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "Period") -> bool:
        """True when at least one day lies in both."""
        return self.first <= other.end and other.first <= self.end

    def overlap(self, other: "Period") -> "Period | None":
        """The days that lie in both, or None."""
        first, end = max(self.first, other.first), min(self.end, other.end)
        return Period(first, end) if first <= end else None


def cut(period: Period, days: Iterable[date]) -> tuple[Period, ...]:
    """Split a period so that each of `days` that lies inside it starts a new piece.

    The pieces are in order, do not overlap and cover exactly the period.
    """
    starts = [period.first, *sorted({day for day in days if period.first < day <= period.end})]
    ends = [start - ONE_DAY for start in starts[1:]]
    return tuple(Period(first, last) for first, last in zip(starts, [*ends, period.last], strict=True))


def half_year_end(day: date) -> date:
    """The last 30 June or 31 December on or before `day`."""
    if day >= date(day.year, 12, 31):
        return day
    return date(day.year, 6, 30) if day >= date(day.year, 6, 30) else date(day.year - 1, 12, 31)


def next_half_year_end(day: date) -> date:
    """The first 30 June or 31 December after `day`."""
    return min(end for end in (date(day.year, 6, 30), date(day.year, 12, 31), date(day.year + 1, 6, 30)) if end > day)


def half_year_ends(first: date, last: date) -> tuple[date, ...]:
    """Every 30 June and 31 December from `first` to `last`, both in."""
    ends, day = [], half_year_end(last)
    while day >= first:
        ends.append(day)
        day = half_year_end(day - ONE_DAY)
    return tuple(reversed(ends))


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - ONE_DAY


def age(born: date, day: date) -> int:
    """Full years lived on `day`: birthdays are counted, not calendar years (a person of 29 February ages on 1 March)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_before(day: date, years: int) -> date:
    """The latest birth date of somebody who is `years` old on `day` (29 February moves to 28 in a common year)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of that month when it is shorter (31 January + 1 month is 28 or 29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1).day))
