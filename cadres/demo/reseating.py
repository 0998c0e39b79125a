"""1 July 2025: the people of the old communes take the posts of the new ones, and some move in from the abolished districts.

Pure. Who was senior before comes first; who finds no seat leaves on 30 June 2025. The heads of the Youth Union and of the
associations are deputy chairs of the Fatherland Front from now on: one person, two posts.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from cadres.demo.careers import SENIORITY, Office
from cadres.demo.ledger import Ledger, retirement
from cadres.demo.people import Person, Post
from cadres.demo.places import TWO_TIER, Place
from cadres.demo.portraits import LAST_DAY
from cadres.demo.seats import ORGANIZATIONS, Seat, two_tier_seats
from chuanxa.periods import ONE_DAY

SUITED = {
    "party_secretary": ("party_secretary",),
    "party_deputy_secretary": ("party_secretary", "party_deputy_secretary"),
    "party_standing_member": ("party_deputy_secretary", "party_secretary", "council_chair"),
    "council_deputy_chair": ("council_chair", "council_deputy_chair", "party_deputy_secretary"),
    "committee_chair": ("committee_chair",),
    "committee_deputy_chair": ("committee_chair", "committee_deputy_chair"),
    "council_board_head": ("council_deputy_chair", "committee_deputy_chair"),
    "fatherland_front_chair": ("fatherland_front_chair", "party_deputy_secretary"),
    "front_deputy_chair": ORGANIZATIONS,
    "party_agency_head": ("party_deputy_secretary", "party_secretary", "council_deputy_chair"),
    "party_agency_deputy": ("fatherland_front_chair", "council_deputy_chair", "office_statistics"),
    "office_head": ("committee_deputy_chair", "office_statistics"),
    "office_deputy": ("office_statistics", "justice_civil_status"),
    "economy_head": ("committee_chair", "committee_deputy_chair", "cadastral_construction"),
    "economy_deputy": ("cadastral_construction", "finance_accounting"),
    "culture_society_head": ("committee_deputy_chair", "council_deputy_chair", "culture_society"),
    "culture_society_deputy": ("culture_society",),
    "public_service_director": ("committee_deputy_chair", "office_statistics"),
    "public_service_deputy": ("justice_civil_status", "office_statistics"),
    "military_commander": ("military_commander",),
}
"""Where the holders of a new post come from, most suited first."""

FROM_DISTRICT = {
    "party_secretary": 0.55,
    "committee_chair": 0.5,
    "party_agency_head": 0.5,
    "party_agency_deputy": 0.5,
    "office_head": 0.5,
    "economy_head": 0.6,
    "culture_society_head": 0.6,
    "economy_deputy": 0.4,
    "culture_society_deputy": 0.4,
    "specialist": 0.12,
}
"""How often a post goes to somebody from the abolished district."""

SECOND_POST = ("youth_union_secretary", "womens_union_chair", "farmers_union_chair", "veterans_association_chair")


def reseat(ledger: Ledger, new: Place, offices: list[Office]) -> None:
    """Fill the new commune from the offices whose posts it takes."""
    rng = ledger.rng
    free = {person: seat.position for office in offices for seat, person in office.remaining if _may_stay(person)}
    seats = two_tier_seats(new.code, 31 + min(10, round(len(free) * rng.uniform(0.11, 0.16))))
    holders: list[tuple[Seat, Person]] = []
    for seat in seats:
        person = None if rng.random() < FROM_DISTRICT.get(seat.position, 0.12) else _suited(free, seat.position)
        if person is not None:
            del free[person]
        route = "transfer" if person is None or seat.position in SUITED else ""
        person = person or ledger.newcomer(new, seat.position, TWO_TIER)
        if route == "transfer" and not person.posts:
            person.marks.add("from-district")
        person.posts.append(Post(new.code, seat.position, TWO_TIER, None, route))
        holders.append((seat, person))
    _second_posts(holders)
    _since(ledger, new, holders)


def _may_stay(person: Person) -> bool:
    return retirement(person) - TWO_TIER > timedelta(days=400)


def _suited(free: Mapping[Person, str], position: str) -> Person | None:
    """The best of those still free; specialists are the young first."""
    if position == "specialist":
        able = [person for person, before in free.items() if before not in SENIORITY[:6]]
        return max(able, key=lambda person: (person.born, person.number), default=None)
    wanted = SUITED[position]
    able = [person for person, before in free.items() if before in wanted]
    return min(able, key=lambda person: (wanted.index(free[person]), person.entered, person.number), default=None)


def _second_posts(holders: list[tuple[Seat, Person]]) -> None:
    """The secretary chairs the council; each deputy chair of the Front heads one organization."""
    left = list(SECOND_POST)
    for seat, person in holders:
        if seat.position == "party_secretary":
            person.others.append(Post(seat.commune, "council_chair", TWO_TIER, None, "election", primary=False))
        if seat.position == "front_deputy_chair":
            before = next((post.position for post in reversed(person.posts[:-1]) if post.position in left), None)
            fitting = [one for one in left if (one == "womens_union_chair") == (person.sex == "female")] or left
            second = before or fitting[0]
            left.remove(second)
            person.others.append(Post(seat.commune, second, TWO_TIER, None, "election", primary=False))


def _since(ledger: Ledger, new: Place, holders: list[tuple[Seat, Person]]) -> None:
    """The first year of the new commune: some retire or leave, newcomers follow."""
    rng = ledger.rng
    for seat, person in holders:
        limit = retirement(person)
        day = limit if limit <= LAST_DAY else TWO_TIER + timedelta(days=60 + rng.randrange(290)) if rng.random() < 0.02 else None
        if day is None or day > date(2026, 6, 1):
            continue
        for post in (person.posts[-1], *(post for post in person.others if post.last is None)):
            post.last = day - ONE_DAY
        heir = ledger.newcomer(new, seat.position, day)
        heir.posts.append(Post(new.code, seat.position, day, None, "recruitment" if seat.position == "specialist" else "transfer"))
        for post in [post for post in person.others if post.last == day - ONE_DAY]:
            heir.others.append(Post(post.commune, post.position, day, None, post.route, primary=False))
