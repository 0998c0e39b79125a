"""How shares moved over the years: the standard, and each ladder's whole distribution."""

from datetime import date

from cadres.levels import Ladder
from cadres.standards import Verdict
from reports import sentences
from reports.area_tables import LADDER_ORDER
from reports.breakdowns import LADDERS
from reports.counts import Counts
from reports.indicators import KEY_LADDERS
from reports.report import Line, Trend
from reports.rule import marks
from reports.selection import Selection
from reports.shares import Share

TREND_YEARS = 10


def trend_days(day: date) -> tuple[date, ...]:
    """The ends of the ten years before `day`, from 2004 on, and the day itself."""
    ends = [date(year, 12, 31) for year in range(max(2004, day.year - TREND_YEARS), day.year)]
    return (*ends, day)


def trends(found: dict[date, Counts], days: tuple[date, ...], selection: Selection) -> tuple[Trend, ...]:
    """How the shares moved, and each ladder's distribution over the years."""
    lines = [_line("meets", "Đạt chuẩn", [(found[day].verdict(Verdict.MEETS), found[day].people) for day in days])]
    for key, ladder, minimum, label in KEY_LADDERS:
        dimension = LADDERS[ladder].dimension
        lines.append(_line(key, label, [(found[day].at_least(dimension, minimum), found[day].people) for day in days]))
    trends = [_trend("standardization", "Chuẩn hóa qua các năm", days, lines, selection)]
    trends += [_ladder_trend(found, days, ladder, selection) for ladder in LADDER_ORDER]
    return tuple(trends)


def _ladder_trend(found: dict[date, Counts], days: tuple[date, ...], ladder: Ladder, selection: Selection) -> Trend:
    breakdown = LADDERS[ladder]
    lines = [
        _line(choice.slug, choice.label, [(breakdown.count(found[day].cells, choice), found[day].people) for day in days])
        for choice in breakdown.choices
    ]
    return _trend(breakdown.id, f"{breakdown.label} qua các năm", days, lines, selection)


def _line(key: str, label: str, counted: list[tuple[int, int]]) -> Line:
    return Line(key, label, tuple(Share(count, total) if total else None for count, total in counted))


def _trend(id: str, title: str, days: tuple[date, ...], lines: list[Line], selection: Selection) -> Trend:
    trend = Trend(id, title, "", days, tuple(lines), marks(days, selection.catalogue.book, selection.register, selection.unit))
    return Trend(id, title, sentences.trend(trend) if id == "standardization" else "", days, tuple(lines), trend.marks)
