"""A report as a source of Numbers: each is made from a cell and remembers it, so a text cannot say what its report does not.

Pure. Shares of several rows are the share of their sum, of tables whose rows add up.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.report import KeyFigure, Measure, Query, Report, Row, Table
from reports.sentences import decimal, number, percent
from reports.shares import Attainment, Share, difference_in_points
from reports.written.words import Number, Part, Where


@dataclass(frozen=True)
class Source:
    """`key` names the report among those that one text is written from."""

    key: str
    report: Report

    def table(self, id: str) -> Table | None:
        """The table with this id; None when the report has none, or one without rows."""
        return next((table for table in self.report.tables if table.id == id and table.rows), None)

    @property
    def compared_day(self) -> date | None:
        return self.report.compared_day

    def people(self, *, before: bool = False) -> int:
        """Everybody, on the day or on the compared day."""
        table = self.table("category")
        if table is None:
            return 0
        return _before(table.rows[0]).total if before else table.total

    def count(self, table: Table, *rows: Row, before: bool = False) -> Number:
        """How many the rows hold together."""
        value = sum(_share(row, before).count for row in rows)
        return self._number(number(value), value, table, rows, Part.COUNT, before)

    def total(self, table: Table, *, before: bool = False) -> Number:
        """How many the table counts: everybody, whichever rows they stand in."""
        value = _before(table.rows[0]).total if before else table.total
        query = _on({}, self.compared_day if before else None) if value else None
        return Number(number(value), value, Where(self.key, table.id, (), Part.TOTAL, before=before), query)

    def share(self, table: Table, *rows: Row, before: bool = False) -> Number:
        """The percentage of the rows together, as the report rounds."""
        found = together(rows, before)
        return self._number(percent(found), found.percent() or Decimal(0), table, rows, Part.SHARE, before)

    def points(self, table: Table, *rows: Row) -> Number:
        """How many percentage points lie between the two days, without a sign."""
        value = abs(difference_in_points(together(rows), together(rows, before=True)) or Decimal(0))
        return Number(decimal(value), value, Where(self.key, table.id, _keys(rows), Part.POINTS))

    def gained(self, table: Table) -> Number:
        """How many people more or fewer than on the compared day, without a sign."""
        value = abs(table.total - _before(table.rows[0]).total)
        return Number(number(value), value, Where(self.key, table.id, (), Part.GAINED))

    def measured(self, table: Table, row: Row, measure: Measure, part: Part = Part.COUNT) -> Number:
        """A measure of a row: its count, its total or its percentage."""
        share = measure.share
        texts = {Part.COUNT: (number(share.count), share.count), Part.TOTAL: (number(share.total), share.total)}
        text, value = texts.get(part) or (percent(share), share.percent() or Decimal(0))
        where = Where(self.key, table.id, (row.key,), part, measure.key)
        narrow = part is not Part.TOTAL
        if not value or (narrow and measure.query is None and measure.records is None):
            return Number(text, value, where)
        if measure.records is not None:
            return Number(text, value, where, None, {**(row.records or {}), **measure.records} if narrow else row.records)
        query = None if row.query is None else {**row.query, **(measure.query or {})} if narrow else row.query
        return Number(text, value, where, query)

    def units(self, table: Table, rows: list[Row]) -> Number:
        """How many rows these are: communes that all meet the standard, targets that were reached."""
        return Number(number(len(rows)), len(rows), Where(self.key, table.id, _keys(rows), Part.UNITS))

    def figure(self, one: KeyFigure, part: Part = Part.COUNT) -> Number:
        """A key figure: its count, or its percentage."""
        where = Where(self.key, "figures", (one.key,), part)
        if part is Part.SHARE and one.share is not None:
            return Number(percent(one.share), one.share.percent() or Decimal(0), where, one.query, one.records)
        if part is Part.TOTAL and one.share is not None:
            return Number(number(one.share.total), one.share.total, where)
        return Number(number(one.count), one.count, where, one.query if one.count else None, one.records if one.count else None)

    def of_trend(self, trend_id: str, line: str, day: date, share: Share | Attainment, part: Part = Part.SHARE) -> Number:
        """A point of a trend."""
        where = Where(self.key, f"trend {trend_id}", (line, day.isoformat()), part)
        if part is Part.SHARE:
            return Number(percent(share), share.percent() or Decimal(0), where)
        value = share.count if part is Part.COUNT else share.total
        return Number(number(value), value, where)

    def _number(self, text: str, value, table: Table, rows: tuple[Row, ...], part: Part, before: bool) -> Number:
        query = _union([row.query for row in rows]) if value else None
        records = rows[0].records if value and len(rows) == 1 else None
        if before:
            query, records = _on(query, self.compared_day), rows[0].before_records if value and len(rows) == 1 else None
        return Number(text, value, Where(self.key, table.id, _keys(rows), part, before=before), query, records)


def together(rows: tuple[Row, ...], before: bool = False) -> Share | Attainment:
    """The share of several rows of one total."""
    shares = [_share(row, before) for row in rows]
    return shares[0] if len(shares) == 1 else Share(sum(share.count for share in shares), shares[0].total)


def _share(row: Row, before: bool) -> Share | Attainment:
    return _before(row) if before else row.share


def _before(row: Row) -> Share | Attainment:
    return row.before or Share(0, 0)


def _keys(rows) -> tuple[str, ...]:
    return tuple(row.key for row in rows)


def _union(queries: list[Query | None]) -> Query | None:
    """Rows of one table differ in the values of one filter, which lets through who has any of them."""
    if not queries or any(query is None for query in queries):
        return None
    found: dict[str, tuple[str, ...]] = {}
    for query in queries:
        for name, values in query.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return found


def _on(query: Query | None, day: date | None) -> Query | None:
    """The same people's question of another day."""
    return query if query is None or day is None else {**query, "ngay": (f"{day:%d/%m/%Y}",)}
