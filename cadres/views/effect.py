"""From a draft to law: who would change, then publishing; and the other way, ending or withdrawing.

People are judged again in the background.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres import jobs
from cadres.actions import standards as law
from cadres.effect import effect_of
from cadres.forms.publishing import EndForm, PublishForm
from cadres.models import Standard, StandardState
from cadres.standard_access import Desk, desk_of, seen_by
from cadres.standings.preview import who_would_change
from cadres.standings.rejudge import affected
from cadres.views.drafts import draft_of
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import Job
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission

AT_ONCE = 10_000
"""People judged twice within one request; beyond that it is background work."""


@require_safe
@allow(Permission.SET_STANDARDS)
def draft_effect(request: HttpRequest, code: str) -> HttpResponse:
    """Who would change. `het`: codes of published standards that would end (`chon` says that they were chosen, even none)."""
    check_names(request, ("het", "chon", "viec"))
    draft = draft_of(code, desk_of(request.user))
    overlapping = [other for other, _ in law.overlapped(draft)]
    ends = _ends(request.GET.getlist("het"), overlapping) if request.GET.get("chon") else _usual(draft, overlapping)
    job = _job(request, draft)
    if job is not None and job.state == "finished":
        ends = _ends(job.result["ends"], overlapping)
    return _effect_page(request, draft, overlapping, ends, job, PublishForm(initial={"version": draft.version}))


@require_POST
@allow(Permission.SET_STANDARDS)
def draft_foresee(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the effect of a draft that speaks of too many people for one request."""
    draft = draft_of(code, desk_of(request.user))
    ends = _ends(request.POST.getlist("het"), [other for other, _ in law.overlapped(draft)])
    job = jobs.foresee(draft, [other.code for other in ends], by=request.user.username)
    return redirect("job-detail", pk=job.pk)


@require_POST
@allow(Permission.SET_STANDARDS)
def draft_publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish what was previewed. Sent twice, it is published once and both answers lead to the same work."""
    desk = desk_of(request.user)
    if (done := _published(request, code, desk)) is not None:
        return done
    draft = draft_of(code, desk)
    overlapping = [other for other, _ in law.overlapped(draft)]
    ends, form = _ends(request.POST.getlist("het"), overlapping), PublishForm(request.POST)
    if not form.is_valid():
        return _effect_page(request, draft, overlapping, ends, None, form, status=422)
    if form.cleaned_data["version"] != draft.version:
        form.add_error(None, "Bản thảo đã được sửa sau khi bạn xem trước. Đây là kết quả mới; đọc lại rồi công bố.")
        form.data = form.data.copy()
        form.data["version"] = str(draft.version)
        return _effect_page(request, draft, overlapping, ends, None, form, status=409)
    today, by = timezone.localdate(), request.user.username
    try:
        with transaction.atomic():
            made = law.publish(draft, by=by, reason=form.cleaned_data["reason"], day=today, ends=ends)
            job = jobs.apply(made, by=by, day=today, label=f"Công bố “{made.name}”: xét lại những người liên quan")
    except ValidationError as refusal:
        if (done := _published(request, code, desk)) is not None:
            return done
        form.add_error(None, refusal)
        return _effect_page(request, draft, overlapping, ends, None, form, status=422)
    return redirect("job-detail", pk=job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_STANDARDS)
def standard_end(request: HttpRequest, code: str) -> HttpResponse:
    """A published standard ends on a day, or is withdrawn as if it had never been."""
    check_names(request, ())
    desk = desk_of(request.user)
    standard = seen_by(desk).filter(code=code, state=StandardState.PUBLISHED).first()
    if standard is None or not desk.holds(standard):
        raise NotHere(f"Không có tiêu chuẩn mang mã “{code[:60]}” mà bạn được sửa.", advice="Mở mục Tiêu chuẩn để xem danh sách.")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            job = _ended(request, standard, form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("job-detail", pk=job.pk)
    page = {
        "name": f"Cho hết hiệu lực: {standard.name}",
        "crumbs": [
            ("Tiêu chuẩn", reverse("standard-list")),
            (standard.name, reverse("standard-detail", args=[code])),
            ("Hết hiệu lực", None),
        ],
        "form": form,
        "cancel_href": reverse("standard-detail", args=[code]),
    }
    return render(request, "reports/standard_end.html", {"page": page}, status=422 if form.errors else 200)


@transaction.atomic
def _ended(request: HttpRequest, standard: Standard, form: EndForm) -> Job:
    today, by, said = timezone.localdate(), request.user.username, form.cleaned_data
    if said["how"] == "withdraw":
        made = law.withdraw(standard, by=by, reason=said["reason"], day=today)
    else:
        made = law.end(standard, last=said["last"], by=by, reason=said["reason"], day=today)
    return jobs.apply(made, by=by, day=today, label=f"“{standard.name}” hết hiệu lực: xét lại những người liên quan")


def _published(request: HttpRequest, code: str, desk: Desk) -> HttpResponse | None:
    """Where somebody is led who sends again what was published already; None while it is a draft, or nobody's."""
    found = seen_by(desk).filter(code=code, state=StandardState.PUBLISHED).first()
    if found is None or not desk.holds(found):
        return None
    job = Job.objects.filter(kind=jobs.APPLY, by=request.user.username, arguments__standard=found.pk).first()
    return redirect("job-detail", pk=job.pk) if job else redirect("standard-detail", code=code)


