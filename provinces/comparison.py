"""What changed between two lists of units: the register as it stands and a newer edition of the official list.

A unit goes on being itself when it keeps its code, when one unit whole becomes one unit whole, or when only its code was
corrected. Codes are reused with new meanings, so a stated move (old unit → new unit) beats an equal code. Names are compared by
key, never by string: Hòa = Hoà, Ea H'Leo = Ea H’leo, Phường 01 = Phường 1, and, since lists of different years spell one name
with other marks or i for y, Phong Nậm = Phong Nặm, Quí Quân = Quý Quân, Hòa Tú II = Hòa Tú 2. Pure: no database.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chuanxa.names import search_key

PROVINCE, DISTRICT, COMMUNE = LEVELS = (1, 2, 3)
FULL, PARTIAL = "full", "partial"
_NUMERALS = {"ii": "2", "iii": "3", "iv": "4"}


class Unit(NamedTuple):
    """One line of a list. `name` has no kind in front; `parent` is a code ("" for a province)."""

    level: int
    code: str
    name: str
    kind: str
    parent: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """Unique inside one list."""
        return self.level, self.code


class Move(NamedTuple):
    """All (`full`) or part (`partial`) of the unit `before` went to the unit `after`; both are codes of one level."""

    level: int
    before: str
    after: str
    extent: str = FULL
    default: bool = True
    day: date | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class Difference:
    """`continued` pairs every unit that went on (before, after); the next three are those of them that changed.

    `split` and `merged` are (unit, the other side), for every move of one to several or of several to one.
    """

    added: tuple[Unit, ...]
    ended: tuple[Unit, ...]
    continued: tuple[tuple[Unit, Unit], ...]
    split: tuple[tuple[Unit, tuple[Unit, ...]], ...] = ()
    merged: tuple[tuple[Unit, tuple[Unit, ...]], ...] = ()

    @property
    def renamed(self) -> tuple[tuple[Unit, Unit], ...]:
        return tuple(pair for pair in self.continued if name_key(pair[0].name) != name_key(pair[1].name))

    @property
    def kind_changed(self) -> tuple[tuple[Unit, Unit], ...]:
        return tuple(pair for pair in self.continued if pair[0].kind != pair[1].kind)

    @property
    def re_parented(self) -> tuple[tuple[Unit, Unit], ...]:
        return tuple(pair for pair in self.continued if pair[0].parent != pair[1].parent)

    def __bool__(self) -> bool:
        return bool(self.added or self.ended or any(not same(*pair) for pair in self.continued))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Equal for one name however it was spelt: marks, case, i or y, apostrophes, spaces, 01 or 1, II or 2."""
    words = search_key(re.sub(r"\b0+(?=\d)", "", name)).split()
    bare = "".join(_NUMERALS.get(word, word) for word in words)
    return "".join(character for character in bare if character.isalnum()).replace("y", "i")


def same(before: Unit, after: Unit) -> bool:
    """Whether the two lines say the same of the unit: name by key, kind and parent."""
    return (before.kind, before.parent) == (after.kind, after.parent) and (
        before.name == after.name or name_key(before.name) == name_key(after.name)
    )


def compare(register: Iterable[Unit], edition: Iterable[Unit], moves: Iterable[Move] = ()) -> Difference:
    """What turns the units of `register` into those of `edition`. Moves of units in neither list are ignored."""
    before, after = {unit.key: unit for unit in register}, {unit.key: unit for unit in edition}
    sources, targets = _links(before, after, moves)
    goes_on = {unit.key: key for unit in before.values() if (key := _continuation(unit, before, after, sources, targets))}
    goes_on |= _recoded(before, after, {*goes_on, *targets}, {*goes_on.values(), *sources})
    continued = tuple((before[old], after[new]) for old, new in goes_on.items())
    gone_on, come_from = {old.key for old, _ in continued}, {new.key for _, new in continued}
    return Difference(
        added=tuple(unit for key, unit in after.items() if key not in come_from),
        ended=tuple(unit for key, unit in before.items() if key not in gone_on),
        continued=continued,
        split=tuple((before[key], tuple(after[to] for to in parts)) for key, parts in targets.items() if len(parts) > 1),
        merged=tuple((after[key], tuple(before[of] for of in parts)) for key, parts in sources.items() if len(parts) > 1),
    )


def _links(before: dict, after: dict, moves: Iterable[Move]) -> tuple[dict, dict]:
    """(sources of each new unit, targets of each old unit), as {key: {key: extent}}."""
    sources, targets = defaultdict(dict), defaultdict(dict)
    for move in moves:
        old, new = (move.level, move.before), (move.level, move.after)
        if old in before and new in after:
            targets[old][new] = sources[new][old] = move.extent
    return sources, targets


def _continuation(unit: Unit, before: dict, after: dict, sources: dict, targets: dict) -> tuple[int, str] | None:
    """The key under which `unit` goes on, or None when it ends."""
    moved = targets.get(unit.key)
    if unit.key in after and (not moved or (unit.key in moved and same(unit, after[unit.key]))):
        return unit.key
    if moved and len(moved) == 1:
        ((target, extent),) = moved.items()
        alone = len(sources[target]) == 1 and (target == unit.key or target not in before)
        return target if alone and extent == FULL else None
    return None


def _recoded(before: dict, after: dict, known_old: set, known_new: set) -> dict[tuple[int, str], tuple[int, str]]:
    """{old key: new key} of units that only got another code: same level, name, kind and parent, and no other unit like them."""
    sides = []
    for units, known in ((before, known_old), (after, known_new)):
        alike = defaultdict(list)
        for key, unit in units.items():
            if key not in known:
                alike[unit.level, name_key(unit.name), unit.kind, unit.parent].append(key)
        sides.append({what: keys[0] for what, keys in alike.items() if len(keys) == 1})
    return {key: sides[1][what] for what, key in sides[0].items() if what in sides[1]}
