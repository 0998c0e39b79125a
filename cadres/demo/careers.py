"""Who sat on which seat, from 2004 to 30 June 2025: terms, retirements, promotions inside the commune, newcomers.

Pure and deterministic: one random generator, places in order of their codes. On 31 December every open seat is taken, so that
the head-counts of the published tables come out whatever chance does in between.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from cadres.demo.ledger import Ledger, retirement
from cadres.demo.people import Person, Post
from cadres.demo.places import TWO_TIER, Place
from cadres.demo.seats import ELECTED, FIVE_POSTS, GOVERNMENT, ORGANIZATIONS, PARTY, Seat
from chuanxa.periods import ONE_DAY

PARTY_TERMS = tuple(map(date.fromisoformat, ("2005-09-15", "2010-07-15", "2015-05-20", "2020-06-10")))
STATE_TERMS = tuple(map(date.fromisoformat, ("2004-05-25", "2011-06-10", "2016-06-15", "2021-06-20")))

LONG_ENOUGH = timedelta(days=400)
"""In a post before moving up from it."""

FEEDERS = {
    "party_secretary": ("party_deputy_secretary", "committee_chair", "council_chair"),
    "party_deputy_secretary": ("committee_deputy_chair", "council_deputy_chair", "fatherland_front_chair"),
    "council_chair": ("council_deputy_chair", "fatherland_front_chair"),
    "council_deputy_chair": ("fatherland_front_chair", "farmers_union_chair", "office_statistics"),
    "committee_chair": ("committee_deputy_chair", "party_deputy_secretary"),
    "committee_deputy_chair": ("youth_union_secretary", "office_statistics", "cadastral_construction", "finance_accounting"),
    "fatherland_front_chair": ("farmers_union_chair", "veterans_association_chair", "womens_union_chair"),
    "farmers_union_chair": ("youth_union_secretary", "culture_society"),
    "veterans_association_chair": ("military_commander",),
    "youth_union_secretary": ("culture_society", "office_statistics"),
}
NOT_SUPPORTED = ("police_chief", "military_commander", *PARTY)
SEX = {"womens_union_chair": "female", "military_commander": "male", "veterans_association_chair": "male"}
SENIORITY = (*PARTY, *GOVERNMENT, *ORGANIZATIONS)


class Office:
    """One commune before 1 July 2025: its seats and who holds them."""

    def __init__(self, ledger: Ledger, place: Place, seats: Iterable[Seat]):
        self.ledger, self.place, self.rng = ledger, place, ledger.rng
        self.seats = sorted(seats, key=_seniority)
        self.holders: dict[Seat, Person] = {}
        self.displaced: list[tuple[date, Person]] = []

    def run(self, arrivals: Iterable[tuple[date, Person]]) -> None:
        """Play the commune's life; `arrivals` are people of communes merged into it, with the day they come free."""
        self.waiting = sorted(arrivals, key=lambda arrival: (arrival[0], arrival[1].number))
        for seat in self.seats:
            if seat.open_on(self.place.first):
                self._fill(seat, self.place.first, settled=True)
        for year in range(self.place.first.year, self.place.last.year + 1):
            for day, _, act, argument in sorted(self._year(year), key=lambda event: event[:2]):
                if self.place.first < day <= self.place.last:
                    act(argument, day)
        self._end()

    def _year(self, year: int):
        """What is to happen in the year: (day, order within the day, act, argument)."""
        for seat in self.seats:
            if seat.opened.year == year:
                yield seat.opened, 2, self._open, seat
            if seat.closed and seat.closed.year == year:
                yield seat.closed + ONE_DAY, 0, self._close, seat
        for terms, positions in ((PARTY_TERMS, PARTY), (STATE_TERMS, (*GOVERNMENT, *ORGANIZATIONS))):
            for term in terms:
                if term.year == year:
                    yield term + timedelta(days=self.rng.randrange(21) - 10), 1, self._elect, positions
        if self.place.code in self.ledger.supported and year == 2013:
            yield date(2013, 3, 1), 3, self._support, self.ledger.supported[self.place.code]
            return
        if self.place.province == "04" and year == 2013:
            return
        for seat in self.seats:
            if leaving := self._leaving(seat, year):
                yield leaving, 1, self._leave, (seat, self.holders[seat])

    def _leaving(self, seat: Seat, year: int) -> date | None:
        """The day by which the holder is gone this year, None to stay."""
        person = self.holders.get(seat)
        if person is None:
            return None
        limit = retirement(person)
        if limit.year <= year:
            return max(limit, date(year, 1, 15))
        chance = 0.014 if seat.position in ELECTED else 0.013
        if self.rng.random() < chance:
            return date(year, 2, 1) + timedelta(days=self.rng.randrange(240))
        return None

    def _is_still(self, day: date) -> bool:
        period = self.ledger.still.get(self.place.code)
        return period is not None and day in period

    def _open(self, seat: Seat, day: date) -> None:
        if seat not in self.holders:
            self._fill(seat, day)

    def _close(self, seat: Seat, day: date) -> None:
        person = self.holders.pop(seat, None)
        if person is None:
            return
        _stop(person, day)
        if self.rng.random() < 0.5 and not self._is_still(day):
            self.waiting.append((day, person))

    def _leave(self, leaving: tuple[Seat, Person], day: date) -> None:
        seat, person = leaving
        if self.holders.get(seat) is not person or person.posts[-1].first >= day or self._is_still(day):
            return
        del self.holders[seat]
        _stop(person, day)
        gap = self.rng.randrange(45) if 2 <= day.month <= 10 and self.rng.random() < 0.3 else 0
        start = day + timedelta(days=gap)
        if start <= self.place.last and (seat.closed is None or start <= seat.closed):
            self._fill(seat, start)

    def _elect(self, positions: tuple[str, ...], day: date) -> None:
        """A new term: most are elected again, some go; the empty seats are filled from the most senior down."""
        empty = []
        for seat in self.seats:
            person = self.holders.get(seat)
            if person is None or seat.position not in positions or person.posts[-1].first >= day:
                continue
            if self._is_still(day) or self._is_kept(person, seat, day):
                _start(person, self.place, seat, day, "election")
            else:
                _stop(person, day)
                del self.holders[seat]
                empty.append(seat)
                if _outgrown(person, seat, day):
                    self.waiting.append((day, person))
        for seat in empty:
            if seat not in self.holders and seat.open_on(day):
                self._fill(seat, day)

    def _is_kept(self, person: Person, seat: Seat, day: date) -> bool:
        """Elected again: not about to retire, not too old for the post, and lucky."""
        return retirement(person) - day > timedelta(days=500) and self.rng.random() < 0.84 and not _outgrown(person, seat, day)

    def _support(self, numbers: tuple[int, int], day: date) -> None:
        """Cao Bằng, 2013: so many leave with support, and so many of their posts go to young intellectuals."""
        leave, young = numbers
        before = date(2011, 12, 31)
        able = [seat for seat, person in self.holders.items() if person.entered <= before and seat.position not in NOT_SUPPORTED]
        civil = [seat for seat in able if seat.position in FIVE_POSTS]
        chosen = self.rng.sample(civil, young)
        rest = [seat for seat in able if seat not in chosen]
        chosen += self.rng.sample(rest, leave - young)
        for place, seat in enumerate(chosen):
            last = date(2013, 3, 31) + timedelta(days=30 * self.rng.randrange(9))
            gone = self.holders.pop(seat)
            _stop(gone, last + ONE_DAY)
            gone.marks.add("support")
            person = self.ledger.newcomer(self.place, seat.position, last)
            if place < young:
                person.marks.add("young-2013")
                person.born = date(self.rng.randrange(1984, 1991), self.rng.randrange(1, 13), self.rng.randrange(1, 28))
            self._seat(seat, person, last + ONE_DAY, "young_intellectual" if place < young else "")

    def _fill(self, seat: Seat, day: date, *, settled: bool = False) -> None:
        """Somebody waiting, somebody of the commune who moves up, or a newcomer. A gap never reaches the end of the year."""
        person = self._waiting_for(seat, day) or (None if settled else self._promoted(seat, day))
        self._seat(seat, person or self.ledger.newcomer(self.place, seat.position, day, settled=settled), day)

    def _seat(self, seat: Seat, person: Person, day: date, route: str = "") -> None:
        self.holders[seat] = person
        _start(person, self.place, seat, day, route or ("election" if seat.position in ELECTED else "recruitment"))

    def _waiting_for(self, seat: Seat, day: date) -> Person | None:
        for place, (free, person) in enumerate(self.waiting):
            if free <= day <= free + timedelta(days=60) and _fits(person, seat, day):
                del self.waiting[place]
                return person
        return None

    def _promoted(self, seat: Seat, day: date) -> Person | None:
        if self.rng.random() > (0.7 if seat.position in (*PARTY, *GOVERNMENT) else 0.45):
            return None
        able = [
            (feeder, person)
            for feeder, person in self.holders.items()
            if feeder.position in FEEDERS.get(seat.position, ()) and day - person.posts[-1].first > LONG_ENOUGH and _fits(person, seat, day)
        ]
        if not able:
            return None
        feeder, person = self.rng.choice(able)
        del self.holders[feeder]
        if feeder.open_on(day):
            self._fill(feeder, day)
        return person

    def _end(self) -> None:
        """The commune ends: everybody comes free, for its heir or for the two-tier commune."""
        day = self.place.last + ONE_DAY
        for person in self.holders.values():
            _stop(person, day)
        self.displaced = [(day, person) for person in self.holders.values()]
        self.remaining = [] if day < TWO_TIER else list(self.holders.items())


