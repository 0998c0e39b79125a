"""Entering and changing one person: /can-bo/moi/ and /can-bo/<id>/sua/."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.changing import OutOfDate
from cadres.actions.dossiers import change_dossier, enter_dossier
from cadres.aliases import Unreadable
from cadres.entry import saved
from cadres.entry.conflict import catch_up, choose
from cadres.entry.duplicates import likenesses
from cadres.entry.form import Desk, DossierForm, Opened
from cadres.entry.opening import find_writable, open_for_writing
from cadres.entry.page import entry_page
from cadres.entry.places import CommunePicker, lacking
from cadres.standings.catalogue import catalogue
from chuanxa.access import allow
from chuanxa.acts import opened as on_record
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.models.upkeep import upkeep
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from provinces.register import register

SAVE, SAVE_AND_NEXT, ADD = "save", "save-and-next", "add-"
_START = ("xa", "chuc-danh")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_new(request: HttpRequest) -> HttpResponse:
    """A new person. `xa` and `chuc-danh` fill the first post."""
    check_names(request, _START)
    check_one_value(request, _START)
    desk = _desk(request)
    if request.method != "POST":
        return _show(request, DossierForm(desk, Opened(), start=_start(request, desk)))
    if done := saved.already(request):
        return _after(request, done)
    form = DossierForm(desk, Opened(), request.POST)
    if _adds_row(request, form) or not form.is_valid():
        return _show(request, form)
    like = _likenesses(form, desk)
    if any(one.same_number for one in like) or (like and not request.POST.get("another")):
        return _show(request, form, like=like)
    return _enter(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Amend a person on record; what somebody else saved meanwhile is shown field by field."""
    check_names(request, ())
    desk = _desk(request)
    found = find_writable(pk, desk.picker.reach)
    opened = open_for_writing(found, desk.picker.reach, desk.picker.register)
    if request.method != "POST":
        on_record(request, f"cadre:{pk}")  # the form shows the whole dossier, the ID number too
        return _show(request, DossierForm(desk, opened))
    if saved.already(request):
        return _after(request, pk)
    if request.POST.get("version") != str(opened.version):
        return _conflict(request, desk, opened)
    data, undecided = choose(request.POST.dict(), opened, desk)
    form = DossierForm(desk, opened, data)
    if undecided or _adds_row(request, form) or not form.is_valid():
        return _show(request, form, undecided=undecided)
    return _amend(request, form, pk)


@require_safe
@allow(Permission.RECORD)
def commune_lacking(request: HttpRequest) -> HttpResponse:
    """The posts that a commune still lacks, for the position picker; `xa` is a name or a code."""
    check_names(request, ("xa",))
    check_one_value(request, ("xa",))
    return render(request, "_components/entry_lacking.html", {"lacking": _lacking(request.GET.get("xa", "")[:100], _desk(request))})


def _desk(request: HttpRequest) -> Desk:
    token = upkeep().token
    return Desk(CommunePicker(reach_of(request.user), register(token)), catalogue(token), timezone.localdate())


def _start(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """The first post as far as it is known: the commune asked for or the only one within reach, the position asked for."""
    listed = desk.picker.listed(desk.day)
    commune = request.GET.get("xa", "")[:100] or (listed[0] if len(listed) == 1 else "")
    position = desk.law.by_code.get(request.GET.get("chuc-danh", ""))
    try:
        found = {"commune": desk.picker.read(commune, desk.day).full_name} if commune else {}
    except Unreadable:
        found = {}
    return found | ({"position": position.label} if position else {})


def _adds_row(request: HttpRequest, form: DossierForm) -> bool:
    """Without a script a button asks for one more row; nothing is checked yet."""
    section = request.POST.get("do", "").removeprefix(ADD)
    if section not in form.rows:
        return False
    form.add_row(section)
    return True


def _likenesses(form: DossierForm, desk: Desk, but: int | None = None) -> list:
    said = form.profile.cleaned_data
    communes = {row.cleaned_data["commune"].pk for row in form.rows["posts"] if row.is_bound and row.cleaned_data.get("commune")}
    today = {desk.picker.register.became(pk, desk.day) for pk in communes}
    born = said["born"].day.year if said["born"] else None
    told = {"name": said["full_name"], "number": said["personal_id"], "born": born}
    return likenesses(**told, communes=(communes | today) - {None}, reach=desk.picker.reach, but=but)


def _enter(request: HttpRequest, form: DossierForm) -> HttpResponse:
    told = {"by": request.user.username, "day": form.desk.day, "reason": form.reason, "source": form.source}
    try:
        cadre = enter_dossier(form.new_profile(), form.changes().recorded, token=saved.digest(request), **told)
    except ValidationError as error:
        form.refuse(error)
        return _show(request, form)
    except IntegrityError:
        if not (done := saved.already(request)):
            raise
        return _after(request, done)
    return _after(request, cadre.pk, form)


def _amend(request: HttpRequest, form: DossierForm, pk: int) -> HttpResponse:
    told = {"by": request.user.username, "day": form.desk.day, "reason": form.reason, "source": form.source}
    try:
        change_dossier(pk, form.changes(), expected=form.opened.version, token=saved.digest(request), **told)
    except OutOfDate:
        return _after(request, pk) if saved.already(request) else _conflict(request, form.desk, _reopened(form.desk, pk))
    except ValidationError as error:
        form.refuse(error)
        return _show(request, form)
    return _after(request, pk, form)


def _reopened(desk: Desk, pk: int) -> Opened:
    return open_for_writing(find_writable(pk, desk.picker.reach), desk.picker.reach, desk.picker.register)


def _conflict(request: HttpRequest, desk: Desk, opened: Opened) -> HttpResponse:
    data, taken = catch_up(request.POST.dict(), opened, desk)
    _, undecided = choose(data, opened, desk)
    return _show(request, DossierForm(desk, opened, data), undecided=undecided, taken=taken, status=409)


def _after(request: HttpRequest, pk: int, form: DossierForm | None = None) -> HttpResponse:
    """Where the browser goes after a save; the cookie tells it to drop its draft."""
    answer = redirect("cadre-detail", pk)
    if request.POST.get("do") == SAVE_AND_NEXT:
        first = next((row.cleaned_data for row in form.rows["posts"] if row.is_bound and row.cleaned_data), {}) if form else {}
        kept = {"xa": getattr(first.get("commune"), "code", None), "chuc-danh": getattr(first.get("position"), "code", None)}
        answer = redirect(f"{reverse('dossier-new')}?{urlencode({name: value for name, value in kept.items() if value})}")
    saved.acknowledge(answer, request, pk)
    return answer


def _show(request: HttpRequest, form: DossierForm, *, status: int | None = None, **told) -> HttpResponse:
    first = form.rows["posts"][0].typed("commune") if form.rows["posts"] else ""
    page = entry_page(form, lacking=_lacking(first, form.desk), user=request.user.username, **told)
    refused = form.errors() or told.get("like") or told.get("undecided")
    return render(request, "cadres/dossier_form.html", {"page": page, "form": form}, status=status or (422 if refused else 200))


def _lacking(commune: str, desk: Desk) -> tuple[str, list[str]] | None:
    """The commune's name and the labels of the posts it lacks; None when the text names no commune of today within reach."""
    try:
        unit = desk.picker.read(commune, desk.day) if commune else None
    except Unreadable:
        unit = None
    return (unit.full_name, [position.label for position in lacking(unit.pk, desk.law, desk.day)]) if unit else None
