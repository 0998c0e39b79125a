"""Templates of official forms: uploaded, seen filled with live data, put in force from a day, withdrawn."""

from dataclasses import replace
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.entry.fields import Words
from cadres.importing.package import RefusedFile
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.models import Province
from provinces.register import register
from reports.actions.form_templates import put_in_force, upload_template, withdraw_template
from reports.asking import ask, at_home
from reports.exporting import filename_of, issue
from reports.models import FormTemplate, TemplateState
from reports.official_forms import template_file
from reports.official_forms.bands_in_force import form_of_day
from reports.official_forms.built_in import built_in
from reports.official_forms.form import Form, ListForm, PersonForm
from reports.official_forms.making import fill_template, filled, make
from reports.official_forms.preview import preview
from reports.official_forms.templates import chosen, homes, seen_by
from reports.official_forms.vocabulary import meanings, vocabulary
from reports.selection import Selection
from reports.views.official_forms import HEADING, form_of, href_of, maker_of, selection_day
from reports.views.person_forms import filling_of

FORM = require_http_methods(["GET", "HEAD", "POST"])
COUNTRY = "ca-nuoc"


class InForceForm(forms.Form):
    """From which day, and by which paper."""

    from_day = forms.DateField(label="Áp dụng từ ngày", help_text="Báo cáo của các ngày từ ngày này trở đi được điền vào mẫu này.")
    basis = Words(called="căn cứ", longest=300, required=True, label="Căn cứ", help_text="Chẳng hạn: Thông tư số …/TT-BNV ngày …")


def _href(form: Form) -> str:
    """The form itself, today or on the nearest day that it takes."""
    return href_of(form, timezone.localdate(), QueryDict(mutable=True))


@FORM
@allow(Permission.SET_FORMS)
def template_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What fills the form now, every template there was, and the box to upload another."""
    form = form_of(slug)
    check_names(request, ())
    if request.method != "POST":
        return _list(request, form)
    try:
        template = _receive(request, form)
    except RefusedFile as refusal:
        return _list(request, form, [str(refusal)])
    if isinstance(template, list):
        return _list(request, form, template)
    return redirect("form-template-detail", slug, template.pk)


def _receive(request: HttpRequest, form: Form) -> FormTemplate | list[str]:
    """The uploaded template, or what is wrong with its tags. Raises RefusedFile."""
    sent = request.FILES.get("file")
    if sent is None:
        raise RefusedFile("Chưa chọn tệp mẫu. Chọn một tệp .xlsx.")
    if sent.size > template_file.MAX_BYTES:
        raise RefusedFile(f"Mẫu quá nặng; nhận tới {template_file.MAX_BYTES >> 20} MB. Bỏ ảnh và trang thừa.")
    place = _home(request)
    read = template_file.read_template(sent.name, sent.read(), vocabulary(form))
    if read.review.wrong:
        return list(read.review.wrong)
    return upload_template(form=form.slug, province=place, file_name=sent.name, file=read.data, by=request.user.username)


def _home(request: HttpRequest) -> Province | None:
    """For which province the template is said to be; somebody with one need not say it."""
    places, said = homes(request.user), request.POST.get("place", "")
    if not places:
        raise NotHere("Bạn không được giao toàn bộ một tỉnh nào nên không thay được mẫu.")
    named_ = {place.code if place else COUNTRY: place for place in places}
    if said in named_:
        return named_[said]
    if len(places) == 1 and not said:
        return places[0]
    raise RefusedFile("Chọn nơi áp dụng mẫu.")


def _list(request: HttpRequest, form: Form, wrong: list[str] | None = None) -> HttpResponse:
    places = homes(request.user)
    page = {
        "crumbs": [
            (HEADING, reverse("form-list")),
            (form.code, _href(form)),
            ("Mẫu", None),
        ],
        "form": form,
        "wrong": wrong or [],
        "places": [(place.code if place else COUNTRY, place or "Cả nước") for place in places],
        "typed": request.POST.get("place", ""),
        "built_in": reverse("form-template-built-in", args=[form.slug]),
        "templates": [_told(one, form) for one in seen_by(request.user, form, places)],
        "meanings": meanings(form),
        "limit": template_file.MAX_BYTES >> 20,
    }
    return render(request, "reports/forms/templates.html", {"page": page}, status=422 if wrong else 200)


def _told(one: FormTemplate, form: Form) -> dict:
    return {
        "name": one.file_name,
        "href": reverse("form-template-detail", args=[form.slug, one.pk]),
        "state": one.get_state_display(),
        "since": one.valid_from,
        "basis": one.basis,
        "place": one.province or "Cả nước",
        "by": one.uploaded_by,
        "at": timezone.localtime(one.uploaded_at),
    }


@FORM
@allow(Permission.SET_FORMS)
def template_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A template filled with live data of a place and a day; POST puts it in force."""
    form = form_of(slug)
    template = find_template(request, form, pk)
    said = InForceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and said.is_valid():
        try:
            put_in_force(_own(request, template), **said.cleaned_data, by=request.user.username)
        except ValidationError as error:
            said.add_error(None, error.messages)
        else:
            return redirect("form-template-list", slug)
    selection = _live(request, template)
    sheets, refusal = _preview(request, form, template, selection)
    read = template_file.read_template("mau.xlsx", bytes(template.file), vocabulary(form))
    page = {
        "crumbs": [
            (HEADING, reverse("form-list")),
            (form.code, _href(form)),
            ("Mẫu", reverse("form-template-list", args=[form.slug])),
            (template.file_name, None),
        ],
        "form": form,
        "template": _told(template, form),
        "waiting": template.state == TemplateState.UPLOADED,
        "in_force": template.state == TemplateState.IN_FORCE,
        "may_set": _may_set(request, template),
        "boxes": said,
        "report": selection_day(selection) if selection else None,
        "compares": False,
        "area": selection.unit.full_name if selection else "",
        "sheets": sheets,
        "refusal": refusal,
        "absent": read.review.absent,
        "lost": read.notes,
        "file": reverse("form-template-file", args=[form.slug, template.pk]),
        "withdraw": reverse("form-template-withdraw", args=[form.slug, template.pk]),
    }
    return render(request, "reports/forms/template.html", {"page": page}, status=400 if said.errors else 200)


