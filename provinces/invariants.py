"""What must hold in the stored register, checked row by row the slow way (`manage.py check_units`).

No two rows of one (level, code) on one day; every row's parents, as stored, live on each of its days and agree with each
other; no district after 30 June 2025; every boundary change joins a unit that stood the day before with one that stands that day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chuanxa.names import match_key, place_sort_key, search_key
from chuanxa.periods import ONE_DAY, Period
from provinces.models import BoundaryChange, Commune, District, Province

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)


def faults() -> Iterator[str]:
    """Every broken invariant as a Vietnamese sentence; nothing when all hold."""
    rows = {model: {one.pk: one for one in model.objects.order_by("code", "valid_from")} for model in (Province, District, Commune)}
    for units in rows.values():
        yield from _overlaps(units)
        yield from _keys(units)
    for unit in (*rows[District].values(), *rows[Commune].values()):
        yield from _parents(unit, rows)
    if any(one.district_id is None for one in rows[Commune].values()):
        yield from _old_districts(rows[District])
    yield from _changes(rows)


def _overlaps(units: dict) -> Iterator[str]:
    by_code = defaultdict(list)
    for unit in units.values():
        by_code[unit.code].append(unit)
    for same in by_code.values():
        for earlier, later in pairwise(same):
            if earlier.period.overlaps(later.period):
                yield f"{later.code}: {later} từ {later.valid_from:%d/%m/%Y} chồng lên {earlier} từ {earlier.valid_from:%d/%m/%Y}."


def _keys(units: dict) -> Iterator[str]:
    for unit in units.values():
        if (unit.match_key, unit.search_key, unit.sort_key) != (match_key(unit.name), search_key(unit.name), place_sort_key(unit.name)):
            yield f"{unit.code}: khóa tìm và sắp xếp của {unit} không khớp với tên."


def _parents(unit, rows: dict) -> Iterator[str]:
    parents = [rows[Province][unit.province_id]]
    if getattr(unit, "district_id", None):
        parents.append(rows[District][unit.district_id])
        if parents[1].province_id != unit.province_id:
            yield f"{unit.code}: {unit} thuộc {parents[1]} nhưng tỉnh ghi là {parents[0]}."
    for parent in parents:
        if parent.period.overlap(unit.period) != unit.period:
            yield f"{unit.code}: {unit} {_told(unit.period)} thuộc {parent} chỉ có {_told(parent.period)}."


def _old_districts(districts: dict) -> Iterator[str]:
    for district in districts.values():
        if district.valid_to is None or district.valid_to > LAST_DAY_OF_DISTRICTS:
            yield f"{district.code}: {district} còn hiệu lực sau {LAST_DAY_OF_DISTRICTS:%d/%m/%Y}."


def _changes(rows: dict) -> Iterator[str]:
    for change in BoundaryChange.objects.all():
        for model in (Province, District, Commune):
            before, after = getattr(change, f"{model.tier}_before_id"), getattr(change, f"{model.tier}_after_id")
            if before and (change.day - ONE_DAY not in rows[model][before].period or change.day not in rows[model][after].period):
                yield f"Thay đổi ngày {change.day:%d/%m/%Y}: {rows[model][before]} → {rows[model][after]} không nối hai đơn vị kề ngày đó."


def _told(period: Period) -> str:
    return f"từ {period.first:%d/%m/%Y}" + (f" đến {period.last:%d/%m/%Y}" if period.last else "")
