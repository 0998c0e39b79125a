"""Where a unit stands over time: a walk along boundary changes, never a rewrite.

A post in a commune stays in that commune while it lives; when it ends, the post stands in the commune that took it whole, or in
the default part of a split, and is then no longer certain: somebody should say which part. Every step goes to a later day, so
no walk can turn in a circle whatever the changes say. Pure: units are ids, days are dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from chuanxa.periods import FOREVER, ONE_DAY, Period


class Change(NamedTuple):
    """All or part of `before` became (part of) `after` on `day`; the `default` part is where posts are counted."""

    before: int
    after: int
    day: date
    default: bool = True


class Step(NamedTuple):
    """A post stands in `unit` during `period`; not `certain` after a split whose part nobody has confirmed."""

    unit: int
    period: Period
    certain: bool


class Lineage:
    """The lives of units and the changes between them. `lives` maps every id to its period."""

    def __init__(self, lives: Mapping[int, Period], changes: Iterable[Change]):
        self._lives = lives
        self._out: dict[int, list[Change]] = defaultdict(list)
        self._in: dict[int, list[Change]] = defaultdict(list)
        for change in changes:
            self._out[change.before].append(change)
            self._in[change.after].append(change)

    def path(self, unit: int, period: Period) -> tuple[Step, ...]:
        """Where a post in `unit` during `period` stands, in order of time.

        Days before the unit lived, and days after it or its heir ended without another heir, belong to no step.
        """
        steps, certain, first = [], True, period.first
        while unit is not None and (life := self._lives.get(unit)):
            here = Period(first, period.last).overlap(life)
            if here is None:
                break
            steps.append(Step(unit, here, certain))
            if here.end == period.end or here.end == FOREVER:
                break
            first = here.end + ONE_DAY
            unit, whole = self._heir(unit, first)
            certain = certain and whole
        return tuple(steps)

    def successors(self, unit: int, day: date | None = None) -> tuple[int, ...]:
        """What `unit` became when it ended; with a `day`, the units standing then that hold any part of it (itself, if it lives)."""
        if day is None:
            return tuple(change.after for change in self._leaving(unit))
        return self._standing(unit, day, lambda one: [change.after for change in self._out[one] if change.day <= day])

    def predecessors(self, unit: int, day: date | None = None) -> tuple[int, ...]:
        """What became (part of) `unit`; with a `day`, the units standing then that gave any part to it (itself, if it lived)."""
        if day is None:
            return tuple(change.before for change in self._in[unit])
        return self._standing(unit, day, lambda one: [change.before for change in self._in[one] if change.day > day])

    def _heir(self, unit: int, day: date) -> tuple[int | None, bool]:
        """(the unit that takes the posts of `unit` from `day`, whether it took them whole)."""
        parts = [change for change in self._leaving(unit) if day in self._lives[change.after]]
        chosen = next((change for change in parts if change.default), parts[0] if len(parts) == 1 else None)
        return (chosen.after if chosen else None), len(parts) == 1

    def _leaving(self, unit: int) -> list[Change]:
        """The changes by which `unit` ended: earlier ones took a part of it while it lived on."""
        life = self._lives.get(unit)
        if life is None or life.last is None:
            return []
        ended = life.last + ONE_DAY
        return [change for change in self._out[unit] if change.day == ended and change.after in self._lives]

    def _standing(self, unit: int, day: date, neighbours) -> tuple[int, ...]:
        """The units reached from `unit` that live on `day`; each unit is visited once."""
        found, waiting, seen = [], [unit], {unit}
        while waiting:
            one = waiting.pop()
            if one not in self._lives:
                continue
            if day in self._lives[one]:
                found.append(one)
            for other in neighbours(one):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return tuple(sorted(found))
