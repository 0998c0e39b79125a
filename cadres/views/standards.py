"""The catalogue of standards, readable by everybody who logs in."""

from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.levels import Ladder
from cadres.models import Allowance, Requirement, Standard, StandardState
from cadres.requirements import CountedFrom
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day
from provinces.models import AreaClass


@require_safe
@allow(Permission.SEE_FIGURES)
def standard_list(request: HttpRequest) -> HttpResponse:
    """Standards by regime, with those in force on the day marked."""
    check_names(request, ("ngay",))
    check_one_value(request, ("ngay",))
    today = timezone.localdate()
    day = asked_day(request, "ngay", today) or today
    standards = (
        Standard.objects.filter(state=StandardState.PUBLISHED)
        .prefetch_related("positions", "requirements")
        .select_related("province")
        .order_by("-valid_from", "regime", "code")
    )
    groups = [_group(list(found), day) for _, found in groupby(standards, key=lambda one: (one.regime, one.basis))]
    page = {
        "crumbs": [("Tiêu chuẩn", None)],
        "day_text": f"Đang áp dụng ngày {day:%d/%m/%Y} được đánh dấu.",
        "notices": [],
        "groups": groups,
    }
    return render(request, "reports/standards_list.html", {"page": page})


def _group(standards: list[Standard], day: date) -> dict:
    first = standards[0]
    return {
        "heading": first.basis,
        "period": _period(first),
        "says": first.get_basis_kind_display(),
        "standards": [_entry(one, day) for one in standards],
    }


def _entry(standard: Standard, day: date) -> dict:
    return {
        "label": standard.name,
        "href": reverse("standard-detail", args=[standard.code]),
        "applies_to": ", ".join(position.label for position in standard.positions.all()),
        "period": _period(standard),
        "in_force": day in standard.period,
        "unverified": sum(1 for one in standard.requirements.all() if not one.verified),
    }


@require_safe
@allow(Permission.SEE_FIGURES)
def standard_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One standard with its requirements, exceptions and sources."""
    check_names(request, ())
    standard = (
        Standard.objects.prefetch_related("positions", "requirements__allowances")
        .select_related("province")
        .filter(state=StandardState.PUBLISHED, code=code)
        .first()
    )
    if standard is None:
        raise NotHere(f"Không có tiêu chuẩn mang mã “{code[:60]}”.", advice="Mở mục Tiêu chuẩn để xem danh sách.")
    page = {
        "name": standard.name,
        "crumbs": [("Tiêu chuẩn", reverse("standard-list")), (standard.name, None)],
        "day_text": _period(standard),
        "notices": [],
        "facts": [
            ("Căn cứ", standard.basis),
            ("Loại văn bản", standard.get_basis_kind_display()),
            ("Áp dụng cho", ", ".join(position.label for position in standard.positions.all())),
            ("Nơi áp dụng", standard.province.full_name if standard.province else "Cả nước"),
            ("Thời gian", _period(standard)),
        ],
        "requirements": [_requirement(one) for one in standard.requirements.all()],
        "note": "Mức ghi “chưa kiểm chứng” chưa được đối chiếu với văn bản gốc; kết luận dựa vào mức ấy cũng chưa kiểm chứng.",
    }
    return render(request, "reports/standard_detail.html", {"page": page})


def _requirement(one: Requirement) -> dict:
    ladder = Ladder(one.ladder) if one.ladder else None
    return {
        "ladder": ladder.label if ladder else "Yêu cầu khác",
        "minimum": f"{ladder.levels(one.minimum).label}{', ngành phù hợp' if one.fitting else ''}" if ladder else one.text,
        "from_day": "",
        "exemption": _exceptions(one, ladder),
        "clause": one.clause,
        "verified": one.verified,
        "source": one.source,
    }


def _exceptions(one: Requirement, ladder: Ladder | None) -> str:
    """The allowances that are applied by themselves, then the exceptions that are only told."""
    said = [f"{_conditions(each, ladder)}. {each.text}" for each in one.allowances.all()]
    return " ".join(f"{text.rstrip('. ')}." for text in (*said, one.exception_text) if text)


def _conditions(allowance: Allowance, ladder: Ladder | None) -> str:
    """ "huyện nghèo: từ trung cấp, với người giữ chức danh trước ngày 01/01/2012"."""
    where = [AreaClass(area).label.lower() for area in allowance.areas] + ["người dân tộc thiểu số"] * allowance.minority
    months = f"nợ {allowance.months} tháng {_START[allowance.counted_from]}"
    said = {
        "lowered": f"từ {ladder.levels(allowance.minimum).label.lower()}" if ladder and allowance.minimum is not None else "hạ mức",
        "exempt": "miễn",
        "owed": f"nợ đến {allowance.until:%d/%m/%Y}" if allowance.until else months,
    }[allowance.kind]
    if allowance.held_before:
        said += f", với người giữ chức danh trước ngày {allowance.held_before:%d/%m/%Y}"
    if allowance.held_on:
        said += f", với người đang giữ chức danh ngày {allowance.held_on:%d/%m/%Y}"
    return f"{', '.join(where)}: {said}" if where else said[:1].upper() + said[1:]


_START = {start.value: start.label[:1].lower() + start.label[1:] for start in CountedFrom} | {"": ""}


def _period(standard: Standard) -> str:
    end = f"đến {standard.valid_to:%d/%m/%Y}" if standard.valid_to else "đến nay"
    return f"từ {standard.valid_from:%d/%m/%Y} {end}"
