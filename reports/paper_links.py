"""The papers that can be made of a place, and their addresses: they are asked as the page they start from is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from provinces.register import UnitRef
from reports.asking import PLACES
from reports.filters import NAMES
from reports.rounding_asked import ROUNDING_NAMES

_KEPT = ("ngay", "so-voi", "ghi-nhan", "ranh-gioi", *NAMES, *ROUNDING_NAMES)
_PLACE_NAMES = {tier: name for name, tier in PLACES.items()}


@dataclass(frozen=True, slots=True)
class PaperKind:
    """`short` is what a menu calls it; `forms` are (label, value of `dinh-dang`) of its files; `tiers` those it is of, "" the country."""

    url_name: str
    label: str
    short: str
    says: str
    forms: tuple[tuple[str, str], ...]
    tiers: tuple[str, ...] = ("", "province", "district", "commune")


WRITTEN = PaperKind(
    "written-report",
    "Văn bản báo cáo",
    "Văn bản Word",
    "Báo cáo viết thành lời, ngắn, vừa hay đầy đủ, so với kỳ trước; mỗi số mở đúng người của nó; bản Word đúng thể thức để trình ký.",
    (("Word", "docx"),),
)
LEADER = PaperKind(
    "leader-workbook",
    "Tập số liệu cho lãnh đạo",
    "Tập số liệu Excel",
    "Một tệp Excel: số liệu chính trên một trang, từng xã, từng chức danh, trước và sau, đề án, chất lượng dữ liệu, bảng dữ liệu để lọc.",
    (("Excel", "xlsx"),),
    ("province", "district", "commune"),
)
SUMMARY = PaperKind(
    "summary-page",
    "Tóm tắt một trang",
    "Tóm tắt một trang",
    "In vừa một tờ A4: ai đạt, ai chưa, vì sao, ở đâu, và điều gì bù được chỗ thiếu; không có tên người.",
    (),
)
PAPERS = (WRITTEN, LEADER, SUMMARY)


def paper_links(request: HttpRequest, unit: UnitRef | None) -> list[tuple[str, str]]:
    """(label, address) of the papers of a place, for the menu of its page."""
    tier = unit.tier if unit else ""
    papers = [(paper.short, paper_href(paper, request.GET, unit)) for paper in PAPERS if tier in paper.tiers]
    return [*papers, ("Biểu mẫu báo cáo", forms_href(request.GET, unit))]


def forms_href(asked: QueryDict, unit: UnitRef | None) -> str:
    """The official forms of the same place and day; they take no filters."""
    query = {name: asked[name] for name in ("ngay", "ghi-nhan") if asked.get(name)}
    query |= {_PLACE_NAMES[unit.tier]: unit.code} if unit else {}
    return f"{reverse('form-list')}?{urlencode(query)}" if query else reverse("form-list")


def paper_href(paper: PaperKind, asked: QueryDict, unit: UnitRef | None, form: str = "") -> str:
    """The page of a paper, or its file in the form `form`."""
    query = QueryDict(mutable=True)
    if unit is not None:
        query[_PLACE_NAMES[unit.tier]] = unit.code
    for name in _KEPT:
        if values := [value for value in asked.getlist(name) if value]:
            query.setlist(name, values)
    if form:
        query["dinh-dang"] = form
    address = reverse(paper.url_name)
    return f"{address}?{query.urlencode()}" if query else address
