"""What a draft of a standard says, as plain JSON: written to its rows, kept in the audit trail, and compared in words.

Pure. Days are ISO text, "" where there is none; levels are the numbers of their ladder; `province` is a code, "" for the nation.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

from cadres.levels import Ladder
from cadres.requirements import AgeKind, AllowanceKind, CountedFrom

Content = dict[str, object]
"""HEAD's keys, `positions` (codes, sorted), and `requirements`: a list of REQUIREMENT's keys and `allowances`, a list of ALLOWANCE's."""

HEAD = {
    "name": "Tên",
    "province": "Nơi áp dụng",
    "regime": "Chế độ",
    "valid_from": "Có hiệu lực từ ngày",
    "valid_to": "Đến hết ngày",
    "basis_kind": "Loại văn bản",
    "basis_number": "Số hiệu",
    "basis_article": "Điều, khoản",
    "basis": "Căn cứ",
}
REQUIREMENT = {
    "ladder": "Loại trình độ",
    "minimum": "Mức tối thiểu",
    "fitting": "Ngành phải phù hợp",
    "age_kind": "Điều kiện tuổi",
    "age_limit": "Số tuổi hoặc số tháng",
    "age_limit_women": "Riêng nữ",
    "text": "Nội dung",
    "clause": "Điều khoản",
    "exception_text": "Ngoại lệ bằng lời",
    "source": "Nguồn",
    "verified": "Đã đối chiếu văn bản gốc",
}
ALLOWANCE = {
    "kind": "Loại",
    "minimum": "Mức được hạ xuống",
    "areas": "Vùng",
    "minority": "Chỉ người dân tộc thiểu số",
    "held_before": "Đã giữ chức danh trước ngày",
    "held_on": "Đang giữ chức danh ngày",
    "first_day": "Áp dụng từ ngày",
    "last_day": "Áp dụng đến hết ngày",
    "until": "Nợ đến hết ngày",
    "months": "Nợ trong số tháng",
    "counted_from": "Số tháng tính từ",
    "text": "Nội dung",
    "clause": "Điều khoản",
    "source": "Nguồn",
    "verified": "Đã đối chiếu văn bản gốc",
}
DAYS = ("valid_from", "valid_to", "held_before", "held_on", "first_day", "last_day", "until")


def differences(before: Content, after: Content) -> list[str]:
    """What changed from one to the other, one sentence a change, in the order of the form."""
    said = list(_changed("", HEAD, before, after))
    gone, come = set(before["positions"]) - set(after["positions"]), set(after["positions"]) - set(before["positions"])
    said += [f"Thêm chức danh {code}." for code in sorted(come)] + [f"Bỏ chức danh {code}." for code in sorted(gone)]
    for place, (old, new) in enumerate(zip_longest(before["requirements"], after["requirements"]), start=1):
        said += _row_changes(f"Yêu cầu {place}", REQUIREMENT, old, new)
        if old is None or new is None:
            continue
        for nth, (was, now) in enumerate(zip_longest(old["allowances"], new["allowances"]), start=1):
            ladder = {"ladder": new["ladder"]}
            said += _row_changes(f"Yêu cầu {place}, ngoại lệ {nth}", ALLOWANCE, was and {**was, **ladder}, now and {**now, **ladder})
    return said


def _row_changes(where: str, names: Mapping[str, str], old: Mapping | None, new: Mapping | None) -> Iterable[str]:
    if old is None:
        return [f"{where}: thêm “{new['text']}”."]
    if new is None:
        return [f"{where}: bỏ “{old['text']}”."]
    return list(_changed(f"{where}: ", names, old, new))


def _changed(where: str, names: Mapping[str, str], old: Mapping, new: Mapping) -> Iterable[str]:
    for name, label in names.items():
        if old.get(name) != new.get(name):
            yield f"{where}{label}: {_told(name, old)} → {_told(name, new)}."


def _told(name: str, row: Mapping) -> str:
    value = row.get(name)
    if name == "province" and not value:
        return "cả nước"
    if value in (None, "", []):
        return "để trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if name in DAYS:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if name == "minimum":
        return level_label(row.get("ladder", ""), value)
    kinds = {"ladder": Ladder, "age_kind": AgeKind, "kind": AllowanceKind, "counted_from": CountedFrom}
    if name in kinds:
        return kinds[name](value).label
    return ", ".join(value) if isinstance(value, list) else f"{value}"


def level_label(ladder: str, minimum: int) -> str:
    """The label of a level; a number that is no level of the ladder stands as it is."""
    found = next((level.label for level in Ladder(ladder).levels if level == minimum), None) if ladder else None
    return found or f"mức {minimum}"
