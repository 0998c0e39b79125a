"""/doi-chieu/: what reports and articles printed, beside what this system computes, and what the checks say of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from reports.asking import FORMATS, wanted_format
from reports.compared import ComparedReport, Line, compared_reports, reports_in, totals
from reports.links import with_format
from reports.models import PublishedReport
from reports.published.checks import check
from reports.published.lines import TooMuch, figure_of, read_lines
from reports.published_pages import OUTCOMES, drawn, drawn_findings, line_dict, sheet
from reports.views.exports import list_workbook

REPORT, OUTCOME = "bai", "ket-luan"
HEADING = "Đối chiếu số liệu đã công bố"


@require_safe
@allow(Permission.SEE_FIGURES)
def published_list(request: HttpRequest) -> HttpResponse:
    """Every figure of every report in reach, by report, with how many are equal, flagged and inputs."""
    stored = list(reports_in(reach_of(request.user)))
    wanted, outcomes = _asked(request, (REPORT, OUTCOME), {one.code for one in stored})
    return _answer(request, [one for one in stored if not wanted or one.code in wanted], outcomes, stored)


@require_safe
@allow(Permission.SEE_FIGURES)
def published_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One report: its figures in groups, and the findings drawn above them."""
    report = find_report(request, code)
    _, outcomes = _asked(request, (OUTCOME,), set())
    return _answer(request, [report], outcomes, [report], report)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_FIGURES)
def published_try(request: HttpRequest) -> HttpResponse:
    """Figures of any text, pasted, read and checked; nothing is stored."""
    check_names(request, ())
    page = {
        "crumbs": [(HEADING, reverse("published-list")), ("Thử số liệu bất kỳ", None)],
        "text": "",
        "lines": (),
        "findings": (),
        "error": "",
    }
    if request.method == "POST":
        page["text"] = request.POST.get("so-lieu", "")
        try:
            page["lines"] = read_lines(page["text"])
        except TooMuch as error:
            page["error"] = str(error)
        figures = [figure_of(line.cells, f"dong-{line.number}") for line in page["lines"] if line.is_read]
        page |= {
            "findings": drawn_findings(check(figures), (labels := {one.key: one.label for one in figures}), labels),
            "read": len(figures),
        }
        if not page["lines"] and not page["error"]:
            page["error"] = "Chưa dán dòng nào. Dán mỗi số liệu một dòng rồi bấm Kiểm tra."
    return render(request, "reports/published/try.html", {"page": page}, status=400 if page["error"] else 200)


def find_report(request: HttpRequest, code: str) -> PublishedReport:
    """The report with this code, if it is in reach; otherwise it does not exist."""
    report = reports_in(reach_of(request.user)).filter(code=code).first()
    if report is None:
        raise NotHere("Không có báo cáo này trong phạm vi của bạn.", advice=f"Mở trang {HEADING} để chọn.")
    return report


def _asked(request: HttpRequest, names: tuple[str, ...], codes: set[str]) -> tuple[list[str], list[str]]:
    """(reports, outcomes) that the address narrows to; empty: all. Raises BadRequest with what is accepted."""
    check_names(request, (*names, "dinh-dang"))
    check_one_value(request, ("dinh-dang",))
    if wanted_format(request) not in FORMATS:
        raise BadRequest(f"Trang này không có định dạng “{request.GET['dinh-dang'][:60]}”.", f"Nhận: {', '.join(FORMATS)}.")
    found = []
    for name, accepted in ((REPORT, codes), (OUTCOME, set(OUTCOMES))):
        values = list(filter(None, request.GET.getlist(name)))
        if unknown := next((value for value in values if value not in accepted), None):
            raise BadRequest(f"Tham số “{name}” không nhận “{unknown[:60]}”.", f"Nhận: {', '.join(sorted(accepted))}.")
        found.append(values)
    return found[0], found[1]


def _answer(
    request: HttpRequest,
    stored: list[PublishedReport],
    outcomes: list[str],
    every: list[PublishedReport],
    one: PublishedReport | None = None,
) -> HttpResponse:
    """The reports in the rendering asked for; totals are of all their figures, the lines only of the outcomes asked for."""
    today = timezone.localdate()
    found = compared_reports(stored, request.user, today)
    counted = totals([line for report in found for line in report.lines])
    shown = [(report, [line for line in report.lines if not outcomes or line.outcome in outcomes]) for report in found]
    form = wanted_format(request)
    if form == "json":
        return JsonResponse(_told(found, shown, counted), json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return _workbook(request, shown, counted, one)
    may_enter = request.user.may(Permission.SET_PROGRAMMES)
    page = {
        "heading": one.title if one else HEADING,
        "one": one,
        "crumbs": [(HEADING, reverse("published-list")), (one.title, None)] if one else [(HEADING, None)],
        "totals": [(*OUTCOMES[key], key, number) for key, number in counted.items()],
        "number": sum(counted.values()),
        "reports": [drawn(report, lines, may_enter) for report, lines in shown],
        "choices": [(one.code, one.title) for one in every],
        "asked": {"reports": request.GET.getlist(REPORT), "outcomes": outcomes},
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "may_enter": may_enter,
    }
    return render(request, "reports/published/list.html", {"page": page})


def _told(found: list[ComparedReport], shown: list[tuple[ComparedReport, list[Line]]], counted: dict[str, int]) -> dict:
    return {
        "title": HEADING,
        "totals": counted,
        "reports": [{"key": one.report.code, "title": one.report.title, "totals": one.totals} for one in found],
        "rows": [line_dict(line) for _, lines in shown for line in lines],
        "findings": [
            {
                "report": one.report.code,
                "kind": finding.kind.value,
                "error": finding.is_error,
                "figures": list(finding.figures),
                "wrong": list(finding.wrong),
                "numbers": finding.numbers,
                "sentence": finding.sentence,
            }
            for one in found
            for finding in one.findings
        ],
    }


def _workbook(request: HttpRequest, shown, counted: dict[str, int], one: PublishedReport | None) -> HttpResponse:
    columns, rows = sheet([(report, line) for report, lines in shown for line in lines])
    said = ", ".join(f"{OUTCOMES[key][0].lower()}: {number}" for key, number in counted.items())
    heading = (f"{HEADING}: {one.title}" if one else HEADING, f"Cộng {sum(counted.values())} số liệu; {said}")
    place, reach = one.code if one else "doi chieu", reach_of(request.user)
    return list_workbook(
        request, columns, rows, heading=heading, place=place, day=timezone.localdate(), selection=None, kind="published", reach=reach
    )
