"""Area classes that the articles count and whose lists we do not have: communes chosen for the demo, as many as were printed.

The lists are invented (`legal_basis` says so, `verified` is False): the first communes of each named district in the order of their
codes, a turn to each district, until the number is reached. They hold as long as districts do.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chuanxa.models.upkeep import renew
from chuanxa.periods import Period
from provinces.models import AreaClass, AreaClassification, Commune

FIRST, LAST = date(2004, 1, 1), date(2025, 6, 30)
DAY = date(2013, 12, 31)
BASIS = "Minh họa: chọn cho đủ số đã công bố, danh sách thật chưa có trong hệ thống"


@dataclass(frozen=True, slots=True)
class Choice:
    """`number` communes of these kinds in the districts; every district of the province when none is named."""

    province: str
    area_class: str
    number: int
    kinds: tuple[str, ...]
    districts: tuple[str, ...] = ()


BORDER_DISTRICTS = ("042", "043", "044", "045", "046", "047", "048", "050", "053")
CHOICES = (
    Choice("04", AreaClass.BORDER, 43, ("commune",), BORDER_DISTRICTS),
    Choice("04", AreaClass.BORDER, 3, ("township",), ("046", "050", "053")),
    Choice("14", AreaClass.ESPECIALLY_DIFFICULT, 89, ("commune",)),
    Choice("94", AreaClass.KHMER_MANY, 47, ("commune", "ward", "township")),
)


def load(only: Iterable[str] = ()) -> int:
    """Write the rows that are missing, of the named provinces or of all; returns how many."""
    wanted = set(only)
    stored = set(AreaClassification.objects.values_list("area_class", "commune__code"))
    new = [
        row
        for choice in CHOICES
        if not wanted or choice.province in wanted
        for row in _rows(choice)
        if (row.area_class, row.commune.code) not in stored
    ]
    AreaClassification.objects.bulk_create(new)
    if new:
        renew()
    return len(new)


def _rows(choice: Choice) -> list[AreaClassification]:
    """A row for every legal existence of the chosen communes."""
    units = Commune.objects.on(DAY).filter(province__code=choice.province, kind__in=choice.kinds)
    units = units.filter(district__code__in=choice.districts) if choice.districts else units
    codes = chosen(units.order_by("code").values_list("district__code", "code"), choice.number)
    whole, found = Period(FIRST, LAST), []
    for unit in Commune.objects.filter(code__in=codes, province__code=choice.province):
        if period := whole.overlap(unit.period):
            basis = {"legal_basis": BASIS, "valid_from": period.first, "valid_to": period.last}
            found.append(AreaClassification(commune=unit, area_class=choice.area_class, **basis))
    return found


def chosen(units: Iterable[tuple[str, str]], number: int) -> list[str]:
    """`number` codes out of (district, code): one of each district in turn. Fewer when there are not so many."""
    waiting: dict[str, deque[str]] = {}
    for district, code in units:
        waiting.setdefault(district, deque()).append(code)
    found: list[str] = []
    while len(found) < number and any(waiting.values()):
        for codes in waiting.values():
            if codes and len(found) < number:
                found.append(codes.popleft())
    return found
