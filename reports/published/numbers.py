"""Numbers as Vietnamese papers print them: a dot between groups of three digits, a comma before decimals, words for bounds and size.

Pure. What can be read in two ways is not guessed: it is refused with a sentence that says how to write it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from unicodedata import normalize


class Unreadable(ValueError):
    """The text is no number we can be sure of; carries a Vietnamese sentence: what was found, what is accepted."""


class Bound(StrEnum):
    """What a word before the number makes of it."""

    EXACT = "exact"
    ABOVE = "above"
    BELOW = "below"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Number:
    """`value` as printed; `step` is what one more in its last printed digit is worth (0.01 for "29,01", 10^8 for "7,1 tỷ")."""

    value: Decimal
    step: Decimal = Decimal(1)
    bound: Bound = Bound.EXACT

    @property
    def is_whole(self) -> bool:
        return self.value == self.value.to_integral_value()

    def covers(self, value: Decimal) -> bool:
        """Whether an exact `value` may be what the number, with its word, stands for: "gần 66 ngàn" is 65.000 up to 65.999."""
        if self.bound is Bound.ABOVE:
            return self.value < value <= self.value + self.step
        if self.bound is Bound.BELOW:
            return self.value - self.step <= value < self.value
        if self.bound is Bound.ABOUT:
            return abs(value - self.value) <= self.step
        return value == self.value


_WORDS = {
    "trên": Bound.ABOVE,
    "hơn": Bound.ABOVE,
    "gần": Bound.BELOW,
    "dưới": Bound.BELOW,
    "khoảng": Bound.ABOUT,
    "chừng": Bound.ABOUT,
}
_SIZES = {"ngàn": 3, "nghìn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_TEXT = re.compile(rf"(?:(?P<word>{'|'.join(_WORDS)})\s+)?(?P<digits>[0-9.,]+)(?:\s*(?P<size>{'|'.join(_SIZES)}))?")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
LONGEST = 40
"""Characters of a number that anybody prints."""

ACCEPTED = "Nhận số viết như 8.672 (dấu chấm ngăn từng ba chữ số) hoặc 62,46 (dấu phẩy trước phần thập phân)."


def read_number(text: str) -> Number:
    """Read "62,46", "8.672", "05", "trên 1 ngàn", "7,1 tỷ"; units and the sign % are taken off before. Raises Unreadable."""
    folded = " ".join(normalize("NFC", text).casefold().split())
    if not folded:
        raise Unreadable(f"Chưa có trị số. {ACCEPTED}")
    if len(folded) > LONGEST:
        raise Unreadable(f"“{folded[:LONGEST]}…” quá dài để là một số. {ACCEPTED}")
    match = _TEXT.fullmatch(folded)
    if not match:
        raise Unreadable(_refusal(folded))
    digits, shift = match["digits"], _SIZES.get(match["size"] or "", 0)
    if not (_GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits)):
        raise Unreadable(_separators(digits))
    plain = Decimal(digits.replace(".", "").replace(",", "."))
    step = Decimal(1).scaleb(shift - (len(digits.partition(",")[2])))
    return Number(plain.scaleb(shift), step, _WORDS.get(match["word"] or "", Bound.EXACT))


def read_count(text: str) -> int:
    """A whole number of people or things, 0 or more. Raises Unreadable; "8,672" is refused because it is a fraction here."""
    number = read_number(text)
    if number.bound is not Bound.EXACT:
        raise Unreadable(f"“{text.strip()}” không phải số đếm chính xác. Ghi con số, bỏ chữ trên, gần, khoảng.")
    if not number.is_whole or "," in text:
        whole = text.strip().replace(",", ".")
        advice = f" Nếu là {whole} thì ghi dấu chấm." if _GROUPED.fullmatch(whole) else ""
        raise Unreadable(f"“{text.strip()}” có phần thập phân, mà số đếm phải là số nguyên.{advice}")
    return int(number.value)


def written(value: Decimal | int) -> str:
    """Decimal("8672.50") → "8.672,50": the separators of Vietnamese papers, digits kept."""
    whole, _, decimals = (str(value) if isinstance(value, int) else f"{value:f}").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped


def _refusal(text: str) -> str:
    if re.match(r"[-−]\s*[0-9]", text):
        return f"“{text}” là số âm; số liệu đã công bố là số đếm hoặc tỷ lệ, từ 0 trở lên."
    if re.search(r"[0-9]", text) and re.search(r"[^\W\d_]", text):
        return f"“{text}” lẫn chữ với số. {ACCEPTED} Chữ đi kèm được hiểu: {', '.join((*_WORDS, *_SIZES))}."
    return f"“{text}” không phải là số. {ACCEPTED}"


def _separators(digits: str) -> str:
    """Why the dots and commas of `digits` cannot be read, and what may have been meant."""
    meant = []
    if re.fullmatch(r"[0-9]+\.[0-9]+", digits):
        meant.append(digits.replace(".", ","))
    bare = re.sub(r"[.,]", "", digits)
    if len(bare) <= 15:
        meant.append(written(int(bare)))
    told = f" Có thể là {' hoặc '.join(meant)}." if meant else ""
    return f"“{digits}” đặt dấu chấm, dấu phẩy không theo quy ước nào.{told} {ACCEPTED}"
