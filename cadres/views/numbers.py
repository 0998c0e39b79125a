"""/can-bo/<id>/so-dinh-danh/: a personal ID number in full, to who may open it and says why; each time on record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cadres.dossier import read_dossier
from cadres.models import Profile
from cadres.standings.catalogue import catalogue
from chuanxa import audit
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.exports.stamps import covered
from chuanxa.names import clean
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of

SHORTEST = 10
"""Letters of a reason: "x" is none."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.OPEN_NUMBERS)
def number_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why; then shows the number on this answer alone: the page asked for again covers it again."""
    check_names(request, ())
    today = timezone.localdate()
    dossier = read_dossier(pk, catalogue(), reach=reach_of(request.user), day=today, today=today)
    number = Profile.objects.known().filter(cadre=pk).values_list("personal_id", flat=True).first() if dossier else ""
    if not number:
        raise NotHere("Không có số định danh này trong phạm vi của bạn.", advice="Mở mục Con người để tìm theo tên.")
    reason = clean(request.POST.get("reason", ""))[:300]
    opens = request.method == "POST" and len(reason) >= SHORTEST
    if opens:
        audit.record(by=request.user.username, act="opened number", subject=f"cadre:{pk}", reason=reason)
    page = {
        "heading": dossier.name,
        "crumbs": [("Con người", reverse("cadre-list")), (dossier.name, reverse("cadre-detail", args=[pk])), ("Số định danh", None)],
        "number": number if opens else covered(number),
        "opened": opens,
        "typed": reason,
        "refused": request.method == "POST" and not opens,
        "shortest": SHORTEST,
        "back": reverse("cadre-detail", args=[pk]),
    }
    return render(request, "cadres/number.html", {"page": page}, status=422 if page["refused"] else 200)
