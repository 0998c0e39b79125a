"""Bars of the share of people who meet the standard, one row each: units from the best to the worst, positions in their order.

Pure. Of a long list only both ends are drawn and the chart says how many are between them: the table has all of them.
"""

from reports.chart_look import colour, exact, figure, horizontal, length_axis, margin, rows_axis, told, upright, words
from reports.report import Row, Table
from reports.sentences import number, percent
from reports.shares import Share

EACH_END = 15
"""How many of the best and how many of the worst are drawn."""

FEW_MORE = 10
"""A list longer than both ends by no more than this is drawn whole."""


def meeting(row: Row) -> Share | None:
    """Of the row's people, how many meet the standard; None when the row does not say."""
    return next((measure.share for measure in row.measures if measure.key == "meets"), None)


def meeting_figure(table: Table, *, ranked: bool = False) -> dict | None:
    """One bar a row with its numbers in a column at the right; rows without people are left out. None when none is left."""
    rows = [row for row in table.rows if (share := meeting(row)) and share.total]
    if not rows:
        return None
    if ranked:
        rows.sort(key=lambda row: -exact(meeting(row)))
    whole = _whole(rows) if table.exclusive else None
    shown = _ends(rows) if ranked else rows
    longest = max(exact(share) for share in (*(meeting(row) for row in rows), *([whole] if whole else [])))
    return figure(
        [_bars(shown), _numbers(shown, longest)],
        xaxis=length_axis(longest),
        yaxis=rows_axis([row.label if row else _left_out(rows) for row in shown], 34),
        height=24 * len(shown) + (44 if whole else 24),
        margin=margin(above=28 if whole else 8),
        **(_line(whole) if whole else {}),
    )


def _whole(rows: list[Row]) -> Share:
    shares = [meeting(row) for row in rows]
    return Share(sum(share.count for share in shares), sum(share.total for share in shares))


def _ends(rows: list[Row]) -> list[Row | None]:
    """All rows, or the best and the worst with one empty place between them."""
    return rows if len(rows) <= 2 * EACH_END + FEW_MORE else [*rows[:EACH_END], None, *rows[-EACH_END:]]


def _left_out(rows: list[Row]) -> str:
    return f"… {number(len(rows) - 2 * EACH_END)} đơn vị ở giữa: xem bảng"


def _bars(shown: list[Row | None]) -> dict:
    lengths = [exact(meeting(row)) if row else None for row in shown]
    trace = horizontal(lengths, [_hover(row) if row else "" for row in shown])
    return trace | {"width": 0.68, "marker": {"color": colour("meets")}}


def _hover(row: Row) -> str:
    flags = f" ({words(', '.join(row.flags))})" if row.flags else ""
    return f"{words(row.label)}{flags}: {told(meeting(row))} đạt chuẩn"


def _numbers(shown: list[Row | None], longest: float) -> dict:
    """The count, the total and the percentage of each row, aligned beyond the longest bar."""
    text = [f"{number(meeting(row).count)}/{number(meeting(row).total)} · {percent(meeting(row))}" if row else "" for row in shown]
    trace = {
        "type": "scatter",
        "mode": "text",
        "x": [length_axis(longest)["range"][1]] * len(shown),
        "y": list(range(len(shown))),
        "text": text,
    }
    return trace | {"textposition": "middle right", "cliponaxis": False, "hoverinfo": "skip"}


def _line(whole: Share) -> dict:
    """A dotted upright where the whole area stands."""
    return upright(exact(whole), f"Chung: {percent(whole)} ({number(whole.count)} / {number(whole.total)})")
