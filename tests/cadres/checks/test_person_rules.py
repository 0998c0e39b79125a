"""Each rule of one person's records, kept and broken once; and records that keep them all break none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.checks.person_rules import PERSON_RULES, Held, Learnt, Named, Person, Studied, broken, earliest, latest
from chuanxa.names import name_key, sort_key
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import Period

TODAY = date(2026, 6, 15)
LIFE = Period(date(2004, 1, 1))


def named(name: str = "Nông Thị Én", **changed) -> Named:
    told = {"search_key": name_key(name), "sort_key": sort_key(name), "personal_id": "", "birth": PartialDate(date(1975, 8, 5))}
    return Named(1, name, **(told | changed))


def held(pk: int = 7, first=date(2010, 1, 1), last=None, *, primary=True, commune=LIFE, position=LIFE) -> Held:
    return Held(pk, "Xã Cô Ba", "Bí thư Đảng ủy", first, last, primary, commune, position)


def learnt(year: int, level: int = 20, ladder: str = "professional", precision=Precision.DAY, month: int = 1, day: int = 1) -> Learnt:
    return Learnt(9, ladder, level, PartialDate(date(year, month, day), precision))


def person(**changed) -> Person:
    return Person(3, **({"profiles": [named()], "posts": [held()], "awards": [learnt(2000)]} | changed))


BROKEN = {
    "one-profile": [person(profiles=[]), person(profiles=[named(), named()])],
    "personal-id": [
        person(profiles=[named(personal_id="12345")], number="12345"),
        person(number="001075000001"),
        person(profiles=[named(personal_id="٠٠١٠٧٥٠٠٠٠٠١")], number="٠٠١٠٧٥٠٠٠٠٠١"),
    ],
    "names": [person(profiles=[named("Nông  Thị Én")]), person(profiles=[named(search_key="nong")]), person(profiles=[named("")])],
    "primary-posts": [person(posts=[held(), held(8, date(2012, 1, 1))]), person(posts=[held(8, last=date(2010, 1, 1)), held()])],
    "places": [
        person(posts=[held(commune=Period(date(2011, 1, 1)))]),
        person(posts=[held(position=Period(date(2011, 1, 1)))]),
        person(posts=[held(position=Period(date(2004, 1, 1), date(2015, 1, 1)))]),
    ],
    "ends": [person(posts=[held(last=date(2009, 1, 1))]), person(studies=[Studied(4, date(2020, 1, 2), date(2020, 1, 1))])],
    "partial-dates": [
        person(awards=[learnt(2000, precision=Precision.YEAR, month=2)]),
        person(profiles=[named(birth=PartialDate(date(1975, 8, 5), Precision.MONTH))]),
    ],
    "future": [person(awards=[learnt(2027)]), person(profiles=[named(birth=PartialDate(date(2026, 6, 16)))], awards=[])],
    "diplomas": [person(awards=[learnt(1989)]), person(awards=[learnt(1985, 10, "general_education")])],
    "levels": [person(awards=[learnt(2000, 21)]), person(awards=[learnt(2000, 20, "magic")])],
    "party": [
        person(profiles=[named(party=PartialDate(date(1990, 1, 1)))]),
        person(profiles=[named(party=PartialDate(date(2000, 1, 1)), party_full=PartialDate(date(1999, 12, 31)))]),
    ],
}


@pytest.mark.parametrize("slug", [rule.slug for rule in PERSON_RULES])
def test_a_rule_that_is_broken_is_reported_with_the_record(slug):
    for somebody in BROKEN[slug]:
        found = [(rule.slug, record, what) for rule, record, what in broken(somebody, TODAY)]
        assert slug in {one for one, _, _ in found}, somebody
        assert all(record.split()[1].isdigit() and what for _, record, what in found)


def test_every_rule_is_a_sentence():
    assert all(rule.says.endswith(".") and rule.says[0].isupper() and not rule.says.isascii() for rule in PERSON_RULES)
    assert len({rule.slug for rule in PERSON_RULES}) == len(PERSON_RULES)


@pytest.mark.parametrize(
    "somebody",
    [
        person(),
        person(posts=[held(last=date(2012, 1, 1)), held(8, date(2012, 1, 2))]),
        person(posts=[held(), held(8, primary=False)]),
        person(awards=[learnt(1989, precision=Precision.YEAR)], profiles=[named(birth=PartialDate(date(1975, 1, 1), Precision.YEAR))]),
        person(awards=[learnt(1986, 10, "general_education")]),
        person(profiles=[named(personal_id="001075000001")], number="001075000001"),
        Person(5, merged=True),
        Person(5),
    ],
)
def test_what_keeps_the_rules_is_not_reported(somebody):
    assert list(broken(somebody, TODAY)) == []


@given(day=st.dates(date(1950, 1, 1), date(2030, 12, 31)), precision=st.sampled_from(Precision))
def test_a_partial_date_means_the_days_it_may_be_and_no_others(day, precision):
    first = {Precision.DAY: day, Precision.MONTH: day.replace(day=1), Precision.YEAR: day.replace(month=1, day=1)}[precision]
    known = PartialDate(first, precision)
    assert earliest(known) <= day <= latest(known)
    after = latest(known) + timedelta(days=1)
    assert precision is Precision.DAY or after.day == 1
    assert (after.year, after.month if precision is not Precision.YEAR else 0) != (first.year, first.month) or precision is Precision.DAY


@given(
    st.lists(
        st.tuples(st.dates(date(2005, 1, 1), date(2025, 1, 1)), st.integers(0, 900), st.booleans(), st.booleans()), min_size=1, max_size=5
    )
)
def test_overlaps_of_primary_posts_are_those_that_share_a_day(posts):
    made = [
        held(pk, first, first + timedelta(days=days) if ends else None, primary=primary)
        for pk, (first, days, ends, primary) in enumerate(posts, start=1)
    ]
    found = [record for rule, record, _ in broken(person(posts=made), TODAY) if rule.slug == "primary-posts"]
    primary = [post for post in made if post.is_primary]
    days = [{post.first + timedelta(days=one) for one in range(((post.last or TODAY) - post.first).days + 1)} for post in primary]
    shared = sum(bool(days[one] & days[other]) for one in range(len(days)) for other in range(one))
    assert len(found) == shared
