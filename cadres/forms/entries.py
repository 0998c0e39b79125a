"""The form of a record of a programme, of any kind: reads what was typed, says what is wrong beside the field, loses nothing typed."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.db.models import Q

from cadres.forms.fields import DayField, UnitField, WholeField, join_level, level_choices, split_level, unit_value
from cadres.forms.persons import PersonField
from cadres.models import Position, Standing, SuccessionPlan, SupportCategory
from cadres.models.entry import Entry, PersonalEntry
from cadres.record_kinds import RecordKind
from chuanxa.periods import Period
from provinces.models.scope import Reach
from provinces.register import Register, UnitRef

_MONEY = {"amount", "budget"}
_YEARS = {"year", "first_year", "last_year", "term_first", "term_last"}
_PLACE = ("province_id", "district_id", "commune_id")


@dataclass(frozen=True)
class Asked:
    """For whom a form is made: the units of a day within reach, of one `province` (an id) where the reach is the country.

    `may_count` is whether the user may record people without names.
    """

    register: Register
    reach: Reach
    day: date
    may_count: bool
    province: int | None = None


class EntryForm(forms.Form):
    """`changes()` are the model's columns as typed; the action validates them as a record and its refusals come back by `refuse`."""

    def __init__(self, data=None, *, kind: RecordKind, asked: "Asked", entry: Entry | None = None, person: int | None = None):
        super().__init__(data, initial=_initial(kind, entry, asked.register) if entry else {"cadre": person})
        self.kind, self.asked, self.entry = kind, asked, entry
        self.named = hasattr(kind.model, "cadre")
        if self.named:
            self.fields["cadre"] = PersonField(label="Người", reach=asked.reach, required=not asked.may_count)
        for name in kind.fields:
            self.fields[name] = _field(kind, name, asked)
        if self.named and asked.may_count:
            label = "Số lượt (bản ghi không ghi tên)" if is_lots(kind) else "Số người (bản ghi không ghi tên)"
            self.fields["people"] = WholeField(label=label, required=False, initial=1)
        self.fields["unit"] = self._unit_field(entry)
        why = "Lý do sửa" if entry else "Căn cứ, ghi chú"
        self.fields["why"] = forms.CharField(label=why, max_length=300, required=entry is not None)

    def _unit_field(self, entry: Entry | None) -> UnitField:
        asked = self.asked
        field = UnitField(
            label=_unit_label(self.kind),
            register=asked.register,
            reach=asked.reach,
            day=asked.day,
            province=asked.province,
            required=not self.named,
        )
        if self.named:
            field.help_text = "Để trống thì lấy nơi người ấy giữ chức danh vào ngày của bản ghi."
        if entry is not None:
            field.also(_unit_of(entry, asked.register))
        if (typed := field.read(self.data.get("unit"))) is not None:
            field.also(typed)
        return field

    def clean(self):
        cleaned = super().clean()
        self._check_order(cleaned)
        if self.named and not cleaned.get("cadre") and "cadre" not in self.errors and not self.asked.may_count:
            self.add_error("cadre", "Ghi người của bản ghi này.")
        if "unit" not in self.errors and "cadre" not in self.errors:
            self._find_unit(cleaned)
        return cleaned

    def _check_order(self, cleaned: dict) -> None:
        """An end before its beginning, said beside the end."""
        for first, last in (("valid_from", "valid_to"), ("valid_from", "planned_end"), ("taken_on", "left_on")):
            begins, ends = cleaned.get(first), cleaned.get(last)
            if begins and ends and ends < begins:
                label = self.fields[last].label.lower()
                self.add_error(
                    last, f"{label.capitalize()} ({ends:%d/%m/%Y}) sớm hơn {self.fields[first].label.lower()} ({begins:%d/%m/%Y})."
                )

    def _find_unit(self, cleaned: dict) -> None:
        """The unit typed must have existed when the record happened; without one, that of the person."""
        when = _period(self.kind, cleaned)
        if when is None:
            return
        unit = cleaned.get("unit")
        if unit is None and cleaned.get("cadre"):
            unit = cleaned["unit"] = self._unit_of_person(cleaned["cadre"], when)
        if unit is None:
            self.add_error("unit", "Chọn đơn vị của bản ghi: không biết người này giữ chức danh ở đâu vào ngày ấy.")
        elif not unit.period.overlaps(when):
            lived = f"từ {unit.period.first:%d/%m/%Y}{f' đến {unit.period.last:%d/%m/%Y}' if unit.period.last else ''}"
            self.add_error("unit", f"{unit.full_name} chỉ có {lived}. Chọn đơn vị của thời gian ấy (đổi “Địa giới ngày” ở trên).")

    def _unit_of_person(self, cadre: int, when: Period) -> UnitRef | None:
        """The commune of the post then held; otherwise of the nearest post before or after, within reach."""
        posts = list(
            Standing.objects.filter(self.asked.reach.within(), cadre=cadre)
            .order_by("valid_from")
            .values_list("valid_from", "valid_to", "commune_id")
        )
        then = (
            [row for row in posts if row[0] <= when.end and when.first <= row[1]]
            or [row for row in posts if row[1] < when.first][-1:]
            or posts[:1]
        )
        return self.asked.register.units["commune"][then[0][2]] if then else None

    def changes(self) -> dict:
        """Columns and values of the record as typed."""
        cleaned, unit = self.cleaned_data, self.cleaned_data["unit"]
        said = {name: cleaned[name] for name in self.kind.fields if name != "towards"}
        said = {name: _blank(self.kind.model, name) if value is None else value for name, value in said.items()}
        if "towards" in self.kind.fields:
            said["ladder"], said["level"] = split_level(cleaned["towards"])
        if "plan" in said:
            said["plan"] = said["plan"].first or said["plan"]
        if self.named:
            said["cadre_id"] = cleaned["cadre"]
            said["nominated" if is_lots(self.kind) else "people"] = 1 if cleaned["cadre"] else cleaned.get("people") or 1
        return said | dict(zip(_PLACE, _place(unit), strict=True))

    def refuse(self, error) -> None:
        """Put the refusals of the action beside their fields; what belongs to no field stands above the form."""
        told = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        renamed = {
            "ladder": "towards",
            "level": "towards",
            "nominated": "people",
            "province": "unit",
            "district": "unit",
            "commune": "unit",
        }
        for name, messages in told.items():
            field = renamed.get(name, name)
            for message in messages:
                self.add_error(field if field in self.fields else None, message)


