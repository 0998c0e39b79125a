"""The history of a person: who changed what, when, why and from which paper, with the old and the new value of every field.

One entry a change set; facts of before change sets are gathered by who recorded them at what moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from cadres.told import changes_between, in_one_line, kind_of
from chuanxa.facts import Recorded
from chuanxa.models import ChangeSet


@dataclass
class Line:
    """One fact of an entry: `act` is "thêm", "sửa" or "hủy", `what` the kind of fact, `fields` (name, old, new)."""

    act: str
    what: str
    fields: list[tuple[str, str, str]]


@dataclass
class Entry:
    """One doing. `set` is None for what was recorded before change sets."""

    moment: datetime
    by: str
    reason: str
    set: ChangeSet | None
    lines: list[Line] = field(default_factory=list)
    undone: bool = False

    @property
    def at(self) -> str:
        return f"{timezone.localtime(self.moment):%H:%M %d/%m/%Y}"

    @property
    def kind(self) -> str:
        return self.set.get_kind_display() if self.set else "Ghi nhận"

    @property
    def source(self) -> str:
        return self.set.source if self.set else ""


def history_of(facts: Iterable[Recorded], at: datetime | None = None, joined: Iterable[Recorded] = ()) -> list[Entry]:
    """Everything done to these facts by the moment `at` (None: ever), newest first. The facts are all of a person, or of a change set.

    `joined` are facts of dossiers merged into the person's: only that they were given up is told, so that the merge can be undone.
    """
    facts = list(facts)
    by_id = {(type(fact), fact.pk): fact for fact in facts}
    heirs = {(type(fact), fact.supersedes_id): fact for fact in facts if fact.supersedes_id}
    entries: dict[object, Entry] = {}
    for fact in facts:
        if at is None or fact.recorded_at <= at:
            _tell_recorded(entries, fact, by_id.get((type(fact), fact.supersedes_id)))
        if fact.superseded_at and (at is None or fact.superseded_at <= at) and not _is_amended(fact, heirs.get((type(fact), fact.pk))):
            _tell_given_up(entries, fact)
    for fact in joined:
        if at is None or fact.superseded_at <= at:
            _tell_given_up(entries, fact)
    _mark_undone(entries)
    return sorted(entries.values(), key=lambda entry: (entry.moment, entry.set.pk if entry.set else 0), reverse=True)


def _is_amended(before: Recorded, after: Recorded | None) -> bool:
    """Whether `after` took the place of `before` at once, and did not take it up again later."""
    if after is None or before.superseded_at is None:
        return False
    return after.recorded_in_id == before.superseded_in_id and after.recorded_at == before.superseded_at


def _tell_recorded(entries: dict, fact: Recorded, before: Recorded | None) -> None:
    entry = _entry(entries, fact.recorded_in, fact.recorded_at, fact.recorded_by, fact.reason)
    if before is not None and _is_amended(before, fact):
        entry.lines.append(Line("sửa", kind_of(fact), changes_between(before, fact)))
    else:
        entry.lines.append(Line("thêm", kind_of(fact), [("", "", in_one_line(fact))]))


def _tell_given_up(entries: dict, fact: Recorded) -> None:
    entry = _entry(entries, fact.superseded_in, fact.superseded_at, fact.superseded_by, fact.superseded_reason)
    entry.lines.append(Line("hủy", kind_of(fact), [("", in_one_line(fact), "")]))


def _entry(entries: dict, change_set: ChangeSet | None, moment: datetime, by: str, reason: str) -> Entry:
    key = change_set.pk if change_set else (moment, by, reason)
    if key not in entries:
        entries[key] = Entry(change_set.at if change_set else moment, by, reason, change_set)
    return entries[key]


def _mark_undone(entries: dict) -> None:
    """An undo marks what it undid, unless it was itself undone. Later ones are looked at first."""
    sets = sorted((entry.set for entry in entries.values() if entry.set), key=lambda one: one.pk, reverse=True)
    undone: set[int] = set()
    for one in sets:
        if one.undoes_id and one.pk not in undone:
            undone.add(one.undoes_id)
    for entry in entries.values():
        entry.undone = bool(entry.set and entry.set.pk in undone)
