"""A crossed table drawn: one bar a row, as long as the whole, cut in the parts that its measures are.

Pure. Only a table whose every row has alike measures that add up to the row's own count is crossed: ages by level, units by
position. Anything else would draw parts of nothing.
"""

from reports.chart_look import bars, exact, figure, horizontal, length_axis, margin, rows_axis, told, words
from reports.report import Row, Table
from reports.sentences import percent

MOST_ROWS = 40
"""Bars of more rows than this cannot be read; the table can be."""


def is_crossed(table: Table) -> bool:
    """Whether the measures of every row are the parts of that row."""
    kinds = {tuple(measure.key for measure in row.measures) for row in table.rows}
    return len(kinds) == 1 and () not in kinds and all(_adds_up(row) for row in table.rows)


def _adds_up(row: Row) -> bool:
    shares = [measure.share for measure in row.measures]
    return all(share.total == row.count for share in shares) and sum(share.count for share in shares) == row.count


def crossed_figure(table: Table) -> dict | None:
    """Stacked bars of the rows that have anybody; None when there is none, or too many to read."""
    rows = [row for row in table.rows if row.count]
    if not rows or len(rows) > MOST_ROWS:
        return None
    return figure(
        [_part(rows, place, table.unit) for place in range(len(rows[0].measures))],
        xaxis=length_axis(100),
        yaxis=rows_axis([row.label for row in rows], 24),
        barmode="stack",
        height=92 + 36 * len(rows),
        margin=margin(right=8, below=72),
        uniformtext={"mode": "hide", "minsize": 11},
        showlegend=True,
    )


def _part(rows: list[Row], place: int, unit: str) -> dict:
    measures = [row.measures[place] for row in rows]
    label = words(measures[0].label)
    hover = [f"{words(row.label)} · {label}: {told(measure.share, unit)}" for row, measure in zip(rows, measures, strict=True)]
    trace = horizontal([exact(measure.share) for measure in measures], hover)
    trace |= {"name": label, "text": [percent(measure.share) if measure.share.count else "" for measure in measures]}
    trace |= {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "width": 0.72}
    return trace | {"marker": bars([measures[0].key] * len(rows))}
