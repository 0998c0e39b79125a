"""What may be closed: which days, in which order, known until when, which reports, and for what reason.

Each check raises ValidationError with a Vietnamese sentence, by the field it is about.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from chuanxa.settled import settled_now
from provinces.models import Province
from reports import freezing
from reports.freezing import FREEZABLE
from reports.models import Closing


def kinds_of(asked: Sequence[str], day: date) -> list[str]:
    """Those asked that can be made of the day, in order: a form whose posts did not exist is left out. Raises ValidationError of none."""
    if not asked or set(asked) - set(FREEZABLE):
        raise ValidationError({"kinds": "Chọn ít nhất một báo cáo trong danh sách."})
    kinds = [kind for kind in FREEZABLE if kind in asked]
    refused = [said for kind in kinds if (said := freezing.refusal_of(kind, day))]
    if len(refused) == len(kinds):
        raise ValidationError({"kinds": refused})
    return [kind for kind in kinds if not freezing.refusal_of(kind, day)]


def moment_of(day: date, before: Closing | None, asked: datetime | None) -> datetime:
    """Until when facts count. Raises ValidationError: not before the day, not in the future, not before the closing it follows."""
    settled = settled_now()
    if before is not None:
        settled = max(settled, before.known_at)
    moment = settled if asked is None else asked
    if moment > timezone.now():
        raise ValidationError({"known_at": f"Lúc {written_moment(moment)} chưa đến. Để trống để chốt theo số hiện nay."})
    if timezone.localtime(moment).date() < day:
        raise ValidationError(
            {"known_at": f"“Ghi nhận đến” {written_moment(moment)} trước ngày số liệu {day:%d/%m/%Y}. Nhận từ ngày {day:%d/%m/%Y} trở đi."}
        )
    if before is not None and moment < before.known_at:
        known = written_moment(before.known_at)
        raise ValidationError({"known_at": f"Bản {before.number} đã chốt theo số ghi nhận đến {known}; bản sau không lùi về trước lúc ấy."})
    return min(moment, settled)


def check_day(province: Province, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"day": f"Ngày {day:%d/%m/%Y} chưa đến. Nhận ngày đến hết hôm nay, {today:%d/%m/%Y}."})
    if day not in province.period:
        raise ValidationError({"day": f"Ngày {day:%d/%m/%Y} không có {province.full_name} (mã {province.code})."})


def check_order(province: Province, day: date) -> None:
    """A first closing may not come behind a later one."""
    later = (
        Closing.objects.filter(period__province__code=province.code, period__day__gt=day, retired_at=None).order_by("period__day").first()
    )
    if later is not None:
        raise ValidationError(
            {
                "day": f"{province.full_name} đã chốt ngày {later.period.day:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}: không chốt lùi."
                f" Mở lại kỳ {later.period.day:%d/%m/%Y} trước, hoặc xem trang của tỉnh với “ghi-nhan” mà không chốt."
            }
        )


def check_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": sentence})


def written_moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M ngày %d/%m/%Y}"
