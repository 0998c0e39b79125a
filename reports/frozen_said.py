"""What is said of a closing wherever its figures stand: its name, its mark, its moment, its addresses."""

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from reports.models import ClosedPeriod, Closing
from reports.sentences import day_text

VERSION = "ban"
WHOLE = "tong-hop"
"""In addresses: the page of the province among the kinds of the catalogue."""


def heading(period: ClosedPeriod) -> str:
    """What the period is called."""
    return f"{period.province.full_name}, ngày {day_text(period.day)}"


def said_of(closing: Closing) -> str:
    """Which closing this is, in one sentence."""
    at = timezone.localtime(closing.closed_at)
    known = timezone.localtime(closing.known_at)
    standing = "" if closing.retired_at is None else f" Bản này thôi dùng từ {timezone.localtime(closing.retired_at):%H:%M ngày %d/%m/%Y}."
    return (
        f"Số liệu chốt [{closing.get_mark_display()}], bản {closing.number}, do {closing.closed_by} chốt lúc {at:%H:%M ngày %d/%m/%Y}"
        f" theo những gì ghi nhận đến {known:%H:%M:%S ngày %d/%m/%Y}; sửa hồ sơ về sau không làm đổi.{standing}"
    )


def closing_told(closing: Closing) -> dict:
    """The closing as JSON."""
    return {
        "mark": closing.mark,
        "number": closing.number,
        "known_at": closing.known_at.isoformat(),
        "closed_at": closing.closed_at.isoformat(),
        "closed_by": closing.closed_by,
        "in_force": closing.retired_at is None,
    }


def report_href(closing: Closing, kind: str) -> str:
    """The page of a frozen report; of the closing in force without its number."""
    address = reverse("closed-report", args=[closing.period_id, kind or WHOLE])
    return address if closing.retired_at is None else f"{address}?{VERSION}={closing.number}"


def asked_then(closing: Closing) -> QueryDict:
    """What a page of the day asks to be as known at the closing."""
    asked = QueryDict(mutable=True)
    asked["ngay"] = day_text(closing.period.day)
    asked["ghi-nhan"] = timezone.localtime(closing.known_at).replace(tzinfo=None).isoformat()
    return asked
