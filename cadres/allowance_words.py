"""The conditions of an allowance in words, from its columns: what it gives, where, and to whom."""

from cadres.levels import Ladder
from cadres.models import Allowance
from cadres.requirements import CountedFrom
from provinces.models import AreaClass

_START = {start.value: start.label[:1].lower() + start.label[1:] for start in CountedFrom} | {"": ""}


def conditions(allowance: Allowance, ladder: Ladder | None) -> str:
    """ "huyện nghèo: từ trung cấp, với người giữ chức danh trước ngày 01/01/2012"."""
    where = [AreaClass(area).label.lower() for area in allowance.areas] + ["người dân tộc thiểu số"] * allowance.minority
    months = f"nợ {allowance.months} tháng {_START[allowance.counted_from]}"
    said = {
        "lowered": f"từ {ladder.levels(allowance.minimum).label.lower()}" if ladder and allowance.minimum is not None else "hạ mức",
        "exempt": "miễn",
        "owed": f"nợ đến {allowance.until:%d/%m/%Y}" if allowance.until else months,
    }[allowance.kind]
    if allowance.held_before:
        said += f", với người giữ chức danh trước ngày {allowance.held_before:%d/%m/%Y}"
    if allowance.held_on:
        said += f", với người đang giữ chức danh ngày {allowance.held_on:%d/%m/%Y}"
    if allowance.first_day:
        said += f", từ {allowance.first_day:%d/%m/%Y}"
    if allowance.last_day:
        said += f", đến hết {allowance.last_day:%d/%m/%Y}"
    return f"{', '.join(where)}: {said}" if where else said[:1].upper() + said[1:]
