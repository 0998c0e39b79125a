"""The list of studies: who is or was in which course, towards which level, with what result; within place and reach, a page at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.levels import Ladder
from cadres.models import Course, CourseSubject, Enrolment, StudyResult
from cadres.record_kinds import BY_PATH
from chuanxa.access import allow
from chuanxa.roles import Permission
from reports import sentences
from reports.area_report import area_ref
from reports.asking import ask, wanted_format
from reports.entries.filters import RecordFilter, Several
from reports.entries.listing import EntryRows
from reports.entries.reading import where_they_served
from reports.links import kind_href, with_format
from reports.record_tables import record_dicts, record_rows, records_table
from reports.report_kind import Cell, RecordColumn, RecordList
from reports.selection import Selection
from reports.views.area import crumbs, notices
from reports.views.exports import list_json, list_workbook
from reports.views.records import at_province, tabs_of

_COLUMNS = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Học để đạt", width=30),
    RecordColumn("Lớp", width=40),
    RecordColumn("Nơi giữ chức danh khi vào lớp", width=30),
    RecordColumn("Từ ngày", "day", 13),
    RecordColumn("Đến ngày", "day", 13),
    RecordColumn("Kết quả", width=14),
    RecordColumn("Văn bằng, chứng chỉ", width=24),
)
HEADING = "Người học"


StudyFilter = type(
    "StudyFilter",
    (RecordFilter,),
    {
        "loai-trinh-do": Several("Loại trình độ", "ladder", [(one.value, one.label) for one in Ladder]),
        "noi-dung": Several("Nội dung lớp", "course__subject", CourseSubject.choices),
        "ket-qua": Several("Kết quả", "result", StudyResult.choices),
    },
)
NAMES = tuple(StudyFilter.base_filters)


@require_safe
@allow(Permission.SEE_PEOPLE)
def study_list(request: HttpRequest) -> HttpResponse:
    """Studies that had begun by the day, the newest first."""
    selection = ask(request, own=NAMES, several=NAMES, filters=False)
    begun = Enrolment.objects.known(selection.known_at).filter(valid_from__lte=selection.day)
    narrowed = StudyFilter(request.GET, where_they_served(selection, begun, "valid_from").order_by("-valid_from", "id"))
    narrowed.check()
    found = _found(selection, narrowed.qs, may_write=request.user.may(Permission.RECORD))
    form = wanted_format(request)
    if form == "json":
        told = _json(selection, found)
        return list_json(request, told, name=HEADING, place=HEADING, selection=selection, filters=narrowed.described())
    if form == "xlsx":
        columns, rows = record_rows(found)
        heading = (HEADING, f"{area_ref(selection).name}, đến ngày {sentences.day_text(selection.day)}")
        filters = narrowed.described()
        return list_workbook(
            request, columns, rows, heading=heading, place=HEADING, day=selection.day, selection=selection, filters=filters
        )
    return render(request, "reports/record_list.html", {"page": _page(request, selection, narrowed, found)})


def _found(selection: Selection, studies, *, may_write: bool) -> RecordList:
    courses = {course.number: course.name for course in Course.objects.known(selection.known_at)}
    communes = selection.register.units["commune"]

    def cells(one: Enrolment, name: str) -> tuple[Cell, ...]:
        level = f"{Ladder(one.ladder).label}: {Ladder(one.ladder).levels(one.level).label}" if one.ladder else ""
        said = (name, level, courses.get(one.course_id, ""), communes[one.served_in].full_name)
        return (*said, one.valid_from, one.valid_to, one.get_result_display(), one.certificate)

    def href(one: Enrolment) -> str:
        return reverse("study-finish", args=[one.pk]) if may_write and not one.result else reverse("cadre-detail", args=[one.cadre_id])

    return RecordList(HEADING, _COLUMNS, EntryRows(studies, cells, href), "bản ghi")


def _page(request: HttpRequest, selection: Selection, narrowed: RecordFilter, found: RecordList) -> dict:
    total, writes = len(found.rows), request.user.may(Permission.RECORD)
    return {
        "heading": HEADING,
        "says": f"Ai học lớp nào, để đạt trình độ gì, kết quả ra sao.{' Bấm tên người chưa có kết quả để ghi kết quả.' if writes else ''}",
        "crumbs": crumbs(request, at_province(selection), HEADING),
        "day_text": f"{area_ref(at_province(selection)).name}, đến ngày {sentences.day_text(selection.day)}",
        "sentence": f"{sentences.number(total)} bản ghi." if total else "Không có bản ghi nào.",
        "total": total,
        "tabs": tabs_of(BY_PATH["dao-tao/lop"], request, studies=True),
        "search": None,
        "filters": narrowed.described(),
        "filter_form": narrowed.form,
        "filter_says": "Lọc danh sách",
        "table": records_table(found, request),
        "exports": [("Tải Excel", with_format(request, "xlsx"))],
        "notices": notices(selection),
        "new_href": reverse("study-new") if writes else None,
        "report_href": kind_href("dang-hoc", request.GET),
    }


def _json(selection: Selection, found: RecordList) -> dict:
    area = area_ref(selection)
    return {
        "heading": found.heading,
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "day": selection.day.isoformat(),
        "total": len(found.rows),
        "records": record_dicts(found),
    }
