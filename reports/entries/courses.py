"""What is counted of training: lượt, their plan, and the classes that were held.

Lượt are those of aggregate entries and, of named people, one for each enrolment in a course that ended in the days of the
report, where the person served when it began. An aggregate entry never describes a course on record, so nothing is counted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from cadres.attendances import Attendances
from cadres.models import Attendance, Course, CourseKind, CourseSubject, Enrolment, TrainingPlan
from reports.entries.places import Part, by_part, of_commune, part_of
from reports.entries.reading import known, span, where_they_served
from reports.selection import Selection

KIND_NAME, SUBJECT_NAME = "loai-lop", "noi-dung"
UNSPECIFIED = "unspecified"
KINDS = {one.value: str(one.label) for one in CourseKind}
SUBJECTS = {one.value: str(one.label) for one in CourseSubject} | {UNSPECIFIED: "Không ghi nội dung"}


@dataclass(frozen=True, slots=True)
class Lot:
    """So many lượt (or, in a plan, lượt to be reached) of one part, year, kind and subject."""

    part: Part
    year: int
    kind: str
    subject: str
    attendances: Attendances


@dataclass(frozen=True, slots=True)
class Classes:
    """So many classes of one kind and subject."""

    kind: str
    subject: str
    number: int


@dataclass
class Training:
    """Everything a report of training counts."""

    attended: list[Lot] = field(default_factory=list)
    planned: list[Lot] = field(default_factory=list)
    classes: list[Classes] = field(default_factory=list)


def read_training(selection: Selection) -> Training:
    """Five queries, whatever the area."""
    courses = courses_by_number(selection)
    return Training(
        [*_without_names(selection), *_named(selection, courses)],
        _plans(selection),
        [*_classes_on_record(selection), *_classes_without_names(selection)],
    )


def asked_kind(selection: Selection) -> str:
    """The kind of course asked for, "" for all. Raises BadRequest."""
    return selection.own_choice(KIND_NAME, {"": "", **{key: key for key in KINDS}}, "")


def asked_subject(selection: Selection) -> str:
    """The subject asked for, "" for all. Raises BadRequest."""
    return selection.own_choice(SUBJECT_NAME, {"": "", **{key: key for key in SUBJECTS}}, "")


def fits(selection: Selection) -> Q:
    """The condition of the kind and subject asked, for rows that have both."""
    kind, subject = asked_kind(selection), asked_subject(selection)
    condition = Q(kind=kind) if kind else Q()
    return condition & Q(subject="" if subject == UNSPECIFIED else subject) if subject else condition


def courses_by_number(selection: Selection) -> dict[int, Course]:
    """The courses as they are known now (or then), by the id that enrolments point at, of the kind and subject asked. One query.

    Every place: people of a commune go to courses of the province.
    """
    return {course.number: course for course in Course.objects.known(selection.known_at).filter(fits(selection))}


def attendance_entries(selection: Selection) -> QuerySet:
    """The aggregate entries of the days, the place, the kind and the subject asked."""
    days = span(selection)
    return known(selection, Attendance).filter(fits(selection), valid_to__gte=days.first, valid_to__lte=days.end)


def attended_enrolments(selection: Selection, courses: Iterable[int]) -> QuerySet:
    """The enrolments in these courses that ended in the days asked, annotated with where the person served."""
    days = span(selection)
    ended = Enrolment.objects.known(selection.known_at).filter(course__in=list(courses), valid_to__gte=days.first, valid_to__lte=days.end)
    return where_they_served(selection, ended, "valid_from")


def _without_names(selection: Selection) -> list[Lot]:
    rows, units = by_part(selection, attendance_entries(selection).annotate(year=ExtractYear("valid_to")))
    rows = rows.values_list(*units, "year", "kind", "subject").annotate(lots=Sum("attended"))
    return [
        Lot(part_of(selection, *units), year, kind, subject or UNSPECIFIED, Attendances(lots)) for *units, year, kind, subject, lots in rows
    ]


def _named(selection: Selection, courses: dict[int, Course]) -> list[Lot]:
    rows = attended_enrolments(selection, courses).annotate(year=ExtractYear("valid_to")).order_by()
    rows = rows.values_list("served_in", "year", "course_id").annotate(lots=Count("id"))
    return [
        Lot(of_commune(selection, commune), year, courses[course].kind, courses[course].subject, Attendances(lots))
        for commune, year, course, lots in rows
    ]


def plan_entries(selection: Selection) -> QuerySet:
    """The plans of the years, the place, the kind and the subject asked."""
    days = span(selection)
    return known(selection, TrainingPlan).filter(fits(selection), year__gte=days.first.year, year__lte=days.end.year)


def _plans(selection: Selection) -> list[Lot]:
    rows, units = by_part(selection, plan_entries(selection))
    rows = rows.values_list(*units, "year", "kind", "subject").annotate(lots=Sum("planned"))
    return [
        Lot(part_of(selection, *units), year, kind, subject or UNSPECIFIED, Attendances(lots)) for *units, year, kind, subject, lots in rows
    ]


def courses_held(selection: Selection) -> QuerySet:
    """The courses on record of the place that ended in the days asked."""
    days = span(selection)
    return known(selection, Course).filter(fits(selection), valid_to__gte=days.first, valid_to__lte=days.end)


def _classes_on_record(selection: Selection) -> list[Classes]:
    rows = courses_held(selection).order_by().values_list("kind", "subject").annotate(number=Count("id"))
    return [Classes(*row) for row in rows]


def _classes_without_names(selection: Selection) -> list[Classes]:
    rows = attendance_entries(selection).filter(courses__isnull=False).order_by()
    rows = rows.values_list("kind", "subject").annotate(number=Sum("courses"))
    return [Classes(kind, subject or UNSPECIFIED, number) for kind, subject, number in rows]
