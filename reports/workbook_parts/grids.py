"""What a sheet says, before it is drawn: fields, rows, a total, notes. Pure.

A percentage is stored as the fraction that is printed (half-up, as on the screen), always beside its count and its total: a
workbook and a page cannot disagree. The total row is there exactly when the rows add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.report import PEOPLE, UNIT_TABLES, Report, Row, Table, Trend
from reports.sentences import count_heading, day_text, share_heading, total_heading
from reports.shares import Attainment, Share, difference_in_points

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `form` is text, order, count, share, points or day; `group` is the heading above several fields."""

    key: str
    label: str
    form: str
    width: float = 12
    group: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A block of a sheet. `keys` are the rows' keys, for colours; `total` is None when rows do not add up."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: tuple[str, ...] = ()
    total: tuple[Value, ...] | None = None
    heading: str = ""

    def place(self, key: str) -> int:
        """The place of a field, from 0; KeyError when there is none."""
        return {field.key: place for place, field in enumerate(self.fields)}[key]

    def has(self, key: str) -> bool:
        return any(field.key == key for field in self.fields)


def fraction(share: Share | Attainment | None) -> float | str:
    """The share as it is printed, as a fraction: Share(689, 3604) → 0.1912; "—" when there is nobody to count."""
    percent = share and share.percent()
    return "—" if percent is None else float(percent.scaleb(-2))


def grids_of(table: Table, report: Report) -> tuple[Grid, ...]:
    """The table, and below it the reasons of its rows when each row has measures of its own (the verdict)."""
    kinds = {tuple(measure.key for measure in row.measures) for row in table.rows}
    alike = len(kinds) == 1 and () not in kinds
    parts = [_order(table), *(_unit_parts(table) if table.id in UNIT_TABLES else _row_parts(table, report))]
    if alike:
        parts += [part for place in range(len(table.rows[0].measures)) for part in _measure_parts(table, place)]
    grid = _joined(table, parts)
    reasons = [] if alike else [_reasons(row) for row in table.rows if row.measures]
    return (grid, *reasons)


@dataclass(frozen=True, slots=True)
class _Part:
    """A field with its values, one a row, and its total."""

    field: Field
    values: tuple[Value, ...]
    total: Value = None


def _joined(table: Table, parts: Sequence[_Part]) -> Grid:
    rows = tuple(zip(*(part.values for part in parts), strict=True))
    total = tuple(part.total for part in parts) if table.exclusive and table.rows else None
    return Grid(tuple(part.field for part in parts), rows, tuple(row.key for row in table.rows), total)


def _order(table: Table) -> _Part:
    return _Part(Field("order", "TT", "order", 5), tuple(range(1, len(table.rows) + 1)))


def _row_parts(table: Table, report: Report) -> list[_Part]:
    """The label and how many of how many; the same of the compared day, and the points between them."""
    group = f"Ngày {day_text(report.day)}" if report.compared_day else ""
    parts = [
        _Part(Field("label", "Nội dung", "text", 34), tuple(row.label for row in table.rows), "Tổng số"),
        *_share_parts("", group, [row.share for row in table.rows], whole_of(table), table.unit),
    ]
    before = [row.before for row in table.rows]
    if report.compared_day and any(before):
        parts += _share_parts("before_", f"Ngày {day_text(report.compared_day)}", before, whole_before(table), table.unit)
        parts.append(_Part(Field("points", "Tăng, giảm (điểm %)", "points", 11), tuple(map(_points, table.rows))))
    return parts


def whole_of(table: Table) -> Share | Attainment:
    """What the total row of a table says of its count."""
    if table.whole:
        return table.whole.share
    if any(row.attained for row in table.rows):
        return Attainment(sum(row.count for row in table.rows), sum(row.total for row in table.rows))
    return Share(table.total, table.total)


def whole_before(table: Table) -> Share | Attainment:
    """The same on the compared day."""
    if table.whole and table.whole.before:
        return table.whole.before
    total = next(row.before.total for row in table.rows if row.before)
    return Share(total, total)


