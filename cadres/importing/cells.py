"""Reads one cell as a name, a day, a number of identity, a tick: what it means and what is doubtful about it. Pure."""

import re
from datetime import date, timedelta

from cadres.aliases import Unreadable
from cadres.importing.sheet import Value, as_text
from chuanxa.partial_dates import PartialDate, Precision, UnreadableDate, read_written

_EXCEL_BEGINNING = date(1899, 12, 30)
_NAME = re.compile(r"[^\W\d_]+(?:[’'\-.]?[^\W\d_]*)*(?:\s+[^\W\d_]+(?:[’'\-.]?[^\W\d_]*)*)*\.?")


def read_name(text: str) -> str:
    """A person's name in ordinary capitals. Raises Unreadable."""
    plain = re.sub(r"^(?:Ông|Bà|Đ/c|Đồng chí|Anh|Chị)\s*[:.]?\s+(?=\S+\s+\S)", "", text.strip(" .,;:-*"), flags=re.IGNORECASE)
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", plain)
    if not _NAME.fullmatch(plain) or len(plain) > 60:
        raise Unreadable(f"“{text[:60]}” không phải họ và tên. Nhận họ và tên chỉ gồm chữ, như: Nông Thị Hạnh.")
    return capitalised(plain) if plain.isupper() or plain.islower() else plain


def capitalised(name: str) -> str:
    """`LỤC THANH QUÝ` gives `Lục Thanh Quý`; also after an apostrophe or a hyphen (H'Bia, Y-Moan)."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0].upper() + word[0][1:].lower(), name)


def read_day(value: Value, last: date) -> tuple[PartialDate, str]:
    """(day, doubt). Excel days, serial numbers, years, 24021971, texts of every spelling. Raises UnreadableDate."""
    if isinstance(value, bool):
        raise UnreadableDate(f"“{as_text(value)}” không phải ngày. Nhận: 05/08/2013, 08/2013 hoặc 2013.")
    found, doubt = _number(value, last) if isinstance(value, float) else _text(value, last)
    if found.day > last:
        doubt = f"Ngày “{as_text(value)}” sau ngày {last:%d/%m/%Y} của danh sách. Kiểm tra lại ngày, tháng, năm."
    return found, doubt


def _text(value: Value, last: date) -> tuple[PartialDate, str]:
    if isinstance(value, date):
        return PartialDate(value), ""
    text = str(value).strip()
    if re.fullmatch(r"\d{8}", text):
        return _eight(text, last)
    if re.fullmatch(r"\d{5}", text):
        return _number(float(text), last)
    found = read_written(text, last=last)
    short = re.search(r"(?<!\d)'?\d{2}$", text) and not re.search(r"\d{4}", text)
    return found, f"Năm ghi hai chữ số “{text}”, hiểu là {found.day.year}." if short else ""


def _number(value: float, last: date) -> tuple[PartialDate, str]:
    """A year, a two-digit year, Excel's number of a day, 24021971, or 7.1982 typed as a number."""
    if not value.is_integer():
        return read_written(f"{value:.4f}", last=last), ""
    number = int(value)
    if 1900 <= number <= 2100:
        return PartialDate(date(number, 1, 1), Precision.YEAR), ""
    if 3_000 <= number <= 80_000:
        found = PartialDate(_EXCEL_BEGINNING + timedelta(days=number))
        return found, f"Ô ghi số {number}, hiểu là ngày {found} của Excel."
    if len(f"{number:08d}") == 8 and number > 100_000:
        return _eight(f"{number:08d}", last)
    return _text(str(number), last)


def _eight(text: str, last: date) -> tuple[PartialDate, str]:
    for written in (f"{text[:2]}/{text[2:4]}/{text[4:]}", f"{text[:4]}-{text[4:6]}-{text[6:]}"):
        try:
            found = read_written(written, last=last)
        except UnreadableDate:
            continue
        if found.day <= last:
            return found, f"Ô ghi liền “{text}”, hiểu là {found}."
    raise UnreadableDate(f"Không hiểu ngày “{text}”. Nhận: 05/08/2013, 08/2013 hoặc 2013.")


def read_personal_id(value: Value) -> tuple[str, str]:
    """(12 digits or "", doubt). A number loses its first zero in Excel; nine digits are the old card's. Raises Unreadable."""
    text = re.sub(r"[\s.\-']", "", as_text(value))
    if re.fullmatch(r"\d{12}", text):
        return text, ""
    if re.fullmatch(r"\d{10,11}", text) and isinstance(value, float):
        return text.zfill(12), f"Số định danh “{text}” mất số 0 ở đầu vì ô là số; hiểu là {text.zfill(12)}."
    if re.fullmatch(r"\d{9}", text) or (re.fullmatch(r"\d{8}", text) and isinstance(value, float)):
        return "", f"“{text}” là số chứng minh nhân dân cũ, không phải số định danh cá nhân 12 chữ số; không nhập."
    raise Unreadable(f"“{as_text(value)}” không phải số định danh cá nhân. Nhận đúng 12 chữ số, như 004171000123.")


def school_class(value: Value) -> str:
    """A cell of general education: Excel turns 10/10 and 9/12 into days; this turns them back."""
    if isinstance(value, date):
        if value.month in {10, 12}:
            return f"{value.day}/{value.month}"
        if value.day in {10, 12}:
            return f"{value.month}/{value.day}"
    return as_text(value)
