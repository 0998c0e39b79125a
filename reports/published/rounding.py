"""What a printed percentage may have been before it was rounded, counted exactly.

Pure; fractions only. Offices round half-up or cut the rest off; both are believed unless one is named.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from reports.published.numbers import Number


class Habit(StrEnum):
    """How an office comes from an exact percentage to a printed one."""

    HALF_UP = "half_up"
    TRUNCATED = "truncated"
    EITHER = "either"


def span(printed: Number, habit: Habit = Habit.EITHER) -> tuple[Fraction, Fraction]:
    """[low, high) of the exact percentages that print as this one."""
    value, step = Fraction(printed.value), Fraction(printed.step)
    low = value if habit is Habit.TRUNCATED else value - step / 2
    high = value + step / 2 if habit is Habit.HALF_UP else value + step
    return max(low, Fraction(0)), high


def counts_giving(printed: Number, total: int, habit: Habit = Habit.EITHER) -> range:
    """The whole numbers whose share of `total` prints as this percentage; an attainment may pass the total."""
    low, high = span(printed, habit)
    return range(ceil(low * total / 100), ceil(high * total / 100))


def totals_giving(printed: Number, count: int, habit: Habit = Habit.EITHER, most: int = 10**9) -> range:
    """The totals of which `count` prints as this percentage, up to `most`; empty when no total does."""
    low, high = span(printed, habit)
    if count == 0:
        return range(1, most + 1) if low == 0 else range(0)
    last = floor(Fraction(100 * count) / low) if low > 0 else most
    return range(max(1, floor(Fraction(100 * count) / high) + 1), min(last, most) + 1)


def prints(printed: Number, count: int, total: int, habit: Habit = Habit.EITHER) -> bool:
    """Whether `count` of `total` prints as this percentage."""
    return total > 0 and count in counts_giving(printed, total, habit)


def rounded(count: int, total: int, step: Decimal, habit: Habit) -> Decimal:
    """100 * count / total to a multiple of `step`, half-up or cut off; `total` is not 0 and `habit` is one of the two."""
    steps = Fraction(100 * count, total) / Fraction(step)
    whole = floor(steps + Fraction(1, 2)) if habit is Habit.HALF_UP else floor(steps)
    return (whole * step).quantize(step)
