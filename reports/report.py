"""A report is one value with several renderings: page, chart, workbook and JSON are made from it and cannot disagree.

Pure. A count never travels without its total, its population, its day and the rule that judged it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from reports.rounding import written
from reports.shares import Attainment, Share

Query = dict[str, tuple[str, ...]]
"""What opens the people behind a number: query names and values, added to the query of the page. None: the number opens nothing."""

PEOPLE = "người"
"""What a table counts unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class AreaRef:
    """The nation has code "" and level "nation"; other levels are province, district, commune."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force: its query name, its label, and (value, label) of each choice."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One more share of a row: of a unit in a table of units, of an age in a table of ages and levels. `records` as in Row.

    `said` stands in place of the percentage: a distance in points beside the people it means. A number that somebody set comes with
    its `href`, the page of what sets it.
    """

    key: str
    label: str
    share: Share | Attainment
    query: Query | None = field(default_factory=dict)
    href: str | None = None
    unit: str = PEOPLE
    records: Query | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`count` people of `total` have the key; `before` is the same on the compared day. `flags` are short marks such as "biên giới".

    A number of other records than people (attendances, moves, departures) has `records` in place of `query`: what opens them. An
    `attained` row was done against a plan, its total, and may pass 100 %. `total_query` opens the total where rows have their own
    (`total_records` a total of other records), `before_records` what is counted on the compared day.
    `state` is what a program reads where a flag says it to people. A total that somebody set (a plan) comes with `total_href`, the page
    of the record that sets it.
    """

    key: str
    label: str
    count: int
    total: int
    query: Query | None = field(default_factory=dict)
    href: str | None = None
    unit_href: str | None = None
    measures: tuple[Measure, ...] = ()
    flags: tuple[str, ...] = ()
    before: Share | Attainment | None = None
    records: Query | None = None
    attained: bool = False
    printed: Decimal | None = None
    state: str = ""
    total_query: Query | None = None
    total_records: Query | None = None
    total_href: str | None = None
    before_records: Query | None = None
    before_href: str | None = None

    @property
    def share(self) -> Share | Attainment:
        return Attainment(self.count, self.total) if self.attained else Share(self.count, self.total, self.printed)


@dataclass(frozen=True, slots=True)
class Table:
    """`exclusive` rows add up to the total; otherwise one person may stand in several rows and `notes` say so.

    `unit` is what is counted: people unless it says otherwise ("lượt", "đồng"). `whole` is the row below all others, with the
    totals of the measures: only a table whose rows have alike measures that can be added has one. `flagged` heads what flags say.
    """

    id: str
    title: str
    dimension: str
    total: int
    rows: tuple[Row, ...]
    sentence: str = ""
    exclusive: bool = True
    notes: tuple[str, ...] = ()
    unit: str = PEOPLE
    whole: Row | None = None
    flagged: str = "Vùng"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trend: a share per day, None where nothing is known."""

    key: str
    label: str
    shares: tuple[Share | Attainment | None, ...]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """Where a trend should go: (day, percent) from a start to a target on its deadline, drawn as a line of its own."""

    label: str
    points: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Shares over days. `marks` are (day, text) where the meaning of the area or of the rule changed."""

    id: str
    title: str
    sentence: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    marks: tuple[tuple[date, str], ...] = ()
    goals: tuple[GoalLine, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure to read first. `share` is None for a plain head-count. `delta` is text such as "▲ 17,14 điểm so với 31/12/2011".

    `unit` stands beside the count of a figure without a base; `records` as in Row.
    """

    key: str
    label: str
    count: int
    share: Share | Attainment | None = None
    base: str = ""
    query: Query | None = field(default_factory=dict)
    href: str | None = None
    delta: str = ""
    direction: str = "same"
    unit: str = PEOPLE
    records: Query | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a rendering needs; it asks nothing of the database."""

    title: str
    area: AreaRef
    day: date
    population: str
    rule: str
    key_figures: tuple[KeyFigure, ...] = ()
    tables: tuple[Table, ...] = ()
    trends: tuple[Trend, ...] = ()
    filters: tuple[Filter, ...] = ()
    compared_day: date | None = None
    known_at: datetime | None = None
    notes: tuple[str, ...] = ()

    def table(self, id: str) -> Table:
        """The table with this id; KeyError when the report has none."""
        for table in self.tables:
            if table.id == id:
                return table
        raise KeyError(id)

    def as_dict(self) -> dict:
        """The JSON shape that programs rely on (docs/api.md): counts are integers, shares are text in percent."""
        return {
            "title": self.title,
            "area": {"code": self.area.code, "name": self.area.name, "level": self.area.level},
            "day": self.day.isoformat(),
            "compared_day": self.compared_day and self.compared_day.isoformat(),
            "known_at": self.known_at and self.known_at.isoformat(),
            "filters": {item.name: [value for value, _ in item.values] for item in self.filters},
            "rule": self.rule,
            "population": self.population,
            "tables": [_table_dict(table) for table in self.tables],
            "trends": [_trend_dict(trend) for trend in self.trends],
            "notes": list(self.notes),
        }


def linked(report: Report, people_href, unit_href, records_href=None) -> Report:
    """The report with every link resolved; a number that counts nobody opens nothing.

    `people_href(query)`, `records_href(records)` and `unit_href(table id, key)` give an address or None.
    """

    def href(count: int, query: Query | None, records: Query | None) -> str | None:
        if not count:
            return None
        if records is not None:
            return records_href(records) if records_href else None
        return None if query is None else people_href(query)

    return replace(
        report,
        key_figures=tuple(replace(one, href=href(one.count, one.query, one.records)) for one in report.key_figures),
        tables=tuple(_linked_table(table, href, unit_href) for table in report.tables),
    )


def _linked_table(table: Table, href, unit_href) -> Table:
    units = table.id in UNIT_TABLES
    rows = tuple(_linked_row(row, href, unit_href(table.id, row.key) if units else None) for row in table.rows)
    return replace(table, rows=rows, whole=table.whole and _linked_row(table.whole, href, None))


def _linked_row(row: Row, href, unit_href: str | None) -> Row:
    return replace(
        row,
        href=href(row.count, row.query, row.records),
        total_href=row.total_href or href(row.total, row.total_query, row.total_records),
        before_href=href(row.before.count, None, row.before_records) if row.before else None,
        unit_href=unit_href,
        measures=tuple(_linked_measure(measure, row, href) for measure in row.measures),
    )


def _linked_measure(measure: Measure, row: Row, href) -> Measure:
    """What opens a measure goes on from what opens its row. Where the row opens other records, a measure does so or opens nothing."""
    people = measure.query is not None and (row.query is not None or measure.query) and row.records is None
    query = {**(row.query or {}), **measure.query} if people else None
    records = None if measure.records is None else {**(row.records or {}), **measure.records}
    return replace(measure, href=measure.href or href(measure.share.count, query, records))


UNIT_TABLES = ("provinces", "districts", "communes")


def _share_text(share: Share | Attainment) -> str | None:
    percent = share.percent()
    return None if percent is None else written(percent)


def _table_dict(table: Table) -> dict:
    return {
        "id": table.id,
        "title": table.title,
        "dimension": table.dimension,
        "total": table.total,
        "exclusive": table.exclusive,
        **({"unit": table.unit} if table.unit != PEOPLE else {}),
        "sentence": table.sentence,
        "rows": [_row_dict(row) for row in table.rows],
        **({"whole": _row_dict(table.whole)} if table.whole else {}),
        "notes": list(table.notes),
    }


def _row_dict(row: Row) -> dict:
    told = {"key": row.key, "label": row.label, "count": row.count, "total": row.total, "share": _share_text(row.share)}
    if row.state:
        told["state"] = row.state
    if row.before is not None:
        told["before"] = {"count": row.before.count, "total": row.before.total, "share": _share_text(row.before)}
    for measure in row.measures:
        share = measure.share
        one = {"count": share.count, "total": share.total, "share": _share_text(share)}
        told.setdefault("measures", {})[measure.key] = one | ({"said": measure.said} if measure.said else {})
    return told


def _trend_dict(trend: Trend) -> dict:
    return {
        "id": trend.id,
        "title": trend.title,
        "days": [day.isoformat() for day in trend.days],
        "lines": [
            {
                "key": line.key,
                "label": line.label,
                "points": [share and {"count": share.count, "total": share.total, "share": _share_text(share)} for share in line.shares],
            }
            for line in trend.lines
        ],
        **({"goals": [_goal_dict(goal) for goal in trend.goals]} if trend.goals else {}),
    }


def _goal_dict(goal: GoalLine) -> dict:
    return {"label": goal.label, "points": [{"day": day.isoformat(), "share": str(percent)} for day, percent in goal.points]}
