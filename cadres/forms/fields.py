"""Fields of forms that read what people type and say what they found, what is accepted and what to do."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cadres.levels import Ladder
from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.whole_numbers import UnreadableNumber, read_whole
from provinces.models.scope import Reach
from provinces.register import Register, UnitRef


class DayField(forms.CharField):
    """A full day: 05/08/2013, 5-8-2013 or 2013-08-05. Cleans to a date or None."""

    def __init__(self, **options):
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"placeholder": "ngày/tháng/năm", "autocomplete": "off", "inputmode": "numeric"}

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


class WholeField(forms.CharField):
    """A whole number; `what` it is of stands in the refusal. Cleans to an int or None."""

    def __init__(self, *, what: str = "số", example: str = "8.145", grouped: bool = True, **options):
        self.what, self.example, self.grouped = what, example, grouped
        super().__init__(max_length=60, **options)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_whole(text, what=self.what, example=self.example)
        except UnreadableNumber as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}".replace(",", ".") if self.grouped else str(value)
        return value


class UnitField(forms.ChoiceField):
    """A province, district or commune within reach. Offers those of one day; takes any within reach, and cleans to a UnitRef or None.

    Who reaches the whole country is offered the units of `province` (an id), or the provinces alone: eleven thousand lines are no list.
    """

    def __init__(self, *, register: Register, reach: Reach, day: date, province: int | None = None, **options):
        self.register, self.reach = register, reach
        super().__init__(choices=[("", "—"), *_unit_choices(register, reach, day, province)], **options)

    def clean(self, value):
        value = (value or "").strip()
        if not value:
            if self.required:
                raise ValidationError("Chọn đơn vị của bản ghi.")
            return None
        unit = self.read(value)
        if unit is None:
            raise ValidationError("Đơn vị đã chọn không có trong phạm vi của bạn. Chọn một đơn vị trong danh sách.")
        return unit

    def read(self, value: str | None) -> UnitRef | None:
        """The unit that a value names, of any day, if it is within reach."""
        tier, _, pk = (value or "").partition(":")
        unit = self.register.units.get(tier, {}).get(int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
        return unit if unit is not None and self.reach.holds(unit) else None

    def also(self, unit: UnitRef) -> None:
        """Offer one more unit, of another day."""
        if (value := unit_value(unit)) not in {choice for choice, _ in self.choices if isinstance(choice, str)}:
            self.choices = [*self.choices, (value, unit.full_name)]


def unit_value(unit: UnitRef) -> str:
    """How a unit is named in a form: its tier and the id of its row."""
    return f"{unit.tier}:{unit.id}"


def _unit_choices(register: Register, reach: Reach, day: date, province: int | None):
    """Provinces, then districts, then communes of the day, each named with what is above it."""
    for tier in ("province",) if reach.everywhere and province is None else ("province", "district", "commune"):
        for unit in register.all_on(tier, day):
            if reach.holds(unit) and (province is None or province in (unit.province, unit.id if tier == "province" else None)):
                above = register.units["district"].get(unit.district) if unit.district else None
                yield unit_value(unit), f"{unit.full_name}{f', {above.full_name}' if above else ''}"


def level_choices() -> list:
    """Every level of every ladder: "professional.university" → "Đại học", under the ladder's name."""
    return [("", "—"), *((one.label, [(f"{one.value}.{level.slug}", level.label) for level in one.levels]) for one in Ladder)]


def split_level(value: str) -> tuple[str, int | None]:
    """ "professional.university" → ("professional", 40); nothing → ("", None)."""
    if not value:
        return "", None
    ladder, _, slug = value.partition(".")
    return ladder, next(int(level) for level in Ladder(ladder).levels if level.slug == slug)


def join_level(ladder: str, level: int | None) -> str:
    """The other way round; a number that is no level of its ladder is none."""
    if not ladder or level is None:
        return ""
    return next((f"{ladder}.{one.slug}" for one in Ladder(ladder).levels if one == level), "")
