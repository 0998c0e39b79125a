"""What a standard may not say: every refusal is a sentence that tells what collides with what, and what to do.

Pure. The catalogue file and the editor ask the same questions here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.levels import Ladder
from chuanxa.periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class Asked:
    """A level that a requirement or a lowered minimum asks: `place` says where it stands ("yêu cầu 2")."""

    place: str
    ladder: str
    minimum: int | None
    lowered_from: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A standard as far as it can collide: `positions` are names for people, `province` the code of the province or ""."""

    code: str
    name: str
    period: Period
    positions: frozenset[str]
    province: str = ""
    where: str = "cả nước"


def level_refusals(asked: Iterable[Asked]) -> list[str]:
    """Unknown ladders, levels that the ladder does not have, minimums above its top, "lowered" minimums that lower nothing."""
    return [sentence for one in asked if (sentence := _level_refusal(one))]


def _level_refusal(asked: Asked) -> str:
    if asked.ladder not in set(Ladder):
        accepted = ", ".join(ladder.label for ladder in Ladder)
        return f"{_start(asked.place)}: không có loại trình độ “{asked.ladder}”. Nhận: {accepted}."
    ladder = Ladder(asked.ladder)
    levels, top = list(ladder.levels), max(ladder.levels)
    if asked.minimum is None:
        return f"{_start(asked.place)}: thiếu mức tối thiểu của {ladder.label}."
    if asked.minimum > top:
        return (
            f"{_start(asked.place)}: mức {asked.minimum} cao hơn mức cao nhất của {ladder.label} là {top.label} ({int(top)}), "
            "nên không ai đạt được. Chọn một mức có trong bảng."
        )
    if asked.minimum not in set(map(int, levels)):
        accepted = ", ".join(f"{level.label} ({int(level)})" for level in levels)
        return f"{_start(asked.place)}: {ladder.label} không có mức {asked.minimum}. Nhận: {accepted}."
    if asked.lowered_from is not None and asked.minimum >= asked.lowered_from:
        ordinary = next((level.label for level in levels if int(level) == asked.lowered_from), str(asked.lowered_from))
        return (
            f"{_start(asked.place)}: mức hạ {ladder.levels(asked.minimum).label} không thấp hơn mức chung {ordinary}, nên không hạ gì. "
            "Chọn mức thấp hơn, hoặc bỏ ngoại lệ này."
        )
    return ""


def collisions(proposed: Proposed, others: Iterable[Proposed]) -> list[tuple[Proposed, str]]:
    """The standards that speak of the same positions at the same place on the same days, each with its sentence.

    A province's own standard beside the nation's is no collision: it goes first.
    """
    found = []
    for other in sorted(others, key=lambda one: (one.period.first, one.code)):
        shared = proposed.positions & other.positions
        days = proposed.period.overlap(other.period)
        if other.code != proposed.code and other.province == proposed.province and shared and days:
            found.append((other, _collision(proposed, other, shared, days)))
    return found


def _collision(one: Proposed, other: Proposed, shared: Collection[str], days: Period) -> str:
    remedy = f"Cho “{other.name}” hết hiệu lực ngày {one.period.first - ONE_DAY:%d/%m/%Y}"
    if other.period.first >= one.period.first:
        remedy = f"Cho “{one.name}” hết hiệu lực trước ngày {other.period.first:%d/%m/%Y}"
    return (
        f"“{one.name}” ({one.where}, {period_words(one.period)}) trùng với “{other.name}” ({other.where}, {period_words(other.period)}): "
        f"{period_words(days)} chức danh {_listed(shared)} sẽ có hai tiêu chuẩn. {remedy}, hoặc bỏ các chức danh trùng."
    )


def past_refusal(first: date, closed: date) -> str:
    """Why a standard may not begin on `first` when everything up to the end of `closed` is closed; "" when it may."""
    if first > closed:
        return ""
    return (
        f"Ngày hiệu lực {first:%d/%m/%Y} nằm trong thời gian đã chốt số liệu (đến hết {closed:%d/%m/%Y}): số đã báo cáo sẽ đổi. "
        f"Chọn ngày hiệu lực từ {closed + timedelta(days=1):%d/%m/%Y}."
    )


def period_words(period: Period) -> str:
    """ "từ 01/07/2026 đến nay"."""
    end = f"đến {period.last:%d/%m/%Y}" if period.last else "không có ngày kết thúc"
    return f"từ {period.first:%d/%m/%Y} {end}"


def _listed(names: Iterable[str], most: int = 4) -> str:
    names: Sequence[str] = sorted(names)
    return ", ".join(names[:most]) + (f" và {len(names) - most} chức danh khác" if len(names) > most else "")


def _start(place: str) -> str:
    return place[:1].upper() + place[1:]