def _field(kind: RecordKind, name: str, asked: Asked) -> forms.Field:
    if name == "towards":
        return forms.ChoiceField(label="Đưa tới trình độ", choices=level_choices(), required=False)
    column = kind.model._meta.get_field(name)
    label, required = str(column.verbose_name).capitalize(), not (column.blank or column.null)
    if isinstance(column, models.ForeignKey):
        return _Row(label=label, required=required, queryset=_choices(column.related_model, asked), empty_label="—")
    if isinstance(column, models.BooleanField):
        return forms.TypedChoiceField(
            label=label,
            required=False,
            choices=[("", "—"), ("True", "Có"), ("False", "Không")],
            coerce=lambda text: text == "True",
            empty_value=None,
        )
    if column.choices:
        number = isinstance(column, models.IntegerField)
        return forms.TypedChoiceField(
            label=label,
            required=required,
            choices=[("", "—"), *column.choices],
            coerce=int if number else str,
            empty_value=None if column.null else "",
        )
    if isinstance(column, models.DateField):
        return DayField(label=label, required=required)
    if isinstance(column, models.IntegerField):
        if name in _MONEY:
            return WholeField(label=label, required=required, what="số đồng", example="29.200.000")
        return WholeField(
            label=label,
            required=required,
            grouped=name not in _YEARS,
            what="năm" if name in _YEARS else "số",
            example="2013" if name in _YEARS else "8.145",
        )
    return forms.CharField(label=label, required=required, max_length=column.max_length)


class _Row(forms.ModelChoiceField):
    """A row of a catalogue, or a plan: named with what tells it apart from others like it."""

    default_error_messages = {"invalid_choice": "Dòng đã chọn không có trong danh mục. Chọn một dòng trong danh sách."}

    def label_from_instance(self, row) -> str:
        if isinstance(row, SuccessionPlan):
            return f"{row.place}: {row}"
        return f"{row.scheme}: {row}" if isinstance(row, SupportCategory) else str(row)


def _choices(model: type[models.Model], asked: Asked) -> models.QuerySet:
    """What a reference may point at: plans within reach, positions in their order, catalogue rows."""
    if model is SuccessionPlan:
        plans = SuccessionPlan.objects.known().filter(asked.reach.within()).select_related("commune", "district", "province")
        everywhere = asked.reach.everywhere
        return plans.filter(province=asked.province) if asked.province else plans.none() if everywhere else plans
    if model is Position:
        return Position.objects.order_by("order")
    return SupportCategory.objects.select_related("scheme") if model is SupportCategory else model.objects.all()


def _initial(kind: RecordKind, entry: Entry, register: Register) -> dict:
    said = {name: getattr(entry, kind.model._meta.get_field(name).attname) for name in kind.fields if name != "towards"}
    if "towards" in kind.fields:
        said["towards"] = join_level(entry.ladder, entry.level)
    if "plan" in kind.fields:
        said["plan"] = SuccessionPlan.objects.known().filter(Q(pk=entry.plan_id) | Q(first=entry.plan_id)).first()
    if hasattr(entry, "cadre_id"):
        said["cadre"] = entry.cadre_id
        said["people"] = entry.nominated if is_lots(kind) else entry.people
    return said | {"unit": unit_value(_unit_of(entry, register))}


def _unit_of(entry: Entry, register: Register) -> UnitRef:
    place = entry.place
    return register.units[place.tier][place.pk]


def _place(unit: UnitRef) -> tuple[int, int | None, int | None]:
    """The ids of the province, district and commune of a unit."""
    if unit.tier == "province":
        return unit.id, None, None
    return (unit.province, unit.id, None) if unit.tier == "district" else (unit.province, unit.district, unit.id)


def _period(kind: RecordKind, cleaned: dict) -> Period | None:
    """The days in which the record happened; None when they could not be read."""
    if kind.when == "plan__approved_on":
        plan = cleaned.get("plan")
        return Period(plan.approved_on, plan.approved_on) if plan else None
    said = cleaned.get(kind.when)
    if isinstance(said, date):
        return Period(said, said)
    return Period(date(said, 1, 1), date(said, 12, 31)) if said and 1900 <= said <= 9999 else None


def _blank(model: type[models.Model], name: str):
    """What the column holds when nothing was typed."""
    return None if model._meta.get_field(name).null else ""


def is_lots(kind: RecordKind) -> bool:
    """Whether nameless records of the kind count lượt instead of people."""
    return not issubclass(kind.model, PersonalEntry)


def _unit_label(kind: RecordKind) -> str:
    return "Xã, huyện hoặc tỉnh nhận người (hoặc nơi rời đi)" if kind.path == "luan-chuyen" else "Đơn vị"
