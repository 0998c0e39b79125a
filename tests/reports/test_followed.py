"""The same land on two days: communes are followed to whatever holds a part of them, and nothing is followed twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chuanxa.periods import Period
from provinces.lineage import Change, Lineage
from reports.followed import follow

FIRST, CHANGE, LAST = date(2008, 12, 31), date(2020, 2, 1), date(2021, 12, 31)


@st.composite
def lands(draw):
    """Communes 0…9 end on the day of change and become some of 100…109; some end without an heir, some begin from nothing."""
    old = draw(st.sets(st.integers(0, 9), min_size=1))
    new = draw(st.sets(st.integers(100, 109), min_size=1))
    pairs = draw(st.sets(st.tuples(st.sampled_from(sorted(old)), st.sampled_from(sorted(new)))))
    lives = {pk: Period(date(2004, 1, 1), CHANGE - timedelta(days=1)) for pk in old} | {pk: Period(CHANGE) for pk in new}
    return old, new, pairs, Lineage(lives, [Change(one, other, CHANGE) for one, other in pairs])


@given(lands())
def test_exactly_what_is_joined_is_followed(land):
    old, new, pairs, lineage = land
    found = follow(lineage, old, new, LAST)
    assert found.before == {one for one, _ in pairs} and found.after == {other for _, other in pairs}
    assert found.only_before == old - found.before and found.only_after == new - found.after


@given(lands())
def test_communes_outside_the_place_are_not_followed_into_it(land):
    old, new, pairs, lineage = land
    inside = {pk for pk in new if pk % 2}
    found = follow(lineage, old, inside, LAST)
    assert found.after <= inside and found.before == {one for one, other in pairs if other in inside}


def test_a_commune_that_still_stands_is_itself():
    lineage = Lineage({1: Period(date(2004, 1, 1))}, [])
    assert follow(lineage, {1}, {1}, LAST) == follow(lineage, {1}, {1}, FIRST)
    assert follow(lineage, {1}, {1}, LAST).before == {1}
