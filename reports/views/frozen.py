"""/chot-so-lieu/: periods closed and due, what a closing keeps, and each frozen report as a page, a file and JSON."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from reports.actions.frozen import then_of
from reports.asking import FORMATS, wanted_format
from reports.catalogue import find_kind
from reports.charts import figures_of
from reports.closed_periods import closing_of, due, find_period, in_force, periods_of, provinces_of
from reports.freezing import FREEZABLE, PAPER, label_of, names_people, refusal_of, restore
from reports.frozen_forms import KeptForm
from reports.frozen_lists import KeptList
from reports.frozen_said import VERSION, WHOLE, asked_then, closing_told, heading, report_href, said_of
from reports.links import PeopleLinks, records_href, unit_href, with_format
from reports.models import Closing, FrozenReport
from reports.report import UNIT_TABLES, Report, linked
from reports.selection import Selection
from reports.sentences import day_text
from reports.tables import units_table
from reports.views.difference_page import difference_href, explained_kinds
from reports.views.exports import workbook
from reports.views.frozen_lists import PLACE_NAMES, frozen_list
from reports.views.frozen_papers import PAPER_NAMES, frozen_form, frozen_paper
from reports.written.plan import Material

_NAMES = (VERSION, "dinh-dang", "sap-xep", "trang")


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_list(request: HttpRequest) -> HttpResponse:
    """Every period in scope, the latest first; above it what is due."""
    check_names(request, ())
    reach, may_close = reach_of(request.user), request.user.may(Permission.CLOSE_PERIODS)
    periods = list(periods_of(reach))
    owed = due(provinces_of(reach), periods, timezone.localdate()) if may_close and not reach.everywhere else []
    page = {
        "crumbs": [("Báo cáo", reverse("report-list")), ("Chốt số liệu", None)],
        "periods": [(period, in_force(period), period.closings.all()) for period in periods],
        "due": [(one, f"{reverse('closed-new')}?tinh={one.province.code}&ngay={one.day:%d/%m/%Y}") for one in owed],
        "may_close": may_close,
    }
    return render(request, "reports/frozen/list.html", {"page": page})


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One period: the closing in force (or another one, `ban`), its reports, and every version there was."""
    check_names(request, (VERSION,))
    check_one_value(request, (VERSION,))
    period = find_period(reach_of(request.user), pk)
    closing = closing_of(period, request.GET.get(VERSION, ""))
    names = request.user.may(Permission.SEE_PEOPLE)
    page = {
        "crumbs": _crumbs((heading(period), None)),
        "heading": heading(period),
        "period": period,
        "closing": closing,
        "standing": in_force(period),
        "reports": [
            (one, label_of(one.kind), report_href(closing, one.kind), file_of(one.kind))
            for one in _titles(closing)
            if names or not names_people(one.kind)
        ],
        "refused": [said for kind in FREEZABLE if kind not in closing.kinds and (said := refusal_of(kind, period.day))],
        "explained": next((difference_href(closing, kind) for kind in explained_kinds(closing)), ""),
        "job": closing.job if closing.ready_at is None else None,
        "may_close": request.user.may(Permission.CLOSE_PERIODS),
        "now_href": f"{reverse('province-detail', args=[period.province.code])}?ngay={day_text(period.day)}",
    }
    return render(request, "reports/frozen/detail.html", {"page": page})


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A frozen report, form or text, drawn from what was kept: nothing is counted again."""
    kind = "" if slug == WHOLE else slug
    names = (*_NAMES, *PAPER_NAMES) if kind == PAPER else (*_NAMES, *PLACE_NAMES) if names_people(kind) else _NAMES
    check_names(request, names)
    check_one_value(request, names)
    formats = tuple("docx" if one == "xlsx" and kind == PAPER else one for one in FORMATS)
    if (form := wanted_format(request)) not in formats:
        raise BadRequest(f"Trang này không có định dạng “{form[:60]}”.", f"Nhận: {', '.join(formats)}.")
    period = find_period(reach_of(request.user), pk)
    closing = closing_of(period, request.GET.get(VERSION, ""))
    kept = FrozenReport.objects.filter(closing=closing, kind=kind).first()
    if kept is None:
        raise NotHere("Bản chốt này không giữ báo cáo ấy.", f"Có: {', '.join(label_of(one.kind) for one in _titles(closing))}.")
    content = restore(kept.content)
    if isinstance(content, KeptForm):
        return frozen_form(request, closing, content, form)
    if isinstance(content, KeptList):
        return frozen_list(request, closing, content, form)
    if isinstance(content, Material):
        return frozen_paper(request, closing, content, form)
    report = marked(content, closing)
    if form == "json":
        told = {"kind": kept.kind or WHOLE, "closing": closing_told(closing), **report.as_dict()}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        selection = then_of(closing, timezone.localdate()).selection()
        return workbook(request, report, selection, place=f"{report.area.name} {closing.get_mark_display()} ban {closing.number}")
    return render(request, "reports/frozen/report.html", {"page": _report_page(request, closing, kept, report)})


def file_of(kind: str) -> tuple[str, str] | None:
    """(what people call the file, its format in addresses); None of a list, whose files are of a place in it."""
    if names_people(kind):
        return None
    return ("Word", "docx") if kind == PAPER else ("Excel", "xlsx")


def marked(report: Report, closing: Closing) -> Report:
    """The report with its mark in the title, so that page, file and print carry it."""
    return replace(report, title=f"[{closing.get_mark_display()}] {report.title}", notes=(*report.notes, said_of(closing)))


def linked_then(request: HttpRequest, closing: Closing, kind: str, report: Report, selection: Selection) -> Report:
    """The report whose numbers open the lists of that day as known then, for readers who may see names; its units open for everybody."""
    asking = HttpRequest()
    asking.GET = asked_then(closing)
    names = request.user.may(Permission.SEE_PEOPLE)
    own = find_kind(kind).names if kind else ()
    return linked(
        report,
        PeopleLinks(asking, selection, own).href if names else _nothing,
        lambda table, key: unit_href(_TIERS[table], key, asking.GET),
        (lambda records: records_href(asking, kind, {**records, "tinh": (closing.period.province.code,)})) if names and kind else _nothing,
    )


_TIERS = dict(zip(UNIT_TABLES, ("province", "district", "commune"), strict=True))


def _nothing(query) -> None:
    return None


def _report_page(request: HttpRequest, closing: Closing, kept: FrozenReport, report: Report) -> dict:
    report = linked_then(request, closing, kept.kind, report, then_of(closing, timezone.localdate()).selection())
    period, label = closing.period, label_of(kept.kind)
    own = reverse("closed-detail", args=[period.pk])
    return {
        "heading": f"{label} [{closing.get_mark_display()}]",
        "explained": difference_href(closing, kept.kind),
        "compares": False,
        "report": report,
        "crumbs": _crumbs((heading(period), own), (label, None)),
        "asks": (),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": [said_of(closing)],
        "filter_form": None,
        "figures": figures_of(report),
        "units_tables": {table.id: units_table(table, request) for table in report.tables if table.id in UNIT_TABLES},
        "may_open_people": request.user.may(Permission.SEE_PEOPLE),
    }


def _titles(closing: Closing) -> list[FrozenReport]:
    return list(FrozenReport.objects.filter(closing=closing).defer("content"))


def _crumbs(*last: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [("Báo cáo", reverse("report-list")), ("Chốt số liệu", reverse("closed-list")), *last]
