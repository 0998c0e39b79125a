"""The catalogue of reports that the user may open."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.record_kinds import KINDS as RECORD_KINDS
from cadres.record_kinds import RecordKind
from chuanxa.access import allow
from chuanxa.roles import Permission
from reports.asking import ask
from reports.catalogue import grouped
from reports.links import kind_href, unit_href
from reports.paper_links import PAPERS as PAPER_KINDS
from reports.paper_links import PaperKind, paper_href
from reports.report_kind import ReportKind
from reports.views.area import crumbs, notices

LISTS = "Danh mục"
"""The heading of what reports are asked by."""

PAPERS = "Biểu mẫu và văn bản"
"""The heading of what is signed and sent."""

BOOKS = "Sổ ghi chép"
"""The heading of the lists of records that reports count."""


@require_safe
@allow(Permission.SEE_FIGURES)
def report_list(request: HttpRequest) -> HttpResponse:
    """One report per unit of the scope, every kind of the catalogue, and how to ask them for other days."""
    selection = ask(request, formats=("html",))
    reach, units = selection.reach, selection.register
    if reach.everywhere:
        places = units.all_on("province", selection.day)
    else:
        given = (("province", reach.provinces), ("district", reach.districts), ("commune", reach.communes))
        places = [units.units[tier][pk] for tier, ids in given for pk in sorted(ids)]
        places = [unit for unit in places if selection.day in unit.period]
    page = {
        "crumbs": crumbs(request, selection, "Báo cáo"),
        "day_text": f"Ngày {selection.day:%d/%m/%Y}",
        "notices": notices(selection),
        "groups": _groups(places, request),
    }
    return render(request, "reports/catalogue.html", {"page": page})


def _groups(places: list, request: HttpRequest) -> list[dict]:
    """The units first, then every kind of the catalogue under its heading; nothing for somebody without a place."""
    if not places:
        return []
    names = request.user.may(Permission.SEE_PEOPLE)
    kinds = [{"heading": group, "reports": [_kind_entry(kind, request) for kind in kinds]} for group, kinds in grouped()]
    units = {"heading": "Tổng hợp từng đơn vị", "reports": [_entry(unit, request) for unit in places]}
    readable = [kind for kind in RECORD_KINDS if names or not kind.personal]
    books = {"heading": BOOKS, "reports": [*([_STUDIES] if names else []), *map(_book_entry, readable)]}
    made = [_paper_entry(paper, places, request) for paper in PAPER_KINDS]
    papers = {"heading": PAPERS, "reports": [*made, _forms_entry(request), _closed_entry()]}
    return [units, papers, *kinds, books, {"heading": LISTS, "reports": [_areas_entry(request)]}]


def _closed_entry() -> dict:
    says = "Giữ nguyên từng chữ số của ngày đã báo cáo: sơ bộ, chính thức, điều chỉnh; đối chiếu với số hôm nay, từng người vì sao khác."
    return {"label": "Chốt số liệu", "says": says, "href": reverse("closed-list"), "exports": []}


def _paper_entry(paper: PaperKind, places: list, request: HttpRequest) -> dict:
    """Of one's own unit where there is just one; otherwise of everything in scope, and the page asks for a place."""
    unit = places[0] if len(places) == 1 else None
    makes = unit is not None or "" in paper.tiers
    exports = [(label, paper_href(paper, request.GET, unit, form)) for label, form in paper.forms if makes]
    return {"label": paper.label, "says": paper.says, "href": paper_href(paper, request.GET, unit), "exports": exports}


def _forms_entry(request: HttpRequest) -> dict:
    asked = f"?{urlencode({'ngay': request.GET['ngay']})}" if request.GET.get("ngay") else ""
    says = "Biểu của Bộ Nội vụ và Ban Tổ chức Trung ương, lập từ hồ sơ cho một nơi, một ngày; mẫu thay được khi văn bản đổi."
    return {"label": "Biểu mẫu báo cáo", "says": says, "href": f"{reverse('form-list')}{asked}", "exports": []}


def _areas_entry(request: HttpRequest) -> dict:
    says = "Xã biên giới, vùng cao, đặc biệt khó khăn, huyện nghèo…: từ ngày nào, theo căn cứ nào; vùng quyết định ngoại lệ của tiêu chuẩn."
    href = f"{reverse('area-list')}{'?' + urlencode({'ngay': request.GET['ngay']}) if request.GET.get('ngay') else ''}"
    joined = f"{href}{'&' if '?' in href else '?'}dinh-dang="
    return {
        "label": "Vùng của các xã, huyện",
        "says": says,
        "href": href,
        "exports": [("Excel", f"{joined}xlsx"), ("JSON", f"{joined}json")],
    }


_STUDIES = {
    "label": "Người học",
    "says": "Ai học lớp nào, để đạt trình độ gì, kết quả ra sao; ghi danh, ghi kết quả.",
    "href": "/dao-tao/",
    "exports": [("Excel", "/dao-tao/?dinh-dang=xlsx")],
}


def _book_entry(kind: RecordKind) -> dict:
    href = reverse(f"{'personal' if kind.personal else 'planned'}-list", args=[kind])
    return {"label": kind.label, "says": kind.says, "href": href, "exports": [("Excel", f"{href}?dinh-dang=xlsx")]}


def _kind_entry(kind: ReportKind, request: HttpRequest) -> dict:
    href = kind_href(kind.slug, request.GET)
    joined = f"{href}{'&' if '?' in href else '?'}dinh-dang="
    return {"label": kind.label, "says": kind.says, "href": href, "exports": [("Excel", f"{joined}xlsx"), ("JSON", f"{joined}json")]}


def _entry(unit, request: HttpRequest) -> dict:
    href = unit_href(unit.tier, unit.code, request.GET)
    joined = f"{href}{'&' if '?' in href else '?'}dinh-dang="
    return {
        "label": unit.full_name,
        "says": "Số người, trình độ, mức đạt chuẩn, từng đơn vị, qua các năm; so sánh hai ngày.",
        "href": href,
        "exports": [("Excel", f"{joined}xlsx"), ("JSON", f"{joined}json")],
    }
