"""Figures as a text prints them, made in one short line each, and the strategies of the property tests."""

from decimal import Decimal

from hypothesis import strategies as st

from reports.published.figures import PERCENT, Figure
from reports.published.numbers import Number, read_number
from reports.published.rounding import Habit, rounded

HABITS = (Habit.HALF_UP, Habit.TRUNCATED)
STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"))

habits = st.sampled_from(HABITS)
steps = st.sampled_from(STEPS)


def figure(label: str, text: str, unit: str = PERCENT, **more) -> Figure:
    """A figure whose key is its label."""
    return Figure(label, label, read_number(text), unit, **more)


def printed(count: int, total: int, step: Decimal, habit: Habit, *, drop_zeros: bool = False) -> Number:
    """The percentage as an office with this habit prints it; with `drop_zeros` 3,70 becomes 3,7."""
    value = rounded(count, total, step, habit)
    if drop_zeros:
        value = Decimal(f"{value.normalize():f}")
        step = Decimal(1).scaleb(min(0, value.as_tuple().exponent))
    return Number(value, step)


def shares(numbers: list[Number], **more) -> list[Figure]:
    """Shares of one group called a, b, c …"""
    return [Figure(chr(97 + place), chr(97 + place), number, PERCENT, group="nhóm", **more) for place, number in enumerate(numbers)]
