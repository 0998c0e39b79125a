"""One row of the entry form a fact: what is typed, what it means as columns of the model, and how a fact is written back into a row."""

from datetime import date

from django import forms

from cadres.aliases import Unreadable, alias_key
from cadres.entry.fields import DateField, last_day
from cadres.entry.places import CommunePicker
from cadres.models import Appointment, Position, Route
from cadres.position_aliases import read_positions
from chuanxa.partial_dates import PartialDate, Precision

_PLAIN = Precision.DAY.value


LISTS = {"commune": "ds-xa", "position": "ds-chuc-danh", "ethnic_group": "ds-dan-toc"}
"""The datalists of the page that help to fill a field."""


TERNARY = {"yes": True, "no": False}
"""What a select with an empty first choice says of a field that may be unknown."""


def ternary(value: bool | None) -> str:
    """The choice that stands for a value."""
    return "" if value is None else "yes" if value else "no"


class FactForm(forms.Form):
    """What all rows share. `fact` is the id of the fact the row was opened from, `opened` that fact; `gone` takes it out."""

    model: type
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    fact = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    gone = forms.BooleanField(required=False, label="Bỏ dòng này")

    def __init__(self, *args, day: date, picker: CommunePicker, positions: dict[str, Position], **options):
        self.day, self.picker, self.positions = day, picker, positions
        self.opened = None
        super().__init__(*args, **options)
        for name in self.dates:
            self.fields[name].day = day
        for name, listed in LISTS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"list": listed, "autocomplete": "off"}

    def typed(self, name: str) -> str:
        """What stands in a field, as typed or as first shown."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.get_initial_for_field(self.fields[name], name)
        return "" if value in (None, False) else str(value).strip()

    @property
    def shows_more(self) -> bool:
        """Whether the fields that are folded away must be seen: one was refused, or the row is being taken out."""
        return bool(self.typed("gone")) or (self.is_bound and any(name in self.errors for name in self.folded))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that makes a fact."""
        return not any(self.typed(name) for name in self.names)

    def columns(self) -> dict:
        """The columns that the row speaks of, by field name."""
        raise NotImplementedError

    @staticmethod
    def texts(fact, picker: CommunePicker) -> dict[str, str]:
        """The row that says what `fact` says."""
        raise NotImplementedError


def day_of(partial: PartialDate | None) -> date | None:
    """The first day that a date may mean."""
    return partial.day if partial else None


def precision_of(partial: PartialDate | None) -> str:
    """How much of a date is known."""
    return partial.precision.value if partial else _PLAIN


def text_of(partial: PartialDate | None) -> str:
    """A date as it is written into its field."""
    return str(partial) if partial else ""


class PeriodForm(FactForm):
    """A row with a first and a last day."""

    dates = ("first", "last")
    first = DateField(called="ngày bắt đầu", label="Từ ngày", required=True)
    last = DateField(called="ngày kết thúc", label="Đến hết ngày", ahead=True)

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last_day(last) < first.day:
            self.add_error("last", f"Kết thúc ({last}) trước khi bắt đầu ({first}). Ghi ngày kết thúc bằng hoặc sau ngày bắt đầu.")
        return said

    def period_columns(self) -> dict:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        days = {"valid_from": first.day, "valid_to": last_day(last) if last else None}
        return days | {"from_precision": precision_of(first), "to_precision": precision_of(last)}

    @staticmethod
    def period_texts(fact) -> dict[str, str]:
        return {"first": str(fact.begun), "last": text_of(fact.ended)}


class PostForm(PeriodForm):
    """A position held."""

    model = Appointment
    names = ("position", "first", "last")
    folded = ("route", "gone")
    commune = forms.CharField(required=True, label="Xã, phường, thị trấn", error_messages={"required": "Thiếu xã của chức danh."})
    position = forms.CharField(required=True, label="Chức danh", error_messages={"required": "Thiếu chức danh."})
    concurrent = forms.BooleanField(required=False, label="Kiêm nhiệm")
    route = forms.ChoiceField(required=False, label="Hình thức", choices=[("", "—"), *Route.choices])

    def clean(self):
        said = super().clean()
        day = said["first"].day if said.get("first") else self.day
        self._resolve("position", self._position, day)
        if self.opened is None or said.get("commune") != self.picker.text(self.opened.commune, self.opened.valid_from):
            self._resolve("commune", self.picker.read, day)
        else:
            said["commune"] = self.opened.commune  # perhaps a commune of before: what it became is within reach
        return said

    def _resolve(self, name: str, read, day: date) -> None:
        if text := self.cleaned_data.get(name):
            try:
                self.cleaned_data[name] = read(text, day)
            except Unreadable as error:
                self.add_error(name, str(error))

    def _position(self, text: str, day: date) -> Position:
        labels = {alias_key(one.label): one.code for one in self.positions.values()}
        codes = read_positions(text, labels)
        if len(codes) > 1:
            raise Unreadable("Mỗi dòng một chức danh: thêm một dòng cho chức danh kiêm nhiệm và đánh dấu “Kiêm nhiệm”.")
        position = self.positions.get(codes[0])
        if position is None or day not in position.period:
            raise Unreadable(f"Chức danh “{position or text}” không có ngày {day:%d/%m/%Y}. Chọn chức danh của ngày ấy.")
        return position

    def columns(self) -> dict:
        said = self.cleaned_data
        post = {"commune": said["commune"], "position": said["position"], "route": said["route"], "is_primary": not said["concurrent"]}
        return post | self.period_columns()

    @staticmethod
    def texts(fact: Appointment, picker: CommunePicker) -> dict[str, str]:
        place = {"commune": picker.text(fact.commune, fact.valid_from), "position": fact.position.label}
        return place | {"concurrent": "" if fact.is_primary else "on", "route": fact.route} | PeriodForm.period_texts(fact)
