"""A Report as plotly figures: plain dictionaries, ready for JSON.

Pure. plotly is not imported (its objects cost tens of times more); tests check every figure with it. A bar or a point says
its label, its count, its total and the percentage, in that order, never a percentage alone.

- a distribution: horizontal bars, the compared day as a thin bar under each;
- the verdict: one bar of the whole, cut in three, and the compared day under it;
- rows that have a share of people meeting the standard (units, positions): that share as bars (`meeting_charts`);
- rows whose measures are their own parts (ages by level): one bar a row, cut in its parts (`crossed_charts`);
- a trend: lines, or stacked bars when its lines are the parts of one whole (`trend_charts`).
"""

from reports.chart_look import TOKENS, bars, exact, figure, horizontal, length_axis, margin, rows_axis, told, upright, words
from reports.crossed_charts import crossed_figure, is_crossed
from reports.meeting_charts import meeting, meeting_figure
from reports.report import UNIT_TABLES, Report, Row, Table
from reports.sentences import day_text, number, percent
from reports.shares import Share
from reports.trend_charts import trend_figure

_WIDE = 24  # letters of a label before it is broken
_NOBODY = Share(0, 0)


def figures_of(report: Report) -> list[dict]:
    """`{"id", "title", "figure"}` for each table and trend that has something to draw.

    The id is the table's; a trend's is "trend-" and its own, for a trend may continue a table over the years and bear its id.
    """
    drawn = [(table.id, table.title, table_figure(table, report)) for table in report.tables]
    drawn += [(f"trend-{trend.id}", trend.title, trend_figure(trend)) for trend in report.trends]
    return [{"id": id, "title": f"Biểu đồ: {title}", "figure": made} for id, title, made in drawn if made]


def table_figure(table: Table, report: Report) -> dict | None:
    """The figure of one table; None when it counts nobody."""
    if not table.total or not table.rows:
        return None
    if table.id == "verdict":
        return verdict_figure(table, report)
    if table.id in UNIT_TABLES:
        return meeting_figure(table, ranked=True)
    if meeting(table.rows[0]):
        return meeting_figure(table)
    return crossed_figure(table) if is_crossed(table) else distribution_figure(table, report)


def distribution_figure(table: Table, report: Report) -> dict:
    """Bars of the rows in the table's order, as long as their shares; rows done against a plan, with the plan as an upright."""
    before = _before(table.rows, report)
    traces = [_now_bars(table, report, beside=bool(before))]
    if before:
        traces.append(_before_bars(table, before, day_text(report.compared_day)))
    attained = any(row.attained for row in table.rows)
    longest = max(exact(share) for share in (*(row.share for row in table.rows), *before, *([Share(1, 1)] if attained else [])))
    return figure(
        traces,
        xaxis=length_axis(longest),
        yaxis=rows_axis([row.label for row in table.rows], _WIDE),
        height=44 + len(table.rows) * (44 if before else 34),
        margin=margin(above=28 if attained else 8, below=40 if before else 8),
        showlegend=bool(before),
        **(upright(100, "Kế hoạch") if attained else {}),
    )


def _before(rows: tuple[Row, ...], report: Report) -> list[Share]:
    """The shares of the compared day; empty when there is none, or nobody was counted on it."""
    shares = [row.before or _NOBODY for row in rows]
    return shares if report.compared_day and any(share.total for share in shares) else []


def _now_bars(table: Table, report: Report, *, beside: bool) -> dict:
    rows = table.rows
    trace = horizontal([exact(row.share) for row in rows], [f"{words(row.label)}: {told(row.share, table.unit)}" for row in rows])
    trace |= {"name": day_text(report.day), "text": [f"{number(row.count)} · {percent(row.share)}" for row in rows]}
    trace |= {"textposition": "outside", "cliponaxis": False, "marker": bars([row.key for row in rows])}
    return trace | ({"width": 0.52, "offset": -0.4} if beside else {"width": 0.68})


def _before_bars(table: Table, shares: list[Share], day: str) -> dict:
    hover = [f"{day} · {words(row.label)}: {told(share, table.unit)}" for row, share in zip(table.rows, shares, strict=True)]
    trace = horizontal([exact(share) for share in shares], hover)
    return trace | {"name": day, "width": 0.18, "offset": 0.16, "marker": {"color": TOKENS["before"]}}


def verdict_figure(table: Table, report: Report) -> dict:
    """The verdicts as parts of one bar; a compared day is a second, thinner bar."""
    days = [day_text(report.day)]
    if _before(table.rows, report):
        days.append(day_text(report.compared_day))
    return figure(
        [_verdict_part(row, days) for row in table.rows],
        xaxis=length_axis(100),
        yaxis=rows_axis(days, 0),
        barmode="stack",
        height=74 + 48 * len(days),
        margin=margin(right=8, below=48),
        uniformtext={"mode": "hide", "minsize": 11},
        showlegend=True,
    )


def _verdict_part(row: Row, days: list[str]) -> dict:
    shares = [row.share, row.before or _NOBODY][: len(days)]
    hover = [f"{day} · {words(row.label)}: {told(share)}" for day, share in zip(days, shares, strict=True)]
    trace = horizontal([exact(share) for share in shares], hover)
    trace |= {"name": f"{words(row.label)}: {number(row.count)}", "text": [percent(share) for share in shares]}
    trace |= {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "width": [0.8, 0.42][: len(days)]}
    return trace | {"marker": bars([row.key] * len(days))}
