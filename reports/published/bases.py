"""Counts printed with a percentage but without the total: of how many different totals does one text speak?

Pure. Each such figure leaves an interval of totals; the fewest points that meet every interval are the fewest totals that explain the
text. Taking the intervals by their upper end and piercing each untouched one there is known to be the fewest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.published.figures import Figure, Finding, FindingKind
from reports.published.numbers import written
from reports.published.rounding import Habit, span, totals_giving

EVERY = 10**9
"""A total of people or of attendances is smaller."""


@dataclass(frozen=True, slots=True)
class Base:
    """One undeclared total between `low` and `high`, both in, that explains these figures."""

    low: int
    high: int
    figures: tuple[Figure, ...]


def bases(figures: Sequence[Figure], habit: Habit = Habit.HALF_UP) -> list[Base]:
    """The fewest totals that explain every percentage with a count and without a total, smallest first.

    A figure that no total explains is left out (`ratio` tells of it when there is something to tell).
    """
    open_ended = [(figure, totals_giving(figure.number, figure.count, habit, EVERY)) for figure in figures if has_no_base(figure)]
    waiting = sorted(((figure, totals) for figure, totals in open_ended if totals), key=lambda pair: pair[1][-1])
    found = []
    while waiting:
        point = waiting[0][1][-1]
        met = [(figure, totals) for figure, totals in waiting if totals[0] <= point]
        waiting = [pair for pair in waiting if pair not in met]
        found.append(Base(max(totals[0] for _, totals in met), point, tuple(figure for figure, _ in met)))
    return found


def has_no_base(figure: Figure) -> bool:
    """A percentage whose count was printed and whose total was not."""
    return figure.is_percentage and figure.count is not None and figure.total is None and figure.count > 0


def undeclared_bases(figures: Sequence[Figure], habit: Habit = Habit.HALF_UP) -> list[Finding]:
    """One finding for each undeclared total of shares and of plans, and one more when shares of one text need several."""
    shares = bases([figure for figure in figures if figure.is_share], habit)
    plans = bases([figure for figure in figures if not figure.is_share], habit)
    found = [_finding(base, figures, shares, habit) for base in (*shares, *plans)]
    return [*found, _several(shares)] if len(shares) > 1 else found


def _finding(base: Base, figures: Sequence[Figure], shares: Sequence[Base], habit: Habit) -> Finding:
    listed = ", ".join(f"{written(figure.count)} = {written(figure.number.value)}%" for figure in base.figures)
    kind = "Tổng" if base.figures[0].is_share else "Kế hoạch"
    said = f"{kind} không được in. {listed} chỉ đúng khi tổng từ {written(base.low)} đến {written(base.high)}."
    maybe = shares_that_make(base, figures, shares)
    if maybe:
        said += (
            " Có thể là "
            + " hoặc ".join(f"“{figure.label}” ({written(figure.number.value)}%)" for figure in maybe)
            + " của một tổng khác trong bài."
        )
    numbers = {"low": base.low, "high": base.high, "habit": habit.value, "maybe": [figure.key for figure in maybe]}
    return Finding(FindingKind.UNDECLARED_BASE, tuple(figure.key for figure in base.figures), said, numbers=numbers)


def _several(found: Sequence[Base]) -> Finding:
    keys = tuple(figure.key for base in found for figure in base.figures)
    told = "; ".join(f"{written(base.low)}–{written(base.high)}" for base in found)
    said = f"Các tỷ lệ của bài này không cùng một tổng: cần ít nhất {len(found)} tổng khác nhau, đều không được in ({told})."
    return Finding(FindingKind.SEVERAL_BASES, keys, said, numbers={"bases": [[base.low, base.high] for base in found]})


def shares_that_make(base: Base, figures: Sequence[Figure], shares: Sequence[Base]) -> list[Figure]:
    """The bare percentages of the text (no count, no total, below 100) that make this base out of a larger one: the whole interval
    they lead to lies inside."""
    bare = [figure for figure in figures if figure.is_share and figure.count is None and figure.total is None and figure.number.value < 100]
    larger = [other for other in shares if other.low > base.high]
    return [figure for figure in bare if any(_leads_into(figure, other, base) for other in larger)]


def _leads_into(figure: Figure, larger: Base, base: Base) -> bool:
    low, high = span(figure.number, Habit.HALF_UP)
    return base.low <= low * larger.low / 100 and Fraction(high * larger.high, 100) <= base.high
