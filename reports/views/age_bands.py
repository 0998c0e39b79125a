"""/bieu-mau/do-tuoi/: the bands of age of official forms, set from a day by a paper, and withdrawn with a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cadres.entry.fields import Words
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import User
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models import Province
from reports.actions.age_bands import set_age_bands, withdraw_age_bands
from reports.forms.fields import DayField
from reports.models import AgeBanding
from reports.official_forms.age_bands import FAMILIES, written_bands
from reports.official_forms.templates import homes
from reports.views.official_forms import HEADING

COUNTRY = "ca-nuoc"


class BandsForm(forms.Form):
    """Which forms, where, from which day, by which paper, and the bands, a line each."""

    family = forms.ChoiceField(
        label="Nhóm biểu",
        choices=[(one.key, one.label) for one in FAMILIES],
        error_messages={"required": "Chọn nhóm biểu.", "invalid_choice": "Chọn nhóm biểu trong danh sách."},
    )
    place = forms.ChoiceField(
        label="Áp dụng cho", error_messages={"required": "Chọn nơi áp dụng.", "invalid_choice": "Chọn nơi áp dụng trong danh sách."}
    )
    bands = forms.CharField(
        label="Khoảng tuổi",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 24, "placeholder": "đến 40\n41–50\ntừ 51"}),
        help_text="Mỗi khoảng một dòng, từ trẻ đến già: “đến 40”, “41–50”, “từ 51”.",
        max_length=300,
        error_messages={"required": "Ghi các khoảng tuổi, mỗi khoảng một dòng."},
    )
    from_day = DayField(
        label="Áp dụng từ ngày",
        help_text="Biểu của các ngày từ ngày này trở đi dùng các khoảng này.",
        error_messages={"required": "Cần ngày bắt đầu áp dụng, chẳng hạn 01/01/2026."},
    )
    basis = Words(called="căn cứ", longest=300, required=True, label="Căn cứ", help_text="Chẳng hạn: Thông tư số …/TT-BNV ngày …")

    def __init__(self, *args, places: list[Province | None], **options):
        super().__init__(*args, **options)
        self.fields["place"].choices = [(place.code if place else COUNTRY, str(place or "Cả nước")) for place in places]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_FORMS)
def age_bands(request: HttpRequest) -> HttpResponse:
    """What is in force and was; the box for other bands. POST with `withdraw` takes a row out of force."""
    check_names(request, ())
    places = homes(request.user)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, places)
    form = BandsForm(request.POST or None, places=places, initial={"bands": written_bands(FAMILIES[0].usual)})
    if form.is_bound and form.is_valid() and _set(request.user, form, places):
        return redirect("age-bands")
    return _page(request, form, places)


def _set(user: User, form: BandsForm, places: list[Province | None]) -> bool:
    """Whether it was done; what was wrong stands beside its field."""
    said = dict(form.cleaned_data)
    place = {one.code if one else COUNTRY: one for one in places}[said.pop("place")]
    try:
        set_age_bands(**said, province=place, by=user.username)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, messages in told.items():
            form.add_error(name if name in form.fields else None, messages)
        return False
    return True


def _withdraw(request: HttpRequest, places: list[Province | None]) -> HttpResponse:
    asked = request.POST["withdraw"]
    row = next((one for one in _seen(places) if str(one.pk) == asked), None)
    if row is None or not _owns(row, places):
        raise NotHere("Không có khoảng tuổi này trong phạm vi của bạn.", advice="Mở lại trang Khoảng tuổi.")
    try:
        withdraw_age_bands(row, by=request.user.username, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        return _page(request, BandsForm(places=places), places, wrong={row.pk: " ".join(error.messages)})
    return redirect("age-bands")


def _owns(row: AgeBanding, places: list[Province | None]) -> bool:
    """Whether somebody may set and withdraw for the row's place: a province in scope, the country for who administers it."""
    return (row.province.code if row.province else None) in {place.code if place else None for place in places}


def _seen(places: list[Province | None]) -> list[AgeBanding]:
    codes = [place.code for place in places if place is not None]
    return list(AgeBanding.objects.filter(Q(province=None) | Q(province__code__in=codes)).select_related("province"))


def _page(request: HttpRequest, form: BandsForm, places: list[Province | None], wrong: dict[int, str] | None = None) -> HttpResponse:
    rows, wrong = _seen(places), wrong or {}
    page = {
        "crumbs": [("Báo cáo", reverse("report-list")), (HEADING, reverse("form-list")), ("Khoảng tuổi", None)],
        "families": [(one.label, written_bands(one.usual).split("\n"), _told(one.key, rows, places, wrong)) for one in FAMILIES],
        "form": form if places else None,
    }
    return render(request, "reports/forms/age_bands.html", {"page": page}, status=422 if form.errors or wrong else 200)


def _told(family: str, rows: list[AgeBanding], places: list[Province | None], wrong: dict[int, str]) -> list[dict]:
    return [
        {
            "pk": one.pk,
            "bands": written_bands(tuple(one.uppers)).split("\n"),
            "since": one.valid_from,
            "place": one.province or "Cả nước",
            "basis": one.basis,
            "by": one.recorded_by,
            "at": timezone.localtime(one.recorded_at),
            "withdrawn": one.withdrawn_at,
            "why": one.withdrawn_reason,
            "own": one.withdrawn_at is None and _owns(one, places),
            "wrong": wrong.get(one.pk, ""),
        }
        for one in rows
        if one.family == family
    ]
