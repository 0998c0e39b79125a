"""The periods one may see: closed, reopened and due; and the closing in force of a day. What is out of reach does not exist.

Frozen figures are a whole province's, so whoever's scope is a part of it does not see them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from chuanxa.refusals import NotHere
from provinces.models import Province
from provinces.models.scope import Reach
from provinces.register import UnitRef
from reports.models import ClosedPeriod, Closing


def provinces_of(reach: Reach) -> QuerySet[Province]:
    """Every legal existence of the provinces wholly in reach, by name."""
    return reach.units(Province.objects.all()).order_by("sort_key", "-valid_from")


def periods_of(reach: Reach) -> QuerySet[ClosedPeriod]:
    """The latest day first; each with its closings, the newest first."""
    within = Q() if reach.everywhere else Q(province__in=reach.provinces)
    closings = Prefetch("closings", Closing.objects.select_related("job").order_by("-number"))
    return ClosedPeriod.objects.filter(within).select_related("province").prefetch_related(closings)


def find_period(reach: Reach, pk: int) -> ClosedPeriod:
    """The period with this number. Raises NotHere."""
    period = periods_of(reach).filter(pk=pk).first() if pk < 2**63 else None
    if period is None:
        raise NotHere("Không có kỳ số liệu này trong phạm vi của bạn.", advice="Xem danh sách ở trang Chốt số liệu.")
    return period


def in_force(period: ClosedPeriod) -> Closing | None:
    """The closing whose figures stand; None while the period is open again."""
    return next((one for one in period.closings.all() if one.retired_at is None), None)


def closing_of(period: ClosedPeriod, number: str) -> Closing:
    """The closing with this number, without one the one in force, or the last there was. Raises NotHere."""
    closings = list(period.closings.all())
    if not number:
        return in_force(period) or closings[0]
    found = next((one for one in closings if str(one.number) == number), None)
    if found is None:
        raise NotHere(f"Kỳ này không có bản “{number[:10]}”.", f"Có bản {', '.join(str(one.number) for one in reversed(closings))}.")
    return found


def closing_on(unit: UnitRef, day: date) -> Closing | None:
    """The closing in force of a province on a day, its figures ready. One query."""
    ready = Closing.objects.filter(retired_at=None, ready_at__isnull=False)
    return ready.filter(period__province=unit.id, period__day=day).order_by().first()


@dataclass(frozen=True, slots=True)
class Due:
    """A day whose figures reports are made of, and until when they are due."""

    province: Province
    day: date
    until: date


def due(provinces: Iterable[Province], periods: Iterable[ClosedPeriod], today: date) -> list[Due]:
    """The last end of a year of each province that is not closed: reports of a year are due by 31 January (Decree 171/2025, article 39)."""
    year = today.year - 1
    day, until = date(year, 12, 31), date(year + 1, 1, 31)
    closed = {period.province_id for period in periods if period.day == day and in_force(period)}
    return [Due(one, day, until) for one in provinces if day in one.period and one.pk not in closed]
