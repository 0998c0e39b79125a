"""/vung/lich-su/: who put which unit into which class, corrected or removed it, and the button that puts back what was."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import AuditEvent
from chuanxa.models.upkeep import upkeep
from chuanxa.names import clean
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import AreaClass, AreaClassification
from provinces.models.scope import reach_of
from provinces.register import UnitRef, register
from reports.actions.area_undo import ACTS, SUBJECT, undo_class, unit_told
from reports.actions.areas import class_told

MOST = 200
"""Doings on one page: the newest within reach."""

_WORDS = {"record": "Ghi mới", "amend": "Sửa", "retract": "Bỏ"}
_FIELDS = ("area_class", "valid_from", "valid_to", "legal_basis", "verified")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_PROGRAMMES)
def area_history(request: HttpRequest) -> HttpResponse:
    """The doings on the classes within reach, newest first; a POST puts one back."""
    check_names(request, ())
    found = _found(request)
    refused, number = "", request.POST.get("doing", "")
    if request.method == "POST":
        event = next((event for event, _ in found if str(event.number) == number), None)
        if event is None:
            raise NotHere("Không có lần đổi này trong phạm vi của bạn.", advice="Mở lại trang Lịch sử của vùng.")
        reason = clean(request.POST.get("reason", ""))[:300]
        try:
            if not reason:
                raise ValidationError("Thiếu lý do. Ghi một câu vì sao hoàn tác.")
            job = undo_class(event, by=request.user.username, day=timezone.localdate(), reason=reason)
            return redirect("job-detail", job.pk) if job else redirect("area-history")
        except ValidationError as error:
            refused = " ".join(error.messages)
    page = {
        "crumbs": [("Vùng", reverse("area-list")), ("Lịch sử", None)],
        "rows": _drawn(found, number if refused else ""),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
        "most": MOST if len(found) == MOST else 0,
    }
    return render(request, "reports/area_history.html", {"page": page}, status=422 if refused else 200)


def _found(request: HttpRequest) -> list[tuple[AuditEvent, UnitRef]]:
    """(doing, unit) within reach, newest first."""
    units, reach = register(upkeep().token), reach_of(request.user)
    found = []
    for event in AuditEvent.objects.filter(subject__startswith=f"{SUBJECT}:", act__in=ACTS).iterator():
        unit = unit_told(event, units)
        if unit is not None and reach.holds(unit):
            found.append((event, unit))
            if len(found) == MOST:
                break
    return found


def _drawn(found: list[tuple[AuditEvent, UnitRef]], refused: str) -> list[dict]:
    """Rows of the page; one query for what the rows of the classes say now."""
    ids = {int(event.subject.partition(":")[2]) for event, _ in found}
    now = {row.pk: class_told(row) for row in AreaClassification.objects.filter(pk__in=ids)}
    return [
        {
            "number": event.number,
            "at": f"{timezone.localtime(event.at):%H:%M %d/%m/%Y}",
            "by": event.by,
            "reason": event.reason,
            "unit": f"{unit.full_name} ({unit.code})",
            "line": {"act": _WORDS[event.act.partition(" ")[0]], "fields": _fields(event)},
            "may_undo": now.get(int(event.subject.partition(":")[2])) == event.change.get("new"),
            "refused": str(event.number) == refused,
        }
        for event, unit in found
    ]


def _fields(event: AuditEvent) -> list[tuple[str, str, str]]:
    """(field, old, new) of what differs."""
    old, new = event.change.get("old") or {}, event.change.get("new") or {}
    labels = {name: str(AreaClassification._meta.get_field(name).verbose_name) for name in _FIELDS}
    told = [(labels[name], _text(name, old.get(name, "")), _text(name, new.get(name, ""))) for name in _FIELDS]
    return [(name[:1].upper() + name[1:], before, after) for name, before, after in told if before != after]


def _text(name: str, value: str) -> str:
    if name == "area_class" and value:
        return str(AreaClass(value).label)
    if name == "verified":
        return {"True": "có", "False": "không"}.get(value, "")
    if name.startswith("valid") and value:
        return f"{value[8:10]}/{value[5:7]}/{value[:4]}"
    return value
