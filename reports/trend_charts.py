"""A trend drawn: lines over time, or stacked bars when its lines are the parts of one whole.

Pure. A day on which nothing is known is a gap, never a zero. Where the area or the rule changed its meaning, a dotted upright
says so: the figures at its two sides are not of the same thing.
"""

from datetime import date
from textwrap import shorten

from reports.chart_look import TOKENS, bars, exact, figure, told, words, written_line
from reports.report import GoalLine, Line, Trend
from reports.sentences import day_text, decimal
from reports.shares import Share

_DAYS_NAMED = 12


def trend_figure(trend: Trend) -> dict | None:
    """The figure of a trend; None when nothing is known of any day."""
    if not any(_known(share) for line in trend.lines for share in line.shares):
        return None
    return _bars(trend) if is_whole(trend) else _lines(trend)


def is_whole(trend: Trend) -> bool:
    """True when the lines are the parts of one whole: on each of at least two days they add up to the same total."""
    days = [shares for shares in zip(*(line.shares for line in trend.lines), strict=True) if any(map(_known, shares))]
    if len(days) < 2 or len(trend.lines) < 2:
        return False
    return all(all(shares) and {share.total for share in shares} == {sum(share.count for share in shares)} for shares in days)


def _known(share: Share | None) -> bool:
    return share is not None and share.total > 0


def _lines(trend: Trend) -> dict:
    days = [day.isoformat() for day in trend.days]
    traces = [
        {"type": "scatter", "mode": "lines+markers", "x": days} | _said(trend, line) | written_line(place, line.key)
        for place, line in enumerate(trend.lines)
    ]
    traces += [_goal(goal) for goal in trend.goals]
    axis = {"type": "date", "tickvals": [day.isoformat() for day in _named(trend.days)]}
    return _figure(trend, traces, axis, [(day.isoformat(), text) for day, text in _marks_within(trend)])


def _goal(goal: GoalLine) -> dict:
    """A thin dashed line without marks."""
    said = [f"{day_text(day)} · {words(goal.label)}: {decimal(percent)}%" for day, percent in goal.points]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day, _ in goal.points],
        "y": [float(percent) for _, percent in goal.points],
        "name": words(goal.label, 40),
        "hovertext": said,
        "hoverinfo": "text",
        "line": {"color": TOKENS["accent"], "width": 1.5, "dash": "dot"},
    }


def _bars(trend: Trend) -> dict:
    places = list(range(len(trend.days)))
    traces = [{"type": "bar", "x": places, "marker": bars([line.key] * len(places))} | _said(trend, line) for line in trend.lines]
    axis = {"tickvals": [trend.days.index(day) for day in _named(trend.days)], "zeroline": False}
    return _figure(trend, traces, axis, [(sum(day < mark for day in trend.days) - 0.5, text) for mark, text in _marks_within(trend)])


def _said(trend: Trend, line: Line) -> dict:
    """What lines and bars share: their name, their heights and what they say."""
    label = words(line.label)
    said = [f"{day_text(day)} · {label}: {told(share)}" if share else "" for day, share in zip(trend.days, line.shares, strict=True)]
    heights = [exact(share) if _known(share) else None for share in line.shares]
    return {"name": words(line.label, 40), "y": heights, "hovertext": said, "hoverinfo": "text"}


def _figure(trend: Trend, traces: list[dict], axis: dict, marks: list[tuple]) -> dict:
    shares = {
        "ticksuffix": "%",
        "rangemode": "tozero",
        "automargin": True,
        "fixedrange": True,
        "gridcolor": TOKENS["line-2"],
        "zeroline": False,
    }
    return figure(
        traces,
        xaxis=axis | {"ticktext": [_name(day) for day in _named(trend.days)], "automargin": True, "fixedrange": True, "showgrid": False},
        yaxis=shares,
        height=336,
        margin={"l": 8, "r": 16, "t": 16 + 15 * len(marks), "b": 64},
        barmode="stack",
        bargap=0.35,
        showlegend=len(trend.lines) + len(trend.goals) > 1,
        **_uprights(marks),
    )


def _marks_within(trend: Trend) -> list[tuple[date, str]]:
    return [mark for mark in trend.marks if trend.days[0] < mark[0] <= trend.days[-1]]


def _uprights(marks: list[tuple]) -> dict:
    """A dotted upright for each (place, text), the texts above it one line higher each time."""
    stroke = {"color": TOKENS["accent"], "width": 1, "dash": "dot"}
    beside = {"yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "auto", "showarrow": False, "font": {"size": 11}}
    return {
        "shapes": [{"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": stroke} for x, _ in marks],
        "annotations": [
            beside | {"x": x, "yshift": 15 * place, "text": words(shorten(text, 40, placeholder=" …"))}
            for place, (x, text) in enumerate(marks)
        ],
    }


def _named(days: tuple[date, ...]) -> tuple[date, ...]:
    """About twelve days at most, counted back from the last."""
    return days[:: -max(1, -(-len(days) // _DAYS_NAMED))][::-1]


def _name(day: date) -> str:
    """The end of a year is called by its year, any other day by its date."""
    return str(day.year) if (day.month, day.day) == (12, 31) else day_text(day)
