"""Counted cells: which dimensions are tallied, and the integer key of each value.

Pure. Tallies hold marginal counts (one row per province, dimension and key), not crossed cells: a page shows marginals, a new
diploma changes four of them, and the number of rows does not grow with the number of ladders. The standard is the one
dimension that carries several values in its key, because verdict, what is missing, category and group are read together; the
verdict stands by itself too, for tables that compare many provinces.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from cadres.levels import STANDING_LADDERS, Ladder
from cadres.requirements import MASK
from cadres.standards import Verdict

NATION = 0
"""The province_id of rows that count everybody."""


class Dimension(IntEnum):
    """What a cell counts by. The values are stored: append only."""

    STANDARD = 1
    GENERAL_EDUCATION = 2
    PROFESSIONAL = 3
    POLITICAL_THEORY = 4
    STATE_MANAGEMENT = 5
    DEFENCE_SECURITY = 6
    INFORMATICS = 7
    POSITION = 8
    SEX = 9
    ETHNIC_GROUP = 10
    VERDICT = 11


OF_LADDER = {ladder: Dimension[ladder.name] for ladder in STANDING_LADDERS}


class StandardKey(NamedTuple):
    """What the key of Dimension.STANDARD says; the masks are those of a standing."""

    category: int
    group: int
    missing: int
    unclear: int
    owed: int
    exempt: int

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.missing, self.unclear)


def verdict_of(missing: int, unclear: int) -> Verdict:
    """What the two masks come to."""
    if missing:
        return Verdict.FALLS_SHORT
    return Verdict.UNKNOWN if unclear else Verdict.MEETS


def pack(category: int, group: int, missing: int, unclear: int, owed: int, exempt: int) -> int:
    """The key of Dimension.STANDARD: 49 bits."""
    return ((((category * 16 + group) * MASK + missing) * MASK + unclear) * MASK + owed) * MASK + exempt


def unpack(key: int) -> StandardKey:
    """Undo `pack`."""
    rest, exempt = divmod(key, MASK)
    rest, owed = divmod(rest, MASK)
    rest, unclear = divmod(rest, MASK)
    rest, missing = divmod(rest, MASK)
    return StandardKey(*divmod(rest, 16), missing, unclear, owed, exempt)


def position_ids(position: int, posts: str) -> Iterable[int]:
    """Every position the person holds; `posts` is empty when it is the one."""
    return map(int, posts.strip(",").split(",")) if posts else (position,)


class CountedRow(NamedTuple):
    """The part of a standing that is tallied."""

    province: int
    position: int
    posts: str
    category: int
    group: int
    levels: tuple[int, ...]
    missing: int
    unclear: int
    owed: int
    exempt: int
    sex: int
    ethnic_group: int


Cell = tuple[int, int, int]
"""(province, dimension, key)."""


_STANDARD, _VERDICT, _POSITION, _SEX, _ETHNIC = (
    Dimension[name].value for name in ("STANDARD", "VERDICT", "POSITION", "SEX", "ETHNIC_GROUP")
)
_OF_LEVELS = tuple(OF_LADDER[ladder].value for ladder in STANDING_LADDERS)


def law_cells(province: int, category: int, group: int, verdict: int, missing: int, unclear: int, owed: int, exempt: int) -> list[Cell]:
    """The two cells of a person that depend on the law."""
    return [(province, _STANDARD, pack(category, group, missing, unclear, owed, exempt)), (province, _VERDICT, verdict)]


def cells_of(row: CountedRow) -> list[Cell]:
    """The cells one person stands in, for the province only; the nation's are the same with NATION."""
    province = row.province
    cells = [(province, _STANDARD, pack(row.category, row.group, row.missing, row.unclear, row.owed, row.exempt))]
    cells += [(province, dimension, level) for dimension, level in zip(_OF_LEVELS, row.levels, strict=True)]
    cells += [(province, _POSITION, position) for position in position_ids(row.position, row.posts)]
    cells += [(province, _SEX, row.sex), (province, _ETHNIC, row.ethnic_group)]
    cells.append((province, _VERDICT, verdict_of(row.missing, row.unclear).value))
    return cells


def ladder_of(dimension: Dimension) -> Ladder:
    """The ladder a dimension counts; KeyError for the others."""
    return Ladder[dimension.name]
