"""A printed figure beside what the records give: equal, flagged with a reason, or an input that no record can give.

Pure. A printed number is equal when the computed one, rounded as an office rounds, is that number; never because it is close.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.published.figures import Figure, Finding
from reports.published.numbers import Bound, written
from reports.published.ratios import right_percentage
from reports.published.rounding import Habit, prints, rounded


class Outcome(StrEnum):
    """The three answers of the comparison; they add up to all figures."""

    EQUAL = "equal"
    FLAGGED = "flagged"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Computed:
    """What the records give: `count` people or things, of `total` when a share was asked for.

    `percent` is the percentage itself where somebody set it (a target) and nothing is divided.
    """

    count: int
    total: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """`computed` is written as the printed value is, "" where nothing was computed."""

    outcome: Outcome
    reason: str
    computed: str = ""


HABITS_SAID = {Habit.HALF_UP: "làm tròn nửa lên", Habit.TRUNCATED: "cắt bỏ phần lẻ sau"}


def compare(
    figure: Figure,
    computed: Computed | None,
    *,
    findings: Sequence[Finding] = (),
    habit: Habit = Habit.EITHER,
    rest: Decimal | None = None,
    note: str = "",
) -> Compared:
    """The verdict on one figure. `computed` None says that no record gives it. `rest` is, for a figure made by subtraction, 100 minus the
    computed shares of the others of its group (`remaining`). `note` is what was said when the figure was entered."""
    accused = " ".join(finding.sentence for finding in findings if figure.key in finding.wrong)
    if computed is None:
        return Compared(Outcome.FLAGGED, accused) if accused else Compared(Outcome.INPUT, note or "Số nêu sẵn, hệ thống không tính.")
    found = _percentage(figure, computed, habit, rest) if figure.is_percentage else _number(figure, computed)
    outcome = Outcome.FLAGGED if accused else found.outcome
    return Compared(outcome, " ".join(filter(None, (accused, found.reason, note))), found.computed)


def _percentage(figure: Figure, computed: Computed, habit: Habit, rest: Decimal | None) -> Compared:
    printed, step = f"{written(figure.number.value)}%", figure.number.step
    if computed.percent is not None:
        return _set_percentage(figure, computed.percent)
    if not computed.total:
        return Compared(Outcome.FLAGGED, f"Hồ sơ không có ai trong tổng, nên không có tỷ lệ; bài in {printed}.")
    fraction = f"{written(computed.count)}/{written(computed.total)}"
    for way in believed(habit):
        if prints(figure.number, computed.count, computed.total, way):
            exact = rounded(computed.count, computed.total, min(step, Decimal("0.0001")), Habit.TRUNCATED)
            return Compared(Outcome.EQUAL, f"{fraction} = {written(exact)}…%, {HABITS_SAID[way]}.", written(figure.number.value))
    right = written(right_percentage(_with(figure, computed)))
    if rest is not None and rest == figure.number.value:
        return Compared(Outcome.EQUAL, f"100 trừ các tỷ lệ kia của nhóm; tính thẳng {fraction} là {right}%.", written(rest))
    return Compared(Outcome.FLAGGED, f"Hồ sơ cho ra {fraction} = {right}%; bài in {printed}.", right)


def _set_percentage(figure: Figure, percent: Decimal) -> Compared:
    """A percentage that somebody set is the printed one or is not; it is never rounded."""
    told = written(percent.quantize(min(Decimal(1).scaleb(percent.normalize().as_tuple().exponent), Decimal(1))))
    if percent == figure.number.value:
        return Compared(Outcome.EQUAL, f"Chỉ tiêu ghi trong hệ thống là {told}%.", told)
    return Compared(Outcome.FLAGGED, f"Chỉ tiêu ghi trong hệ thống là {told}%; bài in {written(figure.number.value)}%.", told)


def believed(habit: Habit) -> tuple[Habit, ...]:
    """The roundings to try, the likelier first."""
    return (Habit.HALF_UP, Habit.TRUNCATED) if habit is Habit.EITHER else (habit,)


def _with(figure: Figure, computed: Computed) -> Figure:
    return Figure(figure.key, figure.label, figure.number, figure.unit, computed.count, computed.total)


def _number(figure: Figure, computed: Computed) -> Compared:
    number, count = figure.number, computed.count
    told = written(count) if computed.total is None or figure.total is None else f"{written(count)}/{written(computed.total)}"
    if figure.total is not None and computed.total is not None and figure.total != computed.total:
        return Compared(Outcome.FLAGGED, f"Hồ sơ cho ra {told}; bài in {written(number.value)}/{written(figure.total)}.", told)
    if _is_printed(number, count):
        exact = "" if number.value == count else f" {written(count)} in gọn thành số này."
        return Compared(Outcome.EQUAL, f"Đếm từ hồ sơ: {told}.{exact}", told)
    return Compared(Outcome.FLAGGED, f"Hồ sơ cho ra {told}; bài in {written(number.value)}.", told)


def _is_printed(number, count: int) -> bool:
    """Whether an exact count is printed as this number: by itself, within its bound, or rounded to its size ("7,1 tỷ")."""
    if number.bound is not Bound.EXACT or number.step <= 1:
        return number.covers(Decimal(count))
    return number.value - number.step / 2 <= count < number.value + number.step


def remaining(others: Sequence[tuple[Figure, Computed]], own: Computed) -> Decimal | None:
    """100 minus the computed shares of the others, each rounded as it was printed.

    None when one of them does not come out as printed, or when `own` is not what the others leave of the total: then nothing was
    computed that may be called the remainder.
    """
    left, people = Decimal(100), own.count
    for figure, computed in others:
        if computed.total != own.total or not computed.total or not prints(figure.number, computed.count, computed.total):
            return None
        left, people = left - figure.number.value, people + computed.count
    return left if people == own.total else None
