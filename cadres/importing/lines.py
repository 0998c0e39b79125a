"""What each line below a header is: a person, a unit's or a position's heading, a total, a signature, or nothing. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cadres.aliases import Unreadable, alias_key
from cadres.importing import meanings as of
from cadres.importing.header import Header
from cadres.importing.layout import Layout
from cadres.importing.sheet import Sheet, as_text
from cadres.importing.units import Found, Gazetteer
from cadres.position_aliases import read_positions


class LineKind(StrEnum):
    """What a line is."""

    PERSON = "person"
    UNIT = "unit"
    POSITION = "position"
    HEADING = "heading"
    TOTAL = "total"
    SIGNATURE = "signature"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    LineKind.PERSON: "người",
    LineKind.UNIT: "dòng tên đơn vị",
    LineKind.POSITION: "dòng tên chức danh",
    LineKind.HEADING: "dòng nhóm",
    LineKind.TOTAL: "dòng cộng",
    LineKind.SIGNATURE: "chữ ký, ngày lập",
    LineKind.OTHER: "dòng không phải người",
}


@dataclass(frozen=True, slots=True)
class Line:
    """`unit`, `positions` and `number` (of people, in a total) are set for headings of that kind.

    `bare` is a text in the column of names with nothing beside it, not even a number: among lines grouped by position it may be a
    heading that cannot be read.
    """

    row: int
    kind: LineKind
    text: str = ""
    unit: Found | None = None
    positions: tuple[str, ...] = ()
    number: int | None = None
    bare: bool = False


_NUMBERING = re.compile(r"^\s*(?:\(?(?:[IVXLC]+|\d{1,3}|[a-zA-ZĐđ])[.)/\-:]\s*|[-+*•]\s*)+")
_TOTAL = re.compile(
    r"(?:tổng(?: số| cộng)?\b|cộng(?= *(?:$|[:.\d]|chung|lại|toàn))|tong (?:so|cong)\b|toàn (?:xã|huyện|tỉnh)\b|lũy kế\b|trong đó\b).*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:nguoi (?:lap|tong hop)|thu truong|noi nhan|xac nhan|t/m|tm |kt |k/t|ky ten|lap bieu|can bo lap|nguoi ky|chu ky|ghi chu\s*:|"
    r"(?:.*\b)?ngay .*thang .*nam|duyet\b|phong noi vu|so noi vu|ban to chuc)"
)
_HEADING = re.compile(
    r"(?:can bo|cong chuc|chuyen trach|khong chuyen trach|ban chap hanh|khoi|dang|doan the|mttq|hdnd|ubnd|dang uy|chuc danh|cbcc|"
    r"nguoi hoat dong|"
    r"mat tran|cac|uy vien|lanh dao|bo phan|cap uy|nhung nguoi)\b.*"
)
_POST = re.compile(
    r"(?:phó )?(?:bí thư|trưởng|chủ tịch|chủ nhiệm|[uủ][yỷ] viên|thường trực|nhân viên|giám đốc|chỉ huy|phụ trách|văn phòng|"
    r"địa chính|tài chính|tư pháp|văn (?:hóa|hoá)|cán bộ|công chức|kiểm tra|tổ trưởng|thủ quỹ|kế toán|khuyến nông|thú y)\b",
    re.IGNORECASE,
)
"""How a post begins, with its marks: Trương is a family name, trưởng is none."""
_NAMEISH = re.compile(r"[^\W\d_]+(?:[’'\-.][^\W\d_]+)*(?:\s+[^\W\d_]+(?:[’'\-.][^\W\d_]+)*)*\.?")


def read_lines(sheet: Sheet, header: Header, layout: Layout, gazetteer: Gazetteer, hint: str = "") -> Iterator[Line]:
    """Every line that is not empty, in order, to the end of the table. `hint` is the text of the titles (for the district)."""
    names = layout.places(of.FULL_NAME) + layout.places(of.FAMILY_NAME) + layout.places(of.GIVEN_NAME)
    ordinals = layout.places(of.ORDINAL)
    told = {column.place for column in layout.columns if column.meaning not in {of.ORDINAL, of.IGNORED, of.UNKNOWN, of.NOTE}} - set(names)
    over = False
    for row in range(header.data, header.end):
        cells = {column: value for column, value in enumerate(sheet.rows[row]) if value is not None}
        if not cells or (over and len(told & cells.keys()) < 3):
            continue
        line = _line(sheet, row, cells, names, ordinals, told, gazetteer, hint)
        over = over or line.kind is LineKind.SIGNATURE
        yield line


def _line(sheet: Sheet, row: int, cells: dict, names: tuple, ordinals: tuple, told: set, gazetteer: Gazetteer, hint: str) -> Line:
    name = " ".join(sheet.text(row, column) for column in names if column in cells)
    facts = [column for column in cells if column in told]
    numbered = any(as_text(cells[column]).strip(". ").isdecimal() for column in ordinals if column in cells)
    if name and numbered and len(facts) >= 3 and _speaks_of_a_person(sheet, row, facts):
        return Line(row, LineKind.PERSON, name)
    text = _NUMBERING.sub("", name or next((as_text(value) for value in cells.values() if isinstance(value, str)), "")).strip()
    key = alias_key(text)
    if _TOTAL.match(text) and not (numbered and facts and _is_name(text)):
        return Line(row, LineKind.TOTAL, text, number=_number(text, cells, ordinals))
    if len(cells) <= 6 and not numbered and any(_SIGNED.match(alias_key(as_text(value))) for value in cells.values()):
        return Line(row, LineKind.SIGNATURE, text)
    if name and _speaks_of_a_person(sheet, row, facts):
        return Line(row, LineKind.PERSON, name)
    heading = _heading(row, text, gazetteer, hint, numbered) if text else None
    if heading:
        return heading
    if name and (numbered or facts) and _is_name(text):
        return Line(row, LineKind.PERSON, name)
    if not name and facts and (numbered or len(facts) >= 3):
        return Line(row, LineKind.PERSON, "")
    if name and _is_name(text) and len(text.split()) >= 2 and text[0].isupper() and not (_HEADING.fullmatch(key) or _POST.match(text)):
        return Line(row, LineKind.PERSON, name)
    kind = LineKind.HEADING if _HEADING.fullmatch(key) else LineKind.OTHER
    bare = bool(name) and not numbered and not facts and any(letter.isalpha() for letter in text) and not text.startswith("(")
    return Line(row, kind, text or as_text(next(iter(cells.values()))), bare=bare)


def _speaks_of_a_person(sheet: Sheet, row: int, facts: list[int]) -> bool:
    """A text or a day beside the name; numbers alone are sums beside a heading."""
    told = [sheet.value(row, column) for column in facts]
    return any(not isinstance(value, float) for value in told) or any(
        isinstance(value, float) and 1900 <= value <= 60_000 for value in told
    )


def _heading(row: int, text: str, gazetteer: Gazetteer, hint: str, numbered: bool) -> Line | None:
    key = alias_key(text)
    try:
        positions = read_positions(text)
    except Unreadable:
        positions = ()
    if positions and not key.startswith(("xa ", "phuong ", "thi tran ")) and key not in {"cong chuc", "cong chuc chuyen mon"}:
        return Line(row, LineKind.POSITION, text, positions=positions)
    if not _HEADING.fullmatch(key) and (found := gazetteer.find(text, hint)) and (_says_unit(key) or (found.exact and not numbered)):
        return Line(row, LineKind.UNIT, text, unit=found)
    if _says_unit(key):
        return Line(row, LineKind.UNIT, text, unit=Found())
    return Line(row, LineKind.HEADING, text) if _HEADING.fullmatch(key) else None


def _says_unit(key: str) -> bool:
    return bool(re.match(r"(?:don vi:? |ubnd |uy ban nhan dan )?(?:xa|phuong|thi tran|dac khu|tt|p|x) \S", key))


def _is_name(text: str) -> bool:
    return bool(_NAMEISH.fullmatch(text)) and len(text) >= 2


def _number(text: str, cells: dict, ordinals: tuple) -> int | None:
    """How many people a total speaks of: "Cộng: 18 người", or the number in its first column."""
    if match := re.search(r"(\d+)\s*(?:người|đồng chí|đ/c|cán bộ|cbcc|$)", text, re.IGNORECASE):
        return int(match[1])
    value = next((cells[column] for column in ordinals if column in cells), None)
    return int(value) if isinstance(value, float) and value.is_integer() else None