def _live(request: HttpRequest, template: FormTemplate) -> Selection | None:
    """The place and day asked for; without a place, the template's province or the first one in scope."""
    selection = at_home(ask(request, formats=("html",), filters=False, compares=False))
    if selection.unit is not None:
        return selection
    code = template.province.code if template.province else None
    units = register(upkeep().token)
    found = [unit for unit in units.all_on("province", selection.day) if selection.reach.holds(unit) and code in (None, unit.code)]
    return replace(selection, unit=found[0]) if found else None


def _preview(request: HttpRequest, form: Form, template: FormTemplate, selection: Selection | None):
    """(sheets, why there are none)."""
    if selection is None:
        return [], "Ngày này không có tỉnh nào trong phạm vi để điền thử. Chọn ngày khác."
    template_ = chosen(form, template)
    if isinstance(form, PersonForm):
        first = selection.standings(selection.day).order_by("cadre_id").values_list("cadre_id", flat=True).first()
        if first is None:
            return [], "Ngày này không có ai trong phạm vi để điền thử. Chọn ngày khác."
        return preview(fill_template(form, filling_of(request, form, first, selection.day), template_)), ""
    if isinstance(form, ListForm):
        selection = _smaller(selection)
    form = form_of_day(form, selection)
    try:
        made = make(form, selection, maker_of(request, selection))
    except BadRequest as refusal:
        return [], f"{refusal.found} {refusal.advice}"
    return preview(filled(form, made, template_)), ""


def _smaller(selection: Selection) -> Selection:
    """A list of people is tried on the first district of a province, or its first commune."""
    units, place, day = selection.register, selection.unit, selection.day
    parts = units.children(place, "district", day) or units.children(place, "commune", day) if place.tier == "province" else []
    return replace(selection, unit=parts[0]) if parts else selection


@require_safe
@allow(Permission.SET_FORMS)
def template_built_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The built-in template, to be changed and uploaded again."""
    form = form_of(slug)
    check_names(request, ())
    return _as_file(request, form, f"Mẫu có sẵn của biểu {form.code}", built_in(form), timezone.localdate())


@require_safe
@allow(Permission.SET_FORMS)
def template_as_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The template as it was uploaded."""
    form = form_of(slug)
    check_names(request, ())
    template = find_template(request, form, pk)
    day = template.valid_from or timezone.localdate(template.uploaded_at)
    return _as_file(request, form, f"Mẫu “{template.file_name}” của biểu {form.code}", bytes(template.file), day)


def _as_file(request: HttpRequest, form: Form, name: str, data: bytes, day: date) -> HttpResponse:
    """A template leaves without a stamp inside: it is to be changed and sent again."""
    filename = filename_of(f"mau {form.slug}", day)
    return issue(request, kind="template", name=name, selection=None, write=lambda stamp: data, filename=filename)


@require_POST
@allow(Permission.SET_FORMS)
def template_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Out of force, with the reason; what it was replaced by fills the form again."""
    form = form_of(slug)
    template = _own(request, find_template(request, form, pk))
    try:
        withdraw_template(template, by=request.user.username, reason=request.POST.get("reason", "")[:300])
    except ValidationError as error:
        raise BadRequest(" ".join(error.messages), advice="Quay lại trang của mẫu, ghi lý do rồi gửi lại.") from error
    return redirect("form-template-list", slug)


def find_template(request: HttpRequest, form: Form, pk: int) -> FormTemplate:
    """One that the user may look at, with its file; others do not exist."""
    template = seen_by(request.user, form, homes(request.user)).filter(pk=pk).defer(None).first()
    if template is None:
        raise NotHere("Không có mẫu này trong phạm vi của bạn.")
    return template


def _may_set(request: HttpRequest, template: FormTemplate) -> bool:
    own = {place.code if place else None for place in homes(request.user)}
    return (template.province.code if template.province else None) in own


def _own(request: HttpRequest, template: FormTemplate) -> FormTemplate:
    if not _may_set(request, template):
        raise NotHere("Mẫu này dùng cho cả nước; chỉ quản trị viên của toàn quốc đổi được.", advice="Tải lên mẫu riêng của tỉnh.")
    return template
