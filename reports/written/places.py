"""How a report names its place and its people in running text. Pure."""

from reports.report import AreaRef, Filter
from reports.sentences import lower_first

_AREAS = {
    "border": "các xã, phường, thị trấn biên giới",
    "highland": "các xã vùng cao",
    "mountain": "các xã miền núi",
    "especially_difficult": "các xã đặc biệt khó khăn",
    "poor_district": "các xã thuộc huyện nghèo",
    "khmer_many": "các xã, phường, thị trấn có đông đồng bào Khmer",
}
"""Communes of one class, by the value of the filter `vung`."""

PEOPLE = "cán bộ, công chức cấp xã"


def own_name(area: AreaRef) -> str:
    """ "tỉnh Cao Bằng", "cả nước"."""
    return lower_first(area.name)


def whole(area: AreaRef, filters: tuple[Filter, ...] = ()) -> str:
    """ "toàn tỉnh Cao Bằng", "các xã thuộc huyện nghèo của tỉnh Bắc Kạn"."""
    name = own_name(area)
    communes = _communes(filters)
    if communes:
        return f"{communes} trong cả nước" if not area.code and area.name == "Cả nước" else f"{communes} của {name}"
    return f"toàn {name}" if area.code else name


def of_place(area: AreaRef, filters: tuple[Filter, ...] = ()) -> str:
    """ "của tỉnh Cao Bằng", "tại các xã thuộc huyện nghèo của tỉnh Bắc Kạn"."""
    return f"{'tại' if _communes(filters) else 'của'} {whole(area, filters).removeprefix('toàn ')}"


def other_filters(filters: tuple[Filter, ...]) -> str:
    """What else people are narrowed to: "giới tính: nữ; dân tộc: Tày"; "" when nothing."""
    told = [item for item in filters if not (item.name == "vung" and _communes(filters))]
    return "; ".join(f"{lower_first(item.label)}: {', '.join(lower_first(label) for _, label in item.values)}" for item in told)


def _communes(filters: tuple[Filter, ...]) -> str:
    asked = [value for item in filters if item.name == "vung" for value, _ in item.values]
    return _AREAS.get(asked[0], "") if len(asked) == 1 else ""
