"""Forms of area classes: a list of units pasted from a decision, and the correction of one row."""

from django import forms

from provinces.models import AreaClass
from reports.forms.fields import DayField

MOST_LINES = 400


class _ClassForm(forms.Form):
    area_class = forms.ChoiceField(
        label="Vùng",
        choices=AreaClass.choices,
        error_messages={"required": "Chọn vùng.", "invalid_choice": "Không có vùng “%(value)s”. Chọn một dòng trong danh sách."},
    )
    valid_from = DayField(label="Từ ngày", error_messages={"required": "Cần ngày bắt đầu, chẳng hạn 01/01/2014."})
    valid_to = DayField(label="Đến hết ngày", required=False)
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=200, error_messages={"required": "Cần số, ngày văn bản, chẳng hạn 861/QĐ-TTg."}
    )
    verified = forms.BooleanField(label="Đã đối chiếu với văn bản gốc", required=False)

    def clean(self):
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", f"Ngày kết thúc {last:%d/%m/%Y} trước ngày bắt đầu {first:%d/%m/%Y}.")


class ClassifyForm(_ClassForm):
    """Several units at once: one a line, by code or by name."""

    units = forms.CharField(
        label="Các xã, huyện",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=40_000,
        help_text="Mỗi dòng một xã hoặc huyện: mã (01294, 042), hoặc tên, thêm huyện khi trùng tên (Xã Lý Bôn, Huyện Bảo Lâm).",
        error_messages={"required": "Dán danh sách xã, huyện, mỗi dòng một đơn vị."},
    )
    reason = forms.CharField(label="Lý do, ghi chú", max_length=300, required=False)

    field_order = ["area_class", "valid_from", "valid_to", "legal_basis", "verified", "units", "reason"]

    def clean_units(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["units"].splitlines() if line.strip(" \t,;")]
        if not lines:
            raise forms.ValidationError("Dán danh sách xã, huyện, mỗi dòng một đơn vị.")
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Có {len(lines)} dòng; mỗi lần nhận tối đa {MOST_LINES} dòng. Chia danh sách làm nhiều lần.")
        return lines


class ClassForm(_ClassForm):
    """One row corrected."""

    reason = forms.CharField(
        label="Lý do sửa", max_length=300, error_messages={"required": "Ghi lý do sửa, chẳng hạn “Quyết định mới của tỉnh”."}
    )
