"""The same communes on two days: those that still stand, and those that became others, followed through their lineage.

A commune of the first day is followed to every commune that holds any part of it on the second; a commune of the second day is the same
land when some part of it was in the place on the first. What ended without an heir, or came from elsewhere, is left out and counted.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from provinces.lineage import Lineage


@dataclass(frozen=True, slots=True)
class Followed:
    """Commune ids of the two days that are compared, and those of each day that are not."""

    before: frozenset[int]
    after: frozenset[int]
    only_before: frozenset[int]
    only_after: frozenset[int]


def follow(lineage: Lineage, before: set[int], after: set[int], day_after: date) -> Followed:
    """`before` and `after` are the communes of the place on the two days, the first day before the second."""
    heirs = {commune: after.intersection(lineage.successors(commune, day_after)) for commune in before}
    reached = frozenset().union(*heirs.values()) if heirs else frozenset()
    kept = frozenset(commune for commune, found in heirs.items() if found)
    return Followed(kept, reached, frozenset(before) - kept, frozenset(after) - reached)


@dataclass(frozen=True)
class Within:
    """A filter that keeps people of some communes, others on each day."""

    communes: dict[date, frozenset[int]]
    in_force: bool = True

    def apply(self, people: QuerySet, day: date) -> QuerySet:
        return people.filter(commune__in=self.communes[day]) if day in self.communes else people
