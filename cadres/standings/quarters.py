"""Counts people at the end of every quarter in one pass over standings.

A standing is one more person in its cells from the first quarter-end it reaches, and one fewer from the first it misses; adding
up these changes quarter by quarter gives every count. So a rebuild reads each standing once, not once per quarter, and of a save
only the cells that changed are left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from cadres.standings.cells import NATION, Cell, CountedRow, cells_of
from chuanxa.periods import ONE_DAY


class QuarterCounts:
    """Feed it standings, then read the counts at every quarter-end up to `day`. Quarters are numbered from year 0."""

    def __init__(self, day: date):
        self._last = _quarter(day + ONE_DAY) - 1
        self._changes: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, row: CountedRow, first: date, last: date) -> None:
        """One more person has these values from `first` to `last`, both in."""
        self.add_cells([(cell, 1) for cell in cells_of(row)], first, last)

    def add_cells(self, cells: Iterable[tuple[Cell, int]], first: date, last: date) -> None:
        """Each cell has so many people more (or fewer) from `first` to `last`, both in."""
        start = _quarter(first)
        stop = _quarter(last) + (last == _end(_quarter(last)))
        if start >= stop or start > self._last:
            return
        for cell, people in cells:
            changes = self._changes[cell]
            changes[start] += people
            if stop <= self._last:
                changes[stop] -= people

    def rows(self) -> Iterator[tuple]:
        """(province id, quarter-end, dimension, key, people) without zeros, in that order; the nation's rows stand under NATION."""
        provinces: dict[int, dict[int, list]] = defaultdict(lambda: defaultdict(list))
        for (province, dimension, key), changes in sorted(self._with_nation().items()):
            for quarter, people in self._counts(changes):
                provinces[province][quarter].append((dimension, key, people))
        for province, quarters in provinces.items():
            for quarter, cells in sorted(quarters.items()):
                yield from ((province, _end(quarter), *cell) for cell in cells)

    def _counts(self, changes: dict[int, int]) -> Iterator[tuple[int, int]]:
        """(quarter, people) wherever there are any."""
        people = 0
        quarters = sorted(quarter for quarter, change in changes.items() if change)
        for quarter, next_quarter in zip(quarters, [*quarters[1:], self._last + 1], strict=False):
            people += changes[quarter]
            if people:
                yield from ((each, people) for each in range(quarter, next_quarter))

    def _with_nation(self) -> dict[Cell, dict[int, int]]:
        nation: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (_, dimension, key), changes in self._changes.items():
            total = nation[NATION, dimension, key]
            for quarter, change in changes.items():
                total[quarter] += change
        return self._changes | nation


def _quarter(day: date) -> int:
    """The quarter of `day`: its end is the first quarter-end on or after it."""
    return day.year * 4 + (day.month - 1) // 3


@cache
def _end(quarter: int) -> date:
    """The last day of a numbered quarter."""
    year, place = divmod(quarter + 1, 4)
    return date(year, place * 3 + 1, 1) - ONE_DAY if year <= date.max.year else date.max
