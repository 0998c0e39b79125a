"""The forms that close a period, make it final, adjust and reopen it. Sending one twice does the thing once."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.models.scope import reach_of
from reports.actions import frozen as actions
from reports.closed_periods import find_period, in_force, provinces_of
from reports.forms.frozen import KINDS, AdjustForm, CloseForm, FinalForm, ReopenForm
from reports.frozen_said import heading
from reports.models import ClosedPeriod, Closing, Mark

_WRITTEN = require_http_methods(["GET", "HEAD", "POST"])

ACTS = {
    "chinh-thuc": (FinalForm, "Chốt chính thức", "Bản sơ bộ thôi dùng nhưng vẫn giữ; bản chính thức thay nó."),
    "dieu-chinh": (AdjustForm, "Điều chỉnh số liệu đã chốt", "Bản đang dùng được giữ làm bản cũ; bản mới mang dấu [điều chỉnh]."),
    "mo-lai": (
        ReopenForm,
        "Mở lại kỳ số liệu",
        "Chữ số đang chốt được giữ làm bản cũ, kỳ không còn bản nào đang dùng cho đến khi chốt lại.",
    ),
}


@_WRITTEN
@allow(Permission.CLOSE_PERIODS)
def closed_new(request: HttpRequest) -> HttpResponse:
    """Close the figures of a province on a day."""
    check_names(request, ("tinh", "ngay"))
    check_one_value(request, ("tinh", "ngay"))
    provinces = list(provinces_of(reach_of(request.user)))
    form = CloseForm(request.POST or None, provinces=provinces, initial=_start(request, provinces))
    if done := _of_token(request):
        return redirect("closed-detail", done.period_id)

    def save(said: dict) -> Closing:
        province = _alive(provinces, said["province"], said["day"])
        told = {name: said[name] for name in ("mark", "known_at", "kinds", "reason", "token")}
        expected = said["expected"] or _version(province, said["day"])
        return actions.close(province, said["day"], expected=expected, by=_by(request), today=timezone.localdate(), **told)

    if closing := _saved(form, save):
        return redirect("closed-detail", closing.period_id)
    return _page(request, form, "Chốt số liệu", reverse("closed-list"), "Giữ nguyên từng chữ số của một ngày, dù hồ sơ về sau có sửa.")


@_WRITTEN
@allow(Permission.CLOSE_PERIODS)
def closed_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Make the closing in force final, adjust it or reopen the period; asked once more before it is done."""
    check_names(request, ())
    if act not in ACTS:
        raise NotHere(f"Kỳ số liệu không có việc “{act[:60]}”.", advice="Mở kỳ số liệu ấy rồi chọn việc cần làm.")
    period = find_period(reach_of(request.user), pk)
    if done := _of_token(request):
        return redirect("closed-detail", done.period_id)
    kind, title, says = ACTS[act]
    form = kind(request.POST or None, initial={"expected": period.version, "token": str(uuid4())})
    back = reverse("closed-detail", args=[period.pk])
    if _saved(form, lambda said: _done(act, period, said, _by(request))):
        return redirect(back)
    return _page(request, form, f"{title}: {heading(period)}", back, says)


def _done(act: str, period: ClosedPeriod, said: dict, by: str):
    closing = in_force(period)
    if closing is None:
        raise ValidationError("Kỳ này đang mở, không có bản nào đang dùng. Chốt lại từ trang Chốt số liệu.")
    told = {"expected": said["expected"], "by": by, "reason": said["reason"]}
    if act == "mo-lai":
        return actions.reopen(closing, **told)
    told["token"] = said["token"]
    if act == "dieu-chinh":
        return actions.adjust(closing, known_at=said["known_at"], **told)
    return actions.make_final(closing, anew=bool(said["anew"]), **told)


def _start(request: HttpRequest, provinces: list[Province]) -> dict:
    codes = [one.code for one in provinces]
    return {
        "province": asked if (asked := request.GET.get("tinh", "")) in codes else next(iter(codes), None),
        "day": request.GET.get("ngay", ""),
        "mark": Mark.PRELIMINARY.value,
        "kinds": [value for value, _ in KINDS],
        "token": str(uuid4()),
    }


def _alive(provinces: list[Province], code: str, day: date) -> Province:
    """The province with the code on the day; where it had none, its last existence, which the action refuses with its sentence."""
    own = [one for one in provinces if one.code == code]
    return next((one for one in own if day in one.period), own[0])


def _version(province: Province, day: date) -> int:
    """Of a period that is open again, so that it can be closed from the form of a new one; a closed one is refused by the action."""
    period = ClosedPeriod.objects.filter(province=province, day=day).first()
    return period.version if period and not period.closings.filter(retired_at=None).exists() else 0


def _of_token(request: HttpRequest) -> Closing | None:
    """What this very form did already."""
    token = request.POST.get("token", "")[:36]
    return Closing.objects.filter(token=token, closed_by=_by(request)).first() if token else None


def _saved(form: Form, save: Callable[[dict], object]):
    """What `save` made of a form that can be read; None when something is wrong, said beside its field."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return save(form.cleaned_data)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, messages in told.items():
            form.add_error(name if name in form.fields else None, messages)
        return None


def _by(request: HttpRequest) -> str:
    return request.user.username


def _page(request: HttpRequest, form: Form, title: str, back: str, says: str) -> HttpResponse:
    crumbs = [("Báo cáo", reverse("report-list")), ("Chốt số liệu", reverse("closed-list")), (title, None)]
    page = {"heading": title, "says": says, "form": form, "back": back, "crumbs": crumbs}
    return render(request, "reports/frozen/form.html", {"page": page}, status=422 if form.errors else 200)
