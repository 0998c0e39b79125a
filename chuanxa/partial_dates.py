"""Dates as people know them: a day, a month or only a year, and what was typed to say so.

A partial date keeps the first day it may mean and its precision; nothing is invented to fill the gap.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chuanxa.periods import ONE_DAY, months_after


class Precision(StrEnum):
    """How much of a date is known. The values are stored."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """`day` is the earliest day the date may mean; with MONTH or YEAR it is the first of that month or year."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """The latest day the date may mean."""
        months = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 12}[self.precision]
        return months_after(self.day.replace(day=1), months) - ONE_DAY if months else self.day

    def __str__(self) -> str:
        form = {Precision.DAY: "%d/%m/%Y", Precision.MONTH: "%m/%Y", Precision.YEAR: "%Y"}[self.precision]
        return self.day.strftime(form)


class UnreadableDate(ValueError):
    """Carries a Vietnamese sentence: what was found and what is accepted."""


ACCEPTED = "Nhận: 05/08/2013, 5-8-2013, 2013-08-05, 08/2013 hoặc 2013 (ngày trước, tháng sau)."

EARLIEST_YEAR = 1900
"""Nobody and no paper here is older: a year before it is a slip of the finger (0013 for 2013)."""

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_YEAR = re.compile(r"(\d{4})")


def read(text: str) -> PartialDate:
    """Read d/m/yyyy, ISO, m/yyyy or yyyy. Raises UnreadableDate with a sentence fit for users."""
    text = text.strip()
    found = _read(text)
    if found.day.year < EARLIEST_YEAR:
        raise UnreadableDate(f"Năm của “{text}” sớm hơn {EARLIEST_YEAR}. {ACCEPTED}")
    return found


def _read(text: str) -> PartialDate:
    try:
        if match := _DAY_MONTH_YEAR.fullmatch(text):
            day, month, year = map(int, match.groups())
            return PartialDate(date(year, month, day))
        if match := _ISO.fullmatch(text):
            return PartialDate(date(*map(int, match.groups())))
        if match := _MONTH_YEAR.fullmatch(text):
            month, year = map(int, match.groups())
            return PartialDate(date(year, month, 1), Precision.MONTH)
        if match := _YEAR.fullmatch(text):
            return PartialDate(date(int(text), 1, 1), Precision.YEAR)
    except ValueError as error:
        raise UnreadableDate(f"Không có ngày “{text}” trong lịch. {ACCEPTED}") from error
    raise UnreadableDate(f"Không hiểu ngày “{text}”. {ACCEPTED}")


_WORDED = re.compile(r"(?:ngày\s*(\d{1,2})\s*)?(?:tháng\s*(\d{1,2})\s*)?năm\s*(\d{4}|\d{2})", re.IGNORECASE)
_BLANK_PART = re.compile(r"^(?:(?:0{1,2}|[?._…\-–]+|)\s*[/.\-]\s*){1,2}(?=\d)")
_SHORT_YEAR = re.compile(r"((?:\d{1,2}[/.\-]){0,2})'?(\d{2})")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")


def read_written(text: str, *, last: date) -> PartialDate:
    """Read a date as lists write it: also 5.7.75, ngày 5 tháng 7 năm 1975, 00/00/1967, 1967.0, spaces between the parts.

    A year of two digits is the latest such year whose date is not after `last`. Raises UnreadableDate.
    """
    plain = _TIME.sub("", " ".join(text.replace("\\", "/").replace(",", "/").split()))
    if match := _WORDED.fullmatch(plain):
        plain = "/".join(part for part in match.groups() if part)
    plain = re.sub(r"\s*([/.\-])\s*", r"\1", plain).strip(" ./-'")
    plain = _BLANK_PART.sub("", plain)
    if match := _SHORT_YEAR.fullmatch(plain):
        plain = _with_century(match[1], int(match[2]), last)
    try:
        return read(plain.removesuffix(".0"))
    except UnreadableDate as error:
        raise UnreadableDate(str(error).replace(f"“{plain}”", f"“{text.strip()}”")) from error


def _with_century(before: str, year: int, last: date) -> str:
    found = f"{before}{last.year // 100 * 100 + year}"
    try:
        late = read(found).day > last
    except UnreadableDate:
        late = last.year // 100 * 100 + year > last.year
    return f"{before}{last.year // 100 * 100 + year - 100}" if late else found


def read_day(text: str) -> date:
    """Read a full day; a month or a year alone is refused with a sentence."""
    found = read(text)
    if found.precision is not Precision.DAY:
        raise UnreadableDate(f"“{text.strip()}” chưa đủ ngày, tháng, năm. Nhận: 05/08/2013, 5-8-2013 hoặc 2013-08-05.")
    return found.day
