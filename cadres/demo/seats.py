"""How many posts a commune has, and since when: the seats that careers fill.

Pure. Seventeen posts everywhere (Law 22/2008 art. 61), more in larger communes; the numbers grow in 2010 (Decree 92/2009), the
chief of the commune police gives way to the regular police in 2019 and 2020, and from 1 July 2025 the two-tier list applies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cadres.demo.places import TWO_TIER, Place

PARTY = ("party_secretary", "party_deputy_secretary")
GOVERNMENT = ("council_chair", "council_deputy_chair", "committee_chair", "committee_deputy_chair")
ORGANIZATIONS = (
    "fatherland_front_chair",
    "youth_union_secretary",
    "womens_union_chair",
    "farmers_union_chair",
    "veterans_association_chair",
)
ELECTED = (*PARTY, *GOVERNMENT, *ORGANIZATIONS)
FIVE_POSTS = ("office_statistics", "cadastral_construction", "finance_accounting", "justice_civil_status", "culture_society")
CORE = (
    *(position for position in ELECTED if position != "council_chair"),
    "police_chief",
    "military_commander",
    *FIVE_POSTS,
)
MORE = (
    "office_statistics",
    "culture_society",
    "council_chair",
    "cadastral_construction",
    "justice_civil_status",
    "committee_deputy_chair",
    "finance_accounting",
    "office_statistics",
    "culture_society",
)

TWO_TIER_CORE = (
    "party_secretary",
    "party_deputy_secretary",
    "party_standing_member",
    "council_deputy_chair",
    "committee_chair",
    *["committee_deputy_chair"] * 2,
    *["council_board_head"] * 2,
    "fatherland_front_chair",
    *["front_deputy_chair"] * 4,
    *["party_agency_head"] * 2,
    "party_agency_deputy",
    "office_head",
    "office_deputy",
    "economy_head",
    "economy_deputy",
    "culture_society_head",
    "culture_society_deputy",
    "public_service_director",
    "public_service_deputy",
    "military_commander",
)
"""Twenty-six leading posts; specialists come on top."""


@dataclass(slots=True, eq=False)
class Seat:
    """A post to be filled from `opened` to `closed` (the last day; None: to the end of the commune)."""

    commune: str
    position: str
    opened: date
    closed: date | None = None

    def open_on(self, day: date) -> bool:
        return self.opened <= day and (self.closed is None or day <= self.closed)


def first_seats(rng: Random, places: Sequence[Place], total: int) -> list[Seat]:
    """Seats of the first day: the core everywhere and, spread over the communes, as many more as make `total`."""
    seats = [Seat(place.code, position, place.first) for place in places for position in CORE]
    return seats + added(rng, places, seats, total - len(seats), None)


def added(rng: Random, places: Sequence[Place], seats: Iterable[Seat], number: int, day: date | None) -> list[Seat]:
    """`number` more seats opening on `day` (None: with the commune), one a commune at a time, the next kind it has not got yet."""
    held = {place.code: [] for place in places}
    for seat in seats:
        if seat.commune in held:
            held[seat.commune].append(seat.position)
    order = list(places)
    rng.shuffle(order)
    found = []
    for turn in range(number):
        place = order[turn % len(order)]
        kind = _next_kind(held[place.code]) or rng.choice(FIVE_POSTS)
        held[place.code].append(kind)
        found.append(Seat(place.code, kind, day or place.first))
    return found


def _next_kind(held: list[str]) -> str | None:
    """The first of MORE that a commune with these posts still lacks."""
    return next((kind for step, kind in enumerate(MORE) if held.count(kind) <= CORE.count(kind) + MORE[:step].count(kind)), None)


def close_police(rng: Random, seats: Iterable[Seat]) -> None:
    """The regular police take over, commune by commune, between September 2019 and November 2020."""
    for seat in seats:
        if seat.position == "police_chief":
            seat.closed = date(2019, 9, 1) + timedelta(days=rng.randrange(440))


def fit(rng: Random, places: Sequence[Place], seats: list[Seat], *, on: date, total: int, opening: date) -> None:
    """Open seats on `opening`, or close the newest ones the day before, so that the places have `total` on the day `on`."""
    codes = {place.code for place in places if place.first <= on <= place.last}
    living = [place for place in places if place.code in codes]
    held = [seat for seat in seats if seat.commune in codes and seat.open_on(on)]
    if len(held) < total:
        seats += added(rng, living, held, total - len(held), opening)
    spare = [seat for seat in held if seat.position in FIVE_POSTS]
    rng.shuffle(spare)
    for seat in spare[: len(held) - total] if len(held) > total else ():
        seat.closed = opening - timedelta(days=1)


def two_tier_seats(commune: str, number: int) -> list[Seat]:
    """The posts of a commune from 1 July 2025: the leading ones and specialists up to `number`."""
    positions = [*TWO_TIER_CORE, *["specialist"] * (number - len(TWO_TIER_CORE))]
    return [Seat(commune, position, TWO_TIER) for position in positions]
