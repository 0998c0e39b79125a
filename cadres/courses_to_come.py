"""Reads what is on record of courses to come and of this and later years' plans, in the place of one person."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from cadres.levels import Ladder
from cadres.models import Course, CourseKind, CourseSubject, Enrolment, TrainingPlan
from cadres.openings import Opening
from cadres.record_kinds import BY_MODEL
from cadres.standings.timeline import Place

SUBJECTS = {
    Ladder.PROFESSIONAL: CourseSubject.PROFESSIONAL,
    Ladder.POLITICAL_THEORY: CourseSubject.POLITICAL_THEORY,
    Ladder.STATE_MANAGEMENT: CourseSubject.STATE_MANAGEMENT,
    Ladder.DEFENCE_SECURITY: CourseSubject.DEFENCE_SECURITY,
    Ladder.INFORMATICS: CourseSubject.INFORMATICS,
}
"""The subject that speaks of a ladder. Languages are one subject and two ladders: a course must name the ladder itself."""

MOST = 20
"""Courses told at most: those that begin first."""


def openings_for(place: Place, ladders: Collection[Ladder], day: date, at: datetime | None = None) -> list[Opening]:
    """What begins after `day`, and what is planned for its year and later, for a commune of the province. At most three queries."""
    subjects = {SUBJECTS[ladder]: ladder for ladder in ladders if ladder in SUBJECTS}
    if not ladders:
        return []
    courses = _here(Course.objects.known(at), place).filter(valid_from__gt=day)
    courses = courses.filter(Q(ladder__in=ladders) | Q(ladder="", subject__in=subjects)).order_by("valid_from", "id")
    plans = _here(TrainingPlan.objects.known(at), place).filter(year__gte=day.year, subject__in=subjects)
    courses = list(courses.select_related("province", "district", "commune")[:MOST])
    return [*_courses(courses, subjects, at), *_plans(plans.select_related("province", "district", "commune")[:MOST], subjects)]


def _here(entries: QuerySet, place: Place) -> QuerySet:
    """Of the province as a whole, of the person's district, or of the commune."""
    within = Q(commune=place.commune) | Q(commune=None, district=None)
    if place.district:
        within |= Q(commune=None, district=place.district)
    return entries.filter(within, province=place.province)


def _courses(courses: list[Course], subjects: dict, at: datetime | None) -> list[Opening]:
    numbers = [one.number for one in courses]
    rows = Enrolment.objects.known(at).filter(course__in=numbers).values_list("course").annotate(Count("id")) if courses else ()
    enrolled = dict(rows)
    return [
        Opening(
            ladder=Ladder(one.ladder) if one.ladder else subjects[one.subject],
            level=one.level,
            place=one.place.full_name,
            href=reverse("planned-detail", args=[BY_MODEL[Course], one.number]),
            name=one.name,
            starts=one.valid_from,
            ends=one.valid_to,
            enrolled=enrolled.get(one.number, 0),
        )
        for one in courses
    ]


def _plans(plans, subjects: dict) -> list[Opening]:
    return [
        Opening(
            ladder=subjects[one.subject],
            level=None,
            place=one.place.full_name,
            href=reverse("planned-detail", args=[BY_MODEL[TrainingPlan], one.number]),
            kind=f"{CourseKind(one.kind).label.lower() if one.kind else 'đào tạo, bồi dưỡng'} {_subject(one.subject)}",
            year=one.year,
            planned=one.planned,
        )
        for one in plans
    ]


def _subject(subject: str) -> str:
    label = str(CourseSubject(subject).label)
    return label[:1].lower() + label[1:]
