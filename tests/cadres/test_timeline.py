"""From facts to stretches of time, against a naive judge that is asked day by day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.cases import Award, Traits
from cadres.levels import Ladder
from cadres.requirements import AgeKind, AgeRule, AllowanceKind, AllowanceRule, CountedFrom, RequirementRule, StandardRule
from cadres.standard_book import StandardBook
from cadres.standings.timeline import Place, PositionRule, Post, stretches
from chuanxa.periods import FOREVER, ONE_DAY, Period, cut
from tests import law_oracle, oracles

START = date(2020, 1, 1)
WINDOW = 40

SECRETARY = PositionRule(1, 0, 0, 1, True)
CHAIR = PositionRule(3, 0, 2, 3, True)
OFFICER = PositionRule(7, 1, 4, 7, True)
HELPER = PositionRule(9, -1, 4, 9, False)
POSITIONS = (SECRETARY, CHAIR, OFFICER, HELPER)
PROVINCES = (4, 14)
LADDERS = (Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY, Ladder.FOREIGN_LANGUAGE)


def day(number: int) -> date:
    return START + timedelta(days=number)


numbers = st.integers(0, WINDOW)


@st.composite
def periods(draw):
    first = draw(numbers)
    last = draw(st.one_of(st.none(), st.integers(first, WINDOW)))
    return Period(day(first), None if last is None else day(last))


@st.composite
def places(draw, period):
    """Where a post stands: one commune after the other, now and then nowhere."""
    found = []
    for number, piece in enumerate(cut(period, draw(st.lists(numbers.map(day), max_size=2)))):
        if draw(st.integers(0, 6)) == 0:
            continue
        areas = draw(st.lists(st.tuples(st.sampled_from(["mountain", "border"]), periods()), max_size=2))
        district = draw(st.sampled_from([None, 40, 41]))
        founded = day(draw(st.integers(-31, WINDOW)))
        found.append(Place(100 + number, district, draw(st.sampled_from(PROVINCES)), piece, tuple(areas), founded))
    return tuple(found)


@st.composite
def people(draw):
    """A person's posts; primary ones may overlap here, so that the rule that picks one is tried too."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        period = draw(periods())
        primary = draw(st.sampled_from([True, True, False]))
        found.append(Post(number, draw(st.sampled_from(POSITIONS)), period, primary, draw(places(period))))
    return found


@st.composite
def allowances(draw):
    """Of every kind, with any of the conditions."""
    kind = draw(st.sampled_from(AllowanceKind))
    how = {"minimum": draw(st.sampled_from([0, 10, 20]))} if kind is AllowanceKind.LOWERED else {}
    if kind is AllowanceKind.OWED and draw(st.booleans()):
        how = {"until": day(draw(numbers))}
    elif kind is AllowanceKind.OWED:
        how = {"months": 1, "counted_from": draw(st.sampled_from(CountedFrom))}
    return AllowanceRule(
        kind,
        areas=frozenset(draw(st.sampled_from([(), (), ("mountain",), ("mountain", "border")]))),
        minority=draw(st.sampled_from([False, False, True])),
        held_before=draw(st.one_of(st.none(), st.none(), numbers.map(day))),
        held_on=draw(st.one_of(st.none(), st.none(), numbers.map(day))),
        period=draw(st.one_of(st.none(), periods())),
        **how,
    )


@st.composite
def requirements(draw):
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from([RequirementRule("Tuổi"), RequirementRule("Tuổi", age=AgeRule(AgeKind.AT_MOST, 40, 35))]))
    allowed = tuple(draw(st.lists(allowances(), max_size=2)))
    return RequirementRule("", draw(st.sampled_from(LADDERS)), draw(st.sampled_from([10, 20, 30])), draw(st.booleans()), None, allowed)


