"""The arithmetic of a target: is it reached, how far is it, is its pace enough. Pure; exact integers and fractions throughout.

The straight line from the baseline to the target on its deadline is what "đúng tiến độ" is held against.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from reports.shares import Share


class Pace(StrEnum):
    """How a target stands on a day."""

    label: str
    REACHED = "reached", "Đã đạt"
    ON_TRACK = "on_track", "Đúng tiến độ"
    BEHIND = "behind", "Chậm tiến độ"
    MISSED = "missed", "Quá hạn, chưa đạt"
    NOBODY = "nobody", "Không có người để tính"

    def __new__(cls, value: str, label: str):
        made = str.__new__(cls, value)
        made._value_, made.label = value, label
        return made


@dataclass(frozen=True, slots=True)
class Goal:
    """From `base` on `base_day` to `percent` (0–100, two decimals at most) on `deadline`, a later day."""

    percent: Decimal
    deadline: date
    base: Share
    base_day: date


def required(total: int, percent: Decimal) -> int:
    """The least number of people of `total` that is at least `percent` of them."""
    part = Fraction(percent) * total / 100
    return -(-part.numerator // part.denominator)


def needed(now: Share, percent: Decimal) -> int:
    """How many more of the same people would have to meet the condition; 0 when it is reached, or of nobody."""
    return max(0, required(now.total, percent) - now.count)


def reached(now: Share, percent: Decimal) -> bool:
    """Whether somebody is counted and enough of them meet the condition."""
    return now.total > 0 and not needed(now, percent)


def points_left(now: Share, percent: Decimal) -> Fraction | None:
    """Percentage points between the share and the target, never below 0; None of nobody."""
    return None if now.total == 0 else max(Fraction(0), Fraction(percent) - Fraction(100 * now.count, now.total))


def expected(goal: Goal, day: date) -> Fraction | None:
    """The percentage of the straight line on a day; None when there was nobody at the start. It does not go on after the deadline."""
    if goal.base.total == 0:
        return None
    start = Fraction(100 * goal.base.count, goal.base.total)
    gone = min(max((day - goal.base_day).days, 0), (goal.deadline - goal.base_day).days)
    return start + (Fraction(goal.percent) - start) * Fraction(gone, (goal.deadline - goal.base_day).days)


def pace(now: Share, goal: Goal, day: date) -> Pace:
    """How the target stands on `day` when `now` is the share of that day."""
    if now.total == 0:
        return Pace.NOBODY
    if reached(now, goal.percent):
        return Pace.REACHED
    if day > goal.deadline:
        return Pace.MISSED
    line = expected(goal, day)
    if line is None:
        return Pace.BEHIND
    return Pace.ON_TRACK if Fraction(100 * now.count, now.total) >= line else Pace.BEHIND


def rounded_points(points: Fraction, places: int = 2) -> Decimal:
    """Points as they are printed, rounded up: what is still to go is never printed as nothing."""
    units = points * 10**places
    return Decimal(-(-units.numerator // units.denominator)).scaleb(-places)
