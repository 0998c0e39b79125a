"""Taking a dossier out and bringing it back: /can-bo/<id>/xoa/, /can-bo/da-xoa/."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.dossiers import remove_dossier, restore_dossier
from cadres.entry.opening import all_writable, ever_within, find_writable, open_for_writing
from cadres.models import Profile
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import ChangeKind
from chuanxa.names import clean
from chuanxa.roles import Permission
from provinces.models.scope import Reach, reach_of
from provinces.register import register

MOST_LINES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier off every list; it can be brought back."""
    check_names(request, ())
    reach = reach_of(request.user)
    opened = open_for_writing(find_writable(pk, reach), reach, register())
    refused = ""
    if request.method == "POST":
        told = told_by(request)
        try:
            need_reason(told["reason"])
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
        told = told_by(request)
        try:
            need_reason(told["reason"])
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


def told_by(request: HttpRequest) -> dict:
    """Who changes, today, and the reason typed: what every action asks."""
    return {"by": request.user.username, "day": timezone.localdate(), "reason": clean(request.POST.get("reason", ""))[:300]}


def need_reason(reason: str) -> None:
    """Raises ValidationError when no reason was typed."""
    if not reason:
        raise ValidationError("Thiếu lý do. Ghi một câu vì sao làm việc này.")
