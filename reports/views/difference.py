"""/chot-so-lieu/<id>/doi-chieu/: today's figures of a closed day beside the frozen ones, and the people who make the difference."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.models import Profile, Remembered
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from reports.actions.frozen import then_of
from reports.asking import wanted_format
from reports.closed_periods import closing_of, find_period
from reports.differing_words import differences, post_text
from reports.exporting import Stamp, filename_of, issue
from reports.freezing import label_of, restore
from reports.frozen_said import VERSION, WHOLE, closing_told, heading, said_of
from reports.links import with_format
from reports.models import Closing, FrozenReport
from reports.reconciliation import EXPLAINED, Differing, Moved, Reconciliation, moved_figures, reconcile, within
from reports.reconciling import Reason
from reports.sentences import day_text, number

KIND, TABLE, ROW, MEASURE, WHY = "bao-cao", "bang", "dong", "cot", "ly-do"
_NAMES = (VERSION, KIND, TABLE, ROW, MEASURE, WHY, "trang", "dinh-dang")
_FORMATS = ("html", "json", "xlsx")
ON_A_PAGE = 100


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure that differs, by reason; below it the people, for readers who may see names."""
    check_names(request, _NAMES)
    check_one_value(request, _NAMES)
    if (form := wanted_format(request)) not in _FORMATS:
        raise BadRequest(f"Trang này không có định dạng “{form[:60]}”.", f"Nhận: {', '.join(_FORMATS)}.")
    closing = closing_of(find_period(reach_of(request.user), pk), request.GET.get(VERSION, ""))
    kind = _asked_kind(request)
    kept = FrozenReport.objects.filter(closing=closing, kind=kind).first()
    if kept is None:
        raise NotHere("Bản chốt này không giữ báo cáo ấy, hoặc còn đang tính.", advice="Chọn báo cáo khác ở trang của kỳ.")
    frozen, found = restore(kept.content), reconcile(then_of(closing, timezone.localdate())).of_kind(kind)
    moved, names = moved_figures(found, kind, frozen), request.user.may(Permission.SEE_PEOPLE)
    people = _asked_people(request, found, frozen)
    if form == "json":
        return JsonResponse(_told(closing, kind, found, moved, people if names else None), json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return _workbook(request, closing, kind, found, moved, people if names else None)
    page = _page(request, closing, kind, found, moved)
    if names:
        shown = Paginator(people, ON_A_PAGE).get_page(request.GET.get("trang"))
        page |= {"people": _people(shown.object_list, found), "pages": shown, "total": len(people), "figure": _figure(request, moved)}
    return render(request, "reports/frozen/difference.html", {"page": page})


def _workbook(
    request: HttpRequest, closing: Closing, kind: str, found: Reconciliation, moved: list[Moved], people: list[Differing] | None
) -> HttpResponse:
    """What is on the page; the people only for readers who may see names, all of them."""
    name = f"Đối chiếu {label_of(kind)}: {_title(closing)}"

    def write(stamp: Stamp) -> bytes:
        from reports.workbook_parts.difference import difference_workbook  # only who exports pays for openpyxl

        told = None if people is None else [_in_words(one) for one in _people(people, found)]
        return difference_workbook(name, said_of(closing), moved, list(found.reasons), told, stamp)

    return issue(
        request,
        kind="closed",
        name=name,
        selection=found.after,
        write=write,
        filename=filename_of(f"doi chieu {kind or WHOLE} {closing.period.province.full_name} ban {closing.number}", closing.period.day),
    )


def _in_words(one: dict) -> tuple[str, str, str, str]:
    return one["name"], one["post"], one["reason"].label, "; ".join(one["differences"])


def _title(closing: Closing) -> str:
    return f"{heading(closing.period)}, bản chốt [{closing.get_mark_display()}] và số liệu hôm nay"


def _asked_kind(request: HttpRequest) -> str:
    asked = request.GET.get(KIND) or WHOLE
    kinds = {kind or WHOLE: kind for kind in EXPLAINED}
    if asked not in kinds:
        raise BadRequest(f"Không đối chiếu được báo cáo “{asked[:60]}” theo từng người.", f"Nhận: {', '.join(kinds)}.")
    return kinds[asked]


def _asked_people(request: HttpRequest, found: Reconciliation, frozen) -> list[Differing]:
    """Those of the reason and the figure asked for; without either, everybody who differs."""
    people = list(found.people)
    if asked := request.GET.get(WHY):
        if asked not in set(Reason):
            raise BadRequest(f"Không có lý do “{asked[:60]}”.", f"Nhận: {', '.join(Reason)}.")
        people = [one for one in people if one.reason == asked]
    if table := request.GET.get(TABLE):
        try:
            then, now = within(found, frozen, table, request.GET.get(ROW, ""), request.GET.get(MEASURE, ""))
        except (KeyError, StopIteration) as error:
            raise NotHere(
                "Bản chốt không có con số ấy, hoặc con số ấy không đếm người.", advice="Bỏ “bang”, “dong” trong địa chỉ."
            ) from error
        people = [one for one in people if (one.cadre in then) != (one.cadre in now)]
    return people


def _page(request: HttpRequest, closing: Closing, kind: str, found: Reconciliation, moved: list[Moved]) -> dict:
    period = closing.period
    own, day = reverse("closed-detail", args=[period.pk]), day_text(period.day)
    total = moved[0] if moved and not moved[0].row else None
    return {
        "heading": f"Đối chiếu: {label_of(kind)}",
        "title": _title(closing),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "crumbs": [
            ("Báo cáo", reverse("report-list")),
            ("Chốt số liệu", reverse("closed-list")),
            (heading(period), own),
            ("Đối chiếu", None),
        ],
        "notices": [said_of(closing)],
        "sentence": _sentence(found, total),
        "reasons": [(reason, found.reasons[reason], _href(request, **{WHY: reason.value})) for reason in found.reasons],
        "tables": _tables(request, found, moved),
        "kinds": [(label_of(one), _href(request, **{KIND: one or WHOLE}, keep=(VERSION,)), one == kind) for one in _kinds_of(closing)],
        "own": own,
        "day": day,
    }


def _kinds_of(closing: Closing) -> list[str]:
    return [kind for kind in EXPLAINED if kind in closing.kinds]


def _sentence(found: Reconciliation, total: Moved | None) -> str:
    people = len(found.people)
    if not people:
        return "Mọi người vẫn được tính như lúc chốt."
    added = f" Tổng số người {_signed(total.difference)}." if total and total.difference else " Tổng số người không đổi."
    return f"{number(people)} người được tính khác lúc chốt, mỗi người vì một lý do chính.{added}"


def _tables(request: HttpRequest, found: Reconciliation, moved: list[Moved]) -> list[dict]:
    """One table of differences for each table of the report; the columns of reasons are those that occur."""
    tables: dict[str, dict] = {}
    for one in moved:
        table = tables.setdefault(one.table, {"id": one.table, "heading": one.heading, "rows": []})
        href = _href(request, **{TABLE: one.table, ROW: one.row, MEASURE: one.measure})
        cells = [(reason.label, _signed(one.parts.get(reason, 0))) for reason in found.reasons]
        table["rows"].append({"one": one, "href": href, "difference": _signed(one.difference), "cells": cells, "rest": one.rest})
    return list(tables.values())


def _signed(difference: int) -> str:
    """ "+3", "−2", "0"."""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{number(abs(difference))}"


def _href(request: HttpRequest, keep: tuple[str, ...] = (VERSION, KIND), **asked: str) -> str:
    kept = {name: request.GET[name] for name in keep if request.GET.get(name)} | {name: text for name, text in asked.items() if text}
    return f"?{urlencode(kept)}#nguoi" if TABLE in asked or WHY in asked else f"?{urlencode(kept)}"


def _figure(request: HttpRequest, moved: list[Moved]) -> str:
    """Which figure's people are shown; "" for everybody's."""
    asked = tuple(request.GET.get(name, "") for name in (TABLE, ROW, MEASURE))
    return next((f"{one.heading}: {one.label}" for one in moved if (one.table, one.row, one.measure) == asked), "")


def _people(people: list[Differing], found: Reconciliation) -> list[dict]:
    names = _names([one.cadre for one in people])
    return [
        {
            "name": names.get(one.cadre, "Hồ sơ không tên"),
            "href": reverse("cadre-detail", args=[one.cadre]) if one.now is not None else None,
            "post": post_text(one.now, found.after) if one.now else post_text(one.then, found.before),
            "reason": one.reason,
            "differences": differences(one, found),
        }
        for one in people
    ]


def _names(ids: list[int]) -> dict[int, str]:
    """As known now; of those whose dossier is gone, as known then."""
    then = dict(Remembered.objects.filter(cadre__in=ids).values_list("cadre_id", "full_name"))
    return then | dict(Profile.objects.known().filter(cadre__in=ids).values_list("cadre_id", "full_name"))


def _told(closing: Closing, kind: str, found: Reconciliation, moved: list[Moved], people: list[Differing] | None) -> dict:
    told = {
        "kind": kind or WHOLE,
        "closing": closing_told(closing),
        "day": closing.period.day.isoformat(),
        "people_differing": len(found.people),
        "reasons": {reason.value: count for reason, count in found.reasons.items()},
        "figures": [
            {
                "table": one.table,
                "row": one.row,
                "measure": one.measure,
                "label": one.label,
                "frozen": one.then,
                "today": one.now,
                "difference": one.difference,
                "reasons": {reason.value: added for reason, added in one.parts.items()},
                "rest": one.rest,
            }
            for one in moved
        ],
    }
    if people is not None:
        told["people"] = [{"id": one.cadre, "reason": one.reason.value, "differences": differences(one, found)} for one in people]
    return told