@st.composite
def books(draw):
    """Standards that begin on days of their own, as laws do: which of two wins is the book's matter and has its tests."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        held = frozenset(position.id for position in draw(st.sets(st.sampled_from(POSITIONS), min_size=1)))
        period = draw(periods())
        if any(rule.period.first == period.first for rule in found):
            continue
        asked = tuple(draw(st.lists(requirements(), max_size=3)))
        found.append(StandardRule(number, "", "", period, held, asked, frozenset(draw(st.sampled_from([(), (), (4,), (4, 14)])))))
    return found


awards = st.lists(
    st.builds(
        Award,
        st.sampled_from(LADDERS),
        st.sampled_from([0, 10, 20, 30]),
        st.one_of(st.none(), numbers.map(day)),
        st.sampled_from([None, True, False]),
    ),
    max_size=5,
)
births = st.sampled_from(
    [None, (date(1980, 1, 20), date(1980, 1, 20)), (date(1979, 1, 1), date(1979, 12, 31)), (date(1985, 1, 1), date(1985, 1, 31))]
)
traits = st.builds(Traits, st.sampled_from([0, 1, 2]), births, st.sampled_from([None, True, False]))
worlds = st.tuples(people(), awards, books(), traits)


def slow(world) -> dict[date, tuple]:
    """{day: what is seen} for every day of the window and some after it; days on which the person is not counted are absent."""
    posts, awarded, standards, who = world
    seen = {day(number): oracles.seen_on(day(number), posts, awarded, standards, who) for number in range(-2, WINDOW + 4)}
    return {each: what for each, what in seen.items() if what is not None}


def fast(world):
    posts, awarded, standards, who = world
    return stretches(posts, awarded, StandardBook(tuple(standards)), who)


@settings(max_examples=200)
@given(worlds)
def test_on_every_day_the_stretch_says_what_a_naive_judge_says(world):
    found = {}
    for stretch in fast(world):
        for number in range(-2, WINDOW + 4):
            if stretch.first <= day(number) <= stretch.last:
                assert day(number) not in found, "two stretches on one day"
                found[day(number)] = stretch.seen
    assert found == slow(world)


@given(worlds)
def test_stretches_stand_in_order_neighbours_differ_and_the_last_is_open_while_somebody_is_in_post(world):
    found = fast(world)
    assert all(stretch.first <= stretch.last for stretch in found)
    for one, other in pairwise(found):
        assert one.last < other.first
        assert one.last + ONE_DAY < other.first or one.seen != other.seen
    if day(WINDOW + 3) in slow(world):
        assert found[-1].last == FOREVER


@given(worlds, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_read_does_not_matter(world, random):
    posts, awarded, standards, who = world
    shuffled = (random.sample(posts, len(posts)), random.sample(awarded, len(awarded)), standards, who)
    assert fast(shuffled) == fast(world)


# --- by hand ----------------------------------------------------------------------------------------------------------------

HERE = Place(100, 40, 4, Period(day(0)))
RULE = StandardRule(1, "", "", Period(day(0)), frozenset({SECRETARY.id}), (RequirementRule("", Ladder.PROFESSIONAL, 20),))


def post(first: int, last: int | None = None, position=SECRETARY, primary: bool = True, number: int = 1) -> Post:
    period = Period(day(first), None if last is None else day(last))
    return Post(number, position, period, primary, (HERE,))


def test_a_person_without_posts_or_with_uncounted_ones_has_no_stretch():
    book = StandardBook((RULE,))
    assert stretches([], [], book) == []
    assert stretches([post(0, position=HELPER)], [], book) == []
    assert stretches([post(0, primary=False)], [], book) == []


def test_a_diploma_cuts_the_stretch_on_its_day():
    found = stretches([post(0, 20)], [Award(Ladder.PROFESSIONAL, 10), Award(Ladder.PROFESSIONAL, 20, day(10))], StandardBook((RULE,)))
    assert [(one.first, one.last, one.verdict) for one in found] == [
        (day(0), day(9), law_oracle.FALLS_SHORT),
        (day(10), day(20), law_oracle.MEETS),
    ]


def test_a_second_diploma_of_the_same_level_cuts_nothing():
    awarded = [Award(Ladder.PROFESSIONAL, 20), Award(Ladder.PROFESSIONAL, 20, day(10)), Award(Ladder.PROFESSIONAL, 10, day(12))]
    assert len(stretches([post(0, 20)], awarded, StandardBook((RULE,)))) == 1


def test_the_same_post_given_again_the_next_day_is_one_stretch():
    found = stretches([post(0, 9), post(10, 20, number=2)], [], StandardBook((RULE,)))
    assert [(one.first, one.last) for one in found] == [(day(0), day(20))]


def test_a_day_between_two_posts_parts_the_stretches():
    found = stretches([post(0, 9), post(11, 20, number=2)], [], StandardBook((RULE,)))
    assert [(one.first, one.last) for one in found] == [(day(0), day(9)), (day(11), day(20))]


def test_a_concurrent_post_stands_beside_the_primary_one():
    found = stretches([post(0), post(5, 8, CHAIR, primary=False, number=2)], [], StandardBook((RULE,)))
    assert [(one.first, one.position, one.posts) for one in found] == [(day(0), 1, ""), (day(5), 1, ",1,3,"), (day(9), 1, "")]


def test_a_post_until_the_last_day_of_the_calendar_is_open():
    forever = Post(1, SECRETARY, Period(day(0), FOREVER), True, (Place(100, 40, 4, Period(day(0), FOREVER)),))
    assert [one.last for one in stretches([forever], [], StandardBook((RULE,)))] == [FOREVER]
