"""Điện Biên: the party committee of Thanh Nưa, sixteen members, from the congress of 2020 to the end of the commune."""

from collections.abc import Sequence
from datetime import date

from cadres.demo.articles.article import Article
from cadres.demo.census import PROFESSIONAL, THEORY, Census, Table
from cadres.demo.ledger import Ledger
from cadres.demo.people import Person, Post
from cadres.demo.seats import ELECTED
from chuanxa.periods import Period

COMMUNE = "03322"
DAY, END = date(2021, 12, 31), date(2025, 6, 30)
SITTING = Period(date(2020, 7, 1), END)
MEMBERS = 16
COUNTS = {PROFESSIONAL: {20: 1, 40: 14, 50: 1}, THEORY: {10: 2, 20: 10, 30: 4}}


def is_member(person: Person, post: Post) -> bool:
    return "committee" in person.marks


class DienBien(Article):
    def prepare(self, ledger: Ledger) -> None:
        ledger.still = {COMMUNE: SITTING}

    def finish(self, people: Sequence[Person]) -> None:
        """The elected of the commune are members, then others who serve there all the time, up to sixteen."""
        there = [person for person in people if (post := person.post_on(DAY)) and post.commune == COMMUNE]
        there = [person for person in there if person.post_on(SITTING.first) and person.post_on(END)]
        there.sort(key=lambda person: (_order(person), person.number))
        for person in there[:MEMBERS]:
            person.marks.add("committee")
            person.others.append(Post(COMMUNE, "party_committee_member", SITTING.first, END, "election", primary=False))

    def tables(self) -> list[Table]:
        return [Table(DAY, ladder, is_member, counts) for ladder, counts in COUNTS.items()]

    def settle(self, census: Census, day: date) -> None:
        """The one without a university degree and the two without intermediate theory stay so while the committee sits."""
        for person, post in census.present[day]:
            if is_member(person, post):
                for ladder in COUNTS:
                    level = person.levels[ladder][day]
                    person.bounds[ladder, END] = (level, level)

    def may_be_blank(self, person: Person) -> bool:
        return "committee" not in person.marks


def _order(person: Person) -> int:
    position = person.post_on(DAY).position
    return ELECTED.index(position) if position in ELECTED else len(ELECTED)
