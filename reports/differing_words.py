"""What differs about somebody between two sides of a closed day, in words: "Chuyên môn: Cao đẳng → Đại học"."""

from datetime import date

from cadres.ethnic_groups import BY_CODE
from cadres.levels import STANDING_LADDERS
from cadres.standards import Verdict
from reports.people_columns import level_label, why
from reports.reconciliation import Differing, Reconciliation
from reports.reconciling import Side
from reports.selection import Selection

NOTHING_KNOWN = "chưa có dữ liệu"
_SEXES = {1: "nam", 2: "nữ"}


def post_text(side: Side, selection: Selection) -> str:
    """ "Bí thư Đảng ủy, Xã Trường Hà"."""
    unit = selection.register.units["commune"].get(side.place[-1])
    label = selection.catalogue.labels.get(side.post[0], ("", "chức danh"))[1]
    return f"{label}, {unit.full_name}" if unit else label


def differences(one: Differing, found: Reconciliation) -> list[str]:
    """One line a difference; of somebody who is on one side alone, which."""
    if one.then == one.now:
        return ["Ngoại ngữ, luân chuyển, ngành đào tạo hoặc chi tiết khác mà bảng tổng hợp không xét"]
    if one.then is None:
        return [f"Lúc chốt: không có → hôm nay: {post_text(one.now, found.after)}"]
    if one.now is None:
        return [f"Lúc chốt: {post_text(one.then, found.before)} → hôm nay: không còn"]
    said = []
    before, after = post_text(one.then, found.before), post_text(one.now, found.after)
    if before != after:
        said.append(f"Chức danh: {before} → {after}")
    elif one.then.post != one.now.post or one.then.place != one.now.place:
        said.append("Chức danh kiêm nhiệm hoặc đơn vị cấp trên đổi")
    for ladder, old, new in zip(STANDING_LADDERS, one.then.levels, one.now.levels, strict=True):
        if old != new:
            said.append(f"{ladder.label}: {level_label(ladder, old) or NOTHING_KNOWN} → {level_label(ladder, new) or NOTHING_KNOWN}")
    if one.then.marks != one.now.marks:
        said.append(f"Đạt chuẩn: {_judged(one.then)} → {_judged(one.now)}")
    return said + _traits(one.then, one.now)


def _judged(side: Side) -> str:
    verdict, *masks = side.marks
    reasons = why(*masks)
    return f"{Verdict(verdict).label.lower()}{f' ({reasons})' if reasons else ''}"


def _traits(then: Side, now: Side) -> list[str]:
    labels = ("Giới tính", "Dân tộc", "Ngày sinh", "Ngày vào Đảng")
    return [
        f"{label}: {_trait(old)} → {_trait(new)}" for label, old, new in zip(labels, _read(then), _read(now), strict=True) if old != new
    ]


def _read(side: Side) -> tuple:
    sex, ethnic, born, party = side.traits
    group = BY_CODE.get(f"{ethnic:02d}")
    return _SEXES.get(sex, ""), group.name if group else "", born, party


def _trait(value: str | date | None) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or NOTHING_KNOWN
