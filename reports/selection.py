"""What is asked: an area, a day, filters, boundaries, a known-time moment, within somebody's reach.

A selection is made once per request and is all that counting and listing need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cadres.models import Remembered, Serving, Standing
from cadres.standings.catalogue import Catalogue
from chuanxa.refusals import BadRequest
from provinces.models.scope import Reach
from provinces.register import Register, UnitRef
from reports.filters import PeopleFilter, as_asked


@dataclass(frozen=True)
class Selection:
    """`unit` None is everything in reach. `boundary_day` set means: areas are drawn as on that day, whatever day is counted."""

    unit: UnitRef | None
    day: date
    today: date
    serving_day: date | None
    reach: Reach
    filter: PeopleFilter
    register: Register
    catalogue: Catalogue
    compared_day: date | None = None
    known_at: datetime | None = None
    boundary_day: date | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    """What is asked under the names of the report's own kind."""
    also: tuple[PeopleFilter, ...] = ()
    """Filters that the report itself adds to those asked: the population of a target, the position of a profile."""
    only: frozenset[int] | None = None
    """Of these people alone, by id; None is everybody."""
    moves: dict = field(default_factory=dict, compare=False, repr=False)
    """What counting has already counted for this request."""

    def narrowed(self, query: Mapping[str, Sequence[str]]) -> "Selection":
        """The same, of those people alone whom `query` (names and values of the people filter) lets through. Raises BadRequest."""
        people = PeopleFilter(as_asked(query), catalogue=self.catalogue, register=self.register, known_at=self.known_at)
        people.kept_to_what_is_asked()
        people.check()
        return replace(self, also=(*self.also, people), moves={})

    def of_kind(self, own: Mapping[str, str]) -> "Selection":
        """The same, asked with these values of a kind's own names besides."""
        return replace(self, own={**self.own, **own})

    def own_choice(self, name: str, choices: Mapping[str, Any], default: str):
        """What the value asked under a name of the kind's own stands for. Raises BadRequest with what is accepted."""
        asked = self.own.get(name) or default
        if asked not in choices:
            raise BadRequest(f"Tham số “{name}” không nhận “{asked[:60]}”.", f"Nhận: {', '.join(choices)}.")
        return choices[asked]

    @property
    def is_plain(self) -> bool:
        """True when tallies can answer: no filter, units of each day, as known now, and a whole province or the country."""
        whole = self.unit.tier == "province" if self.unit else True
        return (
            whole
            and not self.filter.in_force
            and not any(people.in_force for people in self.also)
            and self.known_at is None
            and self.only is None
            and self.boundary_day is None
            and not (self.reach.districts or self.reach.communes)
        )

    def place(self, day: date) -> Q:
        """The condition "in the area, within reach" for rows of `day`."""
        if self.unit is None:
            return self.reach.within()
        if self.boundary_day is None or self.boundary_day == day:
            return Q(**{f"{self.unit.tier}_id__in": self.same_code()}) & self.reach.within()
        return Q(commune__in=self.moved_communes(day)) & self.reach.within()

    def moved_communes(self, day: date) -> dict[int, int]:
        """Commune of `day` → the commune that stands there on the boundary day, for those that end up in the area."""
        moved = {unit.id: self.register.became(unit.id, self.boundary_day) for unit in self.register.all_on("commune", day)}
        return {before: after for before, after in moved.items() if after is not None and self._holds(after)}

    def _holds(self, commune: int) -> bool:
        unit = self.register.units["commune"][commune]
        return (
            self.unit is None or {"province": unit.province, "district": unit.district, "commune": unit.id}[self.unit.tier] == self.unit.id
        )

    def same_code(self) -> list[int]:
        """Rows of the unit's code: a renamed province is followed through its names by trends; a day picks the one alive."""
        return [unit.id for unit in self.register.history(self.unit.tier, self.unit.code) if self.reach.holds(unit)]

    @property
    def province_ids(self) -> list[int] | None:
        """The provinces to add up in tallies; None for the whole country."""
        if self.unit is not None:
            return self.same_code()
        return None if self.reach.everywhere else sorted(self.reach.provinces)

    def without(self, name: str) -> "Selection":
        """The same question, the filter `name` left out."""
        return replace(self, filter=self.filter.without(name), moves={})

    def standings(self, day: date) -> QuerySet:
        """The rows in force on `day`, filtered: Remembered for a known-time moment, Serving on its own day, otherwise Standing."""
        if self.known_at is not None:
            return self._kept(Remembered.objects.filter(self.place(day), valid_from__lte=day, valid_to__gte=day), day)
        if day == self.serving_day:
            return self._kept(Serving.objects.filter(self.place(day)), day)
        return self._kept(Standing.objects.filter(self.place(day), valid_from__lte=day, valid_to__gte=day), day)

    def _kept(self, people: QuerySet, day: date) -> QuerySet:
        if self.only is not None:
            people = people.filter(cadre__in=self.only)
        for one in (self.filter, *self.also):
            people = one.apply(people, day)
        return people
