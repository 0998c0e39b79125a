"""/chot-so-lieu/: periods closed and due, what a closing keeps, and each frozen report as a page, a workbook and JSON."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
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
from reports.freezing import AREA, label_of, restore
from reports.links import PeopleLinks, records_href, unit_href, with_format
from reports.models import ClosedPeriod, Closing, FrozenReport
from reports.report import UNIT_TABLES, Report, linked
from reports.selection import Selection
from reports.sentences import day_text
from reports.tables import units_table
from reports.views.exports import workbook

VERSION = "ban"
WHOLE = "tong-hop"
"""In addresses: the page of the province among the kinds of the catalogue."""
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
    page = {
        "crumbs": _crumbs((heading(period), None)),
        "heading": heading(period),
        "period": period,
        "closing": closing,
        "standing": in_force(period),
        "reports": [(one, label_of(one.kind), report_href(closing, one.kind)) for one in _titles(closing)],
        "explained": AREA in closing.kinds and closing.ready_at is not None,
        "job": closing.job if closing.ready_at is None else None,
        "may_close": request.user.may(Permission.CLOSE_PERIODS),
        "now_href": f"{reverse('province-detail', args=[period.province.code])}?ngay={day_text(period.day)}",
    }
    return render(request, "reports/frozen/detail.html", {"page": page})


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A frozen report, drawn from what was kept: nothing is counted again."""
    check_names(request, _NAMES)
    check_one_value(request, _NAMES)
    if (form := wanted_format(request)) not in FORMATS:
        raise BadRequest(f"Trang này không có định dạng “{form[:60]}”.", f"Nhận: {', '.join(FORMATS)}.")
    period = find_period(reach_of(request.user), pk)
    closing = closing_of(period, request.GET.get(VERSION, ""))
    kept = FrozenReport.objects.filter(closing=closing, kind="" if slug == WHOLE else slug).first()
    if kept is None:
        raise NotHere("Bản chốt này không giữ báo cáo ấy.", f"Có: {', '.join(label_of(one.kind) for one in _titles(closing))}.")
    report = marked(restore(kept.content), closing)
    if form == "json":
        told = {"kind": kept.kind or WHOLE, "closing": closing_told(closing), **report.as_dict()}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        selection = then_of(closing, timezone.localdate()).selection()
        return workbook(request, report, selection, place=f"{report.area.name} {closing.get_mark_display()} ban {closing.number}")
    return render(request, "reports/frozen/report.html", {"page": _report_page(request, closing, kept, report)})


def heading(period: ClosedPeriod) -> str:
    """What the period is called."""
    return f"{period.province.full_name}, ngày {day_text(period.day)}"


def marked(report: Report, closing: Closing) -> Report:
    """The report with its mark in the title, so that page, file and print carry it."""
    return replace(report, title=f"[{closing.get_mark_display()}] {report.title}", notes=(*report.notes, said_of(closing)))


def said_of(closing: Closing) -> str:
    """Which closing this is, in one sentence."""
    at = timezone.localtime(closing.closed_at)
    known = timezone.localtime(closing.known_at)
    standing = "" if closing.retired_at is None else f" Bản này thôi dùng từ {timezone.localtime(closing.retired_at):%H:%M ngày %d/%m/%Y}."
    return (
        f"Số liệu chốt [{closing.get_mark_display()}], bản {closing.number}, do {closing.closed_by} chốt lúc {at:%H:%M ngày %d/%m/%Y}"
        f" theo những gì ghi nhận đến {known:%H:%M:%S ngày %d/%m/%Y}; sửa hồ sơ về sau không làm đổi.{standing}"
    )


def closing_told(closing: Closing) -> dict:
    """The closing as JSON."""
    return {
        "mark": closing.mark,
        "number": closing.number,
        "known_at": closing.known_at.isoformat(),
        "closed_at": closing.closed_at.isoformat(),
        "closed_by": closing.closed_by,
        "in_force": closing.retired_at is None,
    }


def report_href(closing: Closing, kind: str) -> str:
    """The page of a frozen report; of the closing in force without its number."""
    address = reverse("closed-report", args=[closing.period_id, kind or WHOLE])
    return address if closing.retired_at is None else f"{address}?{VERSION}={closing.number}"


def asked_then(closing: Closing) -> QueryDict:
    """What a page of the day asks to be as known at the closing."""
    asked = QueryDict(mutable=True)
    asked["ngay"] = day_text(closing.period.day)
    asked["ghi-nhan"] = timezone.localtime(closing.known_at).replace(tzinfo=None).isoformat()
    return asked


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
