"""The forms of published figures: what is typed is read by the same readers as what is pasted, and refused beside its field."""

from datetime import date
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from chuanxa.models import User
from chuanxa.names import search_key
from chuanxa.partial_dates import UnreadableDate, read_day
from provinces.models import Province
from provinces.models.scope import Reach
from reports.actions.published import report_digest
from reports.computed import Address, Resolver, Unresolved
from reports.models import PublishedFigure, PublishedReport
from reports.models.published import HABITS, PARTS, VALUES
from reports.published.lines import figure_of, refused, tidy
from reports.published.numbers import Unreadable, read_count
from reports.published_places import places_on, read_place

RESERVED = ("thu", "them")
"""Pages of /doi-chieu/ that a report may not be named like."""

ADDRESS_FIELDS = ("page", "query", "table", "row", "measure", "value")


class DayField(forms.CharField):
    """A day as people write it; empty is no day."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_day(text)
        except UnreadableDate as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class CountField(forms.CharField):
    """A whole number as papers print it (8.672); empty is none."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_count(text)
        except Unreadable as error:
            raise ValidationError(str(error)) from error


_TAKEN = {"unique": "Đã có báo cáo mang mã này. Ghi một mã khác."}


class ReportForm(forms.ModelForm):
    """A published report. Its code is made from its title when none is given."""

    code = forms.CharField(label="Mã", required=False, max_length=60, help_text="Để trống thì lấy từ tên.", error_messages=_TAKEN)
    published_on = DayField(label="Ngày công bố", required=False, max_length=20)
    reason = forms.CharField(label="Lý do sửa", max_length=300, error_messages={"required": "Ghi vì sao sửa; bản trước vẫn được giữ."})
    version = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    class Meta:
        model = PublishedReport
        fields = ("title", "publisher", "published_on", "province", "code", "note")
        labels = {"title": "Tên báo cáo, bài", "publisher": "Nơi công bố", "province": "Tỉnh", "note": "Ghi chú"}

    def __init__(self, *args, reach: Reach, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = report_digest(self.instance)
        else:
            del self.fields["reason"], self.fields["version"]
        provinces = Province.objects.order_by("sort_key", "-valid_from")
        field = self.fields["province"]
        field.queryset = provinces if reach.everywhere else provinces.filter(id__in=reach.provinces)
        field.required, field.empty_label = not reach.everywhere, "Cả nước" if reach.everywhere else "Chọn tỉnh"
        field.label_from_instance = _dated_name
        field.error_messages |= {
            "required": "Chọn tỉnh mà số liệu nói về.",
            "invalid_choice": "Tỉnh này không thuộc phạm vi của bạn. Chọn một tỉnh trong danh sách.",
        }

    def clean_code(self) -> str:
        """Latin letters, digits and hyphens, however it was typed."""
        text = self.cleaned_data.get("code") or self.data.get("title", "")
        code = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in search_key(text)).split())[:60].strip("-")
        if code in RESERVED:
            raise ValidationError(f"Mã “{code}” trùng tên một trang. Đặt mã khác, chẳng hạn {code}-2022.")
        if not code:
            raise ValidationError("Chưa đặt được mã. Ghi mã bằng chữ không dấu và số, chẳng hạn bac-kan-2022.")
        return code


def _dated_name(province: Province) -> str:
    return f"{province} (đến {province.valid_to:%d/%m/%Y})" if province.valid_to else str(province)


