"""The records of programmes that are not what they were when a period was closed: both versions of each, and why.

A record matters to a report when one of its versions speaks of the report's days; what was entered since about other years does not.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, Q

from cadres.models import (
    Appointment,
    Attendance,
    Course,
    Departure,
    DeparturePlan,
    Enrolment,
    Intake,
    IntakePlan,
    Move,
    Nomination,
    Profile,
    Qualification,
    SuccessionPlan,
    TrainingPlan,
)
from cadres.told import fields_of
from chuanxa.facts import Recorded
from chuanxa.periods import Period
from reports.fact_changes import NAMES, change_of, moved_since
from reports.models import Scheme, Target
from reports.reconciling import Change, Fact, Reason, of_record

Model = type[Recorded]


@dataclass(frozen=True, slots=True)
class DifferingRecord:
    """A record with the version known then and the one known now; None on the side where there is none."""

    reason: Reason
    then: Recorded | None
    now: Recorded | None


_MATTERS: dict[Model, Callable[[Period], Q]] = {
    Attendance: lambda days: Q(valid_to__gte=days.first, valid_to__lte=days.end),
    Course: lambda days: Q(valid_to__gte=days.first, valid_to__lte=days.end),
    Enrolment: lambda days: Q(valid_from__lte=days.end) & (Q(valid_to=None) | Q(valid_to__gte=days.first)),
    TrainingPlan: lambda days: Q(year__gte=days.first.year, year__lte=days.end.year),
    Move: lambda days: Q(valid_from__gte=days.first, valid_from__lte=days.end),
    Intake: lambda days: Q(year__lte=days.end.year),
    IntakePlan: lambda days: Q(first_year__lte=days.end.year, last_year__gte=days.first.year),
    SuccessionPlan: lambda days: Q(approved_on__lte=days.end, term_last__gte=days.end.year),
    Nomination: lambda days: Q(pk__isnull=False),
    Departure: lambda days: Q(left_on__lte=days.end),
    DeparturePlan: lambda days: Q(last_year__gte=days.first.year),
    Scheme: lambda days: Q(valid_from__lte=days.end),
    Target: lambda days: Q(scheme__valid_from__lte=days.end),
}
"""Which rows a report of a year up to a day may count; those of plans over several years look back further."""


def record_changes(
    models: Collection[Model], since: datetime, day: date, provinces: Collection[int], cadres: Collection[int]
) -> tuple[list[DifferingRecord], dict[Reason, dict[Model, frozenset[int]]]]:
    """(records that differ, by reason the ids of the versions that were or are believed of them). Two queries a kind.

    Of `provinces`, and of studies those of the people `cadres`.
    """
    found, ids = [], defaultdict(dict)
    for model in models:
        groups = _by_record(model, since, day, provinces, cadres)
        rows = {one.pk for changes in groups for one in changes}
        objects = model.objects.select_related(*_named(model)).in_bulk(rows)
        by_reason: dict[Reason, set[int]] = defaultdict(set)
        for changes in groups:
            one = _sided(changes, objects)
            found.append(one)
            by_reason[one.reason] |= {each.pk for each in changes}
        for reason, pks in by_reason.items():
            ids[reason][model] = frozenset(pks)
    return found, ids


def facts_changed(cadres: Collection[int], since: datetime, day: date) -> dict[int, list[DifferingRecord]]:
    """Cadre id → the facts of theirs that are others now. Two queries a kind."""
    found: dict[int, list[DifferingRecord]] = defaultdict(list)
    for model in (Profile, Appointment, Qualification, Move) if cadres else ():
        rows = {row["id"]: row for row in model.objects.filter(moved_since(since), cadre__in=list(cadres)).order_by("id").values(*NAMES)}
        groups = _grouped(rows, since, day)
        objects = model.objects.select_related(*_named(model)).in_bulk({one.pk for changes in groups.values() for one in changes})
        for first, changes in groups.items():
            found[rows[first]["cadre_id"]].append(_sided(changes, objects))
    return found


def _sided(changes: list[Change], objects: dict[int, Recorded]) -> DifferingRecord:
    then, now = (next((objects[one.pk] for one in changes if one.gone is gone), None) for gone in (True, False))
    return DifferingRecord(of_record(changes), then, now)


def _grouped(rows: dict[int, dict], since: datetime, day: date) -> dict[int, list[Change]]:
    """The changes of each record by the id of its oldest version among `rows`, in the order in which records were entered."""
    groups: dict[int, list[Change]] = defaultdict(list)
    for row in rows.values():
        if change := change_of(Fact.RECORD, row, rows, since, day):
            groups[_first(row, rows)].append(change)
    return groups


def speakers(models: Collection[Model], day: date, provinces: Collection[int]) -> set[int]:
    """The people whom records of the days have ever named: a report of the records may ask what is known of them."""
    found: set[int] = set()
    for model in models:
        if any(field.name == "cadre" for field in model._meta.concrete_fields):
            rows = model.objects.filter(_placed(model, provinces), _MATTERS[model](_days(day))).exclude(cadre=None)
            found.update(rows.order_by().values_list("cadre_id", flat=True).distinct())
    return found


def _by_record(model: Model, since: datetime, day: date, provinces: Collection[int], cadres: Collection[int]) -> list[list[Change]]:
    """The changes of each record that matters, in the order in which records were entered."""
    matters = ExpressionWrapper(_MATTERS[model](_days(day)), output_field=BooleanField())
    read = model.objects.filter(moved_since(since), _placed(model, provinces)).annotate(matters=matters).order_by("id")
    names = (*NAMES, "matters") if model is Enrolment else (*(name for name in NAMES if name != "cadre_id"), "matters")
    rows = {row["id"]: row for row in read.values(*names) if row.get("cadre_id") is None or row["cadre_id"] in cadres}
    groups = _grouped(rows, since, day)
    return [changes for changes in groups.values() if any(rows[one.pk]["matters"] for one in changes)]


def _first(row: dict, rows: dict[int, dict]) -> int:
    """The id of the oldest version of the record among `rows`."""
    while (before := rows.get(row["supersedes_id"])) is not None:
        row = before
    return row["id"]


def _days(day: date) -> Period:
    return Period(date(day.year, 1, 1), day)


def _placed(model: Model, provinces: Collection[int]) -> Q:
    """People of a province go to courses of others, and their studies are placed by where they serve."""
    column = "scheme__province" if model is Target else "province"
    return Q() if model in (Enrolment, Course) else Q(**{f"{column}__in": list(provinces)})


def _named(model: Model) -> list[str]:
    own = [field.name for field in fields_of(model) if field.is_relation]
    return [*own, *(field.name for field in model._meta.concrete_fields if field.name == "cadre")]
