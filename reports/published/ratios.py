"""One figure by itself: does its count, its total and its percentage agree, and can its percentage be at all?

Pure. `made_by_subtraction` says that the figure's group totals exactly 100 as printed: then a percentage that no whole number gives is
100 minus the others, which is a habit and no error.
"""

from decimal import Decimal

from reports.published.figures import Figure, Finding, FindingKind
from reports.published.numbers import Bound, written
from reports.published.rounding import Habit, counts_giving, prints, rounded, totals_giving

NEARBY = 5
"""Totals that are named when the stated one does not fit."""

TOTALS_TRIED = 5_000
"""How far from the stated total others are looked for, at most."""


def ratio(figure: Figure, made_by_subtraction: bool = False) -> Finding | None:
    """What is wrong with one figure's own numbers; None when they agree or there is nothing to compare."""
    if figure.is_percentage:
        return _percentage(figure, made_by_subtraction)
    if figure.total is not None and figure.number.bound is Bound.EXACT and figure.number.value > figure.total:
        said = f"“{figure.label}”: phần ({written(figure.number.value)}) lớn hơn tổng ({written(figure.total)})."
        return Finding(FindingKind.PART_PASSES_WHOLE, (figure.key,), said, (figure.key,), {"total": figure.total})
    return None


def _percentage(figure: Figure, made_by_subtraction: bool) -> Finding | None:
    if figure.is_share and figure.number.value > 100:
        said = f"“{figure.label}”: tỷ lệ {written(figure.number.value)}% của một tổng không thể quá 100%."
        return Finding(FindingKind.PART_PASSES_WHOLE, (figure.key,), said, (figure.key,))
    if not figure.total:
        return None
    if figure.is_share and figure.count is not None and figure.count > figure.total:
        said = f"“{figure.label}”: phần ({written(figure.count)}) lớn hơn tổng ({written(figure.total)})."
        return Finding(FindingKind.PART_PASSES_WHOLE, (figure.key,), said, (figure.key,), {"total": figure.total})
    if figure.count is None:
        return None if counts_giving(figure.number, figure.total) else _impossible(figure, made_by_subtraction)
    if prints(figure.number, figure.count, figure.total):
        return None
    return _subtracted(figure) if made_by_subtraction else _disagreeing(figure)


def _disagreeing(figure: Figure) -> Finding:
    right = right_percentage(figure)
    totals, counts = totals_giving(figure.number, figure.count), counts_giving(figure.number, figure.total)
    ratio_text, percent = f"{written(figure.count)}/{written(figure.total)}", f"{written(figure.number.value)}%"
    said = f"“{figure.label}”: {ratio_text} là {written(right)}%, không phải {percent}. {_would_need(percent, totals, counts)}"
    numbers = {"right": str(right), "totals": _ends(totals), "counts": _ends(counts)}
    return Finding(FindingKind.COUNT_AND_SHARE, (figure.key,), said, (figure.key,), numbers)


def right_percentage(figure: Figure) -> Decimal:
    """What count and total give, half-up, with at least one decimal and as many as were printed; `count` and `total` are known."""
    return rounded(figure.count, figure.total, min(figure.number.step, Decimal("0.1")), Habit.HALF_UP)


def _would_need(percent: str, totals: range, counts: range) -> str:
    parts = []
    if totals:
        parts.append(f"tổng {between(totals)}")
    if counts:
        parts.append(f"phần {between(counts)}")
    return f"Muốn có {percent} thì cần {' hoặc '.join(parts)}." if parts else f"Không tổng nào và không phần nào cho ra {percent}."


def _impossible(figure: Figure, made_by_subtraction: bool) -> Finding:
    if made_by_subtraction:
        return _subtracted(figure)
    near = nearest_totals(figure)
    below = int(Decimal(figure.total) * figure.number.value / 100)
    step = figure.number.step
    around = [(count, rounded(count, figure.total, step, Habit.HALF_UP)) for count in (below, below + 1)]
    told = ", ".join(f"{written(count)} cho {written(share)}%" for count, share in around)
    fitting = f" Tổng gần nhất cho ra được: {', '.join(map(written, near))}." if near else ""
    said = (
        f"“{figure.label}”: không có số nguyên nào trong {written(figure.total)} cho ra {written(figure.number.value)}% ({told}).{fitting}"
    )
    return Finding(FindingKind.IMPOSSIBLE_SHARE, (figure.key,), said, (figure.key,), {"total": figure.total, "totals": near})


def _subtracted(figure: Figure) -> Finding:
    percent, total = f"{written(figure.number.value)}%", written(figure.total)
    said = f"“{figure.label}”: {percent} không do số nguyên nào trong {total} cho ra, mà là 100 trừ các tỷ lệ kia của nhóm: phần còn lại."
    numbers = {"total": figure.total}
    if figure.count is not None:
        numbers["direct"] = str(right_percentage(figure))
        said = f"{said} Tính thẳng {written(figure.count)}/{written(figure.total)} là {written(right_percentage(figure))}%."
    return Finding(FindingKind.REMAINDER_SHARE, (figure.key,), said, numbers=numbers)


def nearest_totals(figure: Figure) -> list[int]:
    """Up to NEARBY totals that do give the percentage, the nearest to the stated one first; `total` is known."""
    found: list[int] = []
    for away in range(1, TOTALS_TRIED + 1):
        for total in (figure.total - away, figure.total + away):
            if total > 0 and counts_giving(figure.number, total):
                found.append(total)
                if len(found) == NEARBY:
                    return found
    return found


def between(numbers: range) -> str:
    """ "304" or "304 đến 318"; `numbers` is not empty."""
    first, last = numbers[0], numbers[-1]
    return written(first) if first == last else f"{written(first)} đến {written(last)}"


def _ends(numbers: range) -> list[int]:
    return [numbers[0], numbers[-1]] if numbers else []
