"""The communes the demo people serve in: real codes, and what each commune became.

Pure. Where the register names no heir (the lists of 2019 and 2025 do not say who took the communes merged in 2020), the
demo lets people go to the living commune of the same district with the nearest code: an invention, like the people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

TWO_TIER = date(2025, 7, 1)
"""From this day there are no districts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One legal existence of a commune; `last` is None while it lives. `id` is the database's and decides nothing."""

    id: int
    code: str
    province: str
    district: str | None
    kind: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A commune code during the three-tier years of a province: `last` is its last day, `heir` the code that follows."""

    code: str
    province: str
    district: str
    kind: str
    first: date
    last: date
    heir: str | None


class Atlas:
    """Every row of the demo's communes, and the heirs the register knows (code → code on the day after the end)."""

    def __init__(self, rows: Iterable[Row], heirs: Mapping[str, str]):
        self._rows: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (row.code, row.first)):
            self._rows.setdefault(row.code, []).append(row)
        self._heirs = heirs

    def row(self, code: str, day: date) -> Row | None:
        """The commune's row on `day`."""
        return next((row for row in self._rows.get(code, ()) if row.first <= day and (row.last is None or day <= row.last)), None)

    def places(self, province: str) -> list[Place]:
        """The province's communes before 1 July 2025, by code."""
        lives = {}
        for code, rows in self._rows.items():
            old = [row for row in rows if row.province == province and row.first < TWO_TIER]
            if old:
                last = min(old[-1].last or date.max, date(2025, 6, 30))
                lives[code] = (old[0], last)
        return [
            Place(code, province, row.district or "", row.kind, row.first, last, self._heir(code, last, lives))
            for code, (row, last) in sorted(lives.items())
        ]

    def _heir(self, code: str, last: date, lives: Mapping[str, tuple[Row, date]]) -> str | None:
        if code in self._heirs:
            return self._heirs[code]
        row = lives[code][0]
        living = [other for other, (start, end) in lives.items() if other != code and start.district == row.district and end > last]
        return min(living, key=lambda other: (abs(int(other) - int(code)), other), default=None)
