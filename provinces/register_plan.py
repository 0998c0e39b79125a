"""What a dated register says of the years it covers, and how it is reconciled with the rows already stored.

A register knows the day of every change, so it replaces what editions could only say by their own day. A stored row that is
the same legal existence (code, name by key, kind, parent) keeps its identity and takes the register's days; what is stored
after the register's last day stays. Pure: no database.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chuanxa.periods import ONE_DAY
from provinces.comparison import FULL, Move, name_key
from provinces.lists import Line
from provinces.timeline import Chain, Existence, Timeline, lay_out, parent_level


@dataclass(frozen=True)
class Reconciliation:
    """`kept` pairs stored rows (by handle) with what they become; `created` are new; `removed` are rows the register does not know."""

    kept: tuple[tuple[Hashable, Existence], ...]
    created: tuple[Existence, ...]
    removed: tuple[Hashable, ...]


def last_day(lines: Iterable[Line]) -> date:
    """The day of the newest change the register knows: it speaks for the days up to then."""
    return max(max(line.first, line.last + ONE_DAY if line.last else line.first) for line in lines)


def plan(lines: Sequence[Line], moves: Sequence[Move]) -> Timeline:
    """The rows and links of a register. Moves without a day, or between rows of different levels, are in `lost`."""
    by_code = defaultdict(list)
    for line in lines:
        by_code[line.unit.key].append(Existence(line.first, line.last, line.unit))
    gone = {(move.level, move.before, move.day) for move in moves if not (move.extent == FULL and move.after == move.before)}
    chains = [chain for rows in by_code.values() for chain in _chains(sorted(rows), gone)]
    timeline = lay_out(chains, [move for move in moves if move.day])
    return Timeline(timeline.rows, timeline.links, (*timeline.lost, *(move for move in moves if not move.day)))


def _chains(rows: list[Existence], gone: set[tuple[int, str, date]]) -> list[Chain]:
    """Rows of one code that go on being one unit: they touch, no move takes the unit away, its parent stays of one level."""
    chains: list[Chain] = []
    for row in rows:
        before = chains[-1][-1] if chains else None
        touches = before is not None and before.last is not None and row.first == before.last + ONE_DAY
        if touches and (*row.unit.key, row.first) not in gone and parent_level(before.unit) == parent_level(row.unit):
            chains[-1].append(row)
        else:
            chains.append([row])
    return chains


def reconcile(stored: Iterable[tuple[Hashable, Existence]], wanted: Iterable[Existence], until: date) -> Reconciliation:
    """Match stored rows (handle, row) that begin up to `until` with the wanted ones; each at most once, the longest overlap first."""
    mine, kept, created = defaultdict(list), [], []
    for pk, row in stored:
        mine[row.unit.key].append((pk, row))
    theirs = defaultdict(list)
    for row in wanted:
        theirs[row.unit.key].append(row)
    for key, rows in theirs.items():
        pairs, rest = _pair(mine.pop(key, []), rows)
        kept += [(pk, _until(row, old, until)) for pk, old, row in pairs]
        created += rest[1]
        mine[key] = rest[0]
    return Reconciliation(tuple(kept), tuple(created), tuple(pk for rest in mine.values() for pk, _ in rest))


def _pair(stored: list[tuple[Hashable, Existence]], wanted: list[Existence]) -> tuple[list, tuple[list, list]]:
    """([(handle, stored row, wanted row)], (stored rows left, wanted rows left))."""
    offers = sorted(((days, pk, old, row) for pk, old in stored for row in wanted if (days := _alike(old, row))), reverse=True)
    pairs, used, taken = [], set(), set()
    for _, pk, old, row in offers:
        if pk not in used and row.first not in taken:
            pairs.append((pk, old, row))
            used.add(pk)
            taken.add(row.first)
    return pairs, ([item for item in stored if item[0] not in used], [row for row in wanted if row.first not in taken])


def _alike(old: Existence, row: Existence) -> int:
    """Days the two rows share when they are the same legal existence, else 0."""
    same = (old.unit.kind, old.unit.parent) == (row.unit.kind, row.unit.parent) and name_key(old.unit.name) == name_key(row.unit.name)
    return max(0, (min(old.end, row.end) - max(old.first, row.first)).days + 1) if same else 0


def _until(row: Existence, old: Existence, until: date) -> Existence:
    """The wanted row, ending as stored where a later edition already ended it."""
    return row._replace(last=old.last) if row.last is None and old.last and old.last >= until else row


def clash(rows: Iterable[Existence]) -> Existence | None:
    """A row that begins while another row of its code stands, or None."""
    by_code = defaultdict(list)
    for row in rows:
        by_code[row.unit.key].append(row)
    for same in by_code.values():
        for earlier, later in pairwise(sorted(same, key=lambda row: row.first)):
            if earlier.end >= later.first:
                return later
    return None
