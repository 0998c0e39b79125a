"""Forms of a scheme and of its targets: they read and check one field after the other; the actions check what belongs together."""

from collections.abc import Iterable

from django import forms

from provinces.models import Province
from reports.forms.fields import DayField, PercentField, WholeField

_POPULATION = (
    "Mở danh sách Con người, lọc đúng những người cần tính, chép địa chỉ của trang vào đây; hoặc viết bộ lọc, chẳng hạn loai=elected."
)


def _reason(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label="Lý do sửa" if required else "Lý do, căn cứ ghi",
        max_length=300,
        required=required,
        error_messages={"required": "Ghi lý do sửa, chẳng hạn “Tỉnh ủy điều chỉnh chỉ tiêu”."},
    )


def _words(label: str, required: str = "", **options) -> forms.CharField:
    return forms.CharField(label=label, required=bool(required), error_messages={"required": required} if required else {}, **options)


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SchemeForm(forms.Form):
    """What the scheme is and on which days."""

    name = _words("Tên đề án", "Cần tên, chẳng hạn “Chuẩn hóa đội ngũ cán bộ cơ sở”.", max_length=300)
    code = forms.SlugField(
        label="Mã",
        max_length=60,
        help_text="Là một phần của địa chỉ trang; chữ thường không dấu, số, gạch nối.",
        error_messages={
            "required": "Cần mã, chẳng hạn cao-bang-03.",
            "invalid": "Mã chỉ nhận chữ không dấu, số, gạch nối, chẳng hạn cao-bang-03.",
        },
    )
    province = forms.ChoiceField(
        label="Tỉnh", error_messages={"required": "Chọn tỉnh.", "invalid_choice": "“%(value)s” không phải là tỉnh trong phạm vi của bạn."}
    )
    issued_by = _words("Cơ quan ban hành", max_length=200)
    decision = _words("Số quyết định, đề án", max_length=200)
    decided_on = DayField(label="Ngày ban hành", required=False)
    phase = _words("Giai đoạn", max_length=100)
    valid_from = DayField(label="Từ ngày", error_messages={"required": "Cần ngày bắt đầu."})
    valid_to = DayField(label="Đến hết ngày", error_messages={"required": "Cần ngày kết thúc."})
    note = _words("Ghi chú", max_length=2000, widget=_lines(3))
    reason = _reason(required=False)

    def __init__(self, *args, provinces: Iterable[Province], amends: bool = False, **options):
        super().__init__(*args, **options)
        self.fields["province"].choices = [(str(province.pk), province.full_name) for province in provinces]
        self.fields["reason"] = _reason(required=amends)

    def clean_province(self) -> int:
        return int(self.cleaned_data["province"])

    def clean(self):
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", f"Ngày kết thúc {last:%d/%m/%Y} trước ngày bắt đầu {first:%d/%m/%Y}.")


class TargetForm(forms.Form):
    """Of whom how many are to meet what, by when; and where they began."""

    order = WholeField(label="Thứ tự", error_messages={"required": "Cần số thứ tự."})
    label = _words("Chỉ tiêu", "Cần nội dung chỉ tiêu, chẳng hạn “Cán bộ có chuyên môn từ trung cấp trở lên”.", max_length=300)
    population = _words("Tính trên ai", max_length=500, widget=_lines(2), help_text=f"{_POPULATION} Để trống: mọi cán bộ, công chức.")
    condition = _words(
        "Điều kiện đạt",
        "Ghi điều kiện đạt, chẳng hạn chuyen-mon=from_intermediate.",
        max_length=500,
        widget=_lines(2),
        help_text=_POPULATION,
    )
    percent = PercentField(label="Tỷ lệ cần đạt (%)", error_messages={"required": "Cần tỷ lệ, chẳng hạn 90 hoặc 73,51."})
    deadline = DayField(label="Hạn", error_messages={"required": "Cần hạn, chẳng hạn 31/12/2015."})
    base_text = _words("Mẫu số theo văn bản", max_length=500, widget=_lines(2), help_text="Chép lời văn bản, nhất là khi văn bản chưa rõ.")
    other_base = _words(
        "Mẫu số theo cách hiểu khác", max_length=500, widget=_lines(2), help_text="Bộ lọc như trên, khi văn bản có thể hiểu hai cách."
    )
    baseline_day = DayField(label="Ngày xuất phát", error_messages={"required": "Cần ngày xuất phát, chẳng hạn 31/12/2011."})
    baseline_count = WholeField(label="Số người đạt lúc xuất phát", required=False)
    baseline_total = WholeField(label="Trên tổng số", required=False, help_text="Để trống cả hai: hệ thống đếm từ hồ sơ ngày xuất phát.")
    baseline_source = _words("Nguồn số xuất phát", max_length=300)
    reason = _reason(required=False)

    def __init__(self, *args, amends: bool = False, **options):
        super().__init__(*args, **options)
        self.fields["reason"] = _reason(required=amends)


class ReasonForm(forms.Form):
    """Why something is retired."""

    reason = forms.CharField(label="Lý do bỏ", max_length=300, error_messages={"required": "Ghi lý do bỏ, chẳng hạn “Nhập trùng”."})
