"""Says by which rules a day is judged, and when rules and units changed."""

from collections.abc import Collection, Iterable
from datetime import date

from cadres.checklist import short_basis
from cadres.requirements import StandardRule
from cadres.standard_book import StandardBook
from cadres.standings.catalogue import Waiting
from provinces.register import Register, UnitRef
from reports.sentences import day_text

TWO_TIERS = date(2025, 7, 1)
"""Districts end and communes are rearranged (Resolution 202/2025/QH15 and the resolutions of each province)."""


def rule_text(book: StandardBook, day: date) -> str:
    """The legal bases in force on `day`, and whether some of their rows are not verified."""
    in_force = [rule for rule in book.standards if day in rule.period]
    if not in_force:
        return f"Ngày {day_text(day)} chưa có tiêu chuẩn nào trong hệ thống; mọi người được xếp “chưa đủ dữ liệu”."
    bases = "; ".join(dict.fromkeys(short_basis(rule.basis) for rule in in_force))
    unverified = any(not requirement.verified for rule in in_force for requirement in rule.requirements)
    mark = " Một số mức chuẩn trong hệ thống chưa kiểm chứng với văn bản gốc." if unverified else ""
    waiting = [rule.name for rule in in_force if not rule.applied]
    mark += f" Đang xét lại hồ sơ theo “{'”, “'.join(waiting)}”: người chưa tới lượt còn theo quy định trước." if waiting else ""
    return f"Xét theo quy định có hiệu lực ngày {day_text(day)}: {bases}.{mark}"


def under_way(waiting: Iterable[Waiting], day: date, provinces: Collection[str] | None) -> str:
    """Which standards are being judged again that a number of `day` may feel, in these provinces (codes; None: everywhere); "" for none."""
    names = [one.name for one in waiting if one.since <= day and (not one.province or provinces is None or one.province in provinces)]
    if not names:
        return ""
    return (
        f"Đang xét lại hồ sơ theo “{'”, “'.join(dict.fromkeys(names))}”: người chưa tới lượt còn theo quy định trước, "
        "nên số đạt chuẩn trên trang này còn thay đổi."
    )


def marks(days: tuple[date, ...], book: StandardBook, register: Register, unit: UnitRef | None) -> tuple[tuple[date, str], ...]:
    """(day, text) inside the days where what is counted changed: new standards, the two-tier government, a new existence of the unit."""
    found = {first: short_basis(rule.basis) for first, rule in _widest(book).items()}
    found[TWO_TIERS] = "Chính quyền địa phương hai cấp"
    for later in register.history(unit.tier, unit.code)[1:] if unit else ():
        found[later.period.first] = later.full_name
    return tuple((day, text) for day, text in sorted(found.items()) if days[0] < day <= days[-1])


def _widest(book: StandardBook) -> dict[date, StandardRule]:
    """Of the national standards that begin on one day, the one that speaks of the most positions."""
    widest: dict[date, StandardRule] = {}
    for rule in book.standards:
        if not rule.provinces and len(rule.positions) > 1:
            known = widest.get(rule.period.first)
            if known is None or len(rule.positions) > len(known.positions):
                widest[rule.period.first] = rule
    return widest
