"""Forms of closing a period, making it final, adjusting and reopening it. What belongs together is checked by the actions."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from chuanxa.refusals import BadRequest
from provinces.asked_days import read_moment
from provinces.models import Province
from reports.forms.fields import DayField
from reports.freezing import FREEZABLE, label_of
from reports.models import Mark

FIRST_MARKS = [(Mark.PRELIMINARY.value, "Sơ bộ: còn chờ xác nhận"), (Mark.FINAL.value, "Chính thức: đã gửi đi")]
KINDS = [(kind or "tong-hop", label_of(kind)) for kind in FREEZABLE]
_REASON = {"label": "Lý do", "max_length": 300}


class MomentField(forms.CharField):
    """Until when facts count: 05/01/2014, 05/01/2014 16:20; nothing typed is now."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "05/01/2026 16:20", "size": 16})
        super().__init__(required=False, max_length=40, widget=widget, **options)

    def clean(self, value) -> datetime | None:
        text = super().clean(value)
        try:
            return read_moment(text) if text else None
        except BadRequest as error:
            raise ValidationError(f"Không hiểu “{text}”. {error.accepted} Để trống để chốt theo số hiện nay.") from error

    def prepare_value(self, value):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if isinstance(value, datetime) else value


class CloseForm(forms.Form):
    """Which province, which day, which reports, and how far they may be relied on."""

    province = forms.ChoiceField(
        label="Tỉnh", error_messages={"required": "Chọn tỉnh.", "invalid_choice": "“%(value)s” không phải là tỉnh trong phạm vi của bạn."}
    )
    day = DayField(label="Số liệu ngày", error_messages={"required": "Cần ngày của số liệu, chẳng hạn 31/12/2025."})
    mark = forms.ChoiceField(
        label="Tính chất",
        choices=FIRST_MARKS,
        error_messages={"required": "Chọn sơ bộ hoặc chính thức.", "invalid_choice": "Nhận: sơ bộ, chính thức."},
    )
    known_at = MomentField(label="Ghi nhận đến", help_text="Chỉ tính những gì đã ghi vào hệ thống đến lúc này. Để trống: đến bây giờ.")
    reason = forms.CharField(required=False, help_text="Cần khi chốt lại một kỳ đã mở lại.", **_REASON)
    kinds = forms.MultipleChoiceField(
        label="Các báo cáo giữ lại",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một báo cáo.", "invalid_choice": "Không có báo cáo “%(value)s”."},
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args, provinces: Iterable[Province], **options):
        super().__init__(*args, **options)
        self.fields["province"].choices = list({one.code: (one.code, one.full_name) for one in provinces}.values())

    def clean_kinds(self) -> list[str]:
        return ["" if kind == "tong-hop" else kind for kind in self.cleaned_data["kinds"]]


class _ActForm(forms.Form):
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)


class FinalForm(_ActForm):
    """With the digits of the preliminary closing, or anew."""

    anew = forms.ChoiceField(
        label="Chữ số",
        choices=[("", "Giữ nguyên chữ số của bản sơ bộ"), ("moi", "Tính lại theo những gì ghi nhận đến bây giờ")],
        required=False,
        error_messages={"invalid_choice": "Nhận: giữ nguyên, hoặc tính lại."},
    )
    reason = forms.CharField(required=False, **_REASON)
    field_order = ["anew", "reason"]


class AdjustForm(_ActForm):
    """What is known now, or at a moment since the closing."""

    known_at = MomentField(label="Ghi nhận đến", help_text="Để trống: đến bây giờ.")
    reason = forms.CharField(error_messages={"required": "Ghi lý do điều chỉnh, chẳng hạn “Bổ sung 3 hồ sơ nhập muộn”."}, **_REASON)
    field_order = ["known_at", "reason"]


class ReopenForm(_ActForm):
    """Why."""

    reason = forms.CharField(error_messages={"required": "Ghi lý do mở lại, chẳng hạn “Chốt nhầm ngày”."}, **_REASON)
    field_order = ["reason"]
