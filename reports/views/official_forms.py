"""Official forms: which there are, one of a place and a day as a page with its lists, and as the file to be signed."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.register import UnitRef
from reports import sentences
from reports.area_report import area_ref
from reports.asking import PLACES, ask, at_home, wanted_format
from reports.exporting import filename_of, issue
from reports.links import PeopleLinks, with_format
from reports.official_forms.catalogue import GROUPS, find_form
from reports.official_forms.form import Form
from reports.official_forms.making import Maker, filled, make
from reports.official_forms.templates import template_for
from reports.selection import Selection
from reports.views.area import crumbs, notices

HEADING = "Biểu mẫu báo cáo"
FORMATS = ("html", "xlsx")
_PLACE_OF = {tier: name for name, tier in PLACES.items()}


@require_safe
@allow(Permission.SEE_FIGURES)
def form_list(request: HttpRequest) -> HttpResponse:
    """Every official form, with what it says and by which paper it was issued."""
    selection = at_home(ask(request, formats=("html",), filters=False, compares=False))
    page = {
        "crumbs": [("Báo cáo", reverse("report-list")), (HEADING, None)],
        "notices": notices(selection),
        "day_text": f"Ngày {sentences.day_text(selection.day)}",
        "groups": [
            {"heading": heading, "forms": [_entry(find_form(slug), request, selection) for slug in slugs]} for heading, slugs in GROUPS
        ],
        "may_replace": request.user.may(Permission.SET_FORMS),
    }
    return render(request, "reports/forms/list.html", {"page": page})


def _entry(form: Form, request: HttpRequest, selection: Selection) -> dict:
    asked = request.GET.urlencode()
    href = f"{reverse('form-detail', args=[form.slug])}{'?' + asked if asked else ''}"
    return {
        "code": form.code,
        "says": form.says,
        "basis": form.basis,
        "href": href,
        "refusal": form.refusal(selection.day),
        "templates": reverse("form-template-list", args=[form.slug]),
    }


@require_safe
@allow(Permission.SEE_FIGURES)
def form_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a place and a day; as an .xlsx, filled into the template in force on that day."""
    form = form_of(slug)
    selection = at_home(ask(request, formats=FORMATS, filters=False, compares=False))
    if selection.unit is None:
        return _places(request, form, selection)
    maker = maker_of(request, selection)
    made = make(form, selection, maker)
    if wanted_format(request) == "xlsx":
        return _file(request, form, selection, made)
    page = {
        **_head(request, form, selection),
        "screen": made.screen,
        "checks": made.checks,
        "failing": made.failing[:MOST_FAILING],
        "failing_more": max(0, len(made.failing) - MOST_FAILING),
        "notes": made.notes,
        "template": template_for(form, province_code(selection), selection.day).called,
        "exports": [("Tải Excel", with_format(request, "xlsx"))] if request.user.may(Permission.EXPORT) else [],
        "may_open_people": request.user.may(Permission.SEE_PEOPLE),
    }
    return render(request, "reports/forms/detail.html", {"page": page})


MOST_FAILING = 50


def form_of(slug: str) -> Form:
    """The form, or 404."""
    form = find_form(slug)
    if form is None:
        raise Http404
    return form


def province_code(selection: Selection) -> str:
    """The code of the province that the place of the selection is or lies in."""
    unit = selection.unit
    return unit.code if unit.tier == "province" else selection.register.units["province"][unit.province].code


def maker_of(request: HttpRequest, selection: Selection) -> Maker:
    """Who asks, with the links that they may follow."""
    people = PeopleLinks(request, selection).href if request.user.may(Permission.SEE_PEOPLE) else (lambda query: None)
    address = reverse("form-detail", args=[request.resolver_match.kwargs["slug"]])
    kept = {name: request.GET[name] for name in ("ngay", "ghi-nhan") if request.GET.get(name)}

    def unit(one: UnitRef) -> str:
        return f"{address}?{urlencode({**kept, _PLACE_OF[one.tier]: one.code})}"

    return Maker(request.user.full_name or request.user.username, timezone.localdate(), people, unit)


def _head(request: HttpRequest, form: Form, selection: Selection) -> dict:
    day = selection.day
    return {
        "form": form,
        "heading": f"Biểu {form.code}",
        "crumbs": [*crumbs(request, selection), (HEADING, reverse("form-list")), (form.code, None)],
        "day_text": f"{area_ref(selection).name}, ngày {sentences.day_text(day)}. {form.says}",
        "notices": [text for text in (*notices(selection), form.caution(day)) if text],
        "report": selection_day(selection),
        "compares": False,
        "templates": reverse("form-template-list", args=[form.slug]) if request.user.may(Permission.SET_FORMS) else None,
    }


def selection_day(selection: Selection) -> dict:
    """What the form of the day asks of a report."""
    return {"day": selection.day, "compared_day": None, "known_at": selection.known_at}


def _places(request: HttpRequest, form: Form, selection: Selection) -> HttpResponse:
    """Somebody whose scope is wide says of which province."""
    reach, units = selection.reach, selection.register
    found = [unit for unit in units.all_on("province", selection.day) if reach.everywhere or unit.id in reach.provinces]
    if not found:
        raise NotHere("Không có tỉnh nào trong phạm vi của bạn vào ngày này.", advice="Chọn ngày khác.")
    kept = {name: request.GET[name] for name in ("ngay", "ghi-nhan") if request.GET.get(name)}
    address = reverse("form-detail", args=[form.slug])
    page = {
        **_head(request, form, selection),
        "places": [(unit.full_name, f"{address}?{urlencode({**kept, 'tinh': unit.code})}") for unit in found],
        "exports": [],
    }
    return render(request, "reports/forms/detail.html", {"page": page})


def _file(request: HttpRequest, form: Form, selection: Selection, made) -> HttpResponse:
    template = template_for(form, province_code(selection), selection.day)
    return issue(
        request,
        kind="form",
        name=f"Biểu {form.code}: {selection.unit.full_name}",
        selection=selection,
        write=lambda stamp: filled(form, made, template, stamp).data(),
        filename=filename_of(f"{form.slug} {selection.unit.full_name}", selection.day),
    )
