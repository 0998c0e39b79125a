"""Sơn La and Bắc Kạn: who was sent to the communes, from which tier, by which programme."""

from collections.abc import Iterator, Sequence
from datetime import date

from cadres.demo.programmes.recording import keep
from cadres.models import Appointment, Intake, Move, MoveKind, Position, Programme, Standing, Tier
from provinces.models import District, Province

SON_LA_FROM_PROVINCE, SON_LA_FROM_DISTRICT = 29, 59
DEPUTIES, BAC_YEN = 49, 47
POOR = ("060", "061", "062")
SENT = (date(2009, 6, 12), date(2022, 5, 11))


def load_son_la(province: Province) -> int:
    """88 rotated to key posts; 49 deputy chairs outside the quota and Bắc Yên's 47 are counted without names, as the article does."""
    rotated = Appointment.objects.known().filter(commune__province=province, route="rotation", valid_from__lte=date(2013, 12, 31))
    rotated = list(rotated.select_related("commune__district").order_by("cadre_id", "valid_from"))
    fits = len(rotated) == SON_LA_FROM_PROVINCE + SON_LA_FROM_DISTRICT
    assert fits, len(rotated)  # noqa: S101 (the demo's own people)
    tiers = [Tier.PROVINCE if place % 3 == 0 else Tier.DISTRICT for place in range(len(rotated))]
    for place, tier in enumerate(tiers):
        if tiers.count(Tier.PROVINCE) == SON_LA_FROM_PROVINCE:
            break
        if tier is Tier.PROVINCE:
            tiers[place] = Tier.DISTRICT
    written = keep(_moves(rotated, tiers, None), province=province, reason="Báo cáo luân chuyển cán bộ về xã")
    return written + _son_la_intakes(province)


def _son_la_intakes(province: Province) -> int:
    deputies = Programme.objects.create(
        code="pho-chu-tich-xa",
        label="Đưa trí thức trẻ về làm Phó Chủ tịch UBND xã đặc biệt khó khăn",
        legal_basis="Bài viết không nêu văn bản; phù hợp với Quyết định 170/QĐ-TTg ngày 26/01/2011",
        valid_from=date(2011, 1, 26),
        valid_to=date(2017, 12, 31),
    )
    poor = Programme.objects.create(
        code="chuong-trinh-30a",
        label="Chương trình 30a: trí thức, cán bộ trẻ về xã",
        legal_basis="Nghị quyết 30a/2008/NQ-CP",
        valid_from=date(2008, 12, 27),
    )
    bac_yen = District.objects.get(province=province, code="121")
    post = Position.objects.get(code="committee_deputy_chair")
    entries = [
        Intake(province=province, programme=deputies, people=DEPUTIES, year=2012, post=post),
        Intake(province=province, district=bac_yen, programme=poor, people=BAC_YEN, year=2013),
    ]
    return keep(((one, date(one.year, 12, 1)) for one in entries), province=province, reason="Bài viết của Sơn La")


def load_bac_kan(province: Province) -> int:
    """182 young intellectuals and 11 civil servants of the districts, sent between 2009 and 2022 by Decision 70/2009."""
    programme = Programme.objects.create(
        code="quyet-dinh-70-2009",
        label="Luân chuyển, tăng cường cán bộ chủ chốt cho các xã thuộc 61 huyện nghèo",
        legal_basis="Quyết định 70/2009/QĐ-TTg ngày 27/4/2009",
        valid_from=SENT[0],
    )
    sent = Appointment.objects.known().filter(
        commune__province=province, commune__district__code__in=POOR, valid_from__gte=SENT[0], valid_from__lte=SENT[1]
    )
    sent = sent.select_related("commune__district").order_by("cadre_id", "valid_from")
    rotated, young = list(sent.filter(route="rotation")), list(sent.filter(route="young_intellectual"))
    written = keep(_moves(rotated, [Tier.DISTRICT] * len(rotated), programme), province=province, reason="Báo cáo Quyết định 70/2009")
    return written + keep(_intakes(young, programme), province=province, reason="Báo cáo Quyết định 70/2009")


def _moves(sent: Sequence[Appointment], tiers: Sequence[str], programme: Programme | None) -> Iterator[tuple[Move, date]]:
    for one, tier in zip(sent, tiers, strict=True):
        district = one.commune.district
        move = Move(
            cadre_id=one.cadre_id,
            kind=MoveKind.ROTATION,
            from_tier=tier,
            to_tier=Tier.COMMUNE,
            from_unit="Phòng thuộc sở, ban, ngành tỉnh" if tier == Tier.PROVINCE else f"Phòng, ban chuyên môn {district.full_name}",
            to_unit=one.commune.full_name,
            post_id=one.position_id,
            programme=programme,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            planned_end=one.valid_from.replace(year=one.valid_from.year + 5, day=min(one.valid_from.day, 28)),
        )
        move.put_in(one.commune)
        yield move, one.valid_from


def _intakes(came: Sequence[Appointment], programme: Programme) -> Iterator[tuple[Intake, date]]:
    rows = Standing.objects.filter(cadre__in=[one.cadre_id for one in came]).order_by("valid_from")
    degrees: dict[int, list[tuple[date, date, int]]] = {}
    for cadre, first, last, degree in rows.values_list("cadre_id", "valid_from", "valid_to", "professional"):
        degrees.setdefault(cadre, []).append((first, last, degree))
    for one in came:
        degree = next((level for first, last, level in degrees[one.cadre_id] if first <= one.valid_from <= last), -1)
        intake = Intake(
            cadre_id=one.cadre_id,
            programme=programme,
            year=one.valid_from.year,
            taken_on=one.valid_from,
            degree=degree if degree >= 0 else None,
            post_id=one.position_id,
        )
        intake.put_in(one.commune)
        yield intake, one.valid_from
