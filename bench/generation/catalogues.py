"""Positions, three generations of standards and area classes for the national data set.

The data set lives on the 63-province map from first day to last, so its positions are open and its standards go on: the numbers
of rows and the shape of the rules are those of the real catalogues, the levels are invented.
"""

from datetime import date

from cadres.levels import Ladder
from cadres.models import Allowance, Position, Requirement, Standard, StandardState
from cadres.models.position import Category, PositionGroup
from provinces.models import AreaClass, AreaClassification, Commune, District

ELECTED = {
    "party_secretary": ("Bí thư đảng ủy", PositionGroup.PARTY),
    "party_deputy_secretary": ("Phó bí thư đảng ủy", PositionGroup.PARTY),
    "council_chair": ("Chủ tịch Hội đồng nhân dân", PositionGroup.COUNCIL),
    "council_deputy_chair": ("Phó chủ tịch Hội đồng nhân dân", PositionGroup.COUNCIL),
    "committee_chair": ("Chủ tịch Ủy ban nhân dân", PositionGroup.COMMITTEE),
    "committee_deputy_chair": ("Phó chủ tịch Ủy ban nhân dân", PositionGroup.COMMITTEE),
    "fatherland_front_chair": ("Chủ tịch Ủy ban Mặt trận Tổ quốc", PositionGroup.ORGANIZATIONS),
    "youth_union_secretary": ("Bí thư Đoàn Thanh niên", PositionGroup.ORGANIZATIONS),
    "womens_union_chair": ("Chủ tịch Hội Liên hiệp Phụ nữ", PositionGroup.ORGANIZATIONS),
    "farmers_union_chair": ("Chủ tịch Hội Nông dân", PositionGroup.ORGANIZATIONS),
    "veterans_association_chair": ("Chủ tịch Hội Cựu chiến binh", PositionGroup.ORGANIZATIONS),
}
CIVIL_SERVANTS = {
    "police_chief": "Trưởng Công an",
    "military_commander": "Chỉ huy trưởng Ban Chỉ huy Quân sự",
    "office_statistics": "Văn phòng - thống kê",
    "cadastral_construction": "Địa chính - xây dựng - môi trường",
    "finance_accounting": "Tài chính - kế toán",
    "justice_civil_status": "Tư pháp - hộ tịch",
    "culture_society": "Văn hóa - xã hội",
}
LEADERS = tuple(ELECTED)[:6]

_G, _P, _T, _M, _I = Ladder.GENERAL_EDUCATION, Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY, Ladder.STATE_MANAGEMENT, Ladder.INFORMATICS
GENERATIONS = (
    # first day, {ladder: minimum}: of leaders, of the heads of organizations, of civil servants
    (date(2004, 2, 27), {_G: 30, _P: 20, _T: 20}, {_G: 20, _T: 10}, {_G: 30, _P: 20}),
    (date(2019, 12, 25), {_G: 30, _P: 20, _T: 20}, {_G: 30, _P: 10, _T: 10}, {_G: 30, _P: 40, _I: 40}),
    (date(2023, 8, 1), {_G: 30, _P: 40, _T: 20, _M: 20}, {_G: 30, _P: 20, _T: 20}, {_G: 30, _P: 40, _M: 10, _I: 40}),
)
LOWERED_AREA = AreaClass.MOUNTAIN
LOWERED = {_G: 20, _P: 10}
"""In mountain areas the first two generations ask this of elected people."""


def load_catalogues() -> list[Position]:
    """Write positions, standards and area classes; the units must be there."""
    positions = _positions()
    groups = [
        [position for position in positions if position.code in LEADERS],
        [position for position in positions if position.code in ELECTED and position.code not in LEADERS],
        [position for position in positions if position.code in CIVIL_SERVANTS],
    ]
    for number, (first, *asked) in enumerate(GENERATIONS):
        last = date.fromordinal(GENERATIONS[number + 1][0].toordinal() - 1) if number + 1 < len(GENERATIONS) else None
        for kind, (held, minima) in enumerate(zip(groups, asked, strict=True)):
            _standard(f"bench-{number}-{kind}", first, last, held, minima, lowered=number < 2 and kind < 2)
    _areas()
    return positions


def _positions() -> list[Position]:
    rows = [
        Position(
            code=code,
            label=label,
            category=Category.ELECTED,
            group=group,
            order=order * 10,
            is_key=code in LEADERS,
            valid_from=date(2004, 1, 1),
        )
        for order, (code, (label, group)) in enumerate(ELECTED.items(), start=1)
    ]
    rows += [
        Position(
            code=code,
            label=label,
            category=Category.CIVIL_SERVANT,
            group=PositionGroup.CIVIL_SERVICE,
            order=order * 10,
            valid_from=date(2004, 1, 1),
        )
        for order, (code, label) in enumerate(CIVIL_SERVANTS.items(), start=len(ELECTED) + 1)
    ]
    return Position.objects.bulk_create(rows)


def _standard(code: str, first: date, last: date | None, positions: list[Position], minima: dict[Ladder, int], *, lowered: bool) -> None:
    standard = Standard.objects.create(
        code=code,
        regime="bench",
        name=code,
        basis_kind="decree",
        basis="Dữ liệu đo tốc độ",
        valid_from=first,
        valid_to=last,
        state=StandardState.PUBLISHED,
    )
    standard.positions.set(positions)
    for order, (ladder, minimum) in enumerate(minima.items()):
        asked = Requirement.objects.create(standard=standard, order=order, ladder=ladder.value, minimum=minimum, text=ladder.label)
        if lowered and ladder in LOWERED:
            Allowance.objects.create(requirement=asked, order=1, kind="lowered", areas=[LOWERED_AREA], minimum=LOWERED[ladder])


def _areas() -> None:
    """A third of the districts is mountain, one in eight was poor for some years, one commune in fifteen lies at the border."""
    mountain = {"area_class": LOWERED_AREA, "valid_from": date(2004, 1, 1)}
    rows = [AreaClassification(district_id=pk, **mountain) for pk in District.objects.order_by("pk").values_list("pk", flat=True)[::3]]
    poor = District.objects.order_by("pk").values_list("pk", flat=True)[::8]
    rows += [
        AreaClassification(district_id=pk, area_class=AreaClass.POOR_DISTRICT, valid_from=date(2009, 1, 1), valid_to=date(2021, 12, 31))
        for pk in poor
    ]
    border = Commune.objects.order_by("pk").values_list("pk", flat=True)[::15]
    rows += [AreaClassification(commune_id=pk, area_class=AreaClass.BORDER, valid_from=date(2004, 1, 1)) for pk in border]
    AreaClassification.objects.bulk_create(rows, batch_size=1_000)
