"""Writes a confirmed import: every fact of every line in one change set, one transaction, one derivation of standings.

The plan is made again behind the locks and must have the digest that was confirmed; if the records moved in between, nothing is
written and the new plan comes back. The same import confirmed twice writes once.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from cadres.actions.changing import Change, changing
from cadres.importing.contents import Contents
from cadres.importing.differences import (
    Act,
    AmendLevel,
    AmendPost,
    NewPerson,
    RecordLevel,
    RecordPost,
    RecordStudy,
    SetProfile,
)
from cadres.importing.plan import Plan, RowPlan, ending_act
from cadres.importing.preview import Settings, plan_of
from cadres.models import Appointment, Cadre, Enrolment, Position, Profile, Qualification
from cadres.standings import storage
from chuanxa.models import ChangeKind, ChangeSet
from provinces.models import Commune
from provinces.models.scope import Reach

_CHUNK = 800


class Moved(Exception):
    """What is on record changed since the plan was shown; `plan` is what it would be now. Nothing was written."""

    def __init__(self, plan: Plan):
        self.plan = plan
        super().__init__("Dữ liệu đã thay đổi từ lúc xem trước; chưa ghi gì. Xem lại kế hoạch mới rồi xác nhận.")


def apply_import(
    contents: Contents,
    *,
    as_of: date,
    digest: str,
    by: str,
    day: date,
    reach: Reach | None,
    settings: Settings | None = None,
    token: str = "",
    reason: str = "",
) -> tuple[Plan, ChangeSet | None]:
    """Write the plan whose digest was confirmed. `as_of` is the day of the list, `day` is today.

    Returns the plan and its change set (None when there was nothing to write). Raises Moved, ValidationError.
    """
    if token and (done := ChangeSet.objects.filter(by=by, token=token).first()):
        return plan_of(contents, as_of=as_of, reach=reach, settings=settings), done
    with transaction.atomic():
        storage.lock(Commune, sorted({form.unit.id for form in contents.forms if form.unit}))
        plan = plan_of(contents, as_of=as_of, reach=reach, settings=settings)
        if plan.digest != digest:
            raise Moved(plan)
        if plan.does_nothing:
            return plan, None
        people = {row.person.id for row in plan.rows if row.acts and row.person} | {one.person.id for one in plan.ends}
        what = f"Danh sách {contents.workbook.name} tính đến {as_of:%d/%m/%Y}"[:300]
        told = {"reason": reason or what, "what": what, "source": contents.workbook.name[:300], "token": token}
        with changing(by=by, day=day, kind=ChangeKind.IMPORT, people=people, **told) as change:
            _write(change, plan)
    return plan, change.set


def _write(change: Change, plan: Plan) -> None:
    """Ends and amendments first, so that what is new finds its place free."""
    rows = [row for row in plan.rows if row.acts]
    held = _held(plan, rows)
    for absent in plan.ends:
        _amend(change, ending_act(absent, plan.day), held)
    newcomers = [row for row in rows if row.person is None]
    cadres = change.open_dossiers([Profile(**_opening(row).columns) for row in newcomers])
    people = {row.form.key: cadre for row, cadre in zip(newcomers, cadres, strict=True)}
    for row in rows:
        for act in row.acts:
            if isinstance(act, SetProfile | AmendLevel | AmendPost):
                _amend(change, act, held, row)
    facts = [fact for row in rows for fact in _new_facts(row, people, held)]
    for model in (Appointment, Qualification, Enrolment):
        if found := [fact for fact in facts if type(fact) is model]:
            change.record(*found, planned=True)


def _opening(row: RowPlan) -> NewPerson:
    return next(act for act in row.acts if isinstance(act, NewPerson))


class _Held:
    """Rows on record that the plan amends or points at, read in a few queries."""

    def __init__(self, acts: list[Act], people: set[int]):
        self.positions = {position.code: position for position in Position.objects.all()}
        self.communes = _rows(Commune, {act.commune for act in acts if isinstance(act, RecordPost)} | _moved(acts))
        self.posts = _rows(Appointment, {act.id for act in acts if isinstance(act, AmendPost)}, "position", "commune", "cadre")
        self.levels = _rows(Qualification, {act.id for act in acts if isinstance(act, AmendLevel)}, "cadre")
        self.cadres = _rows(Cadre, people)
        self.profiles = {}
        for chunk in storage.chunks(sorted(people), _CHUNK):
            self.profiles |= {row.cadre_id: row for row in Profile.objects.known().filter(cadre__in=chunk).select_related("cadre")}


def _held(plan: Plan, rows: list[RowPlan]) -> _Held:
    acts = [act for row in rows for act in row.acts] + [ending_act(absent, plan.day) for absent in plan.ends]
    return _Held(acts, {row.person.id for row in rows if row.person})


def _moved(acts: list[Act]) -> set[int]:
    return {act.columns["commune_id"] for act in acts if isinstance(act, AmendPost) and "commune_id" in act.columns}


def _rows(model, ids: set[int], *related: str) -> dict:
    found = {}
    for chunk in storage.chunks(sorted(ids), _CHUNK):
        found |= model.objects.select_related(*related).in_bulk(chunk)
    return found


def _amend(change: Change, act: Act, held: _Held, row: RowPlan | None = None) -> None:
    if isinstance(act, SetProfile):
        change.amend(held.profiles[row.person.id], **act.columns)
    elif isinstance(act, AmendLevel):
        change.amend(held.levels[act.id], **act.columns)
    else:
        columns = dict(act.columns)
        if code := columns.pop("position", None):
            columns["position"] = held.positions[code]
        if commune := columns.pop("commune_id", None):
            columns["commune"] = held.communes[commune]
        change.amend(held.posts[act.id], **columns)


def _new_facts(row: RowPlan, people: dict, held: _Held) -> Iterator[Appointment | Qualification | Enrolment]:
    cadre = people.get(row.form.key) or held.cadres[row.person.id]
    for act in row.acts:
        if isinstance(act, RecordPost):
            yield Appointment(cadre=cadre, commune=held.communes[act.commune], position=held.positions[act.position], **act.columns)
        elif isinstance(act, RecordLevel):
            yield Qualification(cadre=cadre, ladder=act.ladder, **act.columns)
        elif isinstance(act, RecordStudy):
            yield Enrolment(cadre=cadre, ladder=act.ladder, **act.columns)
