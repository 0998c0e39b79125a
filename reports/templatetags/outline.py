"""The outline of a page of figures: which table of a Report stands in which part of the page, and in what order.

The order answers a leader's questions: how many, do they meet the standard, what have they learnt, where, in which
positions, since when, who they are. Renderings other than the page keep the Report's own order.
"""

from django import template

register = template.Library()

LADDERS = ("professional", "political_theory", "general_education", "state_management", "informatics", "defence_security")
PEOPLE = ("category", "gender", "age_band", "ethnic_group")
PARTS = ("provinces", "districts", "communes")


@register.filter
def table(report, table_id: str):
    """The table of that id, or None."""
    return next((found for found in report.tables if found.id == table_id), None)


@register.filter
def ladders(report) -> list:
    """The distributions by ladder, in the order of LADDERS."""
    return _in_order(report, LADDERS)


@register.filter
def people(report) -> list:
    """The distributions that describe the people themselves, in the order of PEOPLE."""
    return _in_order(report, PEOPLE)


@register.filter
def breakdowns(report) -> list:
    """Everything else with measures of its own (by position, …), except the parts, which are the units table."""
    placed = {"verdict", *LADDERS, *PEOPLE, *PARTS}
    return [found for found in report.tables if found.id not in placed]


@register.filter
def part(report):
    """The table of the units below the area, one row per unit; None when there are none."""
    return next((found for found in report.tables if found.id in PARTS), None)


@register.filter
def headcount(report) -> int:
    """How many people the report counts: the total of its verdict table, or of its first table; 0 when it has none."""
    first = table(report, "verdict") or next(iter(report.tables), None)
    return first.total if first else 0


@register.filter
def drawn(figures, figure_id: str):
    """The figure of that id among `page.figures`, or None."""
    return next((figure for figure in figures or () if figure["id"] == figure_id), None)


@register.filter
def by_day(trend) -> list[tuple]:
    """The table twin of a trend: one (day, shares) per day, the shares in the order of the lines."""
    return list(zip(trend.days, zip(*(line.shares for line in trend.lines), strict=True), strict=True))


def _in_order(report, ids: tuple[str, ...]) -> list:
    return [found for table_id in ids if (found := table(report, table_id)) is not None]
