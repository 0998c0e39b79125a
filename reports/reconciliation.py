"""Đối chiếu: why today's figures of a closed day are not those that were frozen, person by person, adding up exactly.

Whoever looks the same on both sides counts the same in every figure that standings decide. So the difference of a figure is the sum, over
the few who look otherwise, of what they add today less what they added then; each of them has one main reason (reports/reconciling.py).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from cadres.models import Appointment, Move, Profile, Qualification, Remembered, Standing
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue
from cadres.standings.catalogue_history import same_rules
from cadres.standings.facts import people
from cadres.standings.remember import remember_people
from cadres.standings.restand import rows_of
from reports import freezing
from reports.area_report import area_report
from reports.asking import PLACES, communes_ever
from reports.everything import everybody
from reports.fact_changes import changes_since
from reports.freezing import AREA, Then
from reports.frozen_forms import KeptForm, form_counts, form_query
from reports.reconciling import Reason, Side, classify, of_changes
from reports.report import Report, Row, Table
from reports.selection import Selection

BEYOND = ("theo-che-do", "bieu-mau-bm02")
"""Reports that also ask facts beyond standings (languages, fields of study, moves): whoever's facts changed explains them."""

EXPLAINED = (AREA, "chuc-danh", "kiem-nhiem", "tuoi-trinh-do", "theo-yeu-cau", "thieu-gi", *BEYOND)
"""The reports whose every figure is decided by people in post, so that they explain all of a difference."""

_COLUMNS = storage.columns(Standing)
_AT = {name: place for place, name in enumerate(_COLUMNS)}


@dataclass(frozen=True, slots=True)
class Differing:
    """Somebody who is counted otherwise; None on the side where the province does not count them."""

    cadre: int
    reason: Reason
    then: Side | None
    now: Side | None


