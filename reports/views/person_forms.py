"""Mẫu 2C of a person: the filled form on a page, and as the file to be signed. Reached from the person's own page."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cadres.dossier import Dossier, read_dossier
from cadres.standings.catalogue import catalogue
from chuanxa.acts import opened
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day, asked_moment
from provinces.models import Province
from provinces.models.scope import reach_of
from reports.exporting import filename_of, issue
from reports.official_forms.filling import Filling
from reports.official_forms.form import PersonForm
from reports.official_forms.making import fill_template
from reports.official_forms.person_making import person_filling
from reports.official_forms.preview import preview
from reports.official_forms.said import made_day
from reports.official_forms.templates import template_for

PERSON = "nguoi"
_ACCEPTED = ("ngay", "ghi-nhan", "dinh-dang", PERSON)


def person_page(request: HttpRequest, form: PersonForm) -> HttpResponse:
    """The form of the person asked for; without one, how to find one. Raises NotHere, BadRequest, PermissionDenied."""
    check_names(request, _ACCEPTED)
    check_one_value(request, _ACCEPTED)
    if not request.user.may(Permission.SEE_PEOPLE):
        raise PermissionDenied("Biểu này là lý lịch của một người; vai trò của bạn không mở hồ sơ.")
    today = timezone.localdate()
    day, asked = asked_day(request, "ngay", today) or today, request.GET.get(PERSON, "")
    if refusal := form.refusal(day):
        raise BadRequest(refusal)
    if (wanted := request.GET.get("dinh-dang") or "html") not in ("html", "xlsx"):
        raise BadRequest(f"Trang này không có định dạng “{wanted[:60]}”.", "Nhận: html, xlsx.")
    if not asked:
        page = _head(form) | {"sheets": [], "find": reverse("cadre-list"), "exports": []}
        return render(request, "reports/forms/person.html", {"page": page})
    cadre, dossier = _find(request, asked, day, today)
    filling = filling_of(request, form, cadre, day)
    template = template_for(form, _province(request), day)
    opened(request, f"cadre:{cadre}")
    if wanted == "xlsx":
        return issue(
            request,
            kind="form",
            name=f"Mẫu 2C của {dossier.name}",
            selection=None,
            reach=reach_of(request.user),
            write=lambda stamp: fill_template(form, filling, template, stamp).data(),
            filename=filename_of(f"mau 2c {dossier.name}", day),
        )
    query = request.GET.copy()
    query["dinh-dang"] = "xlsx"
    page = _head(form) | {
        "crumbs": [("Con người", reverse("cadre-list")), (dossier.name, reverse("cadre-detail", args=[cadre])), ("Mẫu 2C", None)],
        "heading": f"Mẫu 2C: {dossier.name}",
        "day_text": f"Ngày {day:%d/%m/%Y}, điền vào {template.called}.",
        "sheets": preview(fill_template(form, filling, template)),
        "find": "",
        "exports": [("Tải Excel", f"?{query.urlencode()}")] if request.user.may(Permission.EXPORT) else [],
    }
    return render(request, "reports/forms/person.html", {"page": page})


def _head(form: PersonForm) -> dict:
    return {
        "crumbs": [("Biểu mẫu báo cáo", reverse("form-list")), (form.code, None)],
        "heading": f"Mẫu {form.code}",
        "day_text": form.says,
        "form": form,
    }


def _find(request: HttpRequest, asked: str, day: date, today: date) -> tuple[int, Dossier]:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise BadRequest(f"Tham số “{PERSON}” không nhận “{asked[:40]}”.", "Nhận: số của hồ sơ, như trên địa chỉ trang của người ấy.")
    found = read_dossier(int(asked), catalogue(), reach=reach_of(request.user), day=day, today=today, at=asked_moment(request))
    if found is None:
        raise NotHere("Không có hồ sơ này trong phạm vi của bạn.", advice="Mở mục Con người để tìm theo tên.")
    return int(asked), found


def filling_of(request: HttpRequest, form: PersonForm, cadre: int, day: date) -> Filling:
    """What is on record of somebody whom the reader may see."""
    made = timezone.localdate()
    once = {
        "don_vi": request.user.workplace or "",
        "ngay": day,
        "den_ngay": day,
        "tu_ngay": date(day.year, 1, 1),
        "nam": day.year,
        "ngay_lap": f"…………, {made_day(made)}",
        "nguoi_lap": request.user.full_name or request.user.username,
        "can_cu": form.basis,
    }
    return person_filling(form, cadre, day=day, at=asked_moment(request), once=once)


def _province(request: HttpRequest) -> str:
    """The province whose template is used: that of the reader, when there is just one."""
    codes = set(Province.objects.filter(pk__in=reach_of(request.user).provinces).values_list("code", flat=True))
    return codes.pop() if len(codes) == 1 else ""
