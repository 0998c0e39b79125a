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
from cadres.standings.half_years import HalfYearCounts
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
    """What is to be written: rows of `storage.update` (key last), new rows, ids to delete; how many people more are in each span."""

    since: date
    day: date
    ends: list[tuple] = field(default_factory=list)
    marks: list[tuple] = field(default_factory=list)
    both: list[tuple] = field(default_factory=list)
    serving: list[tuple] = field(default_factory=list)
    added: list[tuple] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    spans: Counter = field(default_factory=Counter)

    def compare(self, cadre: int, person: Person, old: list[_Stored], new: list[Stretch]) -> None:
        """Note what changes of one person; a person who comes out the same costs nothing more."""
        found = [(one.first, one.last, one.marks) for one in new]
        if [(one.first, one.last, one.marks) for one in old] == found:
            return
        by_first = {one.first: one for one in old}
        for stretch, (first, last, marks) in zip(new, found, strict=True):
            self._place(cadre, person, by_first.pop(first, None), stretch, marks)
            if first <= self.day <= last:
                self.serving.append((*marks, first, last, cadre))
            if last >= self.since:
                self.spans[stretch.province, stretch.category, stretch.group, marks, max(first, self.since), last] += 1
        self.deleted += [one.id for one in by_first.values()]
        for one in old:
            if one.last >= self.since:
                self.spans[one.province, one.category, one.group, one.marks, max(one.first, self.since), one.last] -= 1

    def _place(self, cadre: int, person: Person, stored: _Stored | None, stretch: Stretch, marks: Marks) -> None:
        if stored is None:
            self.added.append(standing_row(cadre, person, stretch))
        elif stored.marks == marks:
            if stored.last != stretch.last:
                self.ends.append((stretch.last, stored.id))
        elif stored.last == stretch.last:
            self.marks.append((*marks, stored.id))
        else:
            self.both.append((*marks, stretch.last, stored.id))

    def write(self) -> None:
        live, ends = self._counts()
        storage.delete(Standing, "id", self.deleted)
        storage.update(Standing, "id", ("valid_to",), self.ends)
        storage.update(Standing, "id", _MARKS, self.marks)
        storage.update(Standing, "id", (*_MARKS, "valid_to"), self.both)
        storage.insert(Standing, self.added)
        storage.update(Serving, "cadre_id", (*_MARKS, "valid_from", "valid_to"), self.serving)
        storage.add_people(Tally, 3, _with_nation(live))
        storage.add_people(PeriodTally, 4, ends.rows())

    def _counts(self) -> tuple[Counter, HalfYearCounts]:
        """How the cells of the serving day and of the ends of half-years move; many people change alike and are counted together."""
        live, ends = Counter(), HalfYearCounts(self.day)
        for (province, category, group, marks, first, last), people_ in self.spans.items():
            if people_:
                cells = law_cells(province, category, group, *marks)
                ends.add_cells([(cell, people_) for cell in cells], first, last)
                live.update(dict.fromkeys(cells, people_) if first <= self.day <= last else {})
        return live, ends


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
