"""Bands of age of official forms: where one band ends, the next begins. Pure.

A family of forms has as many bands as its forms have columns or rows for them; where the bands end is data, dated, because a circular
may move it. Bands are kept as the last age of each but the open one above, so what is kept can have neither gap nor overlap; what
somebody types can, and is refused with the age that is wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.breakdowns import AgeBand
from reports.sentences import lower_first

Uppers = tuple[int, ...]
YOUNGEST, OLDEST = 16, 80
_NUMBER = re.compile(r"\d+")
_UP, _DOWN = ("từ", "trên", "trở lên"), ("đến", "dưới", "trở xuống")


@dataclass(frozen=True, slots=True)
class Family:
    """Forms that share their bands. `usual` are those in force until others are set; `below` keeps room for what the form adds above."""

    key: str
    label: str
    usual: Uppers
    below: int = OLDEST


FAMILIES = (
    Family("bnv", "Biểu của Bộ Nội vụ: BM02, Mẫu 02/CL", (30, 40, 50), 54),
    Family("btctw", "Biểu của Ban Tổ chức Trung ương: 9C, 11, 12C", (40, 50)),
)
_BY_KEY = {family.key: family for family in FAMILIES}


class UnreadableBands(ValueError):
    """What was typed is no set of bands; the text says which line or age is wrong and what is accepted."""


def find_family(key: str) -> Family | None:
    """The family with this key."""
    return _BY_KEY.get(key)


def bands_of(uppers: Uppers, slugs: Sequence[str]) -> tuple[AgeBand, ...]:
    """The bands with the lasting names of their rows: one more than there are bounds."""
    lows, highs = (None, *(upper + 1 for upper in uppers)), (*uppers, None)
    return tuple(AgeBand(slug, _label(low, high), low, high) for slug, low, high in zip(slugs, lows, highs, strict=True))


def _label(low: int | None, high: int | None) -> str:
    if low is None:
        return f"Từ {high} tuổi trở xuống"
    return f"Trên {low - 1} tuổi" if high is None else f"Từ {low} đến {high} tuổi"


def written_bands(uppers: Uppers) -> str:
    """As somebody types them, a line a band: "đến 40", "41–50", "từ 51"."""
    middle = (f"{low + 1}–{high}" for low, high in pairwise(uppers))
    return "\n".join((f"đến {uppers[0]}", *middle, f"từ {uppers[-1] + 1}"))


def read_bands(text: str, of: Family) -> Uppers:
    """The bands typed, a line a band, the youngest first. Raises UnreadableBands."""
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    if len(lines) != len(of.usual) + 1:
        raise UnreadableBands(
            f"Có {len(lines)} khoảng tuổi; {lower_first(of.label)} có chỗ cho đúng {len(of.usual) + 1} khoảng. Ghi mỗi khoảng một dòng."
        )
    bands = [_read(line, place, len(lines)) for place, line in enumerate(lines)]
    for (_, high), (low, _) in pairwise(bands):
        _check_next(high, low)
    uppers = tuple(high for _, high in bands[:-1])
    for low, high in bands[1:-1]:
        if high < low:
            raise UnreadableBands(f"Khoảng {low}–{high} ngược: tuổi đầu lớn hơn tuổi cuối.")
    if uppers[0] < YOUNGEST or uppers[-1] > of.below:
        raise UnreadableBands(f"Khoảng đầu nhận đến {YOUNGEST} tuổi trở lên, khoảng cuối nhận từ {of.below + 1} tuổi trở xuống.")
    return uppers


def _read(line: str, place: int, bands: int) -> tuple[int | None, int | None]:
    """(first age, last age) of a line; the first band has no first age, the last no last one."""
    ages, said = [int(one) for one in _NUMBER.findall(line) if len(one) < 4], line.lower()
    if place == 0 and len(ages) == 1 and (any(word in said for word in _DOWN) and "trở lên" not in said):
        return None, ages[0] - ("dưới" in said)
    if place == bands - 1 and len(ages) == 1 and (any(word in said for word in _UP) and "trở xuống" not in said):
        return ages[0] + ("trên" in said), None
    if 0 < place < bands - 1 and len(ages) == 2:
        return ages[0], ages[1]
    accepted = "đến 30" if place == 0 else "từ 51" if place == bands - 1 else "31–40"
    raise UnreadableBands(f"Dòng {place + 1}, “{line[:40]}”: không hiểu khoảng tuổi này. Ghi chẳng hạn “{accepted}”.")


def _check_next(high: int, low: int) -> None:
    if low > high + 1:
        missing = f"tuổi {high + 1}" if low == high + 2 else f"các tuổi {high + 1}–{low - 1}"
        raise UnreadableBands(f"Hở: {missing} không thuộc khoảng nào. Khoảng sau phải bắt đầu từ {high + 1}.")
    if low <= high:
        both = f"tuổi {low}" if low == high else f"các tuổi {low}–{high}"
        raise UnreadableBands(f"Chồng: {both} thuộc hai khoảng. Khoảng sau phải bắt đầu từ {high + 1}.")
