"""/can-bo/<id>/xem-lai/: a clerk has looked at the whole dossier and says that it is still right."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.reviews import confirm_dossier
from cadres.checks.people import read_people
from cadres.checks.person_rules import broken
from cadres.entry.opening import find_writable, open_for_writing
from cadres.models import Review
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models.upkeep import upkeep
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from provinces.register import register


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.RECORD)
def dossier_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What is doubtful in the dossier, who confirmed it last; POST confirms the version that was looked at."""
    check_names(request, ())
    reach = reach_of(request.user)
    found = find_writable(pk, reach)
    opened = open_for_writing(found, reach, register(upkeep().token))
    said = ""
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            expected = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
            confirm_dossier(pk, by=request.user.username, expected=expected, note=request.POST.get("note", ""))
        except ValidationError as error:
            said = " ".join(error.messages)
        else:
            return redirect("cadre-detail", pk)
    return render(request, "cadres/review.html", {"page": _page(request, pk, found, opened, said)}, status=400 if said else 200)


def _page(request: HttpRequest, pk: int, found, opened, said: str) -> dict:
    person = read_people([pk])[0]
    return {
        "name": opened.profile.full_name,
        "crumbs": [("Con người", reverse("cadre-list")), (opened.profile.full_name, reverse("cadre-detail", args=[pk])), ("Xem lại", None)],
        "version": found.cadre.version,
        "note": request.POST.get("note", ""),
        "doubts": [what for _, _, what in broken(person, timezone.localdate())],
        "last": Review.objects.filter(cadre=pk).first(),
        "edit": reverse("dossier-edit", args=[pk]),
        "said": said,
    }
