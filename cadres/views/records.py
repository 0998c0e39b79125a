"""Pages that write records of programmes and read one: a form, a record with its history, an amendment, a retraction.

Records about persons are a clerk's to write, plans and aggregate figures an officer's; both only within their reach. Reading a plan
needs no names, reading a record about persons does.
"""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.entries import amend_entry, record_entry, retract_entry
from cadres.forms.entries import Asked, EntryForm
from cadres.models.entry import Entry
from cadres.record_kinds import RecordKind
from cadres.record_pages import facts_of, find_record, parts_of, person_of, versions_of
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.facts import Superseded
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.asked_days import asked_day
from provinces.models.scope import Reach, reach_of
from provinces.register import register

_FORM_NAMES = ("ngay", "tinh", "nguoi")
_DONE = {"ghi": "Đã ghi.", "sua": "Đã sửa; bản cũ còn trong lịch sử.", "huy": "Đã hủy; bản ghi còn trong lịch sử."}
"""What was just done, said on the page one comes to."""

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allow(Permission.SEE_PEOPLE)
def personal_detail(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _detail(request, kind, number, request.user.may(Permission.RECORD))


@require_safe
@allow(Permission.SEE_FIGURES)
def planned_detail(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _detail(request, kind, number, request.user.may(Permission.SET_PROGRAMMES))


@form_methods
@allow(Permission.RECORD)
def personal_new(request: HttpRequest, kind: RecordKind) -> HttpResponse:
    return _new(request, kind)


@form_methods
@allow(Permission.SET_PROGRAMMES)
def planned_new(request: HttpRequest, kind: RecordKind) -> HttpResponse:
    return _new(request, kind)


@form_methods
@allow(Permission.RECORD)
def personal_amend(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _amend(request, kind, number)


@form_methods
@allow(Permission.SET_PROGRAMMES)
def planned_amend(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _amend(request, kind, number)


@form_methods
@allow(Permission.RECORD)
def personal_retract(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _retract(request, kind, number)


@form_methods
@allow(Permission.SET_PROGRAMMES)
def planned_retract(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    return _retract(request, kind, number)


# --- one record -----------------------------------------------------------------------------------------------------------------


def _detail(request: HttpRequest, kind: RecordKind, number: int, may_write: bool) -> HttpResponse:
    check_names(request, ("vua",))
    entry = _find(kind, number, reach_of(request.user))
    standing = entry.superseded_at is None
    said = _DONE.get(request.GET.get("vua", ""), "")
    person = person_of(entry)
    page = {
        "name": str(entry),
        "person": person,
        "crumbs": [*_crumbs(kind), (str(entry), None)],
        "facts": facts_of(kind, entry),
        "parts": parts_of(entry),
        "versions": versions_of(kind, entry),
        "done": said,
        "notices": [] if standing else ["Bản ghi này đã bị hủy; nó chỉ còn trong lịch sử và không được tính."],
        "may_write": may_write and standing and (person is not None or request.user.may(Permission.SET_PROGRAMMES)),
        "may_undo": may_write and (person is not None or request.user.may(Permission.SET_PROGRAMMES)),
        "amend_href": _href(kind, "amend", number),
        "retract_href": _href(kind, "retract", number),
    }
    return render(request, "reports/record_detail.html", {"page": page})


def _find(kind: RecordKind, number: int, reach: Reach) -> Entry:
    entry = find_record(kind, number, reach)
    if entry is None:
        raise NotHere("Không có bản ghi này trong phạm vi của bạn.", advice=f"Mở danh sách {kind.label} để tìm.")
    return entry


def _standing(request: HttpRequest, kind: RecordKind, number: int) -> Entry:
    """The record, if it may still be changed by this user."""
    entry = _find(kind, number, reach_of(request.user))
    if entry.superseded_at is not None:
        raise NotHere("Bản ghi này đã bị hủy nên không sửa được.", advice="Ghi một bản ghi mới nếu cần.")
    return entry


# --- writing --------------------------------------------------------------------------------------------------------------------


def _new(request: HttpRequest, kind: RecordKind) -> HttpResponse:
    asked, person = _asked(request), _asked_person(request)
    form = EntryForm(request.POST or None, kind=kind, asked=asked, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            entry = record_entry(
                kind.model(**form.changes()), by=request.user.username, day=timezone.localdate(), reason=form.cleaned_data["why"]
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect(f"{_href(kind, 'detail', entry.number)}?vua=ghi")
    return _form_page(request, kind, form, asked, f"Ghi {kind.one}", _crumbs(kind))


def _amend(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    entry, asked = _standing(request, kind, number), _asked(request)
    form = EntryForm(request.POST or None, kind=kind, asked=asked, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            changes = form.changes()
            amend_entry(entry, by=request.user.username, day=timezone.localdate(), reason=form.cleaned_data["why"], **changes)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect(f"{_href(kind, 'detail', number)}?vua=sua")
    crumbs = [*_crumbs(kind), (str(entry), _href(kind, "detail", number))]
    return _form_page(request, kind, form, asked, f"Sửa {kind.one}", crumbs)


def _retract(request: HttpRequest, kind: RecordKind, number: int) -> HttpResponse:
    check_names(request, ())
    entry = _standing(request, kind, number)
    why, problem = request.POST.get("why", "").strip(), ""
    if request.method == "POST":
        try:
            if not why:
                raise ValidationError("Ghi lý do hủy: người sau đọc lịch sử cần biết vì sao.")
            retract_entry(entry, by=request.user.username, day=timezone.localdate(), reason=why)
        except (ValidationError, Superseded) as error:
            problem = " ".join(error.messages)
        else:
            return redirect(f"{_href(kind, 'detail', number)}?vua=huy")
    page = {
        "heading": f"Hủy {kind.one}",
        "crumbs": [*_crumbs(kind), (str(entry), _href(kind, "detail", number)), ("Hủy", None)],
        "facts": facts_of(kind, entry),
        "person": person_of(entry),
        "why": why,
        "problem": problem,
        "back_href": _href(kind, "detail", number),
    }
    return render(request, "reports/record_retract.html", {"page": page})


def _form_page(request: HttpRequest, kind: RecordKind, form: EntryForm, asked: Asked, heading: str, crumbs: list) -> HttpResponse:
    page = {
        "heading": heading,
        "says": kind.says,
        "crumbs": [*crumbs, (heading, None)],
        "form": form,
        "day": f"{asked.day:%d/%m/%Y}",
        "whole_country": asked.reach.everywhere and asked.province is None,
        "back_href": crumbs[-1][1],
    }
    return render(request, "reports/record_form.html", {"page": page})


def _asked(request: HttpRequest) -> Asked:
    """The units the form offers: of `ngay` (today), and of `tinh` for whoever reaches the whole country."""
    check_names(request, _FORM_NAMES)
    check_one_value(request, _FORM_NAMES)
    today, units = timezone.localdate(), register()
    day = asked_day(request, "ngay", today, units.editions) or today
    code = request.GET.get("tinh", "")
    province = units.find("province", code, day) if code else None
    if code and province is None:
        raise BadRequest(f"Tham số “tinh” không nhận “{code[:20]}”.", "Nhận mã hai chữ số của một tỉnh có vào ngày ấy.")
    may_count = request.user.may(Permission.SET_PROGRAMMES)
    return Asked(units, reach_of(request.user), day, may_count, province.id if province else None)


def _asked_person(request: HttpRequest) -> int | None:
    text = request.GET.get("nguoi", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadRequest(f"Tham số “nguoi” không nhận “{text[:20]}”.", "Nhận số hồ sơ của một người.")
    return int(text) if text else None


def _crumbs(kind: RecordKind) -> list[tuple[str, str | None]]:
    return [(kind.label, f"/{kind.path}/")]


def _href(kind: RecordKind, act: str, number: int) -> str:
    return reverse(f"{'personal' if kind.personal else 'planned'}-{act}", args=[kind, number])
