"""Fields that read what clerks type: dates as they know them, words cleaned, names of code lists with their aliases.

Each refuses with a sentence: what was found and what is accepted. What was typed stays in the field.
"""

import calendar
from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cadres.aliases import Unreadable, read_ethnic_group
from cadres.ethnic_groups import BY_CODE
from cadres.told import capital
from chuanxa.names import clean
from chuanxa.partial_dates import PartialDate, Precision, UnreadableDate, read_written

AHEAD = 10
"""Years that an end may lie in the future: the end of a term or of a course is known beforehand."""


class Words(forms.CharField):
    """A text in one line: NFC, single spaces, no control or invisible characters, never longer than the column."""

    def __init__(self, *, called: str, longest: int, required: bool = False, **options):
        self.called, self.longest = called, longest
        super().__init__(required=required, error_messages={"required": f"Thiếu {called}."}, **options)

    def to_python(self, value) -> str:
        text = clean(value or "")
        if len(text) > self.longest:
            raise ValidationError(f"{capital(self.called)} dài {len(text)} ký tự; nhận đến {self.longest} ký tự.")
        return text


class Read(forms.CharField):
    """A text that a reader turns into a value; empty text gives `nothing`. The reader raises Unreadable."""

    nothing = ""

    def __init__(self, read: Callable, *, called: str = "", required: bool = False, **options):
        self.read = read
        super().__init__(required=required, error_messages={"required": f"Thiếu {called}."}, **options)

    def clean(self, value):
        text = clean(value or "")
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"])
            return self.nothing
        try:
            return self.read(text)
        except (Unreadable, UnreadableDate) as error:
            raise ValidationError(str(error)) from error


class DateField(Read):
    """A PartialDate, or None: 5/7/75, 05-07-1975, 07/1975, 1975. `day` is today; `ahead` allows the future, for ends."""

    nothing = None

    def __init__(self, *, called: str, ahead: bool = False, **options):
        self.day = date.max
        self.ahead = ahead
        self.called = called
        super().__init__(self._read, called=called, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 10, "placeholder": "ngày/tháng/năm"}

    def clean(self, value) -> PartialDate | None:
        self.read = self._read  # a form works on a copy of the field: the reader must be the copy's, which knows the day
        return super().clean(value)

    def _read(self, text: str) -> PartialDate:
        last = self.day.replace(year=self.day.year + AHEAD, day=1) if self.ahead else self.day
        found = read_written(text, last=last)
        if found.day > last:
            until = f"đến hết {last:%m/%Y}" if self.ahead else f"đến hết hôm nay, {last:%d/%m/%Y}"
            raise UnreadableDate(f"{capital(self.called)} {found} chưa đến. Nhận ngày {until}.")
        return found


class EthnicField(Read):
    """The official number of an ethnic group."""

    def __init__(self, **options):
        super().__init__(read_ethnic_group, called="dân tộc", **options)


def ethnic_text(code: str) -> str:
    """How the group is written in the form."""
    return BY_CODE[code].name if code in BY_CODE else ""


def last_day(partial: PartialDate) -> date:
    """The last day that a date may mean."""
    day = partial.day
    if partial.precision is Precision.YEAR:
        return date(day.year, 12, 31)
    if partial.precision is Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day
