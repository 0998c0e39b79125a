"""How percentages are rounded: an option of a report, the same for its page, its sentences, its charts, its workbook and its JSON.

Pure; integers only, so nothing is rounded twice. As with decimals of the standard library, a rounding is in force for a stretch
of work (one request) and half-up to two decimals otherwise; counts are never touched by it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Rounding:
    """`truncated` cuts the rest off instead of rounding half-up. `zeros` False drops those at the end: 30%, 31,4%.

    With `remainder` the last class of a table whose rows add up is printed as 100 less the others, as some offices do: the
    column then adds up, and that one percentage may differ from its own count by some units of the last decimal.
    """

    truncated: bool = False
    places: int = 2
    zeros: bool = True
    remainder: bool = False

    def __post_init__(self):
        if not 0 <= self.places <= MOST_PLACES:
            raise ValueError(f"Between 0 and {MOST_PLACES} decimals, got {self.places}.")

    @property
    def number_format(self) -> str:
        """The same for the cells of a workbook."""
        return f"0.{('0' if self.zeros else '#') * self.places}%" if self.places else "0%"

    def said(self) -> str:
        """ "làm tròn hai chữ số thập phân, từ nửa trở lên làm tròn lên"."""
        places = f"{_NUMBERS[self.places]} chữ số thập phân" if self.places else "số nguyên"
        said = f"cắt bỏ sau {places}" if self.truncated else f"làm tròn đến {places}, từ nửa trở lên làm tròn lên"
        if not self.zeros:
            said += "; bỏ số 0 ở cuối"
        return f"{said}; lớp cuối của mỗi phân bố là phần còn lại của 100%" if self.remainder else said


_NUMBERS = ("không", "một", "hai", "ba", "bốn")
USUAL = Rounding()
_in_force: ContextVar[Rounding] = ContextVar("rounding", default=USUAL)


def in_force() -> Rounding:
    """The rounding of the work at hand."""
    return _in_force.get()


@contextmanager
def rounded(rounding: Rounding) -> Iterator[None]:
    """Within this block percentages are rounded so."""
    token = _in_force.set(rounding)
    try:
        yield
    finally:
        _in_force.reset(token)


def percentage(count: int, total: int, rounding: Rounding | None = None) -> Decimal | None:
    """100 * count / total with the decimals of the rounding (zeros kept); None when total is 0. `count` may pass `total`."""
    if total == 0:
        return None
    rounding = rounding or in_force()
    units = 100 * 10**rounding.places * count
    whole = units // total if rounding.truncated else (2 * units + total) // (2 * total)
    return Decimal(whole).scaleb(-rounding.places)


def written(percent: Decimal, rounding: Rounding | None = None) -> str:
    """ "31.44"; with dropped zeros Decimal("30.00") is "30"."""
    text = f"{percent:f}"
    if (rounding or in_force()).zeros or "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def column(counts: Sequence[int], total: int, rounding: Rounding | None = None) -> tuple[Decimal | None, ...]:
    """The percentages of classes that add up to `total`, in order.

    With a remainder the last class that has anybody is 100 less the others, never below 0; without one, or of nobody, each is
    rounded by itself.
    """
    rounding = rounding or in_force()
    found = [percentage(count, total, rounding) for count in counts]
    place = remainder_place(counts, total) if rounding.remainder else None
    if place is not None:
        rest = Decimal(100).quantize(Decimal(1).scaleb(-rounding.places)) - sum(one for at, one in enumerate(found) if at != place)
        found[place] = max(rest, Decimal(0).quantize(rest))
    return tuple(found)


def remainder_place(counts: Sequence[int], total: int) -> int | None:
    """Where the class stands that takes the remainder: the last with anybody, if others have somebody too and all add up."""
    held = [place for place, count in enumerate(counts) if count]
    return held[-1] if len(held) > 1 and sum(counts) == total else None
