"""The outline of a page of figures: which table of a Report stands in which part of the page, and in what order.

The order answers a leader's questions: how many, do they meet the standard, what have they learnt, where, in which
positions, since when, who they are. Renderings other than the page keep the Report's own order.
"""

from django import template

from reports.report import PEOPLE as PEOPLE_COUNTED

register = template.Library()

LADDERS = ("professional", "political_theory", "general_education", "state_management", "informatics", "defence_security")
PEOPLE = ("category", "gender", "age_band", "ethnic_group")
POSITIONS = ("group", "position")
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
def positions(report) -> list:
    """By group of positions and by position, and whatever has no place of its own."""
    placed = {"verdict", "missing", *POSITIONS, *LADDERS, *PEOPLE, *PARTS}
    return [*_in_order(report, POSITIONS), *(found for found in report.tables if found.id not in placed)]


@register.filter
def parts(report) -> list:
    """The tables of the units below the area, one row per unit, the larger units first."""
    return _in_order(report, PARTS)


@register.filter
def part_of(report, units_table):
    """The report's table that `units_table` shows (its caption is the title); None when there are no units."""
    found = parts(report)
    return next((one for one in found if one.title == getattr(units_table, "caption", None)), next(reversed(found), None))


@register.filter
def measured(table) -> bool:
    """True when the rows have measures of their own, so that a table says more than bars."""
    return any(row.measures for row in table.rows)


@register.filter
def plain(table) -> bool:
    """True when bars say all that the table does: people, in rows without measures, a plan or a row of totals."""
    simple = table.unit == PEOPLE_COUNTED and table.whole is None
    return simple and bool(table.rows) and not measured(table) and not any(row.attained for row in table.rows)


@register.filter
def has_before(table) -> bool:
    """True when some row says how it was on the compared day."""
    return any(row.before is not None for row in table.rows)


@register.filter
def says_something(report) -> bool:
    """True when some table of the report has a row, or some trend a line."""
    return any(table.rows for table in report.tables) or bool(report.trends)


@register.filter
def of_table(units_tables, table):
    """The django-tables2 table that shows this table of units, or None."""
    return (units_tables or {}).get(table.id)


@register.filter
def headcount(report) -> int:
    """How many people the report counts: the total of its verdict table, or of its first table; 0 when it has none."""
    first = table(report, "verdict") or next(iter(report.tables), None)
    return first.total if first else 0


@register.filter
def drawn(figures, thing):
    """The figure of a table or of a trend among `page.figures`, or None.

    A trend may bear the id of the table it continues over the years; the titles tell them apart.
    """
    same = [figure for figure in figures or () if figure["id"] in (thing.id, f"trend-{thing.id}")]
    return next((figure for figure in same if figure["title"].endswith(thing.title)), None)


@register.filter
def trend_of(report, table_id: str):
    """The trend that continues a table over the years, or None."""
    return next((found for found in report.trends if found.id == table_id), None)


@register.filter
def other_trends(report) -> list:
    """The trends that continue no table."""
    return [found for found in report.trends if table(report, found.id) is None]


def _in_order(report, ids: tuple[str, ...]) -> list:
    return [found for table_id in ids if (found := table(report, table_id)) is not None]
