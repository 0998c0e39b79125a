"""The stamp of a file that leaves the system: its number in the ledger of exports, and what one must know to make it again. Pure.

Every workbook, document and list prints `lines()`; the footer of its printed pages carries `footer`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from chuanxa.names import printable

STAMP_SHEET = "Xuất xứ"
"""The sheet, the last of a workbook, that holds the lines."""

MASK = "•"
_SHOWN_FIRST, _SHOWN_LAST = 1, 3
_LONGEST_NAME = 70  # letters of a name in a footer: Excel refuses a footer of more than 255 with its codes


@dataclass(frozen=True, slots=True)
class Stamp:
    """One line of the ledger. `made_at` and `known` are in the time zone to be shown; `day` is None where a file speaks of no day.

    `rules` are the codes of the standards in force with their versions, `data_version` the number of the last audited act before the
    file was made. `masked` is None of a file that holds no personal ID numbers, otherwise whether they are covered.
    """

    number: str
    made_at: datetime
    by: str
    place: str = ""
    day: date | None = None
    known: datetime | None = None
    filters: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    data_version: int = 0
    masked: bool | None = None
    reason: str = ""

    @property
    def footer(self) -> str:
        """What stands at the foot of each printed page."""
        who = self.by if len(self.by) <= _LONGEST_NAME else f"{self.by[: _LONGEST_NAME - 1]}…"
        return printable(f"Số {self.number} · {who} · {self.made_at:%H:%M %d/%m/%Y}")

    def lines(self) -> list[str]:
        """Vietnamese lines: number, who and when; of what; by which rule and which data; what was covered."""
        known = f"theo dữ liệu ghi nhận đến {self.known:%H:%M ngày %d/%m/%Y}" if self.known else ""
        what = [self.place, f"số liệu ngày {self.day:%d/%m/%Y}" if self.day else "", known]
        what.append(f"bộ lọc: {'; '.join(self.filters)}" if self.filters else "không lọc")
        said = [
            f"Số {self.number} · {self.by} xuất lúc {self.made_at:%H:%M ngày %d/%m/%Y}",
            _sentence(" · ".join(part for part in what if part)),
            *([f"Tiêu chuẩn áp dụng: {'; '.join(self.rules)}"] if self.rules else []),
            f"Dữ liệu: đến dòng nhật ký số {self.data_version}",
            *self._covered(),
        ]
        return [printable(line) for line in said]

    def _covered(self) -> list[str]:
        if self.masked is None:
            return []
        return ["Số định danh cá nhân đã che"] if self.masked else [f"Số định danh cá nhân để nguyên; lý do: {self.reason}"]


def covered(number: str) -> str:
    """A personal ID number as everybody may see it: "001085000123" → "0••••••••123"; shorter ones are covered whole."""
    if len(number) <= _SHOWN_FIRST + _SHOWN_LAST:
        return MASK * len(number)
    return number[:_SHOWN_FIRST] + MASK * (len(number) - _SHOWN_FIRST - _SHOWN_LAST) + number[-_SHOWN_LAST:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
