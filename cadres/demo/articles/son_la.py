"""Sơn La, 31 December 2013: of 752 elected cadres aged 45 or less 18 % were untrained and 21 % had elementary training only."""

from collections.abc import Sequence
from datetime import date

from cadres.demo.articles.article import Article, age_on, send
from cadres.demo.census import GENERAL, PROFESSIONAL, Table
from cadres.demo.people import Person, Post
from cadres.demo.seats import ELECTED, FIVE_POSTS

DAY = date(2013, 12, 31)
YOUNG, LIMIT = 752, 45
LEADERS = ("party_secretary", "committee_chair", "party_deputy_secretary")
YOUNG_POSTS = ("committee_deputy_chair", *FIVE_POSTS)


def is_young(person: Person, post: Post) -> bool:
    return post.position in ELECTED and age_on(person, DAY) <= LIMIT


def is_older(person: Person, post: Post) -> bool:
    return post.position in ELECTED and age_on(person, DAY) > LIMIT


class SonLa(Article):
    def finish(self, people: Sequence[Person]) -> None:
        """Exactly 752 of the elected are 45 or less; 88 came by rotation, 49 young intellectuals are deputy chairs."""
        elected = sorted(
            (person for person in people if (post := person.post_on(DAY)) and post.position in ELECTED),
            key=lambda person: (person.born, person.number),
            reverse=True,
        )
        for place, person in enumerate(elected):
            if place < YOUNG and age_on(person, DAY) > LIMIT:
                person.born = person.born.replace(year=DAY.year - LIMIT, day=min(person.born.day, 28))
            elif place >= YOUNG and age_on(person, DAY) <= LIMIT:
                person.born = person.born.replace(year=DAY.year - LIMIT - 1, day=min(person.born.day, 28))
        before = [person for person in people if date(2005, 1, 1) < person.entered < date(2013, 12, 1)]
        send(self.rng, before, 88, "rotation", lambda person: person.posts[0].position in LEADERS)
        young = [person for person in people if date(2011, 2, 1) < person.entered < date(2013, 12, 1)]
        send(
            self.rng, young, 49, "young_intellectual", lambda person: person.posts[0].position in YOUNG_POSTS and age_on(person, DAY) <= 32
        )

    def tables(self) -> list[Table]:
        return [
            Table(DAY, PROFESSIONAL, is_young, {0: 135, 10: 158, 20: 300, 30: 29, 40: 130}),
            Table(DAY, PROFESSIONAL, is_older, {0: 0.42, 10: 0.20, 20: 0.32, 30: 0.01, 40: 0.05}, exact=False),
            Table(DAY, GENERAL, is_older, {10: 0.24, 20: 0.45, 30: 0.31}, exact=False),
        ]

    def may_be_blank(self, person: Person) -> bool:
        return person.post_on(DAY) is None
