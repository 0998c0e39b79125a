"""The catalogue of reports that the user may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.roles import Permission
from reports.asking import ask
from reports.links import unit_href
from reports.views.area import crumbs, notices


@require_safe
@allow(Permission.SEE_FIGURES)
def report_list(request: HttpRequest) -> HttpResponse:
    """One report per unit of the scope, and how to ask it for other days and populations."""
    selection = ask(request, formats=("html",))
    reach, units = selection.reach, selection.register
    if reach.everywhere:
        places = units.all_on("province", selection.day)
    else:
        given = (("province", reach.provinces), ("district", reach.districts), ("commune", reach.communes))
        places = [units.units[tier][pk] for tier, ids in given for pk in sorted(ids)]
        places = [unit for unit in places if selection.day in unit.period]
    page = {
        "crumbs": crumbs(request, selection, "Báo cáo"),
        "day_text": f"Ngày {selection.day:%d/%m/%Y}",
        "notices": notices(selection),
        "groups": [{"heading": "Số lượng, chất lượng và mức đạt chuẩn", "reports": [_entry(unit, request) for unit in places]}]
        if places
        else [],
    }
    return render(request, "reports/catalogue.html", {"page": page})


def _entry(unit, request: HttpRequest) -> dict:
    href = unit_href(unit.tier, unit.code, request.GET)
    joined = f"{href}{'&' if '?' in href else '?'}dinh-dang="
    return {
        "label": unit.full_name,
        "says": "Số người, trình độ, mức đạt chuẩn, từng đơn vị, qua các năm; so sánh hai ngày.",
        "href": href,
        "exports": [("Excel", f"{joined}xlsx"), ("JSON", f"{joined}json")],
    }