def _share_parts(
    prefix: str, group: str, shares: Sequence[Share | Attainment | None], whole: Share | Attainment, unit: str = PEOPLE
) -> list[_Part]:
    attained = isinstance(whole, Attainment)

    def part(key: str, label: str, form: str, values, total) -> _Part:
        return _Part(Field(prefix + key, label, form, 11, group), tuple(values), total)

    return [
        part("count", count_heading(unit), "count", (share and share.count for share in shares), whole.count),
        part("total", total_heading(attained), "count", (share and share.total for share in shares), whole.total),
        part("share", share_heading(attained), "share", map(fraction, shares), fraction(whole)),
    ]


def _points(row: Row) -> Value:
    gained = row.before and difference_in_points(row.share, row.before)
    return None if gained is None else float(gained)


def _unit_parts(table: Table) -> list[_Part]:
    parts = [
        _Part(Field("key", "Mã", "text", 9), tuple(row.key for row in table.rows)),
        _Part(Field("label", "Đơn vị", "text", 30), tuple(row.label for row in table.rows), "Tổng số"),
    ]
    if any(row.flags for row in table.rows):
        parts.append(_Part(Field("flags", table.flagged, "text", 28), tuple(", ".join(row.flags) for row in table.rows)))
    return [*parts, _Part(Field("count", "Số người", "count", 10), tuple(row.count for row in table.rows), table.total)]


def _measure_parts(table: Table, place: int) -> list[_Part]:
    """One measure of every row: how many, of how many where that is not the row's own people, and the share."""
    measures = [row.measures[place] for row in table.rows]
    first, shares = measures[0], [measure.share for measure in measures]
    whole = table.whole.measures[place].share if table.whole and table.whole.measures else _sum(shares)
    attained = isinstance(whole, Attainment)

    def part(key: str, label: str, form: str, values, total) -> _Part:
        return _Part(Field(f"{first.key}.{key}", label, form, 11 if key == "share" else 10, first.label), tuple(values), total)

    parts = [part("count", count_heading(first.unit), "count", (share.count for share in shares), whole.count)]
    if any(share.total != row.count for share, row in zip(shares, table.rows, strict=True)):
        parts.append(part("total", total_heading(attained), "count", (share.total for share in shares), whole.total))
    if any(measure.said for measure in measures):
        said = _Part(Field(f"{first.key}.said", "Ghi chú", "text", 14, first.label), tuple(measure.said for measure in measures))
        return [*parts, said]
    return [*parts, part("share", share_heading(attained), "share", map(fraction, shares), fraction(whole))]


def _sum(shares: Sequence[Share | Attainment]) -> Share | Attainment:
    return type(shares[0])(sum(share.count for share in shares), sum(share.total for share in shares))


def _reasons(row: Row) -> Grid:
    """Why people stand in the row; one person may have several reasons, so nothing is added up."""
    return replace(share_grid([(measure.label, measure.share) for measure in row.measures]), heading=f"{row.label}: vì sao")


def share_grid(told: Sequence[tuple[str, Share]]) -> Grid:
    """Labels with how many of how many."""
    fields = (
        Field("order", "TT", "order", 5),
        Field("label", "Nội dung", "text", 34),
        *(part.field for part in _share_parts("", "", (), Share(0, 0))),
    )
    rows = tuple((place, label, share.count, share.total, fraction(share)) for place, (label, share) in enumerate(told, start=1))
    return Grid(fields, rows)


def trend_grid(trend: Trend) -> Grid:
    """One row a day: for each line how many, of how many, and the share. The total stands once where all lines have the same.

    What is not known of a day is empty.
    """
    totals = [{share.total for share in shares if share} for shares in zip(*(line.shares for line in trend.lines), strict=True)]
    common = len(trend.lines) > 1 and all(len(found) <= 1 for found in totals)
    parts = [_Part(Field("day", "Ngày", "day", 13), trend.days)]
    if common:
        parts.append(_Part(Field("total", "Tổng số", "count", 11), tuple(next(iter(found), None) for found in totals)))
    for line in trend.lines:
        found = _share_parts("", line.label, line.shares, Share(0, 0))
        parts += [_under(line.key, part) for part in found if not (common and part.field.key == "total")]
    rows = tuple(zip(*(part.values for part in parts), strict=True))
    return Grid(tuple(part.field for part in parts), tuple(tuple(None if value == "—" else value for value in row) for row in rows))


def _under(key: str, part: _Part) -> _Part:
    return replace(part, field=replace(part.field, key=f"{key}.{part.field.key}"))
