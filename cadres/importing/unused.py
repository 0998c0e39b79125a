"""Says which columns of a list are not taken, and why: nothing of a sender's file is left out in silence. Pure.

Membership of a Party committee ("Tham gia cấp ủy") is among them on purpose: a tick says neither which committee nor since when, and
a seat is an appointment with a first day; it is entered in the dossier.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.importing import meanings as of
from cadres.importing.layout import Column, Layout
from cadres.importing.meanings import header_key

UNKNOWN = "Chưa hiểu các cột này. Nếu cần nhập, mở “Cách đọc tệp” để chỉ cột chứa gì."
CHOSEN = "Bạn đã chọn không nhập, hoặc hệ thống không giữ dữ liệu này."
_WHYS = (
    ("Tính được từ ngày sinh của từng người.", r"\btuoi\b"),
    ("Tính được từ cột dân tộc.", r"dan toc thieu so|\bdtts\b"),
    (
        "Dấu x không nói cấp ủy nào và từ ngày nào. Ghi ở hồ sơ từng người: thêm chức danh ủy viên Ban Chấp hành Đảng bộ, từ ngày vào.",
        r"cap uy",
    ),
    ("Ghi ở hồ sơ từng người, mục Luân chuyển hoặc Quy hoạch: cần ngày và quyết định.", r"luan chuyen|quy hoach"),
    ("Hệ thống không giữ tư cách đại biểu Hội đồng nhân dân.", r"dai bieu"),
    ("Hồ sơ lương, ngạch, bảo hiểm: hệ thống không giữ.", r"\bbhxh\b|bao hiem|luong\b|he so|\bbac\b|ngach|phu cap|tham nien|bien che"),
    ("Đánh giá, khen thưởng, kỷ luật: hệ thống không giữ.", r"khen thuong|ky luat|danh gia|xep loai"),
    ("Thông tin liên hệ: hệ thống không giữ.", r"dien thoai|\bsdt\b|email|thu dien tu"),
    (
        "Lý lịch không dùng để xét tiêu chuẩn: hệ thống không giữ.",
        r"ton giao|que quan|nguyen quan|noi sinh|noi o|cho o|thuong tru|hon nhan|gia dinh|so con|thanh phan|suc khoe",
    ),
)
_RULES = tuple((why, re.compile(pattern)) for why, pattern in _WHYS)


@dataclass(frozen=True, slots=True)
class Unused:
    """One reason, and the columns that it holds for: (letters, header)."""

    why: str
    columns: tuple[tuple[str, str], ...]


def unused_columns(layouts: Iterable[Layout]) -> tuple[Unused, ...]:
    """The columns with something in them that are not taken, by reason; those not understood first. A header of several sheets once."""
    found: dict[str, dict[str, str]] = {}
    for layout in layouts:
        for column in layout.columns:
            if column.meaning in {of.IGNORED, of.UNKNOWN} and column.examples:
                found.setdefault(why_unused(column), {}).setdefault(column.header, column.letters)
    order = [UNKNOWN, *(why for why, _ in _WHYS), CHOSEN]
    return tuple(Unused(why, tuple((letters, header) for header, letters in found[why].items())) for why in sorted(found, key=order.index))


def why_unused(column: Column) -> str:
    """Why a column is not taken, in a sentence."""
    key = " ".join(map(header_key, column.path))
    otherwise = UNKNOWN if column.meaning == of.UNKNOWN else CHOSEN
    return next((why for why, rule in _RULES if rule.search(key)), otherwise)
