"""Fields that read what people type: days, whole numbers with dots, percentages with a comma. A refusal says what is accepted."""

import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from chuanxa.partial_dates import UnreadableDate, read_day


class _Typed(forms.Field):
    """Text that `read` turns into something else; nothing typed is None."""

    def to_python(self, value):
        text = str(value or "").strip()
        return self.read(text[:60]) if text else None


class DayField(_Typed):
    """A whole day: 31/12/2013, 31-12-2013 or 2013-12-31."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "31/12/2013", "size": 10})
        super().__init__(**{"widget": widget, **options})

    def read(self, text: str) -> date:
        try:
            return read_day(text)
        except UnreadableDate as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class WholeField(_Typed):
    """A number of people: 3604 or 3.604."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8})
        super().__init__(**{"widget": widget, **options})

    def read(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}", text):
            raise ValidationError(f"Không đọc được “{text}”. Ghi số nguyên, chẳng hạn 3604 hoặc 3.604.")
        return int(text.replace(".", ""))

    def prepare_value(self, value):
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class PercentField(_Typed):
    """A percentage from 0 to 100 with a decimal comma: 90 or 73,51."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 8})
        super().__init__(**{"widget": widget, **options})

    def read(self, text: str) -> Decimal:
        text = text.removesuffix("%").strip()
        if not re.fullmatch(r"[0-9]{1,9}(,[0-9]{1,2})?", text):
            raise ValidationError(
                f"Không đọc được “{text}”. Ghi số từ 0 đến 100 với dấu phẩy thập phân và tối đa hai chữ số lẻ, chẳng hạn 90 hoặc 73,51."
            )
        percent = Decimal(text.replace(",", "."))
        if percent > 100:
            raise ValidationError(f"Tỷ lệ {text}% lớn hơn 100. Nhận từ 0 đến 100.")
        return percent

    def prepare_value(self, value):
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value
