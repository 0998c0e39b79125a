"""What the law may ask about one person on one day: a case to be judged.

Pure. What is not recorded is None or absent; it is never guessed.
"""

from dataclasses import dataclass
from datetime import date

from cadres.levels import Ladder
from chuanxa.periods import Period


@dataclass(frozen=True, slots=True)
class Award:
    """A level reached on a ladder; without a day it holds always. `relevant`: does the field fit the position, None when not recorded."""

    ladder: Ladder
    level: int
    day: date | None = None
    relevant: bool | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Traits:
    """What does not change with posts. `born` is the earliest and the latest day a recorded birth may mean; sex 0 is unknown."""

    sex: int = 0
    born: tuple[date, date] | None = None
    minority: bool | None = None


NOTHING_KNOWN = Traits()


@dataclass(frozen=True, slots=True)
class Case:
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
