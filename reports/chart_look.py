"""How every chart looks: the colours of the tokens, Vietnamese separators, and words that plotly cannot mistake for markup.

Pure. The values are those of static/css/tokens.css, so that a chart and the table beside it never differ (a test compares
them). A level's colour says how high it is, a verdict's colour what it means; the unknown is hatched, never a colour alone.
"""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from reports.report import PEOPLE
from reports.sentences import number, percent
from reports.shares import Attainment, Share

TOKENS = {
    "ink": "#17202b",
    "ink-2": "#46525f",
    "line": "#dcd9d0",
    "line-2": "#ece9e1",
    "edge": "#86806f",
    "card": "#fff",
    "accent": "#8f1d21",
    "meets": "#1d6b52",
    "short": "#b0512a",
    "unknown-a": "#dfe3e7",
    "unknown-edge": "#6c7782",
    "l0": "#d5dbe0",
    "l1": "#adc7d8",
    "l2": "#76a3c2",
    "l3": "#417aa8",
    "l4": "#235681",
    "l5": "#12365a",
    "plain": "#417aa8",
    "before": "#b5ac98",
}

FONT = '"Be Vietnam Pro", "Noto Sans", "Segoe UI", system-ui, -apple-system, Roboto, sans-serif'

STEPS = {
    "meets": "meets", "falls_short": "short", "unknown": "unknown-a",
    "studying": "l2", "retiring": "l0", "to_send": "short",
    "untrained": "l0", "no_schooling": "l0",
    "elementary": "l1", "primary": "l1", "associate": "l1", "group_4": "l1", "certificate_a": "l1",
    "intermediate": "l2", "lower_secondary": "l2", "specialist": "l2", "group_3": "l2", "certificate_b": "l2",
    "college": "l3", "principal_specialist": "l3", "group_2": "l3", "certificate_c": "l3",
    "university": "l4", "upper_secondary": "l4", "senior_specialist": "l4", "advanced": "l4", "group_1": "l4", "it_basic": "l4",
    "postgraduate": "l5", "master": "l5", "doctor": "l5", "bachelor": "l5", "it_advanced": "l5", "intermediate_or_above": "l5",
}  # fmt: skip
"""The token of a row's key; any other key is drawn plain."""

_LINES = ("l4", "accent", "l2", "ink-2", "l5", "edge")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
_CLEAR = "rgba(0,0,0,0)"
_BELOW = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "y": 0,
    "yref": "container",
    "yanchor": "bottom",
    "traceorder": "normal",
    "itemclick": False,
    "itemdoubleclick": False,
}


def words(text: str, width: int = 0) -> str:
    """`text` as plotly must be given it: `<` and `&` are letters, not markup; broken into lines of about `width` letters."""
    lines = wrap(text, width, break_long_words=False) if width else [text]
    return "<br>".join(escape(line, quote=False) for line in lines)


def colour(key: str) -> str:
    """The colour of the row with this key."""
    return TOKENS[STEPS.get(key, "plain")]


def bars(keys: Sequence[str]) -> dict:
    """The marker of bars, one per key: colour by step, an edge that shows the palest on paper, the unknown hatched."""
    return {
        "color": [colour(key) for key in keys],
        "line": {"color": TOKENS["unknown-edge"], "width": 0.6},
        "pattern": {
            "shape": ["/" if key == "unknown" else "" for key in keys],
            "fgcolor": TOKENS["unknown-edge"],
            "size": 6,
            "solidity": 0.25,
        },
    }


def written_line(place: int, key: str) -> dict:
    """The line and the marks of the `place`-th line of a trend: told apart by dash and mark as well as by colour."""
    drawn = TOKENS[STEPS[key]] if key in ("meets", "falls_short") else TOKENS[_LINES[place % len(_LINES)]]
    return {
        "line": {"color": drawn, "width": 2.5, "dash": _DASHES[place % len(_DASHES)]},
        "marker": {"color": drawn, "size": 7, "symbol": _SYMBOLS[place % len(_SYMBOLS)]},
    }


def figure(traces: list[dict], **own) -> dict:
    """A figure of these traces: the layout that all share, and its own parts. No heading: the page says it."""
    return {
        "data": traces,
        "layout": {
            "font": {"family": FONT, "color": TOKENS["ink-2"]},
            "separators": ",.",
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "hoverlabel": {"bgcolor": TOKENS["card"], "bordercolor": TOKENS["edge"], "font": {"color": TOKENS["ink"]}, "align": "left"},
            "hovermode": "closest",
            "dragmode": False,
            "showlegend": False,
            "legend": _BELOW,
            **own,
        },
    }


def horizontal(lengths: Sequence[float | None], hover: Sequence[str]) -> dict:
    """A trace of horizontal bars, one a row from the top."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "y": list(range(len(lengths))),
        "hovertext": list(hover),
        "hoverinfo": "text",
    }


def rows_axis(labels: Sequence[str], width: int) -> dict:
    """The vertical axis of horizontal bars: one row per label, the first on top. Places, not names: two units may share a name."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": [words(label, width) for label in labels],
        "range": [len(labels) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def length_axis(longest: float) -> dict:
    """The horizontal axis of bars that carry their own numbers: nothing drawn, zero at the left."""
    return {"visible": False, "range": [0, 1.03 * longest or 1], "fixedrange": True}


def upright(at: float, said: str) -> dict:
    """A dotted upright at a length of the horizontal axis, and what it is above it."""
    stroke = {"color": TOKENS["ink-2"], "width": 1.5, "dash": "dot"}
    place = {"x": at, "yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "auto"}
    return {
        "shapes": [{"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": stroke}],
        "annotations": [place | {"text": said, "font": {"size": 12}, "showarrow": False}],
    }


def margin(*, right: int = 104, above: int = 8, below: int = 8) -> dict:
    """Pixels around horizontal bars; the right one holds the numbers of the longest."""
    return {"l": 8, "r": right, "t": above, "b": below, "pad": 4}


def exact(share: Share | Attainment) -> float:
    """The length of a bar: the percentage as it is printed, so that what is drawn is what is read."""
    return float(share.percent() or 0)


def told(share: Share | Attainment, unit: str = PEOPLE) -> str:
    """A share as a chart says it: "689 / 3.604 người (19,12%)"."""
    return f"{number(share.count)} / {number(share.total)} {unit} ({percent(share)})"
