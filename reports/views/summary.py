"""The one-page summary of a place, made to be printed on one sheet of A4."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.roles import Permission
from reports.area_report import area_report
from reports.asking import PLACES, ask, at_home
from reports.kinds import lacking, training_needs
from reports.links import PeopleLinks, unit_href
from reports.material import against_last_period
from reports.paper_links import WRITTEN, paper_href
from reports.remainders import with_remainders
from reports.report import UNIT_TABLES, Report, linked
from reports.rounding_asked import rounding_box, with_rounding
from reports.selection import Selection
from reports.summary import summary
from reports.views.area import crumbs, notices
from reports.written_page import WrittenPage

_TIERS = dict(zip(UNIT_TABLES, PLACES.values(), strict=True))


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def summary_page(request: HttpRequest) -> HttpResponse:
    """Of one's own unit, or of `tinh=`, `huyen=`, `xa=`."""
    selection = against_last_period(at_home(ask(request, formats=("html",), figures=True)))
    names = request.user.may(Permission.SEE_PEOPLE)
    area = with_remainders(area_report(selection, over_years=False))
    reports = [_linked(request, selection, report, names) for report in (area, lacking.build(selection), training_needs.build(selection))]
    found = summary(*reports)
    page = {
        "report": reports[0],
        "crumbs": [*crumbs(request, selection), ("Báo cáo", reverse("report-list")), ("Tóm tắt một trang", None)],
        "notices": notices(selection),
        "filter_form": selection.filter.form,
        "exports": [("Văn bản Word", paper_href(WRITTEN, request.GET, selection.unit))],
        "summary": found,
        "words": WrittenPage(request, selection, own=(), names=names).text(found.words),
        "rounding": rounding_box(request),
    }
    return render(request, "reports/summary.html", {"page": page})


def _linked(request: HttpRequest, selection: Selection, report: Report, names: bool) -> Report:
    people = PeopleLinks(request, selection).href if names else (lambda query: None)
    return linked(report, people, lambda table, key: unit_href(_TIERS[table], key, request.GET))
