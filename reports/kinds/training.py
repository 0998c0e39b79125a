"""Plan and attendances of training, by unit, year, subject and kind, and the classes that were held.

Điện Biên's 8,672 lượt of 8,145 planned: attainment may pass 100 %. Lượt are never people; how many different people took part is
the report of those who attended (reports/kinds/attended.py).
"""

from collections import Counter
from collections.abc import Callable, Iterable

from cadres.attendances import Attendances
from cadres.models import Attendance, Course, Enrolment, TrainingPlan
from reports import sentences
from reports.area_report import area_ref
from reports.entries.courses import (
    KIND_NAME,
    KINDS,
    SUBJECT_NAME,
    SUBJECTS,
    UNSPECIFIED,
    Lot,
    Training,
    asked_kind,
    asked_subject,
    attendance_entries,
    attended_enrolments,
    courses_by_number,
    courses_held,
    plan_entries,
    read_training,
)
from reports.entries.listing import EntryRows, OneAfterAnother, unit_label
from reports.entries.places import in_order, in_part, of_commune
from reports.entries.plans import asks_plans, planned_records
from reports.entries.reading import SINCE, known, since_ask, span, told_years, years_told, years_with_records
from reports.entries.tables import CLASS, LOT, WHAT, against_plan, parts
from reports.report import KeyFigure, Query, Report, Table
from reports.report_kind import Ask, Cell, RecordColumn, RecordList, ReportKind
from reports.selection import Selection
from reports.shares import Attainment

PART, YEAR = "don-vi", "nam"
POPULATION = "Lượt tham gia đào tạo, bồi dưỡng; một người học nhiều lớp được tính nhiều lượt, nên không cộng với số người."
RULE = (
    "Lượt = bản ghi tổng hợp không ghi tên + mỗi người có tên trong một lớp một lượt, "
    "theo ngày kết thúc lớp và nơi giữ chức danh khi vào lớp."
)


def build(selection: Selection) -> Report:
    """Seven queries at most, whatever the area and the number of its units."""
    days, found, area = span(selection), read_training(selection), area_ref(selection)
    return Report(
        title=f"{area.name}: đào tạo, bồi dưỡng {years_told(days)}",
        area=area,
        day=selection.day,
        population=POPULATION,
        rule=RULE,
        key_figures=_key_figures(found),
        tables=_tables(selection, found),
        known_at=selection.known_at,
        notes=_notes(selection, found),
    )


def _key_figures(found: Training) -> tuple[KeyFigure, ...]:
    done, planned = _sum(found.attended).number, _sum(found.planned).number
    base = f"kế hoạch {sentences.number(planned)} lượt" if planned else "chưa có kế hoạch để so sánh"
    share = Attainment(done, planned) if planned else None
    classes = sum(one.number for one in found.classes)
    return (
        KeyFigure("attendances", "Lượt tham gia", done, share, base, None, unit=LOT, records={}),
        KeyFigure("classes", "Lớp đã mở", classes, None, "lớp đã kết thúc, có bản ghi", None, unit=CLASS, records={WHAT: ("lop",)}),
    )


def _tables(selection: Selection, found: Training) -> tuple[Table, ...]:
    by_part = _against_plan(found, lambda lot: lot.part.key)
    units = in_order(lot.part for lot in (*found.attended, *found.planned))
    by_year = _against_plan(found, lambda lot: str(lot.year))
    return (
        against_plan(
            "plan", "Lượt so với kế hoạch, theo đơn vị", ((one.key, one.label, *by_part[one.key]) for one in units), unit=LOT, name=PART
        ),
        against_plan(
            "years", "Lượt so với kế hoạch, theo năm", ((key, f"Năm {key}", *by_year[key]) for key in sorted(by_year)), unit=LOT, name=YEAR
        ),
        parts("subjects", "Lượt theo nội dung", _counted(found.attended, lambda lot: lot.subject), SUBJECTS, unit=LOT, name=SUBJECT_NAME),
        parts("kinds", "Lượt theo loại lớp", _counted(found.attended, lambda lot: lot.kind), KINDS, unit=LOT, name=KIND_NAME),
        parts("classes", "Lớp theo nội dung", _classes(found, "subject"), SUBJECTS, unit=CLASS, name=SUBJECT_NAME, only={WHAT: ("lop",)}),
        parts("class_kinds", "Lớp theo loại lớp", _classes(found, "kind"), KINDS, unit=CLASS, name=KIND_NAME, only={WHAT: ("lop",)}),
    )


def _against_plan(found: Training, key: Callable[[Lot], str]) -> dict[str, tuple[int, int]]:
    done, planned = _counted(found.attended, key), _counted(found.planned, key)
    return {one: (done[one], planned[one]) for one in {*done, *planned}}


def _counted(lots: Iterable[Lot], key: Callable[[Lot], str]) -> Counter:
    """Lượt by key, as the numbers that a table of lượt prints."""
    sums: dict[str, Attendances] = {}
    for lot in lots:
        sums[key(lot)] = sums.get(key(lot), Attendances(0)) + lot.attendances
    return Counter({one: total.number for one, total in sums.items()})


def _sum(lots: Iterable[Lot]) -> Attendances:
    return Attendances.total(lot.attendances for lot in lots)


def _classes(found: Training, by: str) -> Counter:
    counts: Counter = Counter()
    for one in found.classes:
        counts[getattr(one, by)] += one.number
    return counts


