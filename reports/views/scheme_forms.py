"""The forms of those who set schemes: a scheme, its targets, and retiring either. What was typed is never lost."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.models.scope import Reach, reach_of
from provinces.register import Register, register
from reports.actions import schemes as actions
from reports.forms.scheme import ReasonForm, SchemeForm, TargetForm
from reports.models import Scheme, Target
from reports.schemes import find_scheme, targets_of
from reports.views.schemes import may_set

_WRITTEN = require_http_methods(["GET", "HEAD", "POST"])
_SCHEME = ("name", "code", "issued_by", "decision", "decided_on", "phase", "valid_from", "valid_to", "note")
_TARGET = (
    "order",
    "label",
    "population",
    "condition",
    "percent",
    "deadline",
    "base_text",
    "other_base",
    "baseline_day",
    "baseline_count",
    "baseline_total",
    "baseline_source",
)


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def scheme_new(request: HttpRequest) -> HttpResponse:
    """A new scheme of a province in one's scope."""
    reach, _ = _ground(request)
    form = SchemeForm(request.POST or None, provinces=_provinces(reach))
    saved = _saved(form, lambda said: actions.record_scheme(Scheme(**_scheme_columns(said)), by=_by(request), reason=said["reason"]))
    if saved:
        return redirect("scheme-detail", saved.code)
    return _page(request, form, "Thêm đề án", reverse("scheme-list"))


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def scheme_amend(request: HttpRequest, code: str) -> HttpResponse:
    """A scheme corrected; what stood before stays in its history."""
    scheme, reach = _own(request, code)
    start = {name: getattr(scheme, name) for name in _SCHEME} | {"province": scheme.province_id}
    form = SchemeForm(request.POST or None, initial=start, provinces=_provinces(reach, scheme.province_id), amends=True)
    saved = _saved(form, lambda said: actions.amend_scheme(scheme, by=_by(request), reason=said["reason"], **_scheme_columns(said)))
    if saved:
        return redirect("scheme-detail", saved.code)
    return _page(request, form, f"Sửa đề án: {scheme.name}", reverse("scheme-detail", args=[scheme.code]))


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def scheme_retire(request: HttpRequest, code: str) -> HttpResponse:
    """A scheme taken out of the lists with its targets."""
    scheme, _ = _own(request, code)
    form = ReasonForm(request.POST or None)
    if _saved(form, lambda said: actions.retire_scheme(scheme, by=_by(request), reason=said["reason"]) or scheme):
        return redirect("scheme-list")
    back = reverse("scheme-detail", args=[scheme.code])
    return _page(request, form, f"Bỏ đề án: {scheme.name}", back, "Đề án và các chỉ tiêu thôi hiện trong danh sách; lịch sử vẫn được giữ.")


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def target_new(request: HttpRequest, code: str) -> HttpResponse:
    """One more target of a scheme."""
    scheme, _ = _own(request, code)
    start = {"order": len(targets_of(scheme)) + 1, "deadline": scheme.valid_to, "baseline_day": scheme.valid_from}
    form = TargetForm(request.POST or None, initial=start)

    def save(said: dict) -> Target:
        target = Target(scheme_id=scheme.number, **{name: said[name] for name in _TARGET})
        return actions.record_target(target, by=_by(request), day=timezone.localdate(), reason=said["reason"])

    if _saved(form, save):
        return redirect("scheme-detail", scheme.code)
    return _page(request, form, "Thêm chỉ tiêu", reverse("scheme-detail", args=[scheme.code]), scheme.name)


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def target_amend(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A target corrected."""
    scheme, _ = _own(request, code)
    target = _target(scheme, number)
    form = TargetForm(request.POST or None, initial={name: getattr(target, name) for name in _TARGET}, amends=True)

    def save(said: dict) -> Target:
        changes = {name: said[name] for name in _TARGET}
        return actions.amend_target(target, by=_by(request), day=timezone.localdate(), reason=said["reason"], **changes)

    if _saved(form, save):
        return redirect("scheme-detail", scheme.code)
    return _page(request, form, f"Sửa chỉ tiêu: {target.label}", reverse("scheme-detail", args=[scheme.code]), scheme.name)


@_WRITTEN
@allow(Permission.SET_PROGRAMMES)
def target_retire(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A target taken out of its scheme."""
    scheme, _ = _own(request, code)
    target = _target(scheme, number)
    form = ReasonForm(request.POST or None)
    if _saved(form, lambda said: actions.retire_target(target, by=_by(request), reason=said["reason"]) or target):
        return redirect("scheme-detail", scheme.code)
    back = reverse("scheme-detail", args=[scheme.code])
    return _page(request, form, f"Bỏ chỉ tiêu: {target.label}", back, "Chỉ tiêu thôi hiện trong đề án; lịch sử vẫn được giữ.")


def _saved(form: Form, save: Callable[[dict], object]):
    """What `save` made of a sent form that can be read; None when something is wrong, said beside its field."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return save(form.cleaned_data)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, messages in told.items():
            form.add_error(name if name in form.fields else None, messages)
        return None


def _page(request: HttpRequest, form: Form, heading: str, back: str, says: str = "") -> HttpResponse:
    page = {"heading": heading, "says": says, "form": form, "back": back, "crumbs": [("Đề án", reverse("scheme-list")), (heading, None)]}
    return render(request, "reports/scheme_form.html", {"page": page}, status=422 if form.errors else 200)


def _by(request: HttpRequest) -> str:
    return request.user.username


def _ground(request: HttpRequest) -> tuple[Reach, Register]:
    check_names(request, ())
    return reach_of(request.user), register(upkeep().token)


def _own(request: HttpRequest, code: str) -> tuple[Scheme, Reach]:
    """A scheme that this user may set; raises NotHere for any other."""
    reach, units = _ground(request)
    scheme = find_scheme(reach, units, code)
    if not may_set(request.user, reach, units, scheme):
        raise NotHere(f"Không có đề án mang mã “{code[:60]}” mà bạn sửa được.")
    return scheme, reach


def _target(scheme: Scheme, number: int) -> Target:
    found = next((target for target in targets_of(scheme) if target.number == number), None)
    if found is None:
        raise NotHere(f"Đề án không có chỉ tiêu số {number}.")
    return found


def _provinces(reach: Reach, chosen: int | None = None) -> list[Province]:
    """The provinces of one's scope, those that stand today first, and the one already chosen."""
    found = sorted(reach.units(Province.objects.all()), key=lambda one: (one.valid_to is not None, one.sort_key))
    if chosen and chosen not in {one.pk for one in found}:
        found.append(Province.objects.get(pk=chosen))
    return found


def _scheme_columns(said: dict) -> dict:
    return {name: said[name] for name in _SCHEME} | {"province_id": said["province"]}
