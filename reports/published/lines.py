"""Figures pasted from a report, one a line: every line is read or refused with a sentence, none is lost.

Pure. Columns are parted by tabs, semicolons or bars. A first line of known headings says which column is which; without it they
stand in the order of COLUMNS. A line of one column is words with a number ("đại học chiếm 62,46 %").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chuanxa.names import search_key
from reports.published.figures import OF_PLAN, PERCENT, Figure, Part
from reports.published.numbers import Unreadable, read_count, read_number

COLUMNS = ("label", "printed", "unit", "count", "total", "group", "part", "population", "day")
HEADINGS = {
    "label": ("Nội dung", "Nhãn", "Chỉ tiêu", "Tên"),
    "printed": ("Số đã in", "Trị số", "Giá trị", "Số liệu"),
    "unit": ("Đơn vị", "Đơn vị tính", "ĐVT"),
    "count": ("Số đếm", "Số lượng", "Tử số", "Số người"),
    "total": ("Tổng số", "Tổng", "Mẫu số"),
    "group": ("Nhóm",),
    "part": ("Vai trò", "Vai trò trong nhóm"),
    "population": ("Đối tượng", "Quần thể"),
    "day": ("Ngày", "Tại ngày"),
}
PARTS = {
    Part.MEMBER: ("phần", "thành phần"),
    Part.REMAINDER: ("còn lại", "phần còn lại"),
    Part.WHOLE: ("tổng", "toàn bộ"),
    Part.AMONG: ("trong đó",),
}
MOST_LINES, LONGEST_LINE = 500, 1000
_COLUMN_OF = {search_key(name): column for column, names in HEADINGS.items() for name in names}
_PART_OF = {search_key(name): part for part, names in PARTS.items() for name in names}
_ONE_NUMBER = re.compile(
    r"(?P<number>(?:(?:trên|hơn|gần|dưới|khoảng)\s+)?[0-9][0-9.,]*(?:/[0-9][0-9.,]*)?(?:\s*(?:ngàn|nghìn|vạn|triệu|tỷ|tỉ)\b)?)\s*(?P<unit>%?)",
    re.IGNORECASE,
)


class TooMuch(ValueError):
    """More was pasted than one reading takes; carries a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the line's in what was pasted, from 1; `cells` are its texts by column; `errors` are sentences by column."""

    number: int
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        return not self.errors


def read_lines(text: str) -> list[Line]:
    """Every line that is not blank and is not the headings. Raises TooMuch."""
    rows = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(rows) > MOST_LINES:
        raise TooMuch(f"Dán {len(rows)} dòng; mỗi lần nhận nhiều nhất {MOST_LINES} dòng. Chia làm nhiều lần.")
    if long := next((number for number, line in rows if len(line) > LONGEST_LINE), None):
        raise TooMuch(f"Dòng {long} dài hơn {LONGEST_LINE} ký tự. Mỗi số liệu ghi một dòng.")
    columns = _headings(rows[0][1]) if rows else None
    return [_line(number, line, columns or COLUMNS) for number, line in (rows[1:] if columns else rows)]


def _headings(line: str) -> tuple[str, ...] | None:
    """The columns that a first line names, "" for one we do not keep; None when it names no printed value."""
    found = tuple(_COLUMN_OF.get(search_key(cell), "") for cell in _parted(line))
    return found if "printed" in found and "label" in found else None


def _parted(line: str) -> list[str]:
    for mark in ("\t", ";", "|"):
        if mark in line:
            return [cell.strip() for cell in line.split(mark)]
    return [line.strip()]


def _line(number: int, line: str, columns: Sequence[str]) -> Line:
    cells = dict.fromkeys(COLUMNS, "")
    parted = _parted(line)
    if len(parted) == 1:
        found = list(_ONE_NUMBER.finditer(line))
        if len(found) != 1:
            told = "không có số nào" if not found else f"có {len(found)} số"
            sentence = f"Dòng này {told}. Mỗi dòng một số liệu; các cột cách nhau bằng tab hoặc dấu chấm phẩy."
            return Line(number, cells | {"label": line.strip()}, {"printed": sentence})
        words = " ".join(f"{line[: found[0].start()]} {line[found[0].end() :]}".split())
        cells |= {"label": words or line.strip(), "printed": found[0]["number"], "unit": found[0]["unit"]}
    else:
        cells |= {column: cell for column, cell in zip(columns, parted, strict=False) if column}
    tidy(cells)
    return Line(number, cells, refused(cells))


def tidy(cells: dict[str, str]) -> None:
    """Take the sign % off the value into its unit, and part "15/16" into a count and its total, where those were left empty."""
    printed = cells["printed"].strip()
    if printed.endswith("%"):
        printed, cells["unit"] = printed.removesuffix("%").strip(), cells["unit"] or PERCENT
    first, slash, second = printed.partition("/")
    if slash and first.strip() and second.strip():
        printed, cells["total"] = first.strip(), cells["total"] or second.strip()
    cells["printed"] = printed
    if search_key(cells["unit"]) == search_key(OF_PLAN):
        cells["unit"] = OF_PLAN


def refused(cells: dict[str, str]) -> dict[str, str]:
    """What cannot be read in a figure's texts: a sentence by column."""
    errors = {}
    if not cells["label"].strip():
        errors["label"] = "Chưa ghi nội dung của số liệu."
    readers = {"printed": read_number, "count": read_count, "total": read_count}
    for column, reader in readers.items():
        if column == "printed" or cells[column].strip():
            try:
                reader(cells[column])
            except Unreadable as error:
                errors[column] = str(error)
    if cells["part"].strip() and part_of(cells["part"]) is None:
        accepted = ", ".join(names[0] for names in PARTS.values())
        errors["part"] = f"Không hiểu vai trò “{cells['part'][:40]}”. Nhận: {accepted}."
    return errors


def part_of(text: str) -> Part | None:
    """The part that a word names; None for an unknown one."""
    return _PART_OF.get(search_key(text)) or (Part(text) if text in {part.value for part in Part} else None)


def figure_of(cells: dict[str, str], key: str) -> Figure:
    """The figure that readable texts describe. Raises Unreadable."""
    return Figure(
        key,
        cells["label"],
        read_number(cells["printed"]),
        cells["unit"].strip(),
        read_count(cells["count"]) if cells["count"].strip() else None,
        read_count(cells["total"]) if cells["total"].strip() else None,
        cells["population"].strip(),
        cells["group"].strip(),
        part_of(cells["part"]) or Part.MEMBER,
    )
