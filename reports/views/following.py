"""Phạm vi cần chuyển: scopes whose unit has ended, and where they might follow; decided by administrators, one by one or together."""

from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models.upkeep import upkeep
from chuanxa.roles import Permission
from provinces.following import Question, follow, questions
from provinces.register import Register, register

FOLLOW, STAY = "chuyen", "khong-chuyen"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.ADMINISTER)
def scope_following(request: HttpRequest) -> HttpResponse:
    """Every open question with its heirs; POST answers those that are marked, as they were shown."""
    check_names(request, ())
    units, today = register(upkeep().token), timezone.localdate()
    asked = questions(units, today)
    if request.method != "POST":
        return _show(request, asked, units, today)
    marked = [question for question in asked if str(question.scope.pk) in set(request.POST.getlist("cau"))]
    if error := _fault(request, marked):
        return _show(request, asked, units, today, error=error)
    if request.POST.get("viec") == FOLLOW:
        chosen = {question.scope.pk: _chosen(request, question) for question in marked}
    else:
        chosen = {question.scope.pk: set() for question in marked}
    try:
        follow(marked, chosen=chosen, by=request.user.username, reason=request.POST["reason"].strip()[:300])
    except ValidationError as error:
        return _show(request, questions(units, today), units, today, error=" ".join(error.messages))
    return redirect("scope-following")


def _fault(request: HttpRequest, marked: list[Question]) -> str:
    """Why nothing is written, or ""."""
    if request.POST.get("viec") not in {FOLLOW, STAY}:
        return "Bấm nút “Chuyển” hoặc “Không chuyển”."
    if not marked or len(marked) != len(set(request.POST.getlist("cau"))):
        return "Chưa đánh dấu ai, hoặc người được đánh dấu vừa có người khác quyết định. Xem lại danh sách dưới đây."
    if not request.POST.get("reason", "").strip():
        return "Chưa ghi lý do nên chưa ghi gì, chẳng hạn “Nghị quyết sáp nhập số …”."
    if request.POST.get("viec") == FOLLOW:
        for question in marked:
            if request.POST.get(f"thay-{question.scope.pk}") != digest(question):
                return f"Đơn vị kế tiếp của {question.unit.full_name} đã khác lúc bạn xem. Xem lại rồi xác nhận."
            if not _chosen(request, question):
                return f"Chưa chọn đơn vị kế tiếp nào cho {question.scope.user.full_name}. Chọn ít nhất một, hoặc bấm “Không chuyển”."
    return ""


def _chosen(request: HttpRequest, question: Question) -> set[int]:
    sent = set(request.POST.getlist(f"den-{question.scope.pk}"))
    return {heir.unit.id for heir in question.heirs if f"{heir.unit.tier}-{heir.unit.id}" in sent}


def digest(question: Question) -> str:
    """What was previewed: a question whose heirs changed since is shown again before it is answered."""
    return sha256(repr([(heir.unit.tier, heir.unit.id, heir.whole) for heir in question.heirs]).encode()).hexdigest()[:32]


def _show(request: HttpRequest, asked: list[Question], units: Register, today: date, *, error: str = "") -> HttpResponse:
    page = {
        "crumbs": [("Người dùng", reverse("user-list")), ("Phạm vi cần chuyển", None)],
        "day": today,
        "error": error,
        "reason": request.POST.get("reason", "")[:300],
        "questions": [_told(question, units, set(request.POST.getlist("cau"))) for question in asked],
        "follow": FOLLOW,
        "stay": STAY,
    }
    return render(request, "accounts/following.html", {"page": page}, status=422 if error else 200)


def _told(question: Question, units: Register, marked: set[str]) -> dict:
    scope, unit = question.scope, question.unit
    return {
        "pk": scope.pk,
        "user": scope.user,
        "href": reverse("user-detail", args=[scope.user_id]),
        "unit": f"{unit.full_name} ({unit.code})",
        "ended": unit.period.last,
        "marked": str(scope.pk) in marked,
        "seen": digest(question),
        "heirs": [
            {
                "value": f"{heir.unit.tier}-{heir.unit.id}",
                "name": f"{heir.unit.full_name} ({heir.unit.code})",
                "whole": heir.whole,
                "beside": ", ".join(other.full_name for other in heir.beside),
            }
            for heir in question.heirs
        ],
    }
