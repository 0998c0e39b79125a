"""How many different people of an area have taken part in courses, by subject and kind: people, not lượt.

Cao Bằng's 150 of about 3,604 in informatics, 800 in professional subjects, 398 secretaries and chairs on succession. Everybody in post
on the day is the total; who took part and left since is not counted.
"""

from django.db.models import Count, Max

from cadres.models import Enrolment
from reports.area_report import area_ref
from reports.entries.courses import KIND_NAME, KINDS, SUBJECT_NAME, SUBJECTS, asked_kind, asked_subject, courses_by_number
from reports.entries.people import people_rows
from reports.entries.reading import SINCE, since_ask, span, years_told
from reports.entries.tables import parts
from reports.report import PEOPLE, KeyFigure, Query, Report
from reports.report_kind import Ask, RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Share


def build(selection: Selection) -> Report:
    """Four queries, whatever the area."""
    days, area = span(selection), area_ref(selection)
    total = selection.standings(selection.day).order_by().count()
    courses = courses_by_number(selection)
    pairs = set(_attended(selection, courses).order_by().values_list("cadre_id", "course_id"))
    people = len({cadre for cadre, _ in pairs})
    subjects = _people_by(pairs, lambda course: courses[course].subject)
    kinds = _people_by(pairs, lambda course: courses[course].kind)
    twice = ("Một người học nhiều nội dung được tính ở mỗi nội dung một lần, nên các dòng không cộng thành tổng.",)
    return Report(
        title=f"{area.name}: người đã học các lớp {years_told(days)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã đang giữ chức danh ngày xem; mỗi người tính một lần.",
        rule="Đã học: có tên trong ít nhất một lớp kết thúc trong thời gian xem.",
        key_figures=(
            KeyFigure("attended", "Người đã học", people, Share(people, total), "", None, records={}),
            KeyFigure("people", "Cán bộ, công chức cấp xã", total),
        ),
        tables=(
            parts("subjects", "Người đã học, theo nội dung", subjects, SUBJECTS, unit=PEOPLE, name=SUBJECT_NAME, total=total, notes=twice),
            parts("kinds", "Người đã học, theo loại lớp", kinds, KINDS, unit=PEOPLE, name=KIND_NAME, total=total, notes=twice),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _attended(selection: Selection, courses):
    days = span(selection)
    ended = Enrolment.objects.known(selection.known_at).filter(course__in=list(courses), valid_to__gte=days.first, valid_to__lte=days.end)
    return ended.filter(cadre__in=selection.standings(selection.day).order_by().values("cadre"))


def _people_by(pairs, key) -> dict[str, int]:
    """People by key of their courses, each person once a key."""
    found: dict[str, set[int]] = {}
    for cadre, course in pairs:
        found.setdefault(key(course), set()).add(cadre)
    return {name: len(cadres) for name, cadres in found.items()}


def records(selection: Selection, query: Query) -> RecordList:
    """One line a person: how many courses, and when the last of them ended. Kind and subject narrow as on the page."""
    learnt = _attended(selection, courses_by_number(selection)).order_by().values("cadre_id")
    learnt = learnt.annotate(classes=Count("id"), last=Max("valid_to")).order_by("cadre_id")
    columns = (RecordColumn("Số lớp", "count", 10), RecordColumn("Lớp sau cùng kết thúc", "day", 16))
    return people_rows(selection, "Người đã học", learnt, columns, lambda row: (row["classes"], row["last"]))


def asks(selection: Selection) -> tuple[Ask, ...]:
    return (
        since_ask(selection),
        Ask(KIND_NAME, "Loại lớp", (("", "Tất cả"), *KINDS.items()), asked_kind(selection)),
        Ask(SUBJECT_NAME, "Nội dung", (("", "Tất cả"), *SUBJECTS.items()), asked_subject(selection)),
    )


KIND = ReportKind(
    slug="da-hoc",
    label="Người đã học các lớp",
    says="Trong số người đang giữ chức danh, bao nhiêu người đã qua lớp đào tạo, bồi dưỡng, theo nội dung; lọc theo chức danh, trình độ…",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(SINCE, KIND_NAME, SUBJECT_NAME),
    records=records,
    asks=asks,
)
