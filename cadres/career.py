"""What happened to one person besides posts and diplomas: courses, moves, an intake, nominations, a departure; in order, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cadres.levels import Ladder
from cadres.models import (
    Course,
    Departure,
    Enrolment,
    Intake,
    Move,
    Nomination,
    Position,
    Programme,
    SuccessionPlan,
    SupportCategory,
    SupportScheme,
    Tier,
)
from cadres.models.entry import Entry
from cadres.person_file import PersonFile
from cadres.record_kinds import BY_MODEL
from provinces.models import Commune
from provinces.models.scope import Reach


@dataclass(frozen=True, slots=True)
class Event:
    """`day` orders it, `period` says it; `href` opens its record, None where the reader may not."""

    day: date
    period: str
    what: str
    detail: str
    href: str | None


def career_of(file: PersonFile, *, reach: Reach, at: datetime | None = None) -> list[Event]:
    """Everything known at `at`, of any day. Records of places out of reach are left out.

    The facts are those already read for the page; what they name (courses, programmes, plans, schemes, posts) costs a query a kind,
    and none of a person without such records.
    """
    found = [*_studies(file.of(Enrolment, at), at)]
    for model, tell in ((Move, _moves), (Intake, _intakes), (Nomination, _nominations), (Departure, _departures)):
        found += tell([entry for entry in file.of(model, at) if _reached(entry, reach)])
    return sorted(found, key=lambda event: event.day, reverse=True)


def _reached(entry: Entry, reach: Reach) -> bool:
    inside = entry.province_id in reach.provinces or entry.district_id in reach.districts or entry.commune_id in reach.communes
    return reach.everywhere or inside


def _named(model: type[models.Model], ids: Iterable[int | None]) -> dict[int | None, models.Model]:
    """The rows of a catalogue that the records name; no query for none."""
    wanted = {pk for pk in ids if pk}
    return dict(model.objects.in_bulk(wanted)) if wanted else {}


def _text(row: models.Model | None) -> str:
    return str(row) if row else ""


def _href(entry: Entry) -> str:
    return reverse("personal-detail", args=[BY_MODEL[type(entry)], entry.number])


def _span(first: date, last: date | None) -> str:
    return f"{first:%d/%m/%Y} – {f'{last:%d/%m/%Y}' if last else 'nay'}"


def _joined(*said: str | None) -> str:
    return ", ".join(text for text in said if text)


def _studies(studies: list[Enrolment], at: datetime | None) -> Iterator[Event]:
    numbers = {study.course_id for study in studies if study.course_id}
    courses = Course.objects.known(at).filter(Q(pk__in=numbers) | Q(first__in=numbers)) if numbers else ()
    names = {course.number: course.name for course in courses}
    for study in studies:
        level = f"{Ladder(study.ladder).label}: {Ladder(study.ladder).levels(study.level).label}" if study.ladder else ""
        said = (level, names.get(study.course_id), study.major, study.school, study.get_result_display(), study.certificate)
        yield Event(study.valid_from, _span(study.valid_from, study.valid_to), "Học", _joined(*said), None)


def _moves(moves: list[Move]) -> Iterator[Event]:
    posts, communes = _named(Position, (move.post_id for move in moves)), _named(Commune, (move.commune_id for move in moves))
    for move in moves:
        begin = f"{move.get_from_tier_display()}{f' ({move.from_unit})' if move.from_unit else ''}"
        there = _text(communes.get(move.commune_id)) if move.to_tier == Tier.COMMUNE else move.to_unit
        detail = _joined(f"{begin} → {there or move.get_to_tier_display()}", _text(posts.get(move.post_id)), move.decision)
        yield Event(move.valid_from, _span(move.valid_from, move.valid_to), move.get_kind_display(), detail, _href(move))


def _intakes(intakes: list[Intake]) -> Iterator[Event]:
    programmes, posts = _named(Programme, (one.programme_id for one in intakes)), _named(Position, (one.post_id for one in intakes))
    for one in intakes:
        day = one.taken_on or date(one.year, 1, 1)
        period = f"{one.taken_on:%d/%m/%Y}" if one.taken_on else str(one.year)
        degree = _joined(one.get_degree_display(), one.get_degree_class_display())
        detail = _joined(_text(programmes.get(one.programme_id)), degree, _text(posts.get(one.post_id)))
        yield Event(day, period, "Tuyển chọn trí thức trẻ", detail, _href(one))


def _nominations(nominations: list[Nomination]) -> Iterator[Event]:
    plans, posts = _named(SuccessionPlan, (one.plan_id for one in nominations)), _named(Position, (one.post_id for one in nominations))
    for one in nominations:
        out = f"đưa ra ngày {one.out_on:%d/%m/%Y}: {one.out_reason}" if one.out_on else ""
        plan = plans[one.plan_id]
        detail = _joined(_text(posts.get(one.post_id)), str(plan), one.get_candidate_group_display(), out)
        yield Event(plan.approved_on, f"{plan.approved_on:%d/%m/%Y}", "Quy hoạch", detail, _href(one))


def _departures(departures: list[Departure]) -> Iterator[Event]:
    schemes = _named(SupportScheme, (one.scheme_id for one in departures))
    categories = _named(SupportCategory, (one.category_id for one in departures))
    for left in departures:
        money = f"{left.amount:,} đồng".replace(",", ".") if left.amount else ""
        support = _joined(_text(schemes.get(left.scheme_id)), _text(categories.get(left.category_id)), money)
        detail = _joined(left.get_reason_to_leave_display(), support)
        yield Event(left.left_on, f"{left.left_on:%d/%m/%Y}", "Nghỉ việc", detail, _href(left))
