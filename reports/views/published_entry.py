"""Entering published figures: one by a form, many by pasting lines; amending and retracting with a reason."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.facts import Superseded
from chuanxa.partial_dates import UnreadableDate
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from reports.actions import published
from reports.models import PublishedFigure, PublishedReport
from reports.published.lines import Line, TooMuch, read_lines
from reports.published_forms import FigureForm, ReportForm, figure_from, initial_of
from reports.published_history import figure_history, report_history
from reports.views.published import HEADING, find_report

FORM = require_http_methods(["GET", "HEAD", "POST"])
READ, CONFIRMED, CHOOSE = "doc", "luu", "chon"


@FORM
@allow(Permission.SET_PROGRAMMES)
def published_create(request: HttpRequest) -> HttpResponse:
    """A new report."""
    return _report_form(request, PublishedReport(), "Thêm báo cáo")


@FORM
@allow(Permission.SET_PROGRAMMES)
def published_edit(request: HttpRequest, code: str) -> HttpResponse:
    """What a report says of itself."""
    return _report_form(request, find_report(request, code), "Sửa báo cáo")


def _report_form(request: HttpRequest, report: PublishedReport, heading: str) -> HttpResponse:
    check_names(request, ())
    saved, title = bool(report.pk), report.title
    form = ReportForm(request.POST or None, instance=report, reach=reach_of(request.user))
    if request.method == "POST" and form.is_valid() and _report_kept(form, request):
        return redirect("published-detail", code=form.instance.code)
    crumbs = [(title, reverse("published-detail", args=[form.initial["code"]]))] if saved else []
    return _form_page(request, form, heading, crumbs, history=report_history(report) if saved else [])


def _report_kept(form: ReportForm, request: HttpRequest) -> bool:
    """Whether the report was kept; otherwise the form says why."""
    said = form.cleaned_data
    try:
        published.record_report(form.instance, by=request.user.username, reason=said.get("reason", ""), expected=said.get("version", ""))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@FORM
@allow(Permission.SET_PROGRAMMES)
def published_add(request: HttpRequest, code: str) -> HttpResponse:
    """One more figure of a report."""
    report = find_report(request, code)
    check_names(request, ())
    asked = {"user": request.user, "today": timezone.localdate()}
    form = _choosing(request, asked) or FigureForm(request.POST or None, **asked)
    if form.is_bound and form.is_valid():
        try:
            published.record_figures([PublishedFigure(report=report, **form.fields_of_figure())], by=request.user.username)
            return redirect("published-detail", code=code)
        except ValidationError as error:
            form.add_error(None, error.messages)
    return _form_page(request, form, "Thêm một số liệu", [(report.title, reverse("published-detail", args=[code]))])


@FORM
@allow(Permission.SET_PROGRAMMES)
def published_figure(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """A figure as it stands, to amend; its earlier versions below."""
    stored = _find_figure(request, code, figure)
    check_names(request, ())
    asked = {"user": request.user, "today": timezone.localdate(), "amending": True}
    form = _choosing(request, asked) or FigureForm(request.POST or None, initial=initial_of(stored), **asked)
    if form.is_bound and form.is_valid() and _amended(form, stored, request):
        return redirect(f"{reverse('published-detail', args=[code])}#so-{code}--{figure}")
    more = {"history": figure_history(stored), "retract": reverse("published-retract", args=[code, figure])}
    return _form_page(request, form, stored.label, [(stored.report.title, reverse("published-detail", args=[code]))], **more)


def _choosing(request: HttpRequest, asked: dict) -> FigureForm | None:
    """The form as typed, with the numbers of the page to choose from, when these are asked for; nothing is judged or kept yet."""
    if request.method != "POST" or request.POST.get("viec") != CHOOSE:
        return None
    return FigureForm(initial=request.POST.dict(), choosing=True, **asked)


def _amended(form: FigureForm, stored: PublishedFigure, request: HttpRequest) -> bool:
    """Whether the change was kept; otherwise the form says why."""
    try:
        if form.cleaned_data["version"] != stored.pk:
            raise Superseded("Số liệu này vừa được người khác sửa. Xem bản mới ở dưới, mở lại trang rồi sửa tiếp.")
        published.amend_figure(stored, by=request.user.username, reason=form.cleaned_data["reason"], **form.fields_of_figure())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@require_POST
@allow(Permission.SET_PROGRAMMES)
def published_retract(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """Take a figure off the register; what it said stays as history."""
    stored = _find_figure(request, code, figure)
    reason = request.POST.get("reason", "").strip()
    try:
        if not reason:
            raise ValidationError("Ghi vì sao bỏ số liệu này; bản đã ghi vẫn được giữ trong lịch sử.")
        published.retract_figure(stored, by=request.user.username, reason=reason)
    except ValidationError as error:
        form = FigureForm(initial=initial_of(stored), user=request.user, today=timezone.localdate(), amending=True)
        more = {"history": figure_history(stored), "retract": request.path, "retract_error": " ".join(error.messages)}
        crumbs = [(stored.report.title, reverse("published-detail", args=[code]))]
        return _form_page(request, form, stored.label, crumbs, status=400, **more)
    return redirect("published-detail", code=code)


@FORM
@allow(Permission.SET_PROGRAMMES)
def published_paste(request: HttpRequest, code: str) -> HttpResponse:
    """Many figures at once: every line is shown with its fate first; those that were read are kept on confirmation."""
    report = find_report(request, code)
    check_names(request, ())
    text, error, lines = request.POST.get("so-lieu", ""), "", []
    if request.method == "POST":
        try:
            lines = [_with_day(line) for line in read_lines(text)]
            error = "" if lines else "Chưa dán dòng nào. Dán mỗi số liệu một dòng rồi bấm Đọc thử."
        except TooMuch as refused:
            error = str(refused)
        if not error and request.POST.get("viec") == CONFIRMED:
            error = _kept(lines, report, request)
            if not error:
                return redirect("published-detail", code=code)
    page = {
        "heading": "Dán số liệu",
        "crumbs": [(HEADING, reverse("published-list")), (report.title, reverse("published-detail", args=[code])), ("Dán số liệu", None)],
        "text": text,
        "error": error,
        "lines": lines,
        "read": sum(line.is_read for line in lines),
    }
    return render(request, "reports/published/paste.html", {"page": page}, status=400 if error else 200)


def _with_day(line: Line) -> Line:
    """The line, refused when its day cannot be read."""
    try:
        figure_from(line.cells, PublishedReport()) if line.is_read else None
    except UnreadableDate as error:
        line.errors["day"] = str(error)
    return line


def _kept(lines: list[Line], report: PublishedReport, request: HttpRequest) -> str:
    """Record every line that was read, all or none; "" or what prevented it. With a refused line nothing is kept."""
    refused = [str(line.number) for line in lines if not line.is_read]
    if refused:
        return f"Chưa lưu gì: dòng {', '.join(refused)} chưa đọc được. Sửa hoặc bỏ các dòng ấy rồi đọc thử lại."
    try:
        figures = [figure_from(line.cells, report) for line in lines]
        published.record_figures(figures, by=request.user.username, reason=f"Dán {len(lines)} dòng")
    except ValidationError as error:
        return f"Chưa lưu gì. {' '.join(error.messages)}"
    return ""


def _find_figure(request: HttpRequest, code: str, figure: str) -> PublishedFigure:
    report = find_report(request, code)
    stored = PublishedFigure.objects.known().filter(report=report, code=figure).first()
    if stored is None:
        raise NotHere("Không có số liệu này trong báo cáo, hoặc số liệu đã được bỏ.", advice=f"Mở báo cáo “{report.title}” để chọn.")
    stored.report = report
    return stored


def _form_page(request: HttpRequest, form, heading: str, crumbs: list, *, status: int = 0, **more) -> HttpResponse:
    page = {"heading": heading, "crumbs": [(HEADING, reverse("published-list")), *crumbs, (heading, None)], "form": form, **more}
    return render(request, "reports/published/form.html", {"page": page}, status=status or (400 if form.errors else 200))
