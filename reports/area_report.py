"""The report of an area on a day: head-count, distributions, standard, units, trend.

From a selection to a Report value. The counting is done by counts.py; everything here is arithmetic and words.
"""

from reports import sentences
from reports.area_tables import area_tables
from reports.counts import UnitCounts, counts_by_unit, counts_on
from reports.indicators import key_figures
from reports.report import AreaRef, Report
from reports.rule import rule_text
from reports.selection import Selection
from reports.trends import trend_days, trends
from reports.unit_tables import unit_tables

POPULATION = "Cán bộ, công chức cấp xã đang giữ chức danh; mỗi người tính một lần, theo chức danh chính."


def area_report(selection: Selection, *, over_years: bool = True) -> Report:
    """The whole report: a fixed number of queries, whatever the area. Without `over_years` it has no trends and is several times faster."""
    days = trend_days(selection.day) if over_years else ()
    compared = selection.compared_day
    found = counts_on(selection, [selection.day, *days, *([compared] if compared else [])])
    now, before = found[selection.day], found[compared] if compared else None
    tier = parts_tier(selection)
    units = counts_by_unit(selection, tier, selection.day) if tier else {}
    if not tier:
        units = {0: own_ages(selection)}
    area = area_ref(selection)
    return Report(
        title=f"{area.name}: cán bộ, công chức cấp xã ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population=POPULATION,
        rule=rule_text(selection.catalogue.book, selection.day),
        key_figures=key_figures(now, before, compared),
        tables=(*area_tables(selection, now, before, units), *unit_tables(selection, tier, units)),
        trends=trends(found, days, selection) if days else (),
        filters=selection.filter.described(),
        compared_day=compared,
        known_at=selection.known_at,
    )


def area_ref(selection: Selection) -> AreaRef:
    """The nation has no code; somebody whose scope is smaller sees "Phạm vi của tôi"."""
    if selection.unit is None:
        return AreaRef("", "Cả nước" if selection.reach.everywhere else "Phạm vi được giao", "nation")
    return AreaRef(selection.unit.code, selection.unit.full_name, selection.unit.tier)


def parts_tier(selection: Selection) -> str | None:
    """The tier of the units that an area's page lists; None for a commune, which has none."""
    if selection.unit is None:
        return "province"
    return None if selection.unit.tier == "commune" else "commune"


def own_ages(selection: Selection) -> UnitCounts:
    """The ages of a commune, which has no units below it."""
    return counts_by_unit(selection, "commune", selection.day).get(selection.unit.id, UnitCounts())
