"""Percentages of one total that was not printed: which totals give them all?

Pure. Every percentage of n decimals comes out of any total of 10^(n+2) and more, so only smaller ones are tried. Shares made by subtraction
(100 minus the others) follow no total and are left out.
"""

from collections.abc import Sequence
from decimal import Decimal

from reports.published.figures import Figure, Finding, FindingKind
from reports.published.hundred import HUNDRED, explanations, remainder_of
from reports.published.numbers import Number, written
from reports.published.rounding import Habit, span

TOLD = 6
"""Totals that a sentence names."""


def totals_fitting(numbers: Sequence[Number], habit: Habit = Habit.EITHER, most: int | None = None) -> list[int]:
    """Every total up to `most` of which whole numbers print as all of these percentages; by default up to where every total does."""
    if not numbers:
        return []
    spans = [span(number, habit) for number in numbers]
    ends = [(low.numerator, low.denominator * 100, high.numerator, high.denominator * 100) for low, high in spans]
    most = _telling_below(numbers) - 1 if most is None else most
    return [total for total in range(1, most + 1) if all(-(-a * total // b) < -(-c * total // d) for a, b, c, d in ends)]


def _telling_below(numbers: Sequence[Number]) -> int:
    return int(HUNDRED / min(min(number.step for number in numbers), Decimal(1)))


def implied_total(groups: Sequence[Sequence[Figure]]) -> Finding | None:
    """The total that all percentages of one population imply, when the smallest that fits stands clear of the next.

    `groups` are the exclusive groups of one population; three percentages at least, or nothing is implied.
    """
    figures = [figure for group in groups for figure in independent(group)]
    if len(figures) < 3:
        return None
    numbers = [figure.number for figure in figures]
    fitting = totals_fitting(numbers)
    keys = tuple(figure.key for figure in figures)
    most = _telling_below(numbers)
    if not fitting:
        said = f"Không tổng nào dưới {written(most)} cho ra cả {len(figures)} tỷ lệ: có thể chúng không cùng một tổng."
        return Finding(FindingKind.NO_TOTAL_FITS, keys, said, numbers={"totals": [], "below": most})
    if len(fitting) > 1 and 3 * fitting[1] < 4 * fitting[0]:
        return None
    told = {"totals": fitting[:TOLD], "below": fitting[1] if len(fitting) > 1 else most}
    told |= {habit.value: totals_fitting(numbers, habit)[:TOLD] for habit in (Habit.HALF_UP, Habit.TRUNCATED)}
    below = f"dưới {written(told['below'])}"
    said = f"Tổng không được in. {below.capitalize()} chỉ có {written(fitting[0])} cho ra cả {len(figures)} tỷ lệ này."
    return Finding(FindingKind.IMPLIED_TOTAL, keys, said, numbers=told)


def independent(group: Sequence[Figure]) -> list[Figure]:
    """The members that were not made by subtraction: without the declared remainder, and without the one that makes the group 100 or
    explains why it is not."""
    shares = [figure for figure in group if figure.is_share]
    if len(shares) < 2:
        return shares
    total = sum(figure.number.value for figure in shares)
    remainder = remainder_of(shares)
    subtracted = total == HUNDRED or explanations(shares) or remainder is not shares[-1]
    return [figure for figure in shares if not (subtracted and figure is remainder)]
