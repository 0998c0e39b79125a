"""The list of people behind any number, and everybody in one's scope."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.roles import Permission
from reports import sentences
from reports.area_report import area_ref
from reports.asking import ask, wanted_format
from reports.links import unit_href, with_format
from reports.people import PeopleRows, described, heading
from reports.selection import Selection
from reports.tables import people_table
from reports.views.area import crumbs, notices
from reports.views.exports import XLSX, check_export, named


@require_safe
@allow(Permission.SEE_PEOPLE)
def cadre_list(request: HttpRequest) -> HttpResponse:
    """Names, fifty to a page; as a workbook, all of them."""
    selection = ask(request)
    rows = PeopleRows(selection, lambda cadre: f"{reverse('cadre-detail', args=[cadre])}{_day(request)}", request.GET.get("sap-xep", ""))
    area = area_ref(selection)
    form = wanted_format(request)
    if form == "xlsx":
        return _workbook(request, selection, rows, area.name)
    if form == "json":
        return _json(selection, rows, area)
    filters = selection.filter.described()
    page = {
        "heading": f"{area.name}: danh sách cán bộ, công chức",
        "day_text": f"Ngày {sentences.day_text(selection.day)}",
        "crumbs": crumbs(request, selection, "Danh sách"),
        "sentence": _sentence(rows, filters, selection),
        "total": len(rows),
        "filters": filters,
        "filter_form": selection.filter.form,
        "search": request.GET.get("tim", ""),
        "table": people_table(rows, request),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "back": _back(request, selection),
    }
    return render(request, "reports/people.html", {"page": page})


def _sentence(rows: PeopleRows, filters, selection: Selection) -> str:
    said = f"{sentences.number(len(rows))} người ngày {sentences.day_text(selection.day)}"
    return f"{said}, theo {described(filters)}." if filters else f"{said}."


def _back(request: HttpRequest, selection: Selection) -> tuple[str, str] | None:
    unit = selection.unit
    return (f"Về trang {unit.full_name}", unit_href(unit.tier, unit.code, request.GET)) if unit else None


def _day(request: HttpRequest) -> str:
    return f"?ngay={request.GET['ngay']}" if request.GET.get("ngay") else ""


def _workbook(request: HttpRequest, selection: Selection, rows: PeopleRows, area: str) -> StreamingHttpResponse:
    from reports.workbooks import people_workbook

    check_export(request)
    chunks = people_workbook(
        rows,
        heading=heading(selection, area, selection.day),
        filters=described(selection.filter.described()),
        made_by=f"{request.user.full_name} ({request.user.username})",
        made_at=timezone.localtime(),
    )
    return named(StreamingHttpResponse(chunks, content_type=XLSX), f"danh sach {area}", selection.day)


def _json(selection: Selection, rows: PeopleRows, area) -> HttpResponse:
    from django.http import JsonResponse

    told = {
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "day": selection.day.isoformat(),
        "filters": {item.name: [value for value, _ in item.values] for item in selection.filter.described()},
        "total": len(rows),
        "people": [{key: value for key, value in row.items() if key != "href"} for row in rows],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
