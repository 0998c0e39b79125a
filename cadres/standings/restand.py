"""Keeps the four derived tables equal to the facts, in the transaction that changes the facts.

One function, `restand(cadres, day)`: lock the people (in id order: without the lock, tallies drift under concurrent edits),
compute their stretches, take the set difference with what is stored, and add the differences to the tallies.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from cadres.models import Cadre, PeriodTally, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue, catalogue
from cadres.standings.cells import NATION, Cell, CountedRow, cells_of
from cadres.standings.facts import Person, questions, told
from cadres.standings.half_years import HalfYearCounts
from cadres.standings.serving_day import gather
from cadres.standings.timeline import Stretch, stretches

_COLUMNS, _SERVING = storage.columns(Standing), storage.columns(Serving)
_AT = {name: place for place, name in enumerate(_COLUMNS)}
FROM, TO = _AT["valid_from"], _AT["valid_to"]


@transaction.atomic(savepoint=False)
def restand(cadres: Iterable[int], *, day: date, locked: bool = False, renamed: bool = True) -> None:
    """Bring standings, serving rows and tallies of these people up to date; `day` is today.

    `locked`: the caller holds their locks. Not `renamed`: none of their names changed, so that their serving rows follow from their
    standings and are not read.
    """
    ids = sorted(set(cadres))
    if not ids:
        return
    if not locked:
        storage.lock(Cadre, ids)
    mine = storage.among("cadre_id", ids)
    asked = [storage.Question(Standing, ("id", *_COLUMNS), mine, ids), *questions(ids)]
    if renamed:
        asked.insert(0, storage.Question(Serving, _SERVING, mine, ids))
    (serving_day, token), (*serving, standings, profiles, posts, awards) = gather(day, *asked)
    law = catalogue(token)
    known = told(ids, (profiles, posts, awards), law)
    new = {row for pk, person in known.items() for row in rows_of(pk, person, law)}
    stored = {row[1:]: row[0] for row in standings}
    removed, added = stored.keys() - new, new - stored.keys()
    with storage.together():
        _refresh_standings({row: stored[row] for row in removed}, added)
        _refresh_serving(serving[0] if serving else _served(stored, known, serving_day), _served(new, known, serving_day))
        _refresh_tallies(removed, added, serving_day)


def rows_of(cadre: int, person: Person, law: Catalogue) -> Iterator[tuple]:
    """The person's standings as tuples in the order of the table's columns."""
    for stretch in stretches(person.posts, person.awards, law.book, person.traits):
        yield standing_row(cadre, person, stretch)


def standing_row(cadre: int, person: Person, stretch: Stretch) -> tuple:
    """One stretch as a row of Standing."""
    return (
        cadre,
        stretch.province,
        stretch.district,
        stretch.commune,
        stretch.position,
        stretch.posts,
        stretch.category,
        stretch.group,
        *stretch.levels,
        stretch.verdict,
        stretch.missing,
        stretch.unclear,
        stretch.owed,
        stretch.exempt,
        person.sex,
        person.ethnic_group,
        person.born_on,
        person.party_member_since,
        stretch.first,
        stretch.last,
    )


def counted(row: tuple) -> CountedRow:
    """What the tallies see of a row of Standing."""
    levels = row[_AT["general_education"] : _AT["informatics"] + 1]
    return CountedRow(
        row[_AT["province_id"]],
        row[_AT["position_id"]],
        row[_AT["posts"]],
        row[_AT["category"]],
        row[_AT["group"]],
        levels,
        row[_AT["missing"]],
        row[_AT["unclear"]],
        row[_AT["owed"]],
        row[_AT["exempt"]],
        row[_AT["sex"]],
        row[_AT["ethnic_group"]],
    )


def _order(row: tuple) -> tuple:
    return row[0], row[FROM]


def _refresh_standings(removed: dict[tuple, int], added: Iterable[tuple]) -> None:
    """A standing that goes on from the same day with other values is changed in place."""
    former = {_order(row): row for row in removed}
    kept, fresh = [], []
    for row in sorted(added, key=_order):
        old = former.pop(_order(row), None)
        fresh.append(row) if old is None else kept.append((removed[old], old, row))
    storage.delete(Standing, "id", [removed[row] for row in former.values()])
    storage.amend(Standing, "id", kept)
    storage.insert(Standing, fresh)


def _served(rows: Iterable[tuple], known: dict[int, Person], day: date) -> list[tuple]:
    """The rows of Serving that follow from these standings: those of `day`, with the name in force."""
    served = [(row, known[row[0]]) for row in rows if row[FROM] <= day <= row[TO]]
    return [(*row, person.full_name, person.search_key, person.sort_key) for row, person in served]


def _refresh_serving(before: Iterable[tuple], now: Iterable[tuple]) -> None:
    stored, wanted = {row[0]: row for row in before}, {row[0]: row for row in now}
    storage.delete(Serving, "cadre_id", sorted(stored.keys() - wanted.keys()))
    storage.amend(Serving, "cadre_id", [(pk, stored[pk], row) for pk, row in wanted.items() if pk in stored and stored[pk] != row])
    storage.insert(Serving, [row for pk, row in sorted(wanted.items()) if pk not in stored])


def _refresh_tallies(removed: Iterable[tuple], added: Iterable[tuple], day: date) -> None:
    live: Counter = Counter()
    ends = HalfYearCounts(day)
    for first, last, change in _cell_changes(removed, added):
        ends.add_cells(change, first, last)
        if first <= day <= last:
            for cell, people_ in change:
                live[cell] += people_
    nation: Counter = Counter()
    for (_, dimension, key), people_ in live.items():
        nation[NATION, dimension, key] += people_
    changes = ((*cell, people_) for cell, people_ in (*live.items(), *nation.items()) if people_)
    storage.add_people(Tally, 3, changes)
    storage.add_people(PeriodTally, 4, ends.rows())


def _cell_changes(removed: Iterable[tuple], added: Iterable[tuple]) -> Iterator[tuple[date, date, list[tuple[Cell, int]]]]:
    """(first, last, [(cell, people)…]): of one person on the same days only the cells that differ, which of a new diploma are few."""
    spans: dict[tuple, dict[Cell, int]] = {}
    for rows, people_ in ((removed, -1), (added, 1)):
        for row in rows:
            cells = spans.setdefault((row[0], row[FROM], row[TO]), {})
            for cell in cells_of(counted(row)):
                cells[cell] = cells.get(cell, 0) + people_
    for (_, first, last), cells in spans.items():
        yield first, last, [(cell, people_) for cell, people_ in cells.items() if people_]
