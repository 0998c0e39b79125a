"""Pages of studies: entering a course, ending it, and confirming the certificate it earned. A clerk's work, within reach."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.actions.entries import finish_study, proposed
from cadres.actions.facts import record_fact
from cadres.forms.studies import EarnedForm, FinishForm, StudyForm
from cadres.models import Enrolment, Profile, Qualification, Standing, StudyResult
from chuanxa.access import allow
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models.scope import reach_of
from provinces.register import register

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@allow(Permission.RECORD)
def study_new(request: HttpRequest) -> HttpResponse:
    """Somebody enters a course."""
    check_names(request, ("nguoi",))
    check_one_value(request, ("nguoi",))
    person = request.GET.get("nguoi", "")
    if person and not (person.isascii() and person.isdigit() and len(person) < 19):
        raise BadRequest(f"Tham số “nguoi” không nhận “{person[:20]}”.", "Nhận số hồ sơ của một người.")
    form = StudyForm(request.POST or None, reach=reach_of(request.user), register=register(), person=int(person) if person else None)
    if request.method == "POST" and form.is_valid():
        try:
            study = record_fact(form.made(), by=request.user.username, day=timezone.localdate())
        except ValidationError as error:
            _refuse(form, error)
        else:
            return redirect(reverse("cadre-detail", args=[study.cadre_id]))
    return _page(request, form, "Ghi danh vào lớp", "Người đã học hoặc đang học; khi lớp xong thì ghi kết quả.", "Lưu")


@form_methods
@allow(Permission.RECORD)
def study_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """How it ended; a completed study towards a level goes on to its certificate."""
    check_names(request, ())
    study = _study(request, pk)
    form = FinishForm(request.POST or None, initial={"valid_to": study.valid_to, "result": study.result, "certificate": study.certificate})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        ended = {"ended_on": cleaned["valid_to"], "result": cleaned["result"], "certificate": cleaned["certificate"]}
        try:
            earned = finish_study(study, by=request.user.username, day=timezone.localdate(), **ended)
        except ValidationError as error:
            _refuse(form, error)
        else:
            successor = Enrolment.objects.known().get(supersedes=study)
            return redirect(reverse("study-earned", args=[successor.pk]) if earned else reverse("cadre-detail", args=[study.cadre_id]))
    return _page(request, form, f"Kết thúc lớp: {_name(study)}", f"{study}.", "Ghi kết quả")


@form_methods
@allow(Permission.RECORD)
def study_earned(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate that a completed study proposes; nothing is recorded of it until it is confirmed."""
    check_names(request, ())
    study = _study(request, pk)
    if study.result != StudyResult.COMPLETED or not study.ladder:
        raise NotHere("Lớp này chưa hoàn thành hoặc không đưa tới trình độ nào, nên không có văn bằng để ghi.")
    form = EarnedForm(request.POST or None, proposed=proposed(study))
    if request.method == "POST" and form.is_valid():
        try:
            record_fact(_once(form.made()), by=request.user.username, day=timezone.localdate(), reason="Hoàn thành lớp")
        except ValidationError as error:
            _refuse(form, error)
        else:
            return redirect(reverse("cadre-detail", args=[study.cadre_id]))
    says = f"{_name(study)}: {proposed(study)}. Đối chiếu với bản gốc rồi lưu; chưa lưu thì trình độ chưa đổi."
    return _page(request, form, "Văn bằng, chứng chỉ nhận được", says, "Ghi văn bằng")


def _once(earned: Qualification) -> Qualification:
    """The same level twice on one day is a slip: raises ValidationError."""
    same = Qualification.objects.known().filter(
        cadre=earned.cadre_id, ladder=earned.ladder, level=earned.level, awarded_on=earned.awarded_on
    )
    if same.exists():
        raise ValidationError({"awarded_on": f"Hồ sơ đã có {earned} cấp ngày {earned.awarded_on:%d/%m/%Y}."})
    return earned


def _study(request: HttpRequest, pk: int) -> Enrolment:
    """The known enrolment of somebody who ever served within reach."""
    served = Standing.objects.filter(reach_of(request.user).within(), cadre=OuterRef("cadre_id"))
    study = Enrolment.objects.known().filter(Exists(served), pk=pk).first() if pk < 1 << 63 else None
    if study is None:
        raise NotHere("Không có lớp học này trong phạm vi của bạn.", advice="Mở trang của người ấy để xem các lớp đang học.")
    return study


def _name(study: Enrolment) -> str:
    profile = Profile.objects.known().filter(cadre=study.cadre_id).first()
    return profile.full_name if profile else f"Hồ sơ {study.cadre_id}"


def _refuse(form, error: ValidationError) -> None:
    """Put the action's refusals beside their fields."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    renamed = {"ladder": "towards", "level": "towards"}
    for name, messages in told.items():
        field = renamed.get(name, name)
        for message in messages:
            form.add_error(field if field in form.fields else None, message)


def _page(request: HttpRequest, form, heading: str, says: str, button: str) -> HttpResponse:
    page = {
        "heading": heading,
        "says": says,
        "crumbs": [("Người học", reverse("study-list")), (heading, None)],
        "form": form,
        "button": button,
        "back_href": reverse("study-list"),
    }
    return render(request, "reports/study_form.html", {"page": page})
