"""Sóc Trăng, 31 December 2013: 109 party secretaries, one per commune, with the levels the article prints; four chair the committee too."""

from collections.abc import Sequence
from datetime import date, timedelta

from cadres.demo.articles.article import Article
from cadres.demo.census import GENERAL, PROFESSIONAL, THEORY, Table
from cadres.demo.people import Person, Post
from cadres.demo.seats import Seat

DAY = date(2013, 12, 31)
BOTH = (date(2011, 6, 21), date(2016, 6, 4))
"""In four communes one person is secretary and chair of the committee between these days."""


def is_secretary(person: Person, post: Post) -> bool:
    return post.position == "party_secretary"


class SocTrang(Article):
    def seats(self) -> list[Seat]:
        """Four communes have no chair of their own for a term."""
        seats = super().seats()
        self.both = {place.code for place in self.rng.sample([place for place in self.places if place.kind == "commune"], 4)}
        for seat in [seat for seat in seats if seat.commune in self.both and seat.position == "committee_chair"]:
            seat.closed = BOTH[0] - timedelta(days=1)
            seats.append(Seat(seat.commune, seat.position, BOTH[1] + timedelta(days=1)))
        return seats

    def finish(self, people: Sequence[Person]) -> None:
        for person in people:
            for post in list(person.posts):
                if post.position == "party_secretary" and post.commune in self.both:
                    first, last = max(post.first, BOTH[0]), min(post.last or BOTH[1], BOTH[1])
                    if first <= last:
                        person.others.append(Post(post.commune, "committee_chair", first, last, "election", primary=False))

    def tables(self) -> list[Table]:
        return [
            Table(DAY, PROFESSIONAL, is_secretary, {20: 14, 30: 17, 40: 78}),
            Table(DAY, THEORY, is_secretary, {20: 27, 30: 82}),
            Table(DAY, GENERAL, is_secretary, {20: 2, 30: 107}),
        ]

    def close(self, census) -> None:
        """Some of the 82 have an equivalent of the advanced course, confirmed by the school."""
        advanced = [person for person, post in census.present[DAY] if is_secretary(person, post) and person.levels[THEORY][DAY] == 30]
        for person in self.rng.sample(advanced, 19):
            person.marks.add("equivalent")

    def may_be_blank(self, person: Person) -> bool:
        post = person.post_on(DAY)
        return post is None or post.position != "party_secretary"
