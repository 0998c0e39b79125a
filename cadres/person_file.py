"""Everything ever recorded of one person, believed or not: what the timeline and the history of a page are made from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cadres.actions.undo import OF_PEOPLE
from cadres.models import Appointment, Cadre, Profile
from chuanxa.facts import Recorded
from chuanxa.models import ChangeKind

_BESIDE = {Appointment: ("position", "commune__district", "commune__province")}
"""What a kind of fact is told with; other references are looked up when they are told."""


@dataclass(frozen=True)
class PersonFile:
    """All facts of one person in the order they were recorded; `joined` are the profiles of dossiers that were merged into this one."""

    facts: tuple[Recorded, ...]
    joined: tuple[Profile, ...] = ()

    def known(self, at: datetime | None = None) -> list[Recorded]:
        """Those believed at a moment, as `.known(at)` of the query sets says; None means now."""
        if at is None:
            return [fact for fact in self.facts if fact.superseded_at is None]
        return [fact for fact in self.facts if fact.recorded_at <= at and (fact.superseded_at is None or fact.superseded_at > at)]

    def of(self, kind: type[Recorded], at: datetime | None = None) -> list:
        """The believed facts of one kind."""
        return [fact for fact in self.known(at) if isinstance(fact, kind)]


def read_file(cadre: int) -> PersonFile:
    """One query a kind of fact."""
    found: list[Recorded] = []
    for model in OF_PEOPLE:
        whose = _itself_and_joined(cadre) if model is Profile else [cadre]
        found += model.objects.filter(cadre__in=whose).select_related("recorded_in", "superseded_in", *_BESIDE.get(model, ()))
    found.sort(key=lambda fact: (fact.recorded_at, type(fact).__name__, fact.pk))
    joined = tuple(fact for fact in found if fact.cadre_id != cadre and _is_given_up(fact))
    return PersonFile(tuple(fact for fact in found if fact.cadre_id == cadre), joined)


def _itself_and_joined(cadre: int) -> QuerySet:
    return Cadre.objects.filter(Q(pk=cadre) | Q(merged_into=cadre)).values("pk")


def _is_given_up(profile: Profile) -> bool:
    return profile.superseded_in is not None and profile.superseded_in.kind == ChangeKind.MERGE
