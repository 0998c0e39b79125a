"""Official forms: which there are, one of a place and a day as a page with its lists, and as the file to be signed."""

from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from reports import sentences
from reports.area_report import area_ref
from reports.asking import PLACES, ask, at_home, wanted_format
from reports.exporting import filename_of, issue
from reports.links import PeopleLinks, with_format
from reports.official_forms.bands_in_force import form_of_day
from reports.official_forms.catalogue import GROUPS, find_form
from reports.official_forms.form import Form, ListForm, PersonForm, Query, UnitForm
from reports.official_forms.grid import GridForm
from reports.official_forms.grid_making import grid_records
from reports.official_forms.making import Maker, filled, make
from reports.official_forms.screen import COLUMN, ROW, Made
from reports.official_forms.templates import template_for
from reports.record_tables import record_rows, records_table
from reports.selection import Selection
from reports.views.area import crumbs, notices
from reports.views.exports import list_workbook
from reports.views.person_forms import person_page

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
        "ages": reverse("age-bands"),
    }
    return render(request, "reports/forms/list.html", {"page": page})


def _entry(form: Form, request: HttpRequest, selection: Selection) -> dict:
    """One form of the list; a form that the day asked refuses is opened on the nearest day that it takes."""
    return {
        "code": form.code,
        "says": form.says,
        "basis": form.basis,
        "href": href_of(form, selection.day, request.GET.copy()),
        "refusal": form.refusal(selection.day),
        "templates": reverse("form-template-list", args=[form.slug]),
    }


def href_of(form: Form, day: date, asked: QueryDict) -> str:
    """The address of the form as `asked`; on the nearest day that it takes when it refuses `day`."""
    if form.refusal(day):
        asked["ngay"] = sentences.day_text(form.since if day < form.since else form.until)
    return f"{reverse('form-detail', args=[form.slug])}{'?' + asked.urlencode() if asked else ''}"


