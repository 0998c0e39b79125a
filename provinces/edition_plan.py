"""What an edition of the official list does to the rows that stand: which end, which begin, and on which day.

A change takes effect on the day of its move or decree where one is known, otherwise on the edition's day. A unit that leaves a
parent which ends, or joins one which begins, does so on that very day. Pure: no database.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from chuanxa.periods import ONE_DAY
from provinces.comparison import PROVINCE, Difference, Move, Unit, compare, name_key
from provinces.decrees import KIND_CHANGE, MERGER, RE_PARENTING, RENAMING, Decree, Timetable
from provinces.timeline import Chain, Existence, Timeline, lay_out, parent_level


@dataclass(frozen=True)
class EditionPlan:
    """`timeline` holds the standing rows and the new ones; `undated` counts changes that took the edition's day for want of a decree."""

    difference: Difference
    timeline: Timeline
    undated: int


def first_edition(units: Iterable[Unit], covers_from: date) -> EditionPlan:
    """An empty register takes the list as it is, valid from `covers_from`."""
    units = tuple(units)
    return EditionPlan(Difference(units, (), ()), lay_out([Existence(covers_from, None, unit)] for unit in units), 0)


def follow(
    standing: Sequence[Existence],
    edition: Sequence[Unit],
    day: date,
    *,
    after: date,
    moves: Sequence[Move] = (),
    decrees: Iterable[Decree] = (),
) -> EditionPlan:
    """The plan that turns the `standing` (open) rows into `edition` on `day`; `after` is the day of the edition before."""
    difference = compare((row.unit for row in standing), edition, moves)
    dating = _Dating(Timetable(decrees, after=after, until=day), moves, (row.unit for row in standing), edition)
    open_rows = {row.unit.key: row for row in standing}
    chains = [dating.keep(_Change(open_rows.get(old.key if old else None), new)) for old, new in _changes(difference)]
    timeline = lay_out(chains, [move._replace(day=dating.day_of_move(move)) for move in moves], dating.bases)
    return EditionPlan(difference, timeline, dating.undated)


def _changes(difference: Difference) -> list[tuple[Unit | None, Unit | None]]:
    pairs = [*difference.continued, *((unit, None) for unit in difference.ended), *((None, unit) for unit in difference.added)]
    return sorted(pairs, key=lambda pair: (pair[0] or pair[1]).level)


@dataclass(frozen=True)
class _Change:
    """What becomes of one unit: the row that stands (or none) and the line of the edition (or none)."""

    row: Existence | None
    new: Unit | None


@dataclass
class _Dating:
    """Gives every change its day, and remembers which days and legal bases it gave."""

    timetable: Timetable
    moves: Sequence[Move]
    old_units: Iterable[Unit]
    new_units: Iterable[Unit]
    bases: dict = field(default_factory=dict)
    undated: int = 0

    def __post_init__(self):
        self.parents = {unit.key: unit for unit in self.old_units} | {unit.key: unit for unit in self.new_units}
        self.out, self.into = defaultdict(list), defaultdict(list)
        for move in self.moves:
            if move.day:
                self.out[move.level, move.before].append(move)
                self.into[move.level, move.after].append(move)
        self.begins: dict[tuple[int, str], date] = {}
        self.ends: dict[tuple[int, str], date] = {}

    def keep(self, change: _Change) -> Chain:
        """The unit's rows, from the one that stands to the last."""
        if change.row is None:
            return [Existence(self._begin(change.new), None, change.new)]
        if change.new is None:
            return [change.row._replace(last=self._end(change.row) - ONE_DAY)]
        return self._go_on(change.row, change.new)

    def day_of_move(self, move: Move) -> date:
        """The day a move took effect: its own, its source's end, its target's beginning, or the edition's."""
        known = move.day or self.ends.get((move.level, move.before)) or self.begins.get((move.level, move.after))
        return known or self.timetable.until

    def _begin(self, unit: Unit) -> date:
        moved = self.into.get(unit.key)
        day = self._told(unit, moved[0].day, moved[0].legal_basis) if moved else self._day(unit, MERGER)
        parent_began = self.begins.get((parent_level(unit), unit.parent), day) if unit.level != PROVINCE else day
        self.begins[unit.key] = max(day, parent_began)
        return self.begins[unit.key]

    def _end(self, row: Existence) -> date:
        """The first day out."""
        unit, moved = row.unit, self.out.get(row.unit.key)
        day = self._told(unit, moved[0].day, moved[0].legal_basis) if moved else self._day(unit, MERGER)
        parent_ended = self.ends.get((parent_level(unit), unit.parent), day) if unit.level != PROVINCE else day
        self.ends[unit.key] = min(day, parent_ended)
        return self.ends[unit.key]

    def _go_on(self, row: Existence, new: Unit) -> Chain:
        chain, day_by = [row], self._days(row.unit, new)
        for day in sorted(set(day_by.values())):
            last = chain[-1]
            changed = last.unit._replace(**{name: getattr(new, name) for name, when in day_by.items() if when == day})
            chain[-1:] = [last._replace(last=day - ONE_DAY), Existence(day, None, changed)]
        if day_by and new.code != row.unit.code:
            self.begins[new.key], self.ends[row.unit.key] = chain[1].first, chain[1].first
        return chain

    def _days(self, old: Unit, new: Unit) -> dict[str, date]:
        """The day on which each field of the unit changed."""
        days = {}
        if old.code != new.code:
            return dict.fromkeys(("code", "name", "kind", "parent"), self._begin(new))
        if name_key(old.name) != name_key(new.name):
            days["name"] = self._day(new, RENAMING)
        if old.kind != new.kind:
            days["kind"] = self._day(new, KIND_CHANGE)
        if old.parent != new.parent:
            days["parent"] = self._parting(old, new)
        if days and old.name != new.name:
            days.setdefault("name", min(days.values()))  # a new row takes the newer spelling
        return days

    def _parting(self, old: Unit, new: Unit) -> date:
        forced = self.ends.get((parent_level(old), old.parent)) or self.begins.get((parent_level(new), new.parent))
        if not forced:
            return self._day(new, RE_PARENTING)
        basis = self.bases.get((parent_level(old), old.parent, forced)) or self.bases.get((parent_level(new), new.parent, forced), "")
        return self._told(new, forced, basis)

    def _day(self, unit: Unit, kind: str) -> date:
        decree = self.timetable.find(self._province(unit), unit.level, kind, unit.code)
        if decree is None:
            self.undated += 1
            return self.timetable.until
        return self._told(unit, decree.day, decree.legal_basis)

    def _told(self, unit: Unit, day: date, basis: str) -> date:
        if basis:
            self.bases[(*unit.key, day)] = basis
        return day

    def _province(self, unit: Unit) -> str:
        while unit.level != PROVINCE:
            unit = self.parents[parent_level(unit), unit.parent]
        return unit.code
