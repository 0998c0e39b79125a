"""The rows of a list of users, and everything that is wrong with them, in words that whoever wrote the list understands. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from chuanxa.names import clean, search_key
from chuanxa.roles import ROLES

HEADERS = ("Họ và tên", "Tên đăng nhập", "Vai trò", "Cơ quan", "Phạm vi")
MOST = 500
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")
USERNAME_SAYS = "3 đến 50 chữ thường không dấu, số, dấu chấm, gạch; chẳng hạn lan.caobang"
_OBLIGATORY = HEADERS[:3]
_LOOKED_AT = 15


class BadList(ValueError):
    """The list cannot be read at all; the text says what was found and what is accepted."""


@dataclass
class UserRow:
    """One row: `number` is Excel's; `places` the texts of the scopes as written; `errors` sentences."""

    number: int
    full_name: str
    username: str
    role: str
    workplace: str
    places: tuple[str, ...]
    errors: list[str] = field(default_factory=list)

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label if self.role in ROLES else self.role


def read_rows(cells: Sequence[Sequence[str]]) -> list[UserRow]:
    """The rows below the header, empty ones left out. Raises BadList."""
    start, columns = _header(cells)
    rows = [_row(number, line, columns) for number, line in enumerate(cells[start + 1 :], start=start + 2) if any(filter(None, line))]
    if not rows:
        raise BadList("Dưới dòng tiêu đề không có người nào. Mỗi người một dòng.")
    if len(rows) > MOST:
        raise BadList(f"Danh sách có {len(rows)} người. Nhận tới {MOST} người mỗi lần; tách thành nhiều tệp.")
    return rows


def check_rows(rows: Sequence[UserRow], *, taken: Container[str], read_places: Callable[[Sequence[str]], tuple[list, list[str]]]) -> list:
    """Writes the errors of each row into it; returns the places of each row. `taken` are the user names that exist."""
    counted = Counter(row.username for row in rows)
    places = []
    for row in rows:
        found, wrong = read_places(row.places)
        row.errors = [*_wrong_words(row), *_wrong_name(row, counted, taken), *wrong]
        if not row.places and row.role != "auditor":
            row.errors.append(
                "Chưa ghi phạm vi: không có phạm vi thì không thấy gì. Ghi mã hay tên đơn vị, nhiều nơi cách nhau dấu chấm phẩy."
            )
        places.append(found)
    return places


def _header(cells: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    wanted = {search_key(name): name for name in HEADERS}
    for place, line in enumerate(cells[:_LOOKED_AT]):
        columns = {wanted[key]: at for at, text in enumerate(line) if (key := search_key(text or "")) in wanted}
        if set(_OBLIGATORY) <= set(columns):
            return place, columns
    raise BadList(f"Không thấy dòng tiêu đề trong {_LOOKED_AT} dòng đầu. Cần các cột: {', '.join(HEADERS)}. Tải tệp mẫu rồi điền vào đó.")


def _row(number: int, line: Sequence[str], columns: dict[str, int]) -> UserRow:
    def cell(name: str) -> str:
        at = columns.get(name, len(line))
        return clean(line[at] or "") if at < len(line) else ""

    places = tuple(filter(None, (part.strip() for part in cell("Phạm vi").split(";"))))
    return UserRow(number, cell("Họ và tên"), cell("Tên đăng nhập"), _role(cell("Vai trò")), cell("Cơ quan"), places)


def _role(text: str) -> str:
    """The name of the role whose label or name is written; the text itself when there is none."""
    key = search_key(text)
    return next((name for name, role in ROLES.items() if key in {search_key(role.label), name}), text)


def _wrong_words(row: UserRow) -> list[str]:
    wrong = []
    if not row.full_name:
        wrong.append("Chưa ghi họ và tên.")
    if len(row.full_name) > 150:
        wrong.append("Họ và tên dài quá 150 chữ.")
    if len(row.workplace) > 200:
        wrong.append("Tên cơ quan dài quá 200 chữ.")
    if row.role not in ROLES:
        labels = ", ".join(role.label for role in ROLES.values())
        wrong.append(f"Không có vai trò “{row.role[:40]}”. Nhận: {labels}." if row.role else f"Chưa ghi vai trò. Nhận: {labels}.")
    return wrong


def _wrong_name(row: UserRow, counted: Counter, taken: Container[str]) -> list[str]:
    if not USERNAME.fullmatch(row.username):
        return [f"Tên đăng nhập “{row.username[:60]}” chưa đúng. Nhận {USERNAME_SAYS}."]
    if counted[row.username] > 1:
        return [f"Tên đăng nhập “{row.username}” có ở {counted[row.username]} dòng. Mỗi người một tên riêng."]
    if row.username in taken:
        return [f"Tên đăng nhập “{row.username}” đã có người dùng. Chọn tên khác, hoặc sửa người ấy ở trang Người dùng."]
    return []
