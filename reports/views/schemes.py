"""Pages of schemes: the list, and a scheme with its progress. The forms of those who set them are in views/scheme_forms.py."""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.actions.changing import told
from cadres.history import Entry, history_of
from chuanxa.access import allow
from chuanxa.roles import Permission
from provinces.models.scope import Reach
from provinces.register import Register
from reports.asking import ask, at_home, wanted_format
from reports.kinds.scheme import KIND, ask_target, scheme_report
from reports.links import with_format
from reports.models import Scheme, Target
from reports.record_tables import record_dicts, record_rows, records_table
from reports.remainders import with_remainders
from reports.rounding_asked import with_rounding
from reports.scheme_list import FILTERS, STATE, STATES, WORDS, scheme_rows
from reports.scheme_tables import SCHEME, TARGET
from reports.schemes import find_scheme, placed, targets_of
from reports.sentences import day_text
from reports.views.area import crumbs, notices
from reports.views.exports import list_workbook, workbook
from reports.views.kinds import report_page


@require_safe
@allow(Permission.SEE_FIGURES)
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Every scheme of the provinces one's scope touches."""
    selection = ask(request, own=FILTERS, filters=False)
    found, form = scheme_rows(selection), wanted_format(request)
    if form == "json":
        schemes = {"heading": found.heading, "day": selection.day.isoformat(), "total": len(found.rows), "schemes": record_dicts(found)}
        return JsonResponse(schemes, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        columns, rows = record_rows(found)
        return list_workbook(request, columns, rows, heading=(found.heading,), place="de an", day=selection.day, selection=selection)
    page = {
        "crumbs": crumbs(request, selection, "Đề án"),
        "day_text": f"Ngày {day_text(selection.day)}",
        "notices": notices(selection),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "total": len(found.rows),
        "table": records_table(found, request),
        "states": [(value, label, value == selection.own.get(STATE)) for value, label in STATES.items()],
        "words": selection.own.get(WORDS, ""),
        "asked": bool(selection.own),
        "may_set": request.user.may(Permission.SET_PROGRAMMES),
    }
    return render(request, "reports/scheme_list.html", {"page": page})


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def scheme_detail(request: HttpRequest, code: str) -> HttpResponse:
    """A scheme and its progress; of one that has ended, on its last day unless another is asked."""
    selection = at_home(ask(request, own=(TARGET,), filters=False, figures=True, compares=False))
    scheme = find_scheme(selection.reach, selection.register, code, selection.known_at)
    if not request.GET.get("ngay") and selection.today > scheme.valid_to:
        asked = request.GET.copy()
        asked["ngay"] = f"{scheme.valid_to:%d/%m/%Y}"
        return redirect(f"{request.path}?{asked.urlencode()}")
    selection = placed(selection.of_kind({SCHEME: code}), scheme)
    report, form = with_remainders(scheme_report(selection, scheme)), wanted_format(request)
    if form == "json":
        shown = {"kind": KIND.slug, "scheme": told(scheme), **report.as_dict()}
        return JsonResponse(shown, json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return workbook(request, report, selection)
    targets = targets_of(scheme, selection.known_at)
    page = report_page(request, KIND, selection, report, asks=False) | {
        "heading": scheme.name,
        "crumbs": [*crumbs(request, selection), ("Đề án", reverse("scheme-list")), (scheme.name, None)],
        "asks": [ask_target(targets, selection)] if targets else [],
        "facts": _facts(scheme),
        "scheme": scheme,
        "targets": targets,
        "history": _history(scheme, selection.known_at),
        "may_set": may_set(request.user, selection.reach, selection.register, scheme),
    }
    return render(request, "reports/scheme_detail.html", {"page": page})


def may_set(user, reach: Reach, units: Register, scheme: Scheme) -> bool:
    """Whether the role allows it and the whole province is in reach."""
    provinces = {units.units["province"][pk].code for pk in reach.provinces}
    return user.may(Permission.SET_PROGRAMMES) and (reach.everywhere or scheme.province.code in provinces)


def _facts(scheme: Scheme) -> list[tuple[str, str]]:
    decided = f", ngày {day_text(scheme.decided_on)}" if scheme.decided_on else ""
    facts = [
        ("Tỉnh", scheme.province.full_name),
        ("Cơ quan ban hành", scheme.issued_by),
        ("Số, ngày ban hành", f"{scheme.decision}{decided}"),
        ("Giai đoạn", scheme.phase),
        ("Thời hạn", f"{day_text(scheme.valid_from)} đến {day_text(scheme.valid_to)}"),
        ("Ghi chú", scheme.note),
    ]
    return [(label, value) for label, value in facts if value]


def _history(scheme: Scheme, at: datetime | None) -> list[Entry]:
    """Everything done to the scheme and its targets by the moment `at`, newest first. Two queries."""
    beside = ("recorded_in", "superseded_in")
    versions = Scheme.objects.filter(Q(pk=scheme.number) | Q(first=scheme.number)).select_related("province", *beside)
    targets = Target.objects.filter(Q(scheme=scheme.number) | Q(scheme__first=scheme.number)).select_related("scheme", *beside)
    return history_of([*versions, *targets], at)