@require_safe
@allow(Permission.SEE_FIGURES)
def form_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a place and a day; as an .xlsx, filled into the template in force on that day."""
    form = form_of(slug)
    if isinstance(form, PersonForm):
        return person_page(request, form)
    selection = at_home(ask(request, formats=FORMATS, filters=False, compares=False))
    if isinstance(form, ListForm) and not request.user.may(Permission.SEE_PEOPLE):
        raise PermissionDenied("Biểu này nêu tên từng người; vai trò của bạn không xem được tên.")
    if selection.unit is None or (isinstance(form, ListForm) and selection.unit.tier == "province"):
        return _places(request, form, selection)
    form = form_of_day(form, selection)
    made = make(form, selection, maker_of(request, selection))
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
        "by_units": isinstance(form, UnitForm),
        "listed": _listed(made),
    }
    return render(request, "reports/forms/detail.html", {"page": page})


def _listed(made: Made) -> str:
    """Of a list: how many people, and that the page shows the first of them."""
    if made.listed is None:
        return ""
    shown = sum(1 for row in made.screen.rows if row.kind == "dong")
    more = f" Trang hiện {shown} người đầu; tệp Excel có đủ." if shown < made.listed else ""
    return f"{sentences.number(made.listed)} người.{more}"


MOST_FAILING = 50


@require_safe
@allow(Permission.SEE_PEOPLE)
def form_records(request: HttpRequest, slug: str) -> HttpResponse:
    """The records behind a cell that counts no people in post: as many as the cell, or entries that add up to it."""
    form = form_of(slug)
    if not isinstance(form, GridForm):
        raise NotHere(f"Biểu {form.code} không có danh sách bản ghi sau từng ô.", advice="Mở biểu ấy rồi bấm vào số muốn xem.")
    selection = at_home(ask(request, formats=FORMATS, own=(COLUMN, ROW), filters=False, compares=False))
    day = f"?ngay={selection.day:%d/%m/%Y}"
    found = grid_records(form_of_day(form, selection), selection, lambda cadre: f"{reverse('cadre-detail', args=[cadre])}{day}")
    said = f"{sentences.number(found.number)} {found.unit}, trong {sentences.number(len(found.rows))} lần ghi."
    if wanted_format(request) == "xlsx":
        columns, rows = record_rows(found)
        heading = (found.heading, said)
        return list_workbook(request, columns, rows, heading=heading, place=found.heading, day=selection.day, selection=selection)
    kept = request.GET.copy()
    for name in (COLUMN, ROW, "trang", "sap-xep", "dinh-dang"):
        kept.pop(name, None)
    page = {
        "heading": found.heading,
        "crumbs": [*crumbs(request, selection), (HEADING, reverse("form-list")), (form.code, None)],
        "day_text": f"{area_ref(selection).name}, ngày {sentences.day_text(selection.day)}",
        "sentence": said,
        "total": len(found.rows),
        "table": records_table(found, request),
        "filters": (),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "back": (f"Về biểu {form.code}", f"{reverse('form-detail', args=[slug])}?{kept.urlencode()}"),
    }
    return render(request, "reports/records.html", {"page": page})


def form_of(slug: str) -> Form:
    """The form. Raises NotHere."""
    form = find_form(slug)
    if form is None:
        raise NotHere(f"Không có biểu mẫu “{slug[:60]}”.", advice="Mở mục Biểu mẫu báo cáo để chọn.")
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

    def unit(place: Query) -> str:
        return f"{address}?{urlencode({**kept, **place}, doseq=True)}"

    names = request.user.may(Permission.SEE_PEOPLE)
    asked = {name: values for name, values in request.GET.lists() if name not in ("dinh-dang", *PLACES)}
    asked |= {_PLACE_OF[selection.unit.tier]: selection.unit.code} if selection.unit else {}
    listed = f"{address}ho-so/"

    def records(query: Query) -> str | None:
        return f"{listed}?{urlencode({**asked, **query}, doseq=True)}" if names else None

    def person(cadre: int) -> str | None:
        return f"{reverse('cadre-detail', args=[cadre])}?ngay={selection.day:%d/%m/%Y}" if names else None

    return Maker(request.user.full_name or request.user.username, timezone.localdate(), people, records, person, unit)


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
    """Somebody whose scope is wide says of which province; a list of people is of a district or a commune."""
    reach, units, day = selection.reach, selection.register, selection.day
    says = ""
    if selection.unit is not None:
        found = units.children(selection.unit, "district", day) or units.children(selection.unit, "commune", day)
        says = "Danh sách từng người lập cho một huyện hoặc một xã."
    elif isinstance(form, ListForm) and not (reach.everywhere or reach.provinces):
        found = [units.units["commune"][pk] for pk in sorted(reach.communes) if day in units.units["commune"][pk].period]
    else:
        found = [unit for unit in units.all_on("province", day) if reach.everywhere or unit.id in reach.provinces]
    if not found:
        raise NotHere("Không có nơi nào trong phạm vi của bạn vào ngày này.", advice="Chọn ngày khác.")
    if refusal := form.refusal(day):
        raise BadRequest(refusal)
    kept = {name: request.GET[name] for name in ("ngay", "ghi-nhan") if request.GET.get(name)}
    address = reverse("form-detail", args=[form.slug])
    page = {
        **_head(request, form, selection),
        "places": [(unit.full_name, f"{address}?{urlencode({**kept, _PLACE_OF[unit.tier]: unit.code})}") for unit in found],
        "places_say": says,
        "exports": [],
    }
    return render(request, "reports/forms/detail.html", {"page": page})


def _file(request: HttpRequest, form: Form, selection: Selection, made: Made) -> HttpResponse:
    template = template_for(form, province_code(selection), selection.day)
    return issue(
        request,
        kind="form",
        name=f"Biểu {form.code}: {selection.unit.full_name}",
        selection=selection,
        write=lambda stamp: filled(form, made, template, stamp).data(),
        filename=filename_of(f"{form.slug} {selection.unit.full_name}", selection.day),
    )
