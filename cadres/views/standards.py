"""The catalogue of standards, readable by everybody who logs in."""

from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.levels import Ladder
from cadres.models import Requirement, Standard
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
        Standard.objects.prefetch_related("positions", "requirements").select_related("province").order_by("-valid_from", "regime", "code")
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
    standard = Standard.objects.prefetch_related("positions", "requirements").select_related("province").filter(code=code).first()
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
        "minimum": ladder.levels(one.minimum).label if ladder else one.text,
        "from_day": "",
        "exemption": _exception(one, ladder),
        "clause": one.clause,
        "verified": one.verified,
        "source": one.source,
    }


def _exception(one: Requirement, ladder: Ladder | None) -> str:
    if not one.exception_area or ladder is None:
        return one.exception_text
    area = AreaClass(one.exception_area).label.lower()
    only = f", với người giữ chức danh trước ngày {one.exception_before:%d/%m/%Y}" if one.exception_before else ""
    lowered = f"{area}: từ {ladder.levels(one.exception_minimum).label.lower()}{only}"
    return f"{lowered}. {one.exception_text}" if one.exception_text else lowered


def _period(standard: Standard) -> str:
    end = f"đến {standard.valid_to:%d/%m/%Y}" if standard.valid_to else "đến nay"
    return f"từ {standard.valid_from:%d/%m/%Y} {end}"
