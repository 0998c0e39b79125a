"""The units of a place on a day: districts and communes by kind, and by the area classes they belong to.

What articles open with: so many districts, communes, of them on the border or especially difficult. Counted are units, never people.
"""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from chuanxa.refusals import BadRequest
from provinces.models import AreaClass
from provinces.models.commune import CommuneKind
from provinces.models.district import DistrictKind
from provinces.register import UnitRef
from reports import sentences
from reports.area_report import area_ref
from reports.report import KeyFigure, Query, Report, Row, Table
from reports.report_kind import Record, RecordColumn, RecordList, ReportKind
from reports.selection import Selection

TIER, KIND_NAME, AREA = "cap", "kieu", "thuoc-vung"
TIERS = {"district": "huyện, quận, thị xã, thành phố", "commune": "xã, phường, thị trấn"}
_KINDS = {"district": DistrictKind, "commune": CommuneKind}
_COLUMNS = (
    RecordColumn("Đơn vị", width=32),
    RecordColumn("Mã", width=9),
    RecordColumn("Thuộc", width=30),
    RecordColumn("Vùng", width=40),
)


def build(selection: Selection) -> Report:
    """Two tables a tier: kinds, which add up, and area classes, which overlap. No query: units live in memory."""
    area, found = area_ref(selection), {tier: units_of(selection, tier) for tier in TIERS}
    return Report(
        title=f"{area.name}: đơn vị hành chính ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Đơn vị hành chính cấp huyện và cấp xã đang tồn tại ngày xem; mỗi đơn vị tính một lần.",
        rule="Danh mục đơn vị hành chính và phân loại vùng đang ghi trong hệ thống.",
        key_figures=tuple(_key_figure(tier, len(units)) for tier, units in found.items()),
        tables=tuple(table for tier, units in found.items() for table in (_kinds(tier, units), _areas(selection, tier, units))),
    )


def _key_figure(tier: str, number: int) -> KeyFigure:
    return KeyFigure(tier, _capital(TIERS[tier]), number, query=None, unit="đơn vị", records={TIER: (tier,)})


def units_of(selection: Selection, tier: str) -> list[UnitRef]:
    """The units of a tier on the day, in the place asked for and in reach, by name."""
    unit, register, day = selection.unit, selection.register, selection.boundary_day or selection.day
    if unit is None:
        found = register.all_on(tier, day)
    elif unit.tier == tier:
        found = [unit]
    else:
        found = register.children(unit, tier, day)
    return [one for one in found if selection.reach.holds(one)]


def _kinds(tier: str, units: Sequence[UnitRef]) -> Table:
    counted, total = Counter(unit.kind for unit in units), len(units)
    rows = tuple(
        Row(kind.value, kind.label, counted[kind.value], total, None, records={TIER: (tier,), KIND_NAME: (kind.value,)})
        for kind in _KINDS[tier]
        if counted[kind.value]
    )
    said = f"{sentences.number(total)} {TIERS[tier]}." if total else f"Ngày này không có {TIERS[tier]}."
    return Table(f"{tier}_kinds", _capital(TIERS[tier]), "unit_kind", total, rows, said, unit="đơn vị")


def _areas(selection: Selection, tier: str, units: Sequence[UnitRef]) -> Table:
    rows = tuple(
        Row(area.value, area.label, len(inside), len(units), None, records={TIER: (tier,), AREA: (area.value,)})
        for area in AreaClass
        if (inside := in_area(selection, tier, units, area.value))
    )
    what = "Huyện thuộc vùng, hoặc có xã thuộc vùng" if tier == "district" else "Xã thuộc vùng, riêng hoặc cùng cả huyện"
    said = "; ".join(f"{sentences.lower_first(row.label)}: {sentences.number(row.count)}/{sentences.number(row.total)}" for row in rows)
    notes = ("Một đơn vị có thể thuộc nhiều vùng, nên các dòng không cộng lại thành tổng.",) if rows else ()
    said = f"{_capital(said)}." if said else "Chưa ghi vùng nào."
    return Table(f"{tier}_areas", what, "area_class", len(units), rows, said, exclusive=False, notes=notes, unit="đơn vị")


def in_area(selection: Selection, tier: str, units: Sequence[UnitRef], area: str) -> list[UnitRef]:
    """Those of the units that belong to the class on the day: a commune by itself or with its district, a district by itself or through
    one of its communes."""
    communes, districts = selection.register.in_area(area, selection.boundary_day or selection.day)
    if tier == "commune":
        return [unit for unit in units if unit.id in communes or unit.district in districts]
    through = {selection.register.units["commune"][pk].district for pk in communes}
    return [unit for unit in units if unit.id in districts or unit.id in through]


def records(selection: Selection, asked: Query) -> RecordList:
    """The units behind a number. Raises BadRequest for a tier, kind or class that there is not."""
    tier = _one(asked, TIER, TIERS) or "commune"
    kinds = _checked(asked, KIND_NAME, {kind.value for kind in _KINDS[tier]})
    area = _one(asked, AREA, set(AreaClass.values))
    found = [unit for unit in units_of(selection, tier) if not kinds or unit.kind in kinds]
    if area:
        found = in_area(selection, tier, found, area)
    told = [f"{area_ref(selection).name}: {TIERS[tier]}", AreaClass(area).label.lower() if area else ""]
    return RecordList(", ".join(filter(None, told)), _COLUMNS, [_record(unit, selection) for unit in found], "đơn vị")


def _one(asked: Query, name: str, accepted) -> str:
    values = _checked(asked, name, accepted)
    if len(values) > 1:
        raise BadRequest(f"Tham số “{name}” có nhiều giá trị.", "Nhận một giá trị.")
    return values[0] if values else ""


def _checked(asked: Query, name: str, accepted) -> tuple[str, ...]:
    """Every value asked under the name. Raises BadRequest."""
    values = asked.get(name, ())
    if any(value not in accepted for value in values):
        raise BadRequest(f"Tham số “{name}” không nhận “{', '.join(values)[:60]}”.", f"Nhận: {', '.join(sorted(accepted))}.")
    return values


def _record(unit: UnitRef, selection: Selection) -> Record:
    units = selection.register.units
    above = units["district"][unit.district] if unit.district else units["province"][unit.province]
    return Record(
        (unit.full_name, unit.code, above.full_name, ", ".join(_classes(unit, selection))),
        f"{reverse(f'{unit.tier}-detail', args=[unit.code])}?ngay={sentences.day_text(selection.day)}",
    )


def _classes(unit: UnitRef, selection: Selection) -> list[str]:
    day = selection.boundary_day or selection.day
    found = selection.register.areas_of(unit.id) if unit.tier == "commune" else selection.register.own_areas(unit)
    return sorted({AreaClass(area).label for area, period in found if day in period})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


KIND = ReportKind(
    slug="don-vi",
    label="Đơn vị hành chính và vùng",
    says="Số huyện, xã theo loại và theo vùng (biên giới, đặc biệt khó khăn, huyện nghèo…) của một ngày.",
    group="Đơn vị hành chính",
    build=build,
    records=records,
    record_names=(TIER, KIND_NAME, AREA),
    filters=False,
)
