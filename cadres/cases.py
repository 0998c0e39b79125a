"""What the law may ask about one person on one day: a case to be judged.

Pure. What is not recorded is None or absent; it is never guessed. Plain tuples: a nation is judged by the million.
"""

from datetime import date
from typing import NamedTuple

from cadres.levels import Ladder
from chuanxa.periods import Period


class Award(NamedTuple):
    """A level reached on a ladder; without a day it holds always. `relevant`: does the field fit the position, None when not recorded."""

    ladder: Ladder
    level: int
    day: date | None = None
    relevant: bool | None = None
    id: int = 0


class Traits(NamedTuple):
    """What does not change with posts. `born` is the earliest and the latest day a recorded birth may mean; sex 0 is unknown."""

    sex: int = 0
    born: tuple[date, date] | None = None
    minority: bool | None = None


NOTHING_KNOWN = Traits()


class Case(NamedTuple):
    """One person on one day before one standard: `held` are the periods in its positions, `founded` is when the commune was set up."""

    day: date
    awards: tuple[Award, ...] = ()
    areas: frozenset[str] = frozenset()
    held: tuple[Period, ...] = ()
    founded: date | None = None
    traits: Traits = NOTHING_KNOWN

    @property
    def since(self) -> date | None:
        """The first day in any of the positions."""
        return min((period.first for period in self.held), default=None)