def _seniority(seat: Seat) -> int:
    return SENIORITY.index(seat.position) if seat.position in SENIORITY else len(SENIORITY)


def _start(person: Person, place: Place, seat: Seat, day: date, route: str) -> None:
    _stop(person, day)
    person.posts.append(Post(place.code, seat.position, day, None, route))


def _stop(person: Person, day: date) -> None:
    """Whatever the person holds ends the day before `day`."""
    if person.posts and person.posts[-1].last is None:
        person.posts[-1].last = day - ONE_DAY


def _outgrown(person: Person, seat: Seat, day: date) -> bool:
    """A youth secretary of 33 makes room."""
    return seat.position == "youth_union_secretary" and day - person.born > timedelta(days=33 * 365)


def _fits(person: Person, seat: Seat, day: date) -> bool:
    """Young enough to serve some years, and of the sex the post asks for."""
    if retirement(person) - day < timedelta(days=700):
        return False
    if seat.position == "youth_union_secretary":
        return day - person.born < timedelta(days=31 * 365)
    return SEX.get(seat.position, person.sex) == person.sex


def play(ledger: Ledger, places: list[Place], seats: Iterable[Seat]) -> dict[str, Office]:
    """Every commune's life, the communes that end first going first; returns the offices by code."""
    seats_of: dict[str, list[Seat]] = {place.code: [] for place in places}
    for seat in seats:
        seats_of[seat.commune].append(seat)
    arrivals: dict[str, list[tuple[date, Person]]] = {place.code: [] for place in places}
    offices = {}
    for place in sorted(places, key=lambda place: (place.last, place.code)):
        office = offices[place.code] = Office(ledger, place, seats_of[place.code])
        office.run(arrivals[place.code])
        if place.last + ONE_DAY < TWO_TIER and place.heir in arrivals:
            arrivals[place.heir] += office.displaced
    return offices
