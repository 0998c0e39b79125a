"""/chot-so-lieu/<id>/doi-chieu/: today's figures of a closed day beside the frozen ones, and who and what makes the difference."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from reports.actions.frozen import then_of
from reports.asking import wanted_format
from reports.closed_periods import closing_of, find_period
from reports.differing_records import Sides, records_then, sides, told_records
from reports.exporting import Stamp, filename_of, issue
from reports.freezing import Kept, label_of, restore
from reports.frozen_said import VERSION, WHOLE, closing_told, said_of
from reports.models import Closing, FrozenReport
from reports.reconciliation import EXPLAINED, Differing, Moved, Reconciliation, moved_figures, reconcile, within
from reports.reconciling import Reason
from reports.record_changes import DifferingRecord
from reports.replaying import REPLAYED, Replay, replay, replayed_figures
from reports.views.difference_page import KIND, MEASURE, ROW, TABLE, WHY, difference_page, people_told, reasons_of, title_of

_NAMES = (VERSION, KIND, TABLE, ROW, MEASURE, WHY, "trang", "dinh-dang")
_FORMATS = ("html", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Asked:
    """Of the people and records that differ, those asked for; of a figure of records, the lines of its list."""

    people: list[Differing]
    records: list[DifferingRecord]
    sides: Sides | None = None


@require_safe
@allow(Permission.SEE_FIGURES)
def closed_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure that differs, by reason; below it the people and records, for readers who may see names."""
    check_names(request, _NAMES)
    check_one_value(request, _NAMES)
    if (form := wanted_format(request)) not in _FORMATS:
        raise BadRequest(f"Trang này không có định dạng “{form[:60]}”.", f"Nhận: {', '.join(_FORMATS)}.")
    closing = closing_of(find_period(reach_of(request.user), pk), request.GET.get(VERSION, ""))
    kind = _asked_kind(request)
    kept = FrozenReport.objects.filter(closing=closing, kind=kind).first()
    if kept is None:
        raise NotHere("Bản chốt này không giữ báo cáo ấy, hoặc còn đang tính.", advice="Chọn báo cáo khác ở trang của kỳ.")
    frozen, then = restore(kept.content), then_of(closing, timezone.localdate())
    found = replay(kind, then) if kind in REPLAYED else reconcile(then).of_kind(kind)
    asked = _asked(request, found, frozen)  # before the figures: replaying them turns what is remembered
    moved = replayed_figures(found, frozen) if isinstance(found, Replay) else moved_figures(found, kind, frozen)
    named = asked if request.user.may(Permission.SEE_PEOPLE) else None
    if form == "json":
        return JsonResponse(_told(closing, kind, found, moved, named), json_dumps_params={"ensure_ascii": False})
    if form == "xlsx":
        return _workbook(request, closing, kind, found, moved, named)
    page = difference_page(request, closing, kind, found, moved, frozen, named)
    return render(request, "reports/frozen/difference.html", {"page": page})


def _asked_kind(request: HttpRequest) -> str:
    asked = request.GET.get(KIND) or WHOLE
    kinds = {kind or WHOLE: kind for kind in (*EXPLAINED, *REPLAYED)}
    if asked not in kinds:
        raise BadRequest(f"Không đối chiếu được báo cáo “{asked[:60]}” theo từng người, từng bản ghi.", f"Nhận: {', '.join(kinds)}.")
    return kinds[asked]


def _asked(request: HttpRequest, found: Reconciliation, frozen: Kept) -> Asked:
    """Those of the reason and the figure asked for; without either, everybody and everything that differs."""
    records = list(found.records) if isinstance(found, Replay) else []
    people = [*found.people, *(found.earlier if isinstance(found, Replay) else ())]
    if asked := request.GET.get(WHY):
        if asked not in set(Reason):
            raise BadRequest(f"Không có lý do “{asked[:60]}”.", f"Nhận: {', '.join(Reason)}.")
        people = [one for one in people if one.reason == asked]
        records = [one for one in records if one.reason == asked]
    place = request.GET.get(TABLE, ""), request.GET.get(ROW, ""), request.GET.get(MEASURE, "")
    if not place[0]:
        return Asked(people, records)
    try:
        if isinstance(found, Replay) and (listed := records_then(found, frozen, *place)) is not None:
            return Asked([], [], sides(found, frozen, listed, *place))
        then, now = within(found, frozen, *place)
    except (KeyError, StopIteration) as error:
        raise NotHere(
            "Bản chốt không có con số ấy, hoặc con số ấy không mở danh sách nào.", advice="Bỏ “bang”, “dong” trong địa chỉ."
        ) from error
    return Asked([one for one in people if (one.cadre in then) != (one.cadre in now)], [])


def _workbook(
    request: HttpRequest, closing: Closing, kind: str, found: Reconciliation, moved: list[Moved], named: Asked | None
) -> HttpResponse:
    """What is on the page; people and records only for readers who may see names, all of them."""
    name = f"Đối chiếu {label_of(kind)}: {title_of(closing)}"

    def write(stamp: Stamp) -> bytes:
        from reports.workbook_parts.difference import difference_workbook  # only who exports pays for openpyxl

        people = None if named is None else [_person(one) for one in people_told(named.people, found)]
        records = [_record(one) for one in told_records(named.records, found)] if named and isinstance(found, Replay) else None
        return difference_workbook(name, said_of(closing), moved, reasons_of(found), people, records, stamp)

    return issue(
        request,
        kind="closed",
        name=name,
        selection=found.after,
        write=write,
        filename=filename_of(f"doi chieu {kind or WHOLE} {closing.period.province.full_name} ban {closing.number}", closing.period.day),
    )


def _person(one: dict) -> tuple[str, ...]:
    return one["name"], one["post"], one["reason"].label, "; ".join(one["differences"])


def _record(one) -> tuple[str, ...]:
    return one.name, one.place, one.reason.label, "; ".join(one.differences)


def _told(closing: Closing, kind: str, found: Reconciliation, moved: list[Moved], named: Asked | None) -> dict:
    told = {
        "kind": kind or WHOLE,
        "closing": closing_told(closing),
        "day": closing.period.day.isoformat(),
        "people_differing": len(found.people),
        "reasons": {reason.value: count for reason, count in found.reasons.items()},
        "figures": [_figure(one) for one in moved],
    }
    if isinstance(found, Replay):
        told["records_differing"] = len(found.records)
        told["record_reasons"] = {reason.value: count for reason, count in found.record_reasons.items()}
    if named is None:
        return told
    people = people_told(named.people, found)
    told["people"] = [{"id": one["id"], "reason": one["reason"].value, "differences": one["differences"]} for one in people]
    if isinstance(found, Replay):
        told["records"] = [_record_told(one) for one in told_records(named.records, found)]
    if named.sides is not None:
        told["lines"] = [{"side": row[0], **dict(zip(named.sides.labels, row[1:], strict=True))} for row in named.sides.rows]
    return told


def _record_told(one) -> dict:
    return {"name": one.name, "place": one.place, "reason": one.reason.value, "differences": list(one.differences)}


def _figure(one: Moved) -> dict:
    return {
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
