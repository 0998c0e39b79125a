"""A province's people as they are made: who is fit for a post, of what age, sex and ethnic group, and until when they may serve.

Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cadres.demo.people import Person
from cadres.demo.places import Place
from cadres.demo.portraits import CAPITAL_GROUPS, Portrait
from cadres.demo.seats import ELECTED, FIVE_POSTS, GOVERNMENT, ORGANIZATIONS, PARTY
from chuanxa.periods import Period

AGES = {
    "party_secretary": (38, 51),
    "party_deputy_secretary": (34, 49),
    "council_chair": (38, 52),
    "council_deputy_chair": (34, 50),
    "committee_chair": (34, 49),
    "committee_deputy_chair": (29, 46),
    "fatherland_front_chair": (38, 53),
    "youth_union_secretary": (21, 29),
    "womens_union_chair": (27, 44),
    "farmers_union_chair": (31, 49),
    "veterans_association_chair": (43, 53),
    "police_chief": (25, 43),
    "military_commander": (23, 40),
    "party_standing_member": (36, 49),
    "council_board_head": (34, 48),
    "front_deputy_chair": (29, 44),
    "party_agency_head": (33, 48),
    "party_agency_deputy": (30, 44),
    "office_head": (33, 47),
    "economy_head": (34, 48),
    "culture_society_head": (33, 47),
    "public_service_director": (33, 47),
    "office_deputy": (29, 43),
    "economy_deputy": (29, 43),
    "culture_society_deputy": (29, 43),
    "public_service_deputy": (28, 42),
    "specialist": (24, 39),
}
CIVIL_AGES = (22, 34)


@dataclass
class Ledger:
    """A province's people as they are made, and what the articles want of particular places.

    `still` keeps a commune without changes for a period; `supported` is, for each commune, how many left in 2013 with support
    and how many of their posts went to young intellectuals.
    """

    portrait: Portrait
    rng: Random
    people: list[Person] = field(default_factory=list)
    still: Mapping[str, Period] = field(default_factory=dict)
    supported: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    local_groups: dict[str, str] = field(default_factory=dict)

    def local_group(self, place: Place) -> str:
        """The group most people of the commune belong to."""
        if place.code not in self.local_groups:
            self.local_groups[place.code] = self.rng.choices(list(self.portrait.groups), list(self.portrait.groups.values()))[0]
        return self.local_groups[place.code]

    def newcomer(self, place: Place, position: str, day: date, *, settled: bool = False) -> Person:
        """A new person fit for the position on `day`; `settled` people of the first day are of any age the post allows."""
        rng = self.rng
        young, old = AGES.get(position, CIVIL_AGES)
        shift = self.portrait.older if position in ELECTED and position != "youth_union_secretary" else 0
        young, old = young + shift, old + shift + (9 if settled and position in FIVE_POSTS else 2 if settled else 0)
        born = day - timedelta(days=int(365.25 * rng.uniform(young, old)))
        person = Person(len(self.people), self.portrait.code, self._sex(position), self._group(place), born)
        self.people.append(person)
        return person

    def _sex(self, position: str) -> str:
        share = {"womens_union_chair": 1, "military_commander": 0, "police_chief": 0.01, "veterans_association_chair": 0.03}.get(position)
        if share is None:
            share = 0.13 if position in (*PARTY, *GOVERNMENT) else 0.2 if position in ORGANIZATIONS else 0.36
        return "female" if self.rng.random() < share else "male"

    def _group(self, place: Place) -> str:
        chance = self.rng.random()
        if place.kind != "commune" and chance < CAPITAL_GROUPS["01"]:
            return "01"
        if chance < self.portrait.local:
            return self.local_group(place)
        return self.rng.choices(list(self.portrait.groups), list(self.portrait.groups.values()))[0]


def retirement(person: Person) -> date:
    """The first of the month after the age of retirement, as Decree 135/2020 moves it from 2021 on."""
    months = 720 if person.sex == "male" else 660
    year = person.born.year + months // 12
    if year >= 2021:
        months += (3 if person.sex == "male" else 4) * (year - 2020)
    month = person.born.month + months
    return date(person.born.year + month // 12, month % 12 + 1, 1)
