"""The leader's workbook: what is in it, for which place and day, and the file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuanxa.access import allow
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission
from reports.area_report import area_ref
from reports.asking import ask, at_home, wanted_format
from reports.exporting import Stamp, filename_of, issue
from reports.links import with_format
from reports.material import against_last_period
from reports.paper_links import LEADER, paper_href
from reports.report import Report
from reports.rounding_asked import with_rounding
from reports.selection import Selection
from reports.views.area import crumbs, notices

HOLDS = (
    ("Bìa", "Đơn vị, ngày, quy định, số trong sổ xuất, mục lục có liên kết."),
    ("Số liệu chính", "Một trang A4: năm số liệu, mức đạt chuẩn, ba biểu đồ, chỗ ký."),
    ("Theo huyện, theo xã, theo chức danh", "Mức đạt chuẩn và trình độ từng nơi, từng chức danh; mỗi chức danh thiếu gì; ai cần học gì."),
    ("Trước và sau", "Cùng các xã ở hai ngày: mọi phân bố, hơn kém bao nhiêu điểm."),
    ("Diễn biến", "Mức đạt chuẩn, chuyên môn, lý luận qua các năm, có biểu đồ."),
    ("Đề án", "Từng chỉ tiêu của đề án đang có hiệu lực: đã đạt, mục tiêu, còn thiếu."),
    ("Chất lượng dữ liệu", "Đúng, đủ, sạch, sống của từng xã."),
    ("Định nghĩa, căn cứ", "Nghĩa của từng từ; tiêu chuẩn và văn bản có hiệu lực ngày ấy."),
    ("Dữ liệu", "Bảng Excel để lọc và lập PivotTable: số người theo xã, nhóm chức danh, trình độ, kết luận; không có tên."),
)


@require_safe
@allow(Permission.SEE_FIGURES)
@with_rounding
def leader_workbook_page(request: HttpRequest) -> HttpResponse:
    """A workbook of one's own unit, or of `tinh=`, `huyen=`, `xa=`; without a place the page offers those in scope."""
    selection = against_last_period(at_home(ask(request, formats=("html", "xlsx"), figures=True)))
    if wanted_format(request) == "xlsx":
        return _file(request, selection)
    return render(request, "reports/leader_workbook.html", {"page": _page(request, selection)})


def _file(request: HttpRequest, selection: Selection) -> HttpResponse:
    if selection.unit is None:
        raise BadRequest("Tập số liệu là của một nơi.", "Thêm tinh=, huyen= hoặc xa= và mã.", "Chọn một nơi trên trang Tập số liệu.")

    def write(stamp: Stamp) -> bytes:
        from reports.leader_report import leader_report
        from reports.leader_workbook import leader_workbook

        return leader_workbook(leader_report(selection), stamp=stamp, address=request.get_full_path())

    area = area_ref(selection)
    name = f"Tập số liệu của {area.name} ngày {selection.day:%d/%m/%Y}"
    filename = filename_of(area.name, selection.day).replace("chuan-xa", "tap-so-lieu", 1)
    return issue(request, kind="papers", name=name, selection=selection, write=write, filename=filename)


def _page(request: HttpRequest, selection: Selection) -> dict:
    units, reach, day = selection.register, selection.reach, selection.boundary_day or selection.day
    places = []
    if selection.unit is None:
        found = units.all_on("province", day) if reach.everywhere else [units.units["province"][pk] for pk in sorted(reach.provinces)]
        found += [units.units[tier][pk] for tier, ids in (("district", reach.districts), ("commune", reach.communes)) for pk in sorted(ids)]
        places = [(unit.full_name, paper_href(LEADER, request.GET, unit)) for unit in found if day in unit.period]
    return {
        "report": Report("", area_ref(selection), selection.day, "", "", compared_day=selection.compared_day, known_at=selection.known_at),
        "crumbs": [*crumbs(request, selection), ("Báo cáo", reverse("report-list")), ("Tập số liệu", None)],
        "notices": notices(selection),
        "exports": [("Tải tập số liệu (Excel)", with_format(request, "xlsx"))] if selection.unit else [],
        "holds": HOLDS,
        "places": places,
        "filters": selection.filter.described(),
        "filter_form": selection.filter.form,
    }
