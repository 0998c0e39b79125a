"""Bắc Kạn's three poor districts: 703 people on 31 December 2008, 722 on 31 December 2021, and who was sent to them in between."""

from collections.abc import Sequence
from datetime import date

from cadres.demo.articles.article import REFORM, Article, age_on, send
from cadres.demo.census import PROFESSIONAL, THEORY, TOP, Table
from cadres.demo.people import Person, Post
from cadres.demo.portraits import CENSUS
from cadres.demo.seats import FIVE_POSTS, Seat, close_police, first_seats, fit

POOR = ("060", "061", "062")
BEFORE, AFTER = date(2008, 12, 31), date(2021, 12, 31)
SENT = (date(2009, 6, 12), date(2022, 5, 11))
"""Decision 70/2009 comes into force; the article is printed."""

COUNTS = {
    (BEFORE, PROFESSIONAL): {0: 235, 20: 238, 30: 26, 40: 204},
    (BEFORE, THEORY): {0: 317, 10: 54, 20: 330, 30: 2},
    (AFTER, PROFESSIONAL): {0: 34, 20: 192, 30: 41, 40: 451, 50: 4},
    (AFTER, THEORY): {0: 143, 10: 74, 20: 498, 30: 7},
}
LEADERS = ("party_secretary", "party_deputy_secretary", "committee_chair", "committee_deputy_chair")


class BacKan(Article):
    def seats(self) -> list[Seat]:
        """The poor districts are counted apart: 703 posts until 2009, 722 at the end of 2021."""
        self.poor = {place.code for place in self.places if place.district in POOR}
        poor = [place for place in self.places if place.code in self.poor]
        everywhere, self.places = self.places, [place for place in self.places if place.code not in self.poor]
        seats = super().seats()
        self.places = everywhere
        own = first_seats(self.rng, poor, 703)
        close_police(self.rng, own)
        living = [place for place in poor if place.last > REFORM]
        fit(self.rng, living, own, on=AFTER, total=722, opening=REFORM)
        return seats + own

    def finish(self, people: Sequence[Person]) -> None:
        """182 young intellectuals and 11 civil servants of the districts were sent between 2009 and 2022."""
        able = [person for person in people if person.posts[0].commune in self.poor and SENT[0] <= person.entered <= SENT[1]]
        able = [person for person in able if any(person.post_on(day) for day in CENSUS)]
        rotated = send(self.rng, able, 11, "rotation", _can_lead)
        rest = [person for person in able if person not in rotated]
        young = send(self.rng, rest, 182, "young_intellectual", _is_young)
        for person in [*rotated, *young]:
            person.marks.add("young")
            day = next(day for day in CENSUS if person.post_on(day))
            person.bounds[PROFESSIONAL, day] = (40, TOP)

    def tables(self) -> list[Table]:
        """The two printed days, and straight lines between them for the other days."""
        printed = [Table(day, ladder, self._is_poor, counts) for (day, ladder), counts in COUNTS.items()]
        between = [
            Table(day, ladder, self._is_poor, _between(COUNTS[BEFORE, ladder], COUNTS[AFTER, ladder], day), exact=False)
            for ladder in (PROFESSIONAL, THEORY)
            for day in CENSUS
            if BEFORE < day < AFTER
        ]
        return printed + between

    def _is_poor(self, person: Person, post: Post) -> bool:
        return post.commune in self.poor

    def may_be_blank(self, person: Person) -> bool:
        return not any(post.commune in self.poor for post in person.posts)


def _can_lead(person: Person) -> bool:
    return person.posts[0].position in LEADERS and age_on(person, person.entered) >= 30


def _is_young(person: Person) -> bool:
    positions = (*FIVE_POSTS, "committee_deputy_chair", "youth_union_secretary")
    return person.posts[0].position in positions and age_on(person, person.entered) <= 34


def _between(before: dict[int, int], after: dict[int, int], day: date) -> dict[int, float]:
    """Shares on a day between, on the straight line from one table to the other."""
    part = (day - BEFORE) / (AFTER - BEFORE)
    old, new = sum(before.values()), sum(after.values())
    levels = sorted({*before, *after})
    return {level: (1 - part) * before.get(level, 0) / old + part * after.get(level, 0) / new for level in levels}
