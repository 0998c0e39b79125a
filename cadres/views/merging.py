"""Joining two dossiers of one person: /can-bo/<id>/gop/?voi=<id>."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.dossiers import merge_dossiers
from cadres.entry.duplicates import likenesses
from cadres.entry.opening import NOBODY, find_writable
from cadres.merging import Pair, pair
from cadres.models import Profile, Serving
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.names import clean
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models.scope import Reach, reach_of

_ACCEPTED = ("voi",)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other dossier, then field by field; the other's address leads here afterwards."""
    check_names(request, _ACCEPTED)
    check_one_value(request, _ACCEPTED)
    reach = reach_of(request.user)
    find_writable(pk, reach)
    other = _number(request.GET.get("voi", ""))
    if other and other != pk:
        find_writable(other, reach)
    both = pair(pk, other) if other else None
    if other and (both is None or other == pk):
        raise NotHere("Hồ sơ muốn gộp không có, đã xóa hoặc đã gộp.", advice="Chọn hai hồ sơ khác nhau đang dùng.")
    if request.method == "POST" and both:
        return _merge(request, pk, other, both)
    return _show(request, pk, both, reach)


def _merge(request: HttpRequest, pk: int, other: int, both: Pair) -> HttpResponse:
    reason = clean(request.POST.get("reason", ""))[:300]
    told = {"by": request.user.username, "day": timezone.localdate(), "reason": reason}
    try:
        if not reason:
            raise ValidationError("Thiếu lý do gộp. Ghi vì sao biết hai hồ sơ là một người.")
        merge_dossiers(pk, other, both.choice(request.POST), **told)
    except ValidationError as error:
        return _show(request, pk, both, reach_of(request.user), " ".join(error.messages))
    return redirect("cadre-detail", pk)


def _show(request: HttpRequest, pk: int, both: Pair | None, reach: Reach, refused: str = "") -> HttpResponse:
    name = both.winner.full_name if both else _name(pk)
    crumbs = [("Con người", reverse("cadre-list")), (name, reverse("cadre-detail", args=[pk])), ("Gộp hồ sơ", None)]
    page = {
        "heading": f"Gộp hồ sơ với {name}",
        "crumbs": crumbs,
        "both": both,
        "sides": [(side, request.POST.get(f"field:{side.name}", side.first)) for side in both.sides] if both else [],
        "carried": [(one, _is_ticked(request, one)) for one in both.carried] if both else [],
        "like": [] if both else _like(pk, reach),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
        "pk": pk,
    }
    return render(request, "cadres/merge.html", {"page": page}, status=422 if refused else 200)


def _is_ticked(request: HttpRequest, one) -> bool:
    return bool(request.POST.get(f"fact:{one.key}")) if request.method == "POST" else not one.twin


def _like(pk: int, reach: Reach) -> list:
    profile = Profile.objects.known().filter(cadre=pk).first()
    if profile is None:
        raise NotHere(NOBODY)
    communes = Serving.objects.filter(cadre=pk).values_list("commune_id", flat=True)
    born = profile.born_on.year if profile.born_on else None
    return likenesses(name=profile.full_name, number="", born=born, communes=communes, reach=reach, but=pk)


def _name(pk: int) -> str:
    return Profile.objects.known().filter(cadre=pk).values_list("full_name", flat=True).first() or "…"


def _number(text: str) -> int:
    digits = text.strip().rstrip("/").rpartition("/")[2]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0
