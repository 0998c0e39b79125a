"""How large a data set is, and the fixed day on which all of them are "today"."""

from dataclasses import dataclass
from datetime import date

SEED = "chuanxa-bench-1"
FIRST_DAY = date(2016, 1, 1)
TODAY = date(2026, 11, 16)
"""Fixed, so that a data set made once stays the same data set; everything measured takes its day as an argument."""

PROVINCE = "04"
"""Cao Bằng: the one province of the growth measure, present at every scale."""


@dataclass(frozen=True)
class Scale:
    """`provinces` and `communes` limit how many of the edition of 06/10/2019 are used, the latter per province (None: all)."""

    name: str
    provinces: int | None = None
    communes: int | None = None
    export_rows: tuple[int, ...] = (8_000, 230_000)
    saves: int = 120
    rounds: int = 1
    """Multiplies the number of paired rounds of every measure."""


SCALES = {
    "nation": Scale("nation", saves=400, rounds=3),
    "quick": Scale("quick", provinces=8, communes=40, export_rows=(2_000, 6_000)),
    "smoke": Scale("smoke", provinces=3, communes=3, export_rows=(50,), saves=6, rounds=0),
}