@dataclass(frozen=True)
class Reconciliation:
    """Both sides of a closed day and who differs between them."""

    before: Selection
    after: Selection
    people: tuple[Differing, ...]
    beyond: tuple[Differing, ...] = ()
    """Whoever looks the same in standings, but of whom a fact changed since."""

    @property
    def reasons(self) -> dict[Reason, int]:
        """Reason → people, in the order of Reason, without those nobody has."""
        found = Counter(one.reason for one in self.people)
        return {reason: found[reason] for reason in Reason if found[reason]}

    def of_kind(self, kind: str) -> "Reconciliation":
        """With everybody who may explain the figures of a report."""
        return replace(self, people=(*self.people, *self.beyond), beyond=()) if kind in BEYOND else self

    def those(self, reason: Reason | None = None) -> frozenset[int]:
        """The ids of everybody who differs for a reason, or at all."""
        return frozenset(one.cadre for one in self.people if reason in (None, one.reason))


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure: its place (table, row, measure; "" for none), labels, digits then and now, and what each reason adds or takes."""

    table: str
    row: str
    measure: str
    heading: str
    label: str
    then: int
    now: int
    parts: dict[Reason, int]

    @property
    def difference(self) -> int:
        return self.now - self.then

    @property
    def rest(self) -> int:
        """What no person explains; 0 for reports that standings decide."""
        return self.difference - sum(self.parts.values())


def reconcile(then: Then) -> Reconciliation:
    """Who is counted otherwise today, and why. Fills Remembered with those who may be."""
    before = then.selection()
    after = everybody(then.day, today=then.today, province=then.province)
    if after.unit is None:
        return Reconciliation(before, after, ())
    candidates, changed = _candidates(then, before, after)
    remember_people(candidates, then.known_at, before.catalogue)
    known = _sides(Remembered, before, then.day)
    wanted = set(candidates)
    present = {pk: side for pk, side in _sides(Standing, after, then.day).items() if pk in wanted}
    differing = sorted(pk for pk in known.keys() | present.keys() if known.get(pk) != present.get(pk))
    touched = [pk for pk in differing if pk in changed]
    alone, changes = _alone(touched, then, before), changes_since(sorted(changed), then.known_at, then.day)
    standards = _Standards(before.catalogue, after.catalogue, then.day)
    found = []
    for pk in differing:
        old, new = known.get(pk), present.get(pk)
        same = old is None or new is None or standards.same(old, new)
        reason = classify(old, new, alone.get(pk, old), changes.get(pk, ()) if pk in changed else (), same_standard=same)
        found.append(Differing(pk, reason, old, new))
    same_looks = ((pk, known[pk]) for pk in sorted(changed - set(differing)) if pk in known and changes.get(pk))
    beyond = tuple(Differing(pk, of_changes(changes[pk]), side, side) for pk, side in same_looks)
    return Reconciliation(before, after, tuple(found), beyond)


def moved_figures(found: Reconciliation, kind: str, frozen: Report | KeptForm) -> list[Moved]:
    """Every figure that differs, or in which somebody was replaced by somebody else; in the order of the report."""
    today = figures_of(_made(kind, found.after))
    labels, digits = figures_of(frozen), Counter()
    parts: dict[tuple, dict[Reason, int]] = {}
    for reason in found.reasons:
        only = found.those(reason)
        old = figures_of(_made(kind, replace(found.before, only=only, moves={})))
        new = figures_of(_made(kind, replace(found.after, only=only, moves={})))
        for place in old.keys() | new.keys():
            if added := new.get(place, _NOTHING)[2] - old.get(place, _NOTHING)[2]:
                parts.setdefault(place, {})[reason] = added
    digits.update({place: said[2] for place, said in labels.items()})
    moved = []
    for place in [*labels, *(place for place in today if place not in labels)]:
        heading, label, _ = labels.get(place) or today[place]
        one = Moved(*place, heading, label, digits[place], today.get(place, _NOTHING)[2], parts.get(place, {}))
        if one.difference or one.parts:
            moved.append(one)
    return moved


_NOTHING = ("", "", 0)
KEY = "chinh"
"""Stands for the key figures among the tables of a report."""
HEADS = "category"
"""The table of the page of a province whose total is everybody; other tables may leave their total out when nobody stands in them."""


def figures_of(report: Report | KeptForm) -> dict[tuple[str, str, str], tuple[str, str, int]]:
    """(table, row, measure) → (title of the table, label, people). The head-count stands once, before the rows of HEADS."""
    if isinstance(report, KeptForm):
        return form_counts(report)
    found: dict[tuple[str, str, str], tuple[str, str, int]] = {}
    for table in report.tables:
        if table.id == HEADS:
            found[table.id, "", ""] = (table.title, "Tổng số người", table.total)
        for row in table.rows:
            found[table.id, row.key, ""] = (table.title, row.label, row.count)
            for one in row.measures:
                found[table.id, row.key, one.key] = (table.title, f"{row.label}: {one.label}", one.share.count)
    return found


def within(found: Reconciliation, report: Report | KeptForm, table: str, row: str, measure: str) -> tuple[set[int], set[int]]:
    """(ids that the figure held then, ids that it holds now), of those who differ. Raises KeyError for a figure that no list opens."""
    query = form_query(report, row, measure) if isinstance(report, KeptForm) else people_query(report, table, row, measure)
    return tuple(_held(replace(one, only=found.those(), moves={}), query) for one in (found.before, found.after))


def people_query(report: Report, table: str, row: str, measure: str) -> dict:
    """The people filter of a figure; {} for everybody. Raises KeyError or StopIteration for a figure that no list opens."""
    if table != KEY:
        return _query(report.table(table), row, measure)
    one = next(one for one in report.key_figures if one.key == row)
    if one.query is None or one.records is not None:
        raise KeyError(row)
    return one.query


def _query(table: Table, key: str, measure: str) -> dict:
    if not key:
        return {}
    row: Row = next(row for row in table.rows if row.key == key)
    if not measure:
        asked = row.query
    else:
        one = next(one for one in row.measures if one.key == measure)
        asked = None if row.query is None or one.query is None else {**row.query, **one.query}
    if asked is None:
        raise KeyError(key)
    return asked


def _held(selection: Selection, query: dict) -> set[int]:
    """The ids that a query lets through; a place in it goes before the selection's own."""
    for name in query.keys() & PLACES.keys():
        unit = selection.register.find(PLACES[name], query[name][0], selection.day)
        if unit is None:
            return set()
        selection = replace(selection, unit=unit)
    asked = {name: values for name, values in query.items() if name not in PLACES}
    narrowed = selection.narrowed(asked) if asked else selection
    return set(narrowed.standings(selection.day).order_by().values_list("cadre_id", flat=True))


