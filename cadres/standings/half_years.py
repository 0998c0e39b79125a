"""Counts people at the end of every half-year (30 June, 31 December: the days reports speak of) in one pass over standings.

A standing is one more person in its cells from the first such end it reaches, and one fewer from the first it misses; adding
up these changes one half-year after the other gives every count. So a rebuild reads each standing once, not once per end, and of a save
only the cells that changed are left. The counts of a decade stand in one row: what is recorded late reaches every end since, and each row
written costs the save as much as all the rest of it in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from cadres.standings.cells import NATION, Cell, CountedRow, cells_of
from chuanxa.periods import ENDS_OF_DECADE, ONE_DAY


class HalfYearCounts:
    """Feed it standings, then read the counts at every end up to `day`. Half-years and decades are numbered from year 0."""

    def __init__(self, day: date):
        self._last = _half(day + ONE_DAY) - 1
        self._changes: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, row: CountedRow, first: date, last: date) -> None:
        """One more person has these values from `first` to `last`, both in."""
        self.add_cells([(cell, 1) for cell in cells_of(row)], first, last)

    def add_cells(self, cells: Iterable[tuple[Cell, int]], first: date, last: date) -> None:
        """Each cell has so many people more (or fewer) from `first` to `last`, both in."""
        start = _half(first)
        stop = _half(last) + (last == _end(_half(last)))
        if start >= stop or start > self._last:
            return
        for cell, people in cells:
            changes = self._changes[cell]
            changes[start] += people
            if stop <= self._last:
                changes[stop] -= people

    def rows(self) -> Iterator[tuple]:
        """(province id, decade, dimension, key, then people at each of its ends) in that order; the nation's rows stand under NATION."""
        for cell, changes in sorted(self._with_nation().items()):
            decades: dict[int, list[int]] = {}
            people = 0
            halves = sorted([half for half, change in changes.items() if change])
            for half, next_half in zip(halves, [*halves[1:], self._last + 1], strict=False):
                people += changes[half]
                for each in range(half, next_half if people else half):
                    decade, place = divmod(each, ENDS_OF_DECADE)
                    decades.setdefault(decade, [0] * ENDS_OF_DECADE)[place] = people
            for decade, counts in decades.items():
                yield cell[0], decade, *cell[1:], *counts

    def _with_nation(self) -> dict[Cell, dict[int, int]]:
        nation: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (_, dimension, key), changes in self._changes.items():
            total = nation[NATION, dimension, key]
            for half, change in changes.items():
                total[half] += change
        return self._changes | nation


def kept_in(end: date) -> tuple[int, int]:
    """The decade whose rows keep the counts of this end, and its place in them."""
    return divmod(_half(end), ENDS_OF_DECADE)


def unfold(rows: Iterable[tuple]) -> Iterator[tuple]:
    """(end, province id, dimension, key, people) of every count above or below zero in rows such as `HalfYearCounts.rows` gives."""
    for province, decade, dimension, key, *people in rows:
        for half, number in enumerate(people, start=decade * ENDS_OF_DECADE):
            if number:
                yield _end(half), province, dimension, key, number


def _half(day: date) -> int:
    """The half-year of `day`."""
    return day.year * 2 + (day.month > 6)


@cache
def _end(half: int) -> date:
    """The last day of a numbered half-year."""
    year, second = divmod(half, 2)
    return date(year, 12, 31) if second else date(year, 6, 30)
