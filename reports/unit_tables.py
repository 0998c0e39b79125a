"""The tables of an area's parts: one row per unit of that day, whether anybody is counted there or not."""

from datetime import date

from cadres.levels import Ladder
from provinces.models import AreaClass
from provinces.register import UnitRef
from reports.breakdowns import LADDERS, PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE, reaching
from reports.counts import UnitCounts
from reports.report import Measure, Row, Table
from reports.selection import Selection
from reports.sentences import number
from reports.shares import Share

PLACE_NAMES = {"province": "tinh", "district": "huyen", "commune": "xa"}
_LABELS = {
    "province": ("provinces", "Các tỉnh, thành phố"),
    "district": ("districts", "Các huyện, thành phố thuộc tỉnh"),
    "commune": ("communes", "Các xã, phường, thị trấn"),
}
_QUERIES = {
    "professional": {LADDERS[Ladder.PROFESSIONAL].query: reaching(Ladder.PROFESSIONAL, PROFESSIONAL_INTERMEDIATE)},
    "theory": {LADDERS[Ladder.POLITICAL_THEORY].query: reaching(Ladder.POLITICAL_THEORY, THEORY_INTERMEDIATE)},
}


def unit_tables(selection: Selection, tier: str | None, counted: dict[int, UnitCounts]) -> list[Table]:
    """Provinces of the country; districts (before 1 July 2025) and communes of a province; communes of a district."""
    if tier is None:
        return []
    day = selection.boundary_day or selection.day
    if tier == "province":
        return [_unit_table("province", _provinces(selection, day), counted, selection, day)]
    tables = []
    communes = selection.register.children(selection.unit, "commune", day)
    if selection.unit.tier == "province" and (districts := selection.register.children(selection.unit, "district", day)):
        tables.append(_unit_table("district", districts, _by_district(communes, counted), selection, day))
    return [*tables, _unit_table("commune", communes, counted, selection, day)]


def _provinces(selection: Selection, day: date) -> list[UnitRef]:
    units = selection.register.all_on("province", day)
    return units if selection.reach.everywhere else [unit for unit in units if unit.id in selection.reach.provinces]


def _by_district(communes: list[UnitRef], counted: dict[int, UnitCounts]) -> dict[int, UnitCounts]:
    found: dict[int, UnitCounts] = {}
    for unit in communes:
        if unit.district and unit.id in counted:
            found.setdefault(unit.district, UnitCounts()).add(counted[unit.id])
    return found


def _unit_table(tier: str, units: list[UnitRef], counted: dict[int, UnitCounts], selection: Selection, day: date) -> Table:
    id, label = _LABELS[tier]
    total = sum(counted[unit.id].people for unit in units if unit.id in counted)
    rows = tuple(_row(unit, counted.get(unit.id, UnitCounts()), total, _flags(unit, selection, day)) for unit in units)
    empty = sum(1 for row in rows if not row.count)
    said = f"{number(len(rows))} đơn vị, {number(total)} người."
    return Table(id, label, tier, total, rows, f"{said} {number(empty)} đơn vị chưa có hồ sơ nào." if empty else said)


def _row(unit: UnitRef, counts: UnitCounts, total: int, flags: tuple[str, ...]) -> Row:
    people = counts.people
    place = {PLACE_NAMES[unit.tier]: (unit.code,)}
    measures = (
        Measure("meets", "Đạt chuẩn", Share(counts.meets, people), {"dat-chuan": ("meets",)}),
        Measure("falls_short", "Chưa đạt", Share(counts.falls_short, people), {"dat-chuan": ("falls_short",)}),
        Measure("unknown", "Chưa đủ dữ liệu", Share(counts.unknown, people), {"dat-chuan": ("unknown",)}),
        Measure("professional_intermediate", "Chuyên môn từ trung cấp", Share(counts.professional, people), _QUERIES["professional"]),
        Measure("theory_intermediate", "Lý luận từ trung cấp", Share(counts.theory, people), _QUERIES["theory"]),
    )
    return Row(unit.code, unit.full_name, people, total, place, measures=measures, flags=flags)


def _flags(unit: UnitRef, selection: Selection, day: date) -> tuple[str, ...]:
    if unit.tier != "commune":
        return ()
    classes = sorted({area for area, period in selection.register.areas_of(unit.id) if day in period})
    return tuple(AreaClass(area).label for area in classes if area not in {AreaClass.MOUNTAIN, AreaClass.HIGHLAND})
