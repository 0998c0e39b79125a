"""Đối chiếu of reports that more than the people in post decide: lượt, plans, moves, members of bodies, two days, units.

Their figures do not add up over people. So what was learnt since the closing is believed step by step, one reason after the other, and the
report is made anew each time: what it changes by is what that reason adds. Begun at the frozen figures and ended at today's, the steps add
up to the difference, whatever the report counts.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
from cadres.standings.catalogue_history import renewed, same_rules
from cadres.standings.remember import cadres_of, remember, remember_among, stand_as_now
from chuanxa.revised import Revised
from reports import freezing
from reports.asking import communes_ever
from reports.bodies import body_positions
from reports.everything import everybody
from reports.fact_changes import changes_since
from reports.freezing import Then
from reports.frozen_forms import KeptForm, form_cells
from reports.kinds.before_after import both_days
from reports.models import Scheme, Target
from reports.reconciliation import KEY, Differing, Moved, Reconciliation, reconcile, touched
from reports.reconciling import Change, Fact, Reason, of_changes
from reports.record_changes import DifferingRecord, Model, record_changes, speakers
from reports.report import Report
from reports.selection import Selection

_STUDIES = (Attendance, Course, Enrolment)
REPLAYED: dict[str, tuple[Model, ...]] = {
    "truoc-sau": (),
    "cap-uy": (),
    "de-an": (Scheme, Target),
    "don-vi": (),
    "can-dao-tao": (Enrolment,),
    "dao-tao": (TrainingPlan, *_STUDIES),
    "dang-hoc": (Enrolment,),
    "da-hoc": (Enrolment, Course),
    "luan-chuyen": (Move,),
    "tri-thuc-tre": (Intake, IntakePlan),
    "quy-hoach": (SuccessionPlan, Nomination),
    "nghi-viec": (Departure, DeparturePlan),
    "bieu-mau-9c": (),
    "bieu-mau-10": _STUDIES,
    "bieu-mau-11": (Move,),
    "bieu-mau-12c": (SuccessionPlan, Nomination),
}
"""The reports explained so, with the records that they count."""

_NOBODY = ("don-vi", "luan-chuyen", "tri-thuc-tre", "quy-hoach", "nghi-viec")
"""Reports that ask nothing of people but what their records say."""
_SUBJECTS = ("dao-tao", "bieu-mau-10", "bieu-mau-11", "bieu-mau-12c")
"""Reports that ask about the people whom their records name, wherever they served."""
_BODIES = ("cap-uy", "bieu-mau-9c")
_OF_PEOPLE = {Fact.POST: Appointment, Fact.AWARD: Qualification, Fact.TRAITS: Profile}


@dataclass(frozen=True)
class Replay(Reconciliation):
    """`people` are those of whom the report asks and who stand otherwise, `records` the records that are others now.

    `earlier` are people who differ on the earlier day of a report of two; `turned` is what each reason makes us believe, `standing` whom it
    makes stand as they do now.
    """

    kind: str = ""
    then: Then | None = None
    records: tuple[DifferingRecord, ...] = ()
    earlier: tuple[Differing, ...] = ()
    turned: dict[Reason, dict[str, frozenset[int]]] = field(default_factory=dict)
    standing: dict[Reason, frozenset[int]] = field(default_factory=dict)

    @property
    def record_reasons(self) -> dict[Reason, int]:
        """Reason → records, in the order of Reason."""
        found = Counter(one.reason for one in self.records)
        return {reason: found[reason] for reason in Reason if found[reason]}


def replay(kind: str, then: Then) -> Replay:
    """Who and what differs; leaves Remembered as it was known at the closing, where the report asks about people."""
    base = _base(kind, then)
    if base.after.unit is None:
        return Replay(base.before, base.after, (), kind=kind, then=then)
    provinces = {*base.before.same_code(), *base.after.same_code()}
    cadres = _ever(then, base) if kind not in _NOBODY or Enrolment in REPLAYED[kind] else set()
    records, facts = record_changes(REPLAYED[kind], then.known_at, then.day, provinces, cadres)
    turned = {reason: {model._meta.db_table: ids for model, ids in by.items()} for reason, by in facts.items()}
    found = Replay(base.before, base.after, (), kind=kind, then=then, records=tuple(records), turned=turned)
    return found if kind in _NOBODY else _with_people(found, base, cadres, provinces)


def _base(kind: str, then: Then) -> Reconciliation:
    if kind in _NOBODY:
        return Reconciliation(then.selection(), everybody(then.day, today=then.today, province=then.province), ())
    return reconcile(then)


def _ever(then: Then, base: Reconciliation) -> set[int]:
    """Everybody known then or now to have ever held a post in the province."""
    communes = communes_ever(base.before) | communes_ever(base.after)
    return {*cadres_of(communes, then.known_at), *cadres_of(communes, None)}


def _with_people(found: Replay, base: Reconciliation, cadres: set[int], provinces: set[int]) -> Replay:
    then, kind = found.then, found.kind
    changed = touched(then) & cadres
    changes = changes_since(sorted(changed), then.known_at, then.day)
    earlier = _earlier(kind, then)
    reasons = {pk: of_changes(mine) for pk, mine in changes.items() if mine}
    reasons |= {one.cadre: one.reason for one in (*earlier, *base.people)}
    turned, standing = dict(found.turned), {}
    for reason in Reason:
        mine = {pk for pk, its in reasons.items() if its is reason}
        if mine:
            standing[reason] = frozenset(mine)
            turned[reason] = turned.get(reason, {}) | _facts_of(mine, changes)
    _fill(then, found.before, changed | reasons.keys(), provinces)
    asked = _asked(found, provinces)
    people = tuple(one for one in base.people if asked is None or one.cadre in asked)
    known = {one.cadre for one in (*base.people, *earlier)}
    beyond = (Differing(pk, reasons[pk], None, None) for pk in sorted((asked or set()) & changes.keys() - known) if changes[pk])
    return replace(found, people=(*people, *beyond), earlier=tuple(earlier), turned=turned, standing=standing)


def _earlier(kind: str, then: Then) -> list[Differing]:
    """Who differs on the earlier day of a report of two days."""
    if kind != "truoc-sau":
        return []
    day = both_days(then.selection()).compared_day
    return list(reconcile(replace(then, day=day)).people)


def _facts_of(cadres: Iterable[int], changes: dict[int, list[Change]]) -> dict[str, frozenset[int]]:
    found = {model._meta.db_table: set() for model in _OF_PEOPLE.values()}
    for pk in cadres:
        for one in changes.get(pk, ()):
            if one.fact in _OF_PEOPLE:
                found[_OF_PEOPLE[one.fact]._meta.db_table].add(one.pk)
    return {table: frozenset(ids) for table, ids in found.items()}


def _fill(then: Then, before: Selection, changed: set[int], provinces: set[int]) -> None:
    """Remembered as at the closing: derived for everybody only where rules are others now."""
    if same_rules(then.known_at):
        remember_among(sorted(changed), sorted(provinces), then.known_at, before.catalogue)
    else:
        remember(communes_ever(before), then.known_at, before.catalogue)


def _asked(found: Replay, provinces: set[int]) -> set[int] | None:
    """Of whom the report asks anything; None: of everybody in post."""
    if found.kind in _SUBJECTS:
        return speakers(REPLAYED[found.kind], found.then.day, provinces)
    if found.kind not in _BODIES:
        return None
    positions = [position.id for position in body_positions(found.before).values()]
    seats = Appointment.objects.on(found.then.day).filter(position__in=positions, commune__province__in=provinces)
    members = set(seats.order_by().values_list("cadre_id", flat=True))
    return members if found.kind == "cap-uy" else members | found.those() | {one.cadre for one in found.people}


# --- figures ------------------------------------------------------------------------------------------------------------------


def replayed_figures(found: Replay, frozen: Report | KeptForm) -> list[Moved]:
    """Every figure that differs or was moved and moved back, with what each reason adds; in the order of the report. Turns Remembered."""
    labels, parts = every_figure(frozen), {}
    before, facts = labels, {}
    for reason in Reason:
        if reason in found.turned or reason in found.standing:
            stand_as_now(sorted(found.standing.get(reason, ())))
            for table, ids in found.turned.get(reason, {}).items():
                facts[table] = facts.get(table, frozenset()) | ids
            after = every_figure(freezing.make(found.kind, _revised(found, facts)))
            _add(parts, reason, before, after)
            before = after
    today = every_figure(freezing.make(found.kind, found.after))
    if reason := _of_rules(found):
        _add(parts, reason, before, today)
    moved = []
    for place in [*labels, *(place for place in today if place not in labels)]:
        heading, label, _ = labels.get(place) or today[place]
        one = Moved(*place, heading, label, labels.get(place, _NONE)[2], today.get(place, _NONE)[2], parts.get(place, {}))
        if one.difference or one.parts:
            moved.append(one)
    return moved


_NONE = ("", "", 0)


def _revised(found: Replay, facts: dict[str, frozenset[int]]) -> Selection:
    return replace(found.before, known_at=Revised(found.then.known_at, dict(facts)), moves={})


def _add(parts: dict, reason: Reason, before: dict, after: dict) -> None:
    for place in before.keys() | after.keys():
        if added := after.get(place, _NONE)[2] - before.get(place, _NONE)[2]:
            mine = parts.setdefault(place, {})
            mine[reason] = mine.get(reason, 0) + added


def _of_rules(found: Replay) -> Reason | None:
    """What is left when every fact of now is believed: units, or the law."""
    units, law = renewed(found.then.known_at)
    return Reason.UNITS if units else Reason.STANDARD if law else None


def every_figure(report: Report | KeptForm) -> dict[tuple[str, str, str], tuple[str, str, int]]:
    """(table, row, measure) → (heading, label, number): key figures, rows, what was planned, what the earlier day counts, measures."""
    if isinstance(report, KeptForm):
        return form_cells(report)
    found = {(KEY, one.key, ""): (report.title, one.label, one.count) for one in report.key_figures}
    for table in report.tables:
        for row in (*table.rows, *((table.whole,) if table.whole else ())):
            found[table.id, row.key, ""] = (table.title, row.label, row.count)
            if row.before is not None:
                found[table.id, row.key, BEFORE] = (table.title, f"{row.label}: ngày trước", row.before.count)
            if row.attained:
                found[table.id, row.key, PLANNED] = (table.title, f"{row.label}: kế hoạch", row.total)
            for one in row.measures:
                found[table.id, row.key, one.key] = (table.title, f"{row.label}: {one.label}", one.share.count)
    return found


BEFORE, PLANNED = "truoc", "ke-hoach"
"""Stand for what the earlier day counts and for what was planned among the measures of a row."""
