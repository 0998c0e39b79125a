"""Reads days and moments from an address; what cannot be read is refused with what is accepted."""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest
from provinces.editions import DayNotCovered, check_day
from provinces.models import Edition

_MOMENTS = "Nhận: 05/01/2014, 05/01/2014 16:20 hoặc 2014-01-05T16:20."


def asked_day(request: HttpRequest, name: str, today: date, editions: Iterable[Edition] | None = None) -> date | None:
    """The day asked under `name`, between the oldest list of units and today; None when nothing is asked."""
    text = request.GET.get(name, "").strip()[:40]
    if not text:
        return None
    try:
        day = read_day(text)
        check_day(day, editions)
    except (UnreadableDate, DayNotCovered) as error:
        raise BadRequest(f"Tham số “{name}”: {error}") from error
    if day > today:
        raise BadRequest(f"Tham số “{name}”: ngày {day:%d/%m/%Y} chưa đến.", f"Nhận ngày đến hết hôm nay, {today:%d/%m/%Y}.")
    return day


def asked_moment(request: HttpRequest, name: str = "ghi-nhan") -> datetime | None:
    """A moment of knowledge. A day alone means its end; without an offset the moment is local."""
    text = request.GET.get(name, "").strip()[:40]
    return read_moment(text, f"Tham số “{name}”: ") if text else None


def read_moment(text: str, where: str = "") -> datetime:
    """A moment as people or addresses write it; raises BadRequest that begins with `where`."""
    try:
        moment = parse_datetime(text.replace(" ", "+")) if "T" in text else _local(text)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"{where}không hiểu “{text}”.", _MOMENTS) from error
    if moment is None:
        raise BadRequest(f"{where}không hiểu “{text}”.", _MOMENTS)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _local(text: str) -> datetime:
    day, _, time = text.partition(" ")
    return datetime.combine(read_day(day), datetime.strptime(time.strip(), "%H:%M").time() if time.strip() else datetime.max.time())
