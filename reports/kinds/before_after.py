"""Before and after: the same communes on two days, in people and in points. Bắc Kạn says it of its poor districts, 2008 and today.

Communes are followed through their lineage (reports/followed.py). A unit that was merged stays in the comparison with all its parts, so a
merger neither gains nor loses anybody; what cannot be followed is left out of both days and said.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chuanxa.refusals import BadRequest
from provinces.register import UnitRef
from reports import sentences
from reports.area_report import POPULATION, area_ref
from reports.area_tables import area_tables
from reports.counts import Counts, counts_by_unit, counts_on
from reports.followed import Followed, Within, follow
from reports.indicators import key_figures
from reports.people_records import people_records
from reports.population import UnreadablePopulation, check_query, read_query, written
from reports.report import Query, Report, Row, Table
from reports.report_kind import RecordList, ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share

ONLY, WHEN = "loc", "luc"
BEFORE, AFTER = "truoc", "sau"
TABLES = (
    "category",
    "verdict",
    "professional",
    "political_theory",
    "general_education",
    "state_management",
    "informatics",
    "defence_security",
)
USUAL_YEARS = 5


def build(selection: Selection) -> Report:
    """Every distribution on both days; the day asked with `so-voi`, or the end of the year five years before."""
    selection = both_days(selection)
    before_day, day = selection.compared_day, selection.day
    followed = followed_communes(selection)
    chosen = _within(selection, followed)
    found = counts_on(chosen, [before_day, day])
    now, before = found[day], found[before_day]
    area = area_ref(selection)
    tables = [_table(table, now, before) for table in area_tables(chosen, now, before, {}) if table.id in TABLES]
    figures = (replace(one, query=None, records=_opens(one.query)) for one in key_figures(now, before, before_day))
    return Report(
        title=f"{area.name}: cùng các xã, ngày {sentences.day_text(before_day)} và ngày {sentences.day_text(day)}",
        area=area,
        day=day,
        compared_day=before_day,
        population=f"{POPULATION} Chỉ những xã theo được từ ngày trước đến ngày sau, kể cả qua chia tách, sáp nhập.",
        rule=rule_text(selection.catalogue.book, day),
        key_figures=tuple(figures),
        tables=(_sizes(followed, now, before), *tables) if now.people or before.people else (),
        filters=selection.filter.described(),
        known_at=selection.known_at,
        notes=_left_out(selection, followed),
    )


def both_days(selection: Selection) -> Selection:
    """With a compared day, always the earlier one; raises BadRequest when the two are the same or no day is early enough."""
    day = selection.day
    earlier = selection.compared_day or date(day.year - USUAL_YEARS, 12, 31)
    if earlier >= day:
        raise BadRequest(
            f"Ngày so sánh {earlier:%d/%m/%Y} không trước ngày xem {day:%d/%m/%Y}.", "Nhận: so-voi là ngày trước, ngay là ngày sau."
        )
    return replace(selection, compared_day=earlier, boundary_day=None)


def followed_communes(selection: Selection) -> Followed:
    """The communes of the place that can be followed from the compared day to the day."""
    units = selection.register
    return follow(units.lineage["commune"], _there(selection, selection.compared_day), _there(selection, selection.day), selection.day)


def _there(selection: Selection, day: date) -> set[int]:
    """Communes of the place on a day: of the unit with that code then, or of what it became or came from."""
    return {unit.id for unit in selection.register.all_on("commune", day) if selection.reach.holds(unit) and _inside(selection, unit, day)}


def _inside(selection: Selection, commune: UnitRef, day: date) -> bool:
    unit, units = selection.unit, selection.register
    if unit is None:
        return True
    own = {"province": commune.province, "district": commune.district, "commune": commune.id}[unit.tier]
    if own is None:
        return False
    lineage = units.lineage[unit.tier]
    related = {unit.id, *lineage.successors(unit.id, day), *lineage.predecessors(unit.id, day)}
    return own in related or units.units[unit.tier][own].code == unit.code


def _within(selection: Selection, followed: Followed) -> Selection:
    days = {selection.compared_day: followed.before, selection.day: followed.after}
    return replace(selection, unit=None, also=(*selection.also, Within(days)), moves={})


def _opens(query: Mapping) -> Query:
    return {ONLY: (written(query),), WHEN: (AFTER,)} if query else {WHEN: (AFTER,)}


def _table(table: Table, now: Counts, before: Counts) -> Table:
    """The same table with what opens each number of both days, and the totals of both below."""
    rows = tuple(
        replace(row, query=None, records=_opens(row.query), before_records=_opens(row.query) | {WHEN: (BEFORE,)}, measures=())
        for row in table.rows
    )
    whole = Row("all", "Tổng số", now.people, now.people, None, before=Share(before.people, before.people), records={WHEN: (AFTER,)})
    return replace(table, rows=rows, whole=replace(whole, before_records={WHEN: (BEFORE,)}), notes=())


def _sizes(followed: Followed, now: Counts, before: Counts) -> Table:
    """How many communes are compared; their people are in the tables below."""
    rows = (
        Row("before", "Xã, phường, thị trấn ngày trước", len(followed.before), len(followed.before | followed.only_before), None),
        Row("after", "Xã, phường, thị trấn ngày sau", len(followed.after), len(followed.after | followed.only_after), None),
    )
    said = (
        f"{sentences.number(len(followed.before))} đơn vị ngày trước là {sentences.number(len(followed.after))} đơn vị ngày sau;"
        f" {sentences.number(before.people)} người ngày trước, {sentences.number(now.people)} người ngày sau."
    )
    return Table(
        "communes_followed",
        "Các xã được so sánh",
        "commune",
        0,
        rows,
        said,
        exclusive=False,
        unit="đơn vị",
        notes=("Đếm đơn vị, không đếm người.",),
    )


def _left_out(selection: Selection, followed: Followed) -> tuple[str, ...]:
    notes = []
    for ids, day, why in (
        (followed.only_before, selection.compared_day, "không theo được đến ngày sau"),
        (followed.only_after, selection.day, "không có phần nào ở nơi này ngày trước"),
    ):
        if ids:
            people = counts_by_unit(replace(selection, unit=None, also=(Within({day: ids}),)), "commune", day)
            number = sum(one.people for one in people.values())
            left = f"{sentences.number(len(ids))} đơn vị ngày {sentences.day_text(day)} {why}"
            notes.append(f"{left}, bỏ ra ngoài cùng {sentences.number(number)} người.")
    if selection.filter.data.getlist("vung"):
        notes.append("Bộ lọc vùng được xét theo từng ngày.")
    return tuple(notes)


def records(selection: Selection, query: Query) -> RecordList:
    """The people of one number, on the day before or after."""
    selection = both_days(selection)
    when = selection.own_choice(WHEN, {BEFORE: BEFORE, AFTER: AFTER}, AFTER)
    try:
        only = read_query(selection.own.get(ONLY, ""))
        check_query(only, selection)
    except UnreadablePopulation as error:
        raise BadRequest(f"Tham số “{ONLY}”: {error}") from error
    chosen = _within(selection, followed_communes(selection)).narrowed(only)
    day = selection.compared_day if when == BEFORE else selection.day
    return people_records(replace(chosen, day=day), chosen.standings(day), f"Ngày {sentences.day_text(day)}")


KIND = ReportKind(
    slug="truoc-sau",
    label="Trước và sau, cùng các xã",
    says="Hai ngày, cùng những xã ấy theo dõi qua chia tách, sáp nhập: mỗi phân bố hơn kém bao nhiêu người, bao nhiêu điểm.",
    group="Số lượng, chất lượng và mức đạt chuẩn",
    build=build,
    records=records,
    record_names=(ONLY, WHEN),
)
