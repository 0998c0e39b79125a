"""The profile of one position: who holds it, as primary or beside another post, what they have learnt, whether they meet the standard.

What Sóc Trăng reports of its 109 Party secretaries. People who hold it as a concurrent post are counted: the report is of the
position, not of the head-count.
"""

from collections import Counter
from dataclasses import replace

from cadres.standings.cells import Dimension
from reports import sentences
from reports.area_report import area_ref, own_ages, parts_tier
from reports.area_tables import area_tables
from reports.counts import counts_by_unit, counts_on
from reports.indicators import key_figures
from reports.report import Query, Report, Row, Table
from reports.report_kind import Ask, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.trends import trend_days, trends
from reports.unit_tables import unit_tables

NAME = "giu-chuc-danh"
DEFAULT = "party_secretary"


def build(selection: Selection) -> Report:
    """Every distribution of the people who hold the position; the same number of queries for any place."""
    position = _position(selection)
    narrow: Query = {"giu": (position.code,)}
    chosen = selection.narrowed(narrow)
    days, compared = trend_days(selection.day), selection.compared_day
    found = counts_on(chosen, [selection.day, *days, *([compared] if compared else [])])
    now, before = found[selection.day], found[compared] if compared else None
    area, tier = area_ref(selection), parts_tier(selection)
    units = counts_by_unit(chosen, tier, selection.day) if tier else {0: own_ages(chosen)}
    tables = [table for table in area_tables(chosen, now, before, units) if table.id not in {"position", "group", "category"}]
    label = sentences.lower_first(position.label)
    return Report(
        title=f"{area.name}: {label} cấp xã ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population=f"Người giữ chức danh {label}, kể cả kiêm nhiệm; mỗi người tính một lần.",
        rule=rule_text(selection.catalogue.book, selection.day),
        key_figures=tuple(
            replace(one, label=position.label if one.key == "people" else one.label, query={**narrow, **(one.query or {})})
            for one in key_figures(now, before, compared)
        ),
        tables=tuple(_narrowed(table, narrow) for table in (_beside(chosen, position, now), *tables, *unit_tables(chosen, tier, units))),
        trends=trends(found, days, chosen),
        filters=selection.filter.described(),
        compared_day=compared,
        known_at=selection.known_at,
    )


def asks(selection: Selection) -> tuple[Ask, ...]:
    """Which position."""
    counted = [one for one in selection.catalogue.by_code.values() if selection.catalogue.positions[one.id].counted]
    choices = tuple((one.code, one.label) for one in sorted(counted, key=lambda one: one.order) if selection.day in one.period)
    return (Ask(NAME, "Chức danh", choices, _position(selection).code),)


def _position(selection: Selection):
    """The position asked for; raises BadRequest with those there are."""
    counted = {one.code: one for one in selection.catalogue.by_code.values() if selection.catalogue.positions[one.id].counted}
    return selection.own_choice(NAME, counted, DEFAULT)


def _beside(selection: Selection, position, now) -> Table:
    """The posts that the same people hold besides; somebody with one post stands in the first row."""
    rows, people = [], now.people
    cells: Counter = now.cells
    for other in sorted(selection.catalogue.by_code.values(), key=lambda one: one.order):
        if other.id != position.id and (count := cells.get((Dimension.POSITION.value, other.id), 0)):
            rows.append(Row(other.code, other.label, count, people, {"giu": (position.code, other.code)}))
    held = sum(row.count for row in rows)
    label = sentences.lower_first(position.label)
    said = (
        f"Trong {sentences.number(people)} {label}, người ta giữ thêm {sentences.number(held)} chức danh khác."
        if rows
        else f"Không ai giữ thêm chức danh khác ngoài {label}."
    )
    return Table("concurrent", "Kiêm nhiệm", "position", people, tuple(rows), said, exclusive=False)


def _narrowed(table: Table, narrow: Query) -> Table:
    return replace(table, rows=tuple(replace(row, query={**narrow, **(row.query or {})}) for row in table.rows))


KIND = ReportKind(
    slug="chuc-danh",
    label="Hồ sơ một chức danh",
    says="Mọi phân bố của những người giữ một chức danh: trình độ, tuổi, dân tộc, đạt chuẩn, kiêm nhiệm, từng đơn vị, qua các năm.",
    group="Số lượng, chất lượng và mức đạt chuẩn",
    build=build,
    names=(NAME,),
    asks=asks,
)
