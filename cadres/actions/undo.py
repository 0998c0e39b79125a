"""Undo: puts back what was before a change set, and refuses where later changes stand on top.

Nothing is taken away by it: what the change set recorded is superseded, what it superseded is recorded again, as one more change
set that can itself be undone. A fact and all that superseded it are one line of descent; a change set can be undone where every line
it touched still says what it left there, whoever brought it back to that. Nothing that others point at is taken back from under
them, and nothing comes back without what it points at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from cadres.actions.changing import Change, changing
from cadres.actions.invariants import check_parents, pointing
from cadres.models import Cadre, ImportBatch, ImportState, Profile
from chuanxa.facts import Recorded, content, copy_of
from chuanxa.models import ChangeKind, ChangeSet

KINDS: tuple[type[Recorded], ...] = tuple(model for model in apps.get_models() if issubclass(model, Recorded))
"""Every kind of fact that change sets hold, of any app, and those of them that are of a person."""
OF_PEOPLE = tuple(model for model in KINDS if any(field.name == "cadre" for field in model._meta.concrete_fields))


class InTheWay(ValidationError):
    """Later changes stand on top; `by` are their change sets, latest first."""

    def __init__(self, by: Iterable[ChangeSet]):
        self.by = sorted(set(by), key=lambda one: one.pk, reverse=True)
        named = "; ".join(f"“{one.get_kind_display()}” của {one.by} lúc {_moment(one)}" for one in self.by[:5])
        more = f" và {len(self.by) - 5} lần khác" if len(self.by) > 5 else ""
        super().__init__(f"Chưa hoàn tác được vì sau đó đã có: {named}{more}. Hoàn tác các lần ấy trước, hoặc sửa tay.")


@dataclass
class Line:
    """What a change set did to one fact: `before` stood, `after` stands since; `last` is the end of the line of descent now."""

    before: Recorded | None
    after: Recorded | None
    last: Recorded

    @property
    def untouched(self) -> bool:
        """Whether the line still says what the change set left."""
        now = content(self.last) if self.last.superseded_at is None else None
        return now == (content(self.after) if self.after else None)

    @property
    def later(self) -> ChangeSet | None:
        """Who changed it since; None for a change of before change sets."""
        return self.last.superseded_in or self.last.recorded_in


def undo(change_set: ChangeSet, *, by: str, day: date, reason: str) -> ChangeSet:
    """Put back what was before `change_set`; returns the change set that does so. `day` is today.

    Raises InTheWay where later changes stand on top, ValidationError when what was can no longer stand (a number or a post taken since).
    """
    with changing(
        by=by, day=day, reason=reason, kind=ChangeKind.UNDO, what=change_set.what, people=people_of(change_set), undoes=change_set
    ) as change:
        lines = list(lines_of(change_set))
        if in_the_way := list(_in_the_way(change_set, lines)):
            raise InTheWay(in_the_way)
        for line in sorted(lines, key=lambda line: line.before is not None):  # what ends first, so that what returns finds its place free
            _put_back(change, line)
        for fact in change.standing():
            check_parents(fact)
            fact.check_among()
        for cadre, (before, after) in change_set.redirects.items():
            change.redirect(int(cadre), to=before, since=after)
        _tell_import(change_set, by, reason)
    if change.set is None:
        raise ValidationError("Lần ghi này không có gì để hoàn tác.")
    return change.set


def _tell_import(change_set: ChangeSet, by: str, reason: str) -> None:
    """The list that was imported says that it was taken back, or that it stands again, wherever that was done."""
    lists = ImportBatch.objects.filter(state=ImportState.DONE, change_set=change_set)
    lists.update(state=ImportState.UNDONE, note=f"{by} hoàn tác: {reason}"[:500])
    if change_set.undoes_id:
        again = ImportBatch.objects.filter(state=ImportState.UNDONE, change_set=change_set.undoes_id)
        again.update(state=ImportState.DONE, note=f"{by} nhập lại: {reason}"[:500])


def people_of(change_set: ChangeSet) -> set[int]:
    """Everybody whose facts the change set touched, and the dossiers it redirected."""
    found = {int(cadre) for cadre in change_set.redirects}
    for model in OF_PEOPLE:
        for end in ("recorded_in", "superseded_in"):
            found.update(model.objects.filter(cadre__isnull=False, **{end: change_set}).values_list("cadre_id", flat=True))
    return found


def lines_of(change_set: ChangeSet) -> Iterator[Line]:
    """Every line of descent that the change set touched, with where it stands now."""
    for model in KINDS:
        facts = model.objects.select_related("recorded_in", "superseded_in")
        after = list(facts.filter(recorded_in=change_set))
        before = {fact.pk: fact for fact in facts.filter(superseded_in=change_set)}
        pairs = [(before.pop(fact.supersedes_id, None), fact) for fact in after] + [(fact, None) for fact in before.values()]
        last = _ends(model, [end or start for start, end in pairs])
        yield from (Line(start, end, last[(end or start).pk]) for start, end in pairs)


def _ends(model: type[Recorded], facts: list[Recorded]) -> dict[int, Recorded]:
    """Fact id → the last fact of its line. One query for each step that the longest line went on."""
    ends = {fact.pk: fact for fact in facts}
    open_ = dict(ends)
    while open_:
        heirs = model.objects.filter(supersedes__in=[fact.pk for fact in open_.values()]).select_related("recorded_in", "superseded_in")
        by_parent = {fact.supersedes_id: fact for fact in heirs.order_by("pk")}
        open_ = {root: by_parent[fact.pk] for root, fact in open_.items() if fact.pk in by_parent}
        ends |= open_
    return ends


def last_of(fact: Recorded) -> Recorded:
    """The last fact of the line: what stands now where `fact` stood, or what stood last."""
    return _ends(type(fact), [fact])[fact.pk]


def _in_the_way(change_set: ChangeSet, lines: list[Line]) -> Iterator[ChangeSet]:
    for line in lines:
        if not line.untouched and line.later:
            yield line.later
    for line in lines:
        if line.before is None and line.last.superseded_at is None:
            yield from _resting_on(line.last, lines)
    opened = {line.after.cadre_id for line in lines if line.before is None and isinstance(line.after, Profile)}
    own = {(type(line.last), line.last.pk) for line in lines}
    for model in OF_PEOPLE if opened else ():
        for fact in model.objects.known().filter(cadre__in=opened).select_related("recorded_in"):
            if (model, fact.pk) not in own and fact.recorded_in:
                yield fact.recorded_in  # a dossier that is taken back must not leave facts of others behind
    for cadre in Cadre.objects.filter(merged_into__in=opened).values_list("pk", flat=True) if opened else ():
        if merge := ChangeSet.objects.filter(redirects__has_key=str(cadre)).order_by("pk").last():
            yield merge  # nor the address of another dossier lead nowhere


def _resting_on(fact: Recorded, lines: list[Line]) -> Iterator[ChangeSet]:
    """The change sets that recorded what points at a record to be taken back, but for what is taken back with it.

    Raises ValidationError for what was recorded before change sets.
    """
    for rows in pointing(fact):
        own = {line.last.pk for line in lines if isinstance(line.last, rows.model)}
        for row in rows.exclude(pk__in=own).select_related("recorded_in"):
            if row.recorded_in is None:
                raise ValidationError(f"Chưa hoàn tác được: còn “{row}” thuộc “{fact}”. Hủy bản ghi ấy trước.")
            yield row.recorded_in


def _put_back(change: Change, line: Line) -> None:
    if line.before is None:
        change.retract(line.last)
    elif line.after is None:
        change.record(copy_of(line.before, supersedes=line.last), supersedes=line.last)
    else:
        change.replace(line.last, copy_of(line.before, supersedes=line.last))


def _moment(change_set: ChangeSet) -> str:
    return f"{timezone.localtime(change_set.at):%H:%M %d/%m/%Y}"
