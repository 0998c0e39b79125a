"""Undoing what was recorded, taking a dossier out and bringing it back: /lan-ghi/<id>/, /can-bo/<id>/xoa/, /can-bo/da-xoa/."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.dossiers import remove_dossier, restore_dossier
from cadres.actions.undo import KINDS, people_of, undo
from cadres.entry.opening import all_writable, ever_within, find_writable, open_for_writing
from cadres.history import history_of
from cadres.models import Profile
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import ChangeKind, ChangeSet
from chuanxa.names import clean
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models.scope import Reach, reach_of
from provinces.register import register

MOST_LINES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One change set: what it did, and the button that puts back what was."""
    check_names(request, ())
    change_set = ChangeSet.objects.filter(pk=pk).first() if pk < 2**63 else None
    people = people_of(change_set) if change_set else set()
    if not people:
        raise NotHere("Không có lần ghi này trong phạm vi của bạn.")
    all_writable(people, reach_of(request.user), register())
    refused = ""
    if request.method == "POST":
        told = _told(request)
        try:
            _need_reason(told["reason"])
            undo(change_set, **told)
            return redirect("cadre-detail", min(people)) if len(people) == 1 else redirect("change-detail", pk)
        except ValidationError as error:
            refused = " ".join(error.messages)
    return _show(request, change_set, people, refused)


def _show(request: HttpRequest, change_set: ChangeSet, people: set[int], refused: str) -> HttpResponse:
    facts = _facts(change_set)
    entry = next(one for one in history_of(facts) if one.set == change_set)
    names = dict(Profile.objects.filter(cadre__in=list(people)[:MOST_LINES]).order_by("pk").values_list("cadre_id", "full_name"))
    undone = change_set.undone_by.order_by("-pk").first()
    page = {
        "heading": f"{change_set.get_kind_display()} lúc {entry.at}",
        "crumbs": [("Con người", reverse("cadre-list")), ("Lần ghi", None)],
        "entry": entry,
        "lines": entry.lines[:MOST_LINES],
        "more": max(len(entry.lines) - MOST_LINES, 0),
        "people": [(names[one], reverse("cadre-detail", args=[one])) for one in sorted(people) if one in names],
        "count": len(people),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
        "undone": undone,
    }
    return render(request, "cadres/change.html", {"page": page}, status=422 if refused else 200)


def _facts(change_set: ChangeSet) -> list:
    """What the change set recorded and superseded."""
    found = []
    for model in KINDS:
        rows = model.objects.select_related("recorded_in", "superseded_in")
        both = {fact.pk: fact for end in ("recorded_in", "superseded_in") for fact in rows.filter(**{end: change_set})}
        found += both.values()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier off every list; it can be brought back."""
    check_names(request, ())
    reach = reach_of(request.user)
    opened = open_for_writing(find_writable(pk, reach), reach, register())
    refused = ""
    if request.method == "POST":
        told = _told(request)
        try:
            _need_reason(told["reason"])
            remove_dossier(pk, **told)
            return redirect("dossier-removed-list")
        except ValidationError as error:
            refused = " ".join(error.messages)
    name = opened.profile.full_name
    crumbs = [("Con người", reverse("cadre-list")), (name, reverse("cadre-detail", args=[pk])), ("Xóa", None)]
    page = {"heading": f"Xóa hồ sơ {name}", "crumbs": crumbs, "refused": refused, "typed": request.POST.get("reason", ""), "back": pk}
    return render(request, "cadres/remove.html", {"page": page}, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_removed_list(request: HttpRequest) -> HttpResponse:
    """The dossiers taken out within reach, each with the button that brings it back."""
    check_names(request, ())
    reach = reach_of(request.user)
    refused = ""
    if request.method == "POST":
        number = request.POST.get("person", "")
        pk = int(number) if number.isdecimal() and len(number) < 19 else 0
        all_writable([pk], reach, register())
        told = _told(request)
        try:
            _need_reason(told["reason"])
            restore_dossier(pk, **told)
            return redirect("cadre-detail", pk)
        except ValidationError as error:
            refused = " ".join(error.messages)
    crumbs = [("Con người", reverse("cadre-list")), ("Hồ sơ đã xóa", None)]
    page = {"heading": "Hồ sơ đã xóa", "crumbs": crumbs, "rows": _removed(reach), "refused": refused}
    return render(request, "cadres/removed.html", {"page": page}, status=422 if refused else 200)


def _removed(reach: Reach) -> list[Profile]:
    """The last profiles of dossiers that were removed and not brought back, newest first."""
    standing = Profile.objects.known().filter(cadre=OuterRef("cadre"))
    rows = Profile.objects.filter(superseded_in__kind=ChangeKind.REMOVAL).exclude(Exists(standing)).select_related("superseded_in")
    last = {profile.cadre_id: profile for profile in rows.order_by("pk")}
    within = set(last) if reach.everywhere else ever_within(last, reach, register())
    mine = [profile for cadre, profile in last.items() if cadre in within]
    return sorted(mine, key=lambda profile: profile.superseded_at, reverse=True)[:MOST_LINES]


def _told(request: HttpRequest) -> dict:
    return {"by": request.user.username, "day": timezone.localdate(), "reason": clean(request.POST.get("reason", ""))[:300]}


def _need_reason(reason: str) -> None:
    if not reason:
        raise ValidationError("Thiếu lý do. Ghi một câu vì sao làm việc này.")
