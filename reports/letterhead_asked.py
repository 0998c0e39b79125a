"""Reads from an address what stands at the top and the end of a paper; what is not asked is what offices of that tier usually put."""

from dataclasses import replace

from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest
from reports.letterhead import Letterhead, usual
from reports.report import AreaRef
from reports.report_kind import Ask
from reports.selection import Selection

_FIELDS = (
    ("chu-quan", "Cơ quan chủ quản", "superior"),
    ("co-quan", "Cơ quan ban hành", "body"),
    ("so-van-ban", "Số văn bản (để trống: văn thư điền)", "number"),
    ("ky-hieu", "Ký hiệu", "symbol"),
    ("dia-danh", "Địa danh", "place"),
    ("chuc-vu", "Quyền hạn, chức vụ người ký", "role"),
    ("nguoi-ky", "Họ tên người ký", "signer"),
)
"""(query name, label, field of the Letterhead)."""

SIGNED_ON = "ngay-ky"
NAMES = (*(name for name, _, _ in _FIELDS), SIGNED_ON)
LONGEST = 200


def asked_letterhead(selection: Selection, area: AreaRef) -> Letterhead:
    """The letterhead of a paper of this place. Raises BadRequest for a day that cannot be read and for texts too long to print."""
    told = {field: _text(selection, name, label) for name, label, field in _FIELDS if selection.own.get(name)}
    return replace(usual(area, selection.today), **told, **_signed_on(selection))


def _text(selection: Selection, name: str, label: str) -> str:
    text = " ".join(selection.own[name].split())
    if len(text) > LONGEST:
        raise BadRequest(f"“{label}” dài {len(text)} chữ.", f"Nhận tối đa {LONGEST} chữ.")
    return text


def _signed_on(selection: Selection) -> dict:
    text = selection.own.get(SIGNED_ON, "").strip()[:40]
    if not text:
        return {}
    try:
        return {"day": read_day(text)}
    except UnreadableDate as error:
        raise BadRequest(f"Tham số “{SIGNED_ON}”: {error}") from error


def letterhead_boxes(selection: Selection, area: AreaRef) -> tuple[Ask, ...]:
    """The boxes of the page; each shows what stands on the paper when it is left empty."""
    standing = usual(area, selection.today)
    boxes = [_box(selection, name, label, getattr(standing, field)) for name, label, field in _FIELDS]
    return (*boxes, _box(selection, SIGNED_ON, "Ngày ký", f"{standing.day:%d/%m/%Y}"))


def _box(selection: Selection, name: str, label: str, standing: str) -> Ask:
    return Ask(name, label, value=selection.own.get(name, ""), hint=standing.replace("\n", " "))