def _usual(draft: Standard, overlapping: Iterable[Standard]) -> list[Standard]:
    """The older standards that speak of no other position: a new one takes their place."""
    own = set(draft.positions.values_list("pk", flat=True))
    return [other for other in overlapping if other.valid_from < draft.valid_from and {one.pk for one in other.positions.all()} <= own]


def _ends(codes: Iterable[str], overlapping: Iterable[Standard]) -> list[Standard]:
    """The chosen ones of those that may end. Raises BadRequest for any other."""
    known = {other.code: other for other in overlapping}
    if unknown := sorted(set(codes) - known.keys()):
        raise BadRequest(f"Tham số “het” không nhận “{unknown[0][:60]}”.", f"Nhận: {', '.join(known) or 'không tiêu chuẩn nào'}.")
    return [known[code] for code in dict.fromkeys(codes)]


def _job(request: HttpRequest, draft: Standard) -> Job | None:
    """The finished preview that the address names, if it is the user's own and of the draft as it stands."""
    text = request.GET.get("viec", "")
    if not text:
        return None
    jobs_of_user = Job.objects.filter(kind=jobs.FORESEE, by=request.user.username, arguments__standard=draft.pk)
    found = jobs_of_user.filter(pk=int(text)).first() if text.isascii() and text.isdigit() and len(text) < 19 else None
    if found is None:
        raise NotHere("Không có lần xem trước này.", advice="Mở lại trang xem trước của bản thảo.")
    return found if found.state == "finished" and found.arguments["version"] == draft.version else None


def _effect_page(
    request, draft: Standard, overlapping: list[Standard], ends: list[Standard], job: Job | None, form, status=200
) -> HttpResponse:
    many = job is None and affected(draft).filter(valid_from__lte=draft.valid_from, valid_to__gte=draft.valid_from).count() > AT_ONCE
    effect = job.result["effect"] if job else None if many else effect_of(who_would_change(draft, ends=ends))
    chosen = {other.pk for other in ends}
    detail = reverse("standard-detail", args=[draft.code])
    page = {
        "name": f"Ai sẽ thay đổi: {draft.name}",
        "crumbs": [("Tiêu chuẩn", reverse("standard-list")), (draft.name, detail), ("Ai sẽ thay đổi", None)],
        "day": draft.valid_from,
        "where": draft.province.full_name if draft.province else "Cả nước",
        "refusals": law.refusals(draft, day=timezone.localdate(), ends=ends),
        "overlapping": [_overlapping(other, draft, other.pk in chosen) for other in overlapping],
        "effect": effect,
        "too_many": many,
        "form": form,
        "ends": [other.code for other in ends],
        "code": draft.code,
        "edit_href": reverse("draft-edit", args=[draft.code]),
    }
    return render(request, "reports/standard_effect.html", {"page": page}, status=status)


def _overlapping(other: Standard, draft: Standard, chosen: bool) -> dict:
    """A published standard of the same positions, place and days; `also` are positions that would be left without one."""
    own = set(draft.positions.values_list("pk", flat=True))
    return {
        "code": other.code,
        "name": other.name,
        "chosen": chosen,
        "may_end": other.valid_from < draft.valid_from,
        "also": ", ".join(one.label for one in other.positions.all() if one.pk not in own),
    }
