"""Judges people again when only the law changed, from a day on: facts, names and the days before stand as they are.

Nothing but marks (verdict and masks) and the days on which they change can differ, so only those are read, compared and written:
in place where a standing goes on from the same day, which touches few indexes or none. Of the tallies only the two dimensions of
the standard move. `restand` would write the same, with everything else beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import transaction

from cadres.models import Cadre, PeriodTally, Serving, Standing, Tally
from cadres.standard_book import Marks
from cadres.standings import storage
from cadres.standings.catalogue import catalogue
from cadres.standings.cells import NATION, Cell, law_cells
from cadres.standings.facts import Person, people
from cadres.standings.quarters import QuarterCounts
from cadres.standings.restand import standing_row
from cadres.standings.serving_day import advance
from cadres.standings.timeline import Stretch, stretches
from chuanxa.periods import ONE_DAY

_MARKS = Marks._fields


class _Stored(NamedTuple):
    """What is stored of one standing."""

    id: int
    province: int
    category: int
    group: int
    marks: Marks
    first: date
    last: date


@dataclass
class _Writes:
    """What is to be written: rows of `storage.update` (key last), new rows, ids to delete, and how the tallies move."""

    since: date
    day: date
    ends: list[tuple] = field(default_factory=list)
    marks: list[tuple] = field(default_factory=list)
    both: list[tuple] = field(default_factory=list)
    serving: list[tuple] = field(default_factory=list)
    added: list[tuple] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    live: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.quarters = QuarterCounts(self.day)

    def compare(self, cadre: int, person: Person, old: list[_Stored], new: list[Stretch]) -> None:
        """Note what changes of one person; a person who comes out the same costs nothing more."""
        if [(one.first, one.last, one.marks) for one in old] == [(one.first, one.last, one.marks) for one in new]:
            return
        by_first = {one.first: one for one in old}
        for stretch in new:
            self._place(cadre, person, by_first.pop(stretch.first, None), stretch)
        self.deleted += [one.id for one in by_first.values()]
        for spells, people_ in ((old, -1), (new, 1)):
            for one in spells:
                self._count(one, people_)
        if now := next((one for one in new if one.first <= self.day <= one.last), None):
            self.serving.append((*now.marks, now.first, now.last, cadre))

    def _place(self, cadre: int, person: Person, stored: _Stored | None, stretch: Stretch) -> None:
        if stored is None:
            self.added.append(standing_row(cadre, person, stretch))
        elif stored.marks == stretch.marks:
            if stored.last != stretch.last:
                self.ends.append((stretch.last, stored.id))
        elif stored.last == stretch.last:
            self.marks.append((*stretch.marks, stored.id))
        else:
            self.both.append((*stretch.marks, stretch.last, stored.id))

    def _count(self, one: _Stored | Stretch, people_: int) -> None:
        if one.last < self.since:
            return
        first = max(one.first, self.since)
        cells = law_cells(one.province, one.category, one.group, *one.marks)
        self.quarters.add_cells([(cell, people_) for cell in cells], first, one.last)
        if first <= self.day <= one.last:
            for cell in cells:
                self.live[cell] += people_

    def write(self) -> None:
        storage.delete(Standing, "id", self.deleted)
        storage.update(Standing, "id", ("valid_to",), self.ends)
        storage.update(Standing, "id", _MARKS, self.marks)
        storage.update(Standing, "id", (*_MARKS, "valid_to"), self.both)
        storage.insert(Standing, self.added)
        storage.update(Serving, "cadre_id", (*_MARKS, "valid_from", "valid_to"), self.serving)
        storage.add_people(Tally, ("province_id", "dimension", "key"), _with_nation(self.live))
        storage.add_people(PeriodTally, ("province_id", "day", "dimension", "key"), self.quarters.rows())


@transaction.atomic(savepoint=False)
def judge_again(cadres: Iterable[int], *, since: date, day: date) -> None:
    """Judge these people by the law in force, which changed from `since` on; `day` is today."""
    ids = sorted(set(cadres))
    if not ids:
        return
    storage.lock(Cadre, ids)
    serving_day, token = advance(day)
    law, eve = catalogue(token), since - ONE_DAY
    stored, writes = _stored(ids, eve), _Writes(since, serving_day)
    for cadre, person in people(ids, law).items():
        old, new = stored[cadre], stretches(person.posts, person.awards, law.book, person.traits, eve)
        if old and new and new[0].first == eve:
            new[0] = new[0]._replace(first=old[0].first)  # read from the eve on, it began when the stored one did
        writes.compare(cadre, person, old, new)
    writes.write()


def _stored(ids: Sequence[int], eve: date) -> dict[int, list[_Stored]]:
    """Cadre id → the standings that last to the eve of the change or longer, in order."""
    columns = ("cadre_id", "id", "province_id", "category", "group", *_MARKS, "valid_from", "valid_to")
    found: dict[int, list[_Stored]] = defaultdict(list)
    rows = storage.select(Standing, columns, f"{storage.among('cadre_id', ids)} AND valid_to >= %s", [*ids, eve])
    for cadre, pk, province, category, group, *marks, first, last in rows:
        found[cadre].append(_Stored(pk, province, category, group, Marks(*marks), first, last))
    for standings in found.values():
        standings.sort(key=lambda one: one.first)
    return found


def _with_nation(live: dict[Cell, int]) -> Iterable[tuple]:
    nation: Counter = Counter()
    for (_, dimension, key), people_ in live.items():
        nation[NATION, dimension, key] += people_
    return ((*cell, people_) for cell, people_ in (*live.items(), *nation.items()) if people_)
