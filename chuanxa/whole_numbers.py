"""Whole numbers as people type them: 8145, 8.145, 8 145; sums of money in đồng.

Pure. A dot groups thousands and nothing else: "73.5134" is neither 735134 nor a fraction, so it is refused with what would be read.
"""

import re

GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+")
PLAIN = re.compile(r"\d+")
LONGEST = 15
"""Digits: no budget of a province has more, and a slip of the finger must not become one."""


class UnreadableNumber(ValueError):
    """Carries a Vietnamese sentence: what was found, what is accepted."""


def read_whole(text: str, *, what: str = "số", example: str = "8.145") -> int:
    """Reads a whole number of 0 or more. Raises UnreadableNumber with a sentence fit for users."""
    text = text.strip().replace("\u00a0", " ")
    accepted = f"Nhận {what} nguyên, viết liền hoặc ngăn hàng nghìn bằng dấu chấm, như {example}."
    if GROUPED.fullmatch(text) or PLAIN.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        if not digits.isascii():
            raise UnreadableNumber(f"“{text[:40]}” có chữ số lạ. {accepted}")
        if len(digits) > LONGEST:
            raise UnreadableNumber(f"“{text[:40]}” có {len(digits)} chữ số, quá dài. {accepted}")
        return int(digits)
    raise UnreadableNumber(f"“{text[:40]}” {_fault(text)} {accepted}")


def _fault(text: str) -> str:
    if text.startswith(("-", "−")):
        return "là số âm."
    if "," in text:
        return "có dấu phẩy: không nhận số lẻ."
    if re.search(r"[^\W\d_]", text):
        return "có chữ."
    if "." in text:
        return "có dấu chấm không đúng chỗ: sau mỗi dấu chấm phải là ba chữ số."
    return "không phải là số nguyên."
