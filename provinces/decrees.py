"""On which day a change between two editions took effect.

An edition says what is so on its day, not since when. A small table of decrees (province, level, kind of change, one code
if the decree is about one unit, day, legal basis) dates the changes it knows; the others take the later edition's day.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

MERGER, SPLIT, RENAMING, RE_PARENTING, KIND_CHANGE = KINDS = ("merger", "split", "renaming", "re_parenting", "kind_change")


class Decree(NamedTuple):
    """Every change of `kind` of the province's units of `level` (or only of `code`) took effect on `day`; "" stands for any."""

    province: str
    level: int
    kind: str
    code: str
    day: date
    legal_basis: str


class Timetable:
    """The decrees that lie after one edition and up to the next; the most particular line wins."""

    def __init__(self, decrees: Iterable[Decree], *, after: date, until: date):
        known = [decree for decree in decrees if after < decree.day <= until]
        self._decrees = {(decree.province, decree.level, decree.kind, decree.code): decree for decree in known}
        self.until = until

    def find(self, province: str, level: int, kind: str, code: str) -> Decree | None:
        """The decree about this change, or None when nobody wrote one down."""
        for where in (province, ""):
            for what in ((kind, code), ("", code), (kind, ""), ("", "")):
                if decree := self._decrees.get((where, level, *what)):
                    return decree
        return None
