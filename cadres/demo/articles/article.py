"""What a province's demo does besides living: the seats it needs, the tables it must show, the people an article tells of.

Pure. This is the plain case; each province of the five articles overrides what its article asks.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from random import Random

from cadres.demo.census import Census, Table
from cadres.demo.ledger import Ledger
from cadres.demo.people import Person, Post
from cadres.demo.places import Place
from cadres.demo.portraits import Portrait
from cadres.demo.seats import Seat, close_police, first_seats, fit
from cadres.standards import Judgement

GROWTH = date(2010, 7, 20)
"""Decree 92/2009 brings new posts."""

REFORM = date(2020, 2, 1)
"""Communes merge; the police chief goes; posts are shared out again."""

Examine = Callable[[Person, date], Judgement]


class Article:
    """One province. `examine` judges a person on a day by the standards in force."""

    def __init__(self, portrait: Portrait, rng: Random, places: Sequence[Place], examine: Examine):
        self.portrait, self.rng, self.places, self.examine = portrait, rng, list(places), examine

    def seats(self) -> list[Seat]:
        """Posts over the years: a first number, growth in 2010, and what is left after 2020."""
        first, grown, reformed = self.portrait.posts
        seats = first_seats(self.rng, self.places, round(first * len(self.places)))
        fit(self.rng, self.places, seats, on=date(2011, 12, 31), total=round(grown * len(self.places)), opening=GROWTH)
        close_police(self.rng, seats)
        living = [place for place in self.places if place.last > REFORM]
        fit(self.rng, living, seats, on=date(2021, 12, 31), total=round(reformed * len(living)), opening=REFORM)
        return seats

    def prepare(self, ledger: Ledger) -> None:
        """Say to the careers what must happen in particular communes."""

    def finish(self, people: Sequence[Person]) -> None:
        """After the careers: routes, ages, second posts."""

    def tables(self) -> list[Table]:
        """The counts to meet."""
        return []

    def settle(self, census: Census, day: date) -> None:
        """After an exact day is dealt: move single people until a verdict comes out as printed."""

    def close(self, census: Census) -> None:
        """After the census: what follows from the levels, such as who is studying."""

    def may_be_blank(self, person: Person) -> bool:
        """Whether records may be missing for this person: not where a table counts everybody."""
        return True


def chair_the_council(people: Iterable[Person], seats: Iterable[Seat]) -> None:
    """Where the council has no chair of its own, the party secretary chairs it beside the main post."""
    with_chair = {seat.commune for seat in seats if seat.position == "council_chair"}
    for person in people:
        for post in person.posts:
            if post.position == "party_secretary" and post.commune not in with_chair:
                person.others.append(Post(post.commune, "council_chair", post.first, post.last, "election", primary=False))


def send(rng: Random, people: Iterable[Person], number: int, route: str, able: Callable[[Person], bool]) -> list[Person]:
    """Let `number` of the people who are `able` have come by `route`; fewer if there are not so many."""
    found = [person for person in people if able(person)]
    chosen = sorted(rng.sample(found, min(number, len(found))), key=lambda person: person.number)
    for person in chosen:
        person.posts[0].route = route
    return chosen


def age_on(person: Person, day: date) -> int:
    """Full years on `day`."""
    return day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day))
