"""Reads from an address what stands at the top and the end of a paper; what is not asked is what offices of that tier usually put.

What cannot be printed is said beside its box; a file is not made of it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest
from reports.letterhead import Letterhead, recipient_lines, usual
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

SIGNED_ON, RECIPIENTS = "ngay-ky", "noi-nhan"
NAMES = (*(name for name, _, _ in _FIELDS), SIGNED_ON, RECIPIENTS)
LONGEST, MOST_RECIPIENTS = 200, 12
_NUMBER = re.compile(r"\w{1,10}")


class Unprintable(ValueError):
    """What was typed into a box cannot stand on the paper; the text is a sentence."""


def asked_letterhead(selection: Selection, area: AreaRef) -> Letterhead:
    """The letterhead of a paper of this place. Raises BadRequest for a day that cannot be read and for texts that cannot be printed."""
    told, wrong = _read(selection)
    for name, said in wrong.items():
        raise BadRequest(f"Tham số “{name}”: {said}", advice="Sửa ô ấy trên trang văn bản rồi tải lại.")
    return replace(usual(area, selection.today), **told)


def letterhead_boxes(selection: Selection, area: AreaRef) -> tuple[Ask, ...]:
    """The boxes of the page; each shows what stands on the paper when it is left empty, and what is wrong with what was typed."""
    standing, (_, wrong) = usual(area, selection.today), _read(selection)
    boxes = [_box(selection, wrong, name, label, getattr(standing, field)) for name, label, field in _FIELDS]
    signed = _box(selection, wrong, SIGNED_ON, "Ngày ký", f"{standing.day:%d/%m/%Y}")
    to = _box(selection, wrong, RECIPIENTS, "Nơi nhận (mỗi nơi một dòng, dòng cuối là nơi lưu)", "\n".join(standing.recipients))
    return (*boxes, signed, replace(to, lines=4))


def _read(selection: Selection) -> tuple[dict, Mapping[str, str]]:
    """(fields of the letterhead, what is wrong by the name asked)."""
    readers = {name: (field, _number if field == "number" else _text) for name, _, field in _FIELDS}
    readers |= {SIGNED_ON: ("day", _day), RECIPIENTS: ("recipients", _recipients)}
    told, wrong = {}, {}
    for name, (field, read) in readers.items():
        if selection.own.get(name, "").strip():
            try:
                told[field] = read(selection.own[name])
            except (Unprintable, UnreadableDate) as error:
                wrong[name] = str(error)
    return told, wrong


def _text(asked: str) -> str:
    text = " ".join(asked.split())
    if len(text) > LONGEST:
        raise Unprintable(f"Dài {len(text)} chữ; nhận tối đa {LONGEST} chữ.")
    return text


def _number(asked: str) -> str:
    text = _text(asked)
    if not _NUMBER.fullmatch(text):
        raise Unprintable(f"“{text[:40]}” không phải số văn bản. Chỉ ghi số, chẳng hạn 05 hoặc 12a; ký hiệu ghi ở ô Ký hiệu.")
    return text


def _day(asked: str):
    return read_day(asked.strip()[:40])


def _recipients(asked: str) -> tuple[str, ...]:
    lines = [_text(line) for line in asked.splitlines() if line.strip()]
    if len(lines) > MOST_RECIPIENTS:
        raise Unprintable(f"Có {len(lines)} nơi nhận; nhận tối đa {MOST_RECIPIENTS} dòng.")
    return recipient_lines(lines)


def _box(selection: Selection, wrong: Mapping[str, str], name: str, label: str, standing: str) -> Ask:
    hint = standing if name == RECIPIENTS else standing.replace("\n", " ")
    return Ask(name, label, value=selection.own.get(name, ""), hint=hint, wrong=wrong.get(name, ""))
