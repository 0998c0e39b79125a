"""Lays units out over the years: which rows there are, and which row follows which.

One row is one legal existence: name, kind and parent do not change in it, and its parent is one row too. So a row is cut
wherever its parent is followed by another row of the same code, and every cut, renaming, merger and split is a link. Pure.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from chuanxa.periods import FOREVER, ONE_DAY
from provinces.comparison import COMMUNE, DISTRICT, PARTIAL, PROVINCE, Move, Unit, name_key
from provinces.decrees import KIND_CHANGE, MERGER, RE_PARENTING, RENAMING, SPLIT

Key = tuple[int, str, date]
Chain = list["Existence"]
"""One unit's rows, in order: each goes on being the same unit as the one before."""


class Broken(ValueError):
    """The rows cannot stand together; the text is for people."""


class Existence(NamedTuple):
    """`unit` from its first day in to its last day in (None is open)."""

    first: date
    last: date | None
    unit: Unit

    @property
    def end(self) -> date:
        return self.last or FOREVER

    @property
    def key(self) -> Key:
        return self.unit.level, self.unit.code, self.first

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.end


class Link(NamedTuple):
    """All or part of the row `before` became (part of) the row `after` on `day`."""

    before: Key
    after: Key
    day: date
    kind: str
    extent: str
    default: bool
    legal_basis: str


@dataclass(frozen=True)
class Timeline:
    """`lost` are the moves that join no two rows of the timeline."""

    rows: tuple[Existence, ...]
    links: tuple[Link, ...]
    lost: tuple[Move, ...] = ()


Bases = Mapping[tuple[int, str, date], str]
"""The legal basis of what befell (level, code) on a day."""


def parent_level(unit: Unit) -> int:
    """A commune's parent is a district before 1 July 2025 and a province since."""
    return DISTRICT if unit.level == COMMUNE and len(unit.parent) == 3 else PROVINCE


def lay_out(chains: Iterable[Chain], moves: Sequence[Move] = (), bases: Bases | None = None) -> Timeline:
    """Cut every row at its parent's rows, then link. `moves` carry their days. Raises Broken when a parent is missing."""
    bases, rows, links = bases or {}, [], []
    placed: dict[tuple[int, str], list[Existence]] = defaultdict(list)
    for chain in sorted(chains, key=lambda chain: chain[0].unit.level):
        pieces = [piece for existence in chain for piece in _cut(existence, placed)]
        for piece in pieces:
            insort(placed[piece.unit.key], piece)
        rows += pieces
        links += _successions(pieces, bases)
    moved, lost = join(moves, placed, {(link.before, link.after) for link in links}, bases)
    return Timeline(tuple(rows), tuple(links + moved), lost)


def _cut(existence: Existence, placed: Mapping[tuple[int, str], list[Existence]]) -> list[Existence]:
    unit = existence.unit
    if unit.level == PROVINCE:
        return [existence]
    pieces, need = [], existence.first
    for parent in placed.get((parent_level(unit), unit.parent), ()):
        if parent.first <= need <= parent.end and need <= existence.end:
            end = min(parent.end, existence.end)
            pieces.append(Existence(need, None if end == FOREVER else end, unit))
            if end == existence.end:
                return pieces
            need = end + ONE_DAY
    raise Broken(
        f"{unit.name} ({unit.code}) thuộc đơn vị {unit.parent}, nhưng ngày {need:%d/%m/%Y} không có đơn vị {unit.parent}."
        " Kiểm tra ngày hiệu lực của hai đơn vị."
    )


def _successions(pieces: Sequence[Existence], bases: Bases) -> list[Link]:
    links = []
    for before, after in pairwise(pieces):
        if before.last and after.first == before.last + ONE_DAY:
            basis = _basis(after.unit, after.first, bases)
            links.append(Link(before.key, after.key, after.first, _kind(before.unit, after.unit), "full", True, basis))
    return links


def _kind(before: Unit, after: Unit) -> str:
    """What the people of the place would call it; a cut because the parent changed its own row is a re-parenting."""
    if name_key(before.name) != name_key(after.name):
        return RENAMING
    if before.kind != after.kind:
        return KIND_CHANGE
    written_anew = (before.name, before.code) != (after.name, after.code)
    return RENAMING if before.parent == after.parent and written_anew else RE_PARENTING


def _basis(unit: Unit, day: date, bases: Bases) -> str:
    """What was decided about the unit that day, or about its parent."""
    return bases.get((unit.level, unit.code, day)) or bases.get((parent_level(unit), unit.parent, day), "")


def join(moves: Sequence[Move], placed: Mapping, linked: set, bases: Bases) -> tuple[list[Link], tuple[Move, ...]]:
    """The links that dated moves make between the rows `placed` by (level, code), and the moves that join no two rows.

    `linked` holds the (before, after) keys that are joined already.
    """
    links, lost = [], []
    sources = Counter((move.level, move.after, move.day) for move in moves)
    for move in moves:
        before = _standing(placed.get((move.level, move.before), ()), move.day - ONE_DAY)
        after = _standing(placed.get((move.level, move.after), ()), move.day)
        if before is None or after is None:
            lost.append(move)
        elif before != after and (before.key, after.key) not in linked:
            alone = sources[move.level, move.after, move.day] == 1 and after.first == move.day
            kind = SPLIT if move.extent == PARTIAL else _kind(before.unit, after.unit) if alone else MERGER
            basis = move.legal_basis or _basis(after.unit, move.day, bases)
            links.append(Link(before.key, after.key, move.day, kind, move.extent, move.default, basis))
    return links, tuple(lost)


def _standing(rows: Iterable[Existence], day: date) -> Existence | None:
    return next((row for row in rows if day in row), None)
