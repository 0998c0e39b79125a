"""Who sends an official paper, to whom, from where, and who signs it (Decree 30/2020/NĐ-CP, appendix I). Pure.

Nothing here is invented: a number that the registry has not given yet stays blank, and the name of the signer is who was typed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.report import AreaRef

_KINDS = (
    "thành phố trực thuộc trung ương ",
    "thành phố ",
    "thị trấn ",
    "thị xã ",
    "đặc khu ",
    "phường ",
    "huyện ",
    "quận ",
    "tỉnh ",
    "xã ",
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`superior` may be empty; `recipients` are the lines of "Nơi nhận", the filing copy last."""

    body: str
    symbol: str
    place: str
    day: date
    role: str
    superior: str = ""
    number: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def numbered(self) -> str:
        """ "Số: 05/BC-SNV"; room for the number where the registry has not given one."""
        number = f"{int(self.number):02}" if self.number.isdigit() else self.number
        return f"Số: {number or '        '}/{self.symbol}"

    @property
    def dated(self) -> str:
        """ "Cao Bằng, ngày 05 tháng 01 năm 2014": days below ten, January and February take a zero."""
        month = f"{self.day.month:02}" if self.day.month < 3 else f"{self.day.month}"
        return f"{self.place}, ngày {self.day.day:02} tháng {month} năm {self.day.year}"


def usual(area: AreaRef, day: date) -> Letterhead:
    """What offices of each tier put on their reports, before anything is typed in."""
    name = area.name.upper()
    place = bare_name(area.name)
    if area.level == "province":
        to = ("- Ủy ban nhân dân tỉnh (để báo cáo);", "- Ban Tổ chức Tỉnh ủy;", "- Lưu: VT.")
        return Letterhead("SỞ NỘI VỤ", "BC-SNV", place, day, "GIÁM ĐỐC", superior=f"ỦY BAN NHÂN DÂN\n{name}", recipients=to)
    if area.level == "district":
        to = ("- Ủy ban nhân dân huyện (để báo cáo);", "- Lưu: VT.")
        return Letterhead("PHÒNG NỘI VỤ", "BC-PNV", place, day, "TRƯỞNG PHÒNG", superior=f"ỦY BAN NHÂN DÂN\n{name}", recipients=to)
    if area.level == "commune":
        to = ("- Sở Nội vụ (để báo cáo);", "- Thường trực Đảng ủy, HĐND;", "- Lưu: VT.")
        return Letterhead(f"ỦY BAN NHÂN DÂN\n{name}", "BC-UBND", place, day, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", recipients=to)
    return Letterhead("BỘ NỘI VỤ", "BC-BNV", "Hà Nội", day, "BỘ TRƯỞNG", recipients=("- Lưu: VT.",))


def recipient_lines(typed: Sequence[str]) -> tuple[str, ...]:
    """Names of recipients as lines of "Nơi nhận": a dash before each, a semicolon behind, a full stop behind the last.

    "Như trên", "- Lưu VT;" → "- Như trên;", "- Lưu VT.".
    """
    names = [name for line in typed if (name := line.strip().lstrip("-–—+•*").strip().rstrip(";.,").strip())]
    return tuple(f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, start=1))


def bare_name(name: str) -> str:
    """ "Tỉnh Cao Bằng" → "Cao Bằng"."""
    kind = next((kind for kind in _KINDS if name.lower().startswith(kind)), "")
    return name[len(kind) :]