class FigureForm(forms.Form):
    """One figure. `address` is the page of this system that computes it, copied from the browser, `place` a number of it chosen from
    a list; `version` is the row being amended."""

    label = forms.CharField(label="Nội dung", max_length=300)
    printed = forms.CharField(label="Số đã in", max_length=60, help_text="Đúng như in: 62,46 · 8.672 · 15/16 · gần 66 ngàn")
    unit = forms.CharField(label="Đơn vị", max_length=30, required=False, help_text="%, % kế hoạch, người, lượt, đồng…")
    count = CountField(label="Số đếm in kèm", max_length=30, required=False)
    total = CountField(label="Tổng số in kèm", max_length=30, required=False)
    day = DayField(label="Tính đến ngày", max_length=20, required=False)
    population = forms.CharField(label="Đối tượng", max_length=300, required=False)
    group = forms.CharField(label="Nhóm", max_length=100, required=False, help_text="Các số cùng nhóm là các phần của một tổng.")
    part = forms.ChoiceField(label="Vai trò trong nhóm", choices=PARTS)
    habit = forms.ChoiceField(label="Cách làm tròn", choices=HABITS)
    address = forms.CharField(
        label="Trang tính số này",
        max_length=700,
        required=False,
        help_text="Chép địa chỉ trang rồi bấm “Chọn bảng, dòng”; trống là số nêu sẵn.",
    )
    place = forms.CharField(label="Số nào của trang ấy", max_length=300, required=False, widget=forms.Select)
    table = forms.CharField(label="Bảng", max_length=60, required=False, help_text="Mã bảng, như professional.")
    row = forms.CharField(label="Dòng", max_length=60, required=False, help_text="Mã dòng, như university; trống là tổng.")
    measure = forms.CharField(label="Cột", max_length=60, required=False)
    value = forms.ChoiceField(label="Lấy", choices=VALUES)
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
    reason = forms.CharField(label="Lý do sửa", max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user: User, today: date, amending: bool = False, choosing: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self._resolver = Resolver(user, today)
        self._offer_places(choosing)
        self.fields["reason"].required = amending
        self.fields["reason"].error_messages["required"] = "Ghi vì sao sửa; bản trước vẫn được giữ."
        self.fields["label"].error_messages["required"] = "Chưa ghi nội dung của số liệu."
        self.fields["printed"].error_messages["required"] = "Chưa ghi số đã in."
        if not amending:
            del self.fields["reason"]

    def _offer_places(self, choosing: bool) -> None:
        """The numbers of the page whose address was typed: when they are asked for, and as long as none was chosen or told."""
        address = str(self["address"].value() or "")
        told = any(self[name].value() for name in ("table", "row")) or "#" in address
        places = []
        if address and (choosing or (self.is_bound and (self["place"].value() or not told))):
            parted = urlsplit(address)
            places = places_on(self._resolver, parted.path, parted.query)
        if places:
            self.fields["place"].widget.choices = [("", "Chọn một số, hoặc ghi mã bảng và dòng ở dưới"), *places]
        else:
            del self.fields["place"]

    def clean(self):
        cleaned = super().clean()
        if place := read_place(cleaned.get("place", "")):
            cleaned["table"], cleaned["row"], cleaned["measure"] = place
        if cleaned.get("printed"):
            self._read(cleaned)
        if cleaned.get("address"):
            self._locate(cleaned)
        else:
            cleaned |= {"page": "", "query": "", "table": "", "row": "", "measure": ""}
        return cleaned

    def _read(self, cleaned: dict) -> None:
        """The printed text, taken apart as a pasted one is."""
        cells = {"label": "x", "printed": cleaned["printed"], "unit": cleaned.get("unit", ""), "count": "", "part": ""}
        cells["total"] = "" if cleaned.get("total") is None else str(cleaned["total"])
        tidy(cells)
        for sentence in refused(cells).values():
            self.add_error("printed", sentence)
            return
        cleaned |= {"printed": cells["printed"], "unit": cells["unit"]}
        cleaned["total"] = read_count(cells["total"]) if cells["total"] else None
        if cleaned["total"] == 0:
            self.add_error("total", "Tổng số phải từ 1 trở lên.")

    def _locate(self, cleaned: dict) -> None:
        """The address must lead to a number for the user who saves it; a `#bảng` at its end names the table."""
        parted = urlsplit(cleaned["address"])
        cleaned["page"], cleaned["query"] = parted.path, parted.query
        cleaned["table"] = cleaned.get("table") or parted.fragment
        if not cleaned["table"]:
            self.add_error("table", "Ghi mã bảng chứa số này, chẳng hạn professional, hoặc chọn một số của trang ở trên.")
            return
        try:
            self._resolver.find(Address(**{name: cleaned.get(name, "") for name in ADDRESS_FIELDS}))
        except Unresolved as error:
            self.add_error("address", str(error))

    def fields_of_figure(self) -> dict:
        """What is recorded, by field of the model."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"address", "place", "reason", "version"}}


def initial_of(figure: PublishedFigure) -> dict:
    """The form filled in with a figure as it stands."""
    names = ("label", "printed", "unit", "count", "total", "day", "population", "group", "part", "habit", "note")
    names += ("table", "row", "measure", "value")
    address = f"{figure.page}?{figure.query}" if figure.query else figure.page
    return {name: getattr(figure, name) for name in names} | {"address": address, "version": figure.pk}


def figure_from(cells: dict[str, str], report: PublishedReport) -> PublishedFigure:
    """A figure from the texts of a pasted line that was read. Raises Unreadable or UnreadableDate."""
    read = figure_of(cells, "")
    return PublishedFigure(
        report=report,
        label=read.label,
        printed=cells["printed"],
        unit=read.unit,
        count=read.count,
        total=read.total,
        population=read.population,
        group=read.group,
        part=read.part.value,
        day=read_day(cells["day"]) if cells["day"].strip() else None,
    )