def _notes(selection: Selection, found: Training) -> tuple[str, ...]:
    if found.attended or found.planned or found.classes:
        return ()
    years = {*years_with_records(known(selection, TrainingPlan), "year"), *years_with_records(known(selection, Attendance), "valid_to")}
    return told_years(sorted(years | set(years_with_records(known(selection, Course), "valid_to"))))


def asks(selection: Selection) -> tuple[Ask, ...]:
    return (
        since_ask(selection),
        Ask(KIND_NAME, "Loại lớp", (("", "Tất cả"), *KINDS.items()), asked_kind(selection)),
        Ask(SUBJECT_NAME, "Nội dung", (("", "Tất cả"), *SUBJECTS.items()), asked_subject(selection)),
    )


# --- records ------------------------------------------------------------------------------------------------------------------

_LOT_COLUMNS = (
    RecordColumn("Đơn vị", width=34),
    RecordColumn("Loại lớp", width=14),
    RecordColumn("Nội dung", width=26),
    RecordColumn("Từ ngày", "day", 13),
    RecordColumn("Đến ngày", "day", 13),
    RecordColumn("Lượt", "count", 10),
    RecordColumn("Số lớp", "count", 10),
    RecordColumn("Người, lớp", width=50),
)
_CLASS_COLUMNS = (*_LOT_COLUMNS[:5], RecordColumn("Số lớp", "count", 10), RecordColumn("Tên lớp, nơi mở", width=50))


def records(selection: Selection, query: Query) -> RecordList:
    """The entries and enrolments behind a number of lượt, the courses and entries behind classes, or the entries behind a plan."""
    if asks_plans(query):
        return _plan_records(selection, query)
    classes = query.get(WHAT, ("",))[0] == "lop"
    entries = attendance_entries(selection)
    if PART in query:
        entries = entries.filter(in_part(selection, query[PART][0]))
    if YEAR in query:
        entries = entries.filter(valid_to__year=_year(query))
    return _class_records(selection, entries) if classes else _lot_records(selection, query, entries)


def _plan_records(selection: Selection, query: Query) -> RecordList:
    plans = plan_entries(selection)
    if PART in query:
        plans = plans.filter(in_part(selection, query[PART][0]))
    if YEAR in query:
        plans = plans.filter(year=_year(query))
    return planned_records(selection, plans, LOT)


def _year(query: Query) -> int:
    """The year asked for; no year has none."""
    text = query[YEAR][0]
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def _lot_records(selection: Selection, query: Query, entries) -> RecordList:
    courses = courses_by_number(selection)
    named = attended_enrolments(selection, courses)
    if YEAR in query:
        named = named.filter(valid_to__year=_year(query))
    if PART in query:
        served = set(named.order_by().values_list("served_in", flat=True).distinct())
        named = named.filter(served_in__in=[pk for pk in served if of_commune(selection, pk).key == query[PART][0]])

    def entry_cells(entry: Attendance, name: str) -> tuple[Cell, ...]:
        return (*_common(selection, entry), entry.attended, entry.courses, entry.source or "Bản ghi tổng hợp")

    def named_cells(one: Enrolment, name: str) -> tuple[Cell, ...]:
        course, commune = courses[one.course_id], selection.register.units["commune"][one.served_in]
        said = (KINDS[course.kind], SUBJECTS[course.subject], one.valid_from, one.valid_to)
        return (commune.full_name, *said, 1, None, f"{name}: {course.name}")

    attended = Attendances.total(map(Attendances, entries.order_by().values_list("attended", flat=True)))
    rows = OneAfterAnother(EntryRows(entries, entry_cells), EntryRows(named.order_by("valid_from", "id"), named_cells))
    return RecordList("Lượt đào tạo, bồi dưỡng", _LOT_COLUMNS, rows, LOT, (attended + Attendances(len(rows) - entries.count())).number)


def _common(selection: Selection, entry: Attendance | Course) -> tuple[Cell, ...]:
    subject = SUBJECTS[entry.subject or UNSPECIFIED]
    return unit_label(selection, entry), KINDS[entry.kind], subject, entry.valid_from, entry.valid_to


def _class_records(selection: Selection, entries) -> RecordList:
    entries = entries.filter(courses__isnull=False)
    courses = EntryRows(
        courses_held(selection),
        lambda one, name: (*_common(selection, one), 1, f"{one.name}{f' ({one.opened_by})' if one.opened_by else ''}"),
    )
    counted = EntryRows(entries, lambda one, name: (*_common(selection, one), one.courses, one.source or "Bản ghi tổng hợp"))
    number = sum(entries.order_by().values_list("courses", flat=True)) + len(courses)
    return RecordList("Lớp đào tạo, bồi dưỡng", _CLASS_COLUMNS, OneAfterAnother(courses, counted), CLASS, number)


KIND = ReportKind(
    slug="dao-tao",
    label="Kế hoạch và lượt đào tạo, bồi dưỡng",
    says="Lượt tham gia so với kế hoạch của từng đơn vị và từng năm, theo nội dung, loại lớp; số lớp đã mở.",
    group="Đào tạo, luân chuyển, quy hoạch, nghỉ việc",
    build=build,
    names=(SINCE, KIND_NAME, SUBJECT_NAME),
    records=records,
    record_names=(PART, YEAR, WHAT),
    asks=asks,
    filters=False,
)
