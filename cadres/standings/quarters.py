"""Counts people at the end of every quarter in one pass over standings.

A standing is one more person in its cells from the first quarter-end it reaches, and one fewer from the first it misses; adding
up these changes quarter by quarter gives every count. Counting each quarter-end by itself reads a standing once per quarter.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from operator import add

from cadres.standings.cells import NATION, Cell, CountedRow, cells_of
from chuanxa.periods import quarter_ends

_EARLIEST = date(1945, 9, 2)
"""No unit of the register is older."""


class QuarterCounts:
    """Feed it standings, then read the counts at every quarter-end up to `day`."""

    def __init__(self, day: date):
        self._ends = quarter_ends(_EARLIEST, day)
        self._changes: dict[Cell, array] = defaultdict(lambda: array("i", bytes(4 * len(self._ends) + 4)))

    def add(self, row: CountedRow, first: date, last: date) -> None:
        """One person has these values from `first` to `last`, both in."""
        start, stop = self._place(first), self._place(last)
        if stop < len(self._ends) and self._ends[stop] == last:
            stop += 1
        if start == stop:
            return
        for cell in cells_of(row):
            changes = self._changes[cell]
            changes[start] += 1
            changes[stop] -= 1

    def rows(self) -> Iterator[tuple]:
        """(quarter-end, province id, dimension, key, people), without zeros; the nation's rows stand under NATION."""
        provinces: dict[int, list] = defaultdict(list)
        for (province, dimension, key), changes in sorted(self._with_nation().items()):
            provinces[province].append((dimension, key, list(accumulate(changes))))
        for province, cells in provinces.items():
            for place, end in enumerate(self._ends):
                yield from ((end, province, dimension, key, people[place]) for dimension, key, people in cells if people[place])

    def _place(self, day: date) -> int:
        """The place of the first quarter-end on or after `day`; the number of quarter-ends when there is none."""
        return max(0, min(_quarter(day) - _quarter(_EARLIEST), len(self._ends)))

    def _with_nation(self) -> dict[Cell, array]:
        every = dict(self._changes)
        for (_, dimension, key), changes in self._changes.items():
            nation = every.get((NATION, dimension, key))
            every[NATION, dimension, key] = array("i", map(add, nation, changes)) if nation else changes
        return every


def _quarter(day: date) -> int:
    """Quarters are numbered; the end of the quarter of `day` is the first quarter-end on or after it."""
    return day.year * 4 + (day.month - 1) // 3