def _made(kind: str, selection: Selection) -> Report:
    return freezing.make(kind, selection) if kind else area_report(selection, over_years=False)


def _candidates(then: Then, before: Selection, after: Selection) -> tuple[list[int], set[int]]:
    """(who may look otherwise, in order; those of them whose facts changed). Everybody in post when rules or units are others now."""
    communes = communes_ever(before) | communes_ever(after)
    everyone = {*_in_post(communes, then.day, then.known_at), *_in_post(communes, then.day, None)}
    changed = everyone & touched(then)
    return sorted(changed if same_rules(then.known_at) else everyone), changed


def _in_post(communes: set[int], day: date, at: datetime | None) -> QuerySet:
    """Ids of everybody known at `at` (None: now) to hold a post on the day in the communes: nobody else can be counted there."""
    return Appointment.objects.known(at).on(day).filter(commune__in=communes).order_by().values_list("cadre_id", flat=True)


def touched(then: Then) -> set[int]:
    """Everybody of whom a fact was recorded or withdrawn since."""
    found: set[int] = set()
    for model in (Appointment, Qualification, Profile, Move):
        for condition in ({"recorded_at__gt": then.known_at}, {"superseded_at__gt": then.known_at}):
            found.update(model.objects.filter(**condition).order_by().values_list("cadre_id", flat=True))
    return found


def _sides(model, selection: Selection, day: date) -> dict[int, Side]:
    """Cadre id → how they look, of everybody whom the table counts in the selection's province on the day."""
    rows = model.objects.filter(selection.place(day), valid_from__lte=day, valid_to__gte=day).order_by()
    return {row[0]: _side(row) for row in rows.values_list(*_COLUMNS)}


def _side(row: tuple) -> Side:
    """A standing, in the order of its table's columns, in the parts that reasons speak of."""
    parts = [row[_AT[first] : _AT[last] + 1] for first, last in _PARTS]
    return Side(*parts)


_PARTS = (
    ("province_id", "commune_id"),
    ("position_id", "group"),
    ("general_education", "informatics"),
    ("verdict", "exempt"),
    ("sex", "party_member_since"),
)


def _alone(ids: Iterable[int], then: Then, before: Selection) -> dict[int, Side | None]:
    """How these people would look by the facts of now and the rules and units of then; None outside the province."""
    found: dict[int, Side | None] = {}
    units = set(before.same_code())
    for pk, person in people(ids, before.catalogue).items():
        row = next((row for row in rows_of(pk, person, before.catalogue) if _holds(row, then.day)), None)
        found[pk] = _side(row) if row is not None and row[_AT["province_id"]] in units else None
    return found


def _holds(row: tuple, day: date) -> bool:
    return row[_AT["valid_from"]] <= day <= row[_AT["valid_to"]]


class _Standards:
    """Whether two people's standings are judged by one standard in both catalogues."""

    def __init__(self, before: Catalogue, after: Catalogue, day: date):
        self._before, self._after, self._day = before, after, day
        self._said: dict[tuple, bool] = {}

    def same(self, then: Side, now: Side) -> bool:
        key = then.post[0], then.place[0], now.post[0], now.place[0]
        if key not in self._said:
            old, new = self._before.book.find(*key[:2], self._day), self._after.book.find(*key[2:], self._day)
            self._said[key] = (old and replace(old, applied=True)) == (new and replace(new, applied=True))
        return self._said[key]
