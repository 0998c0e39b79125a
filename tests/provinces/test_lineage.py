"""Where a post stands over time, against a slow oracle that asks day by day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chuanxa.periods import ONE_DAY, Period
from provinces.lineage import Change, Lineage, Step

START = date(2020, 1, 1)
DAYS = 60


def day(number: int) -> date:
    return START + timedelta(days=number)


def test_a_post_stays_while_its_unit_lives():
    lineage = Lineage({1: Period(day(0))}, [])
    assert lineage.path(1, Period(day(3), day(9))) == (Step(1, Period(day(3), day(9)), True),)


def test_a_post_follows_a_whole_merger():
    lineage = Lineage({1: Period(day(0), day(9)), 2: Period(day(0))}, [Change(1, 2, day(10))])
    assert lineage.path(1, Period(day(3))) == (Step(1, Period(day(3), day(9)), True), Step(2, Period(day(10)), True))


def test_a_post_in_a_split_unit_stands_in_the_default_part_and_is_not_certain_ever_after():
    lives = {1: Period(day(0), day(9)), 2: Period(day(10), day(19)), 3: Period(day(10)), 4: Period(day(20))}
    lineage = Lineage(lives, [Change(1, 2, day(10), True), Change(1, 3, day(10), False), Change(2, 4, day(20))])
    assert [(step.unit, step.certain) for step in lineage.path(1, Period(day(0)))] == [(1, True), (2, False), (4, False)]


def test_a_unit_that_gave_a_part_away_and_lived_on_keeps_its_posts():
    lineage = Lineage({1: Period(day(0)), 2: Period(day(10))}, [Change(1, 2, day(10), False)])
    assert lineage.path(1, Period(day(0))) == (Step(1, Period(day(0)), True),)


def test_a_unit_without_an_heir_ends_the_path():
    lineage = Lineage({1: Period(day(0), day(9))}, [])
    assert lineage.path(1, Period(day(0))) == (Step(1, Period(day(0), day(9)), True),)


def test_days_before_the_unit_lived_belong_to_no_step():
    lineage = Lineage({1: Period(day(10))}, [])
    assert lineage.path(1, Period(day(0))) == (Step(1, Period(day(10)), True),)
    assert lineage.path(1, Period(day(0), day(5))) == ()


def test_changes_in_a_circle_do_not_hang():
    lives = {1: Period(day(0), day(9)), 2: Period(day(0), day(9))}
    lineage = Lineage(lives, [Change(1, 2, day(10)), Change(2, 1, day(10))])
    assert [step.unit for step in lineage.path(1, Period(day(0)))] == [1]
    assert lineage.predecessors(1, day(5)) == (1, 2)


def test_successors_and_predecessors_walk_over_several_changes():
    lives = {1: Period(day(0), day(9)), 2: Period(day(0)), 3: Period(day(10), day(19)), 4: Period(day(20))}
    lineage = Lineage(lives, [Change(1, 3, day(10)), Change(3, 4, day(20), True), Change(3, 2, day(20), False)])
    assert lineage.successors(1) == (3,)
    assert lineage.successors(1, day(25)) == (2, 4)
    assert lineage.predecessors(4, day(5)) == (1,)
    assert lineage.predecessors(2, day(5)) == (1, 2)


@st.composite
def worlds(draw):
    """Units in order of birth; each that ends may hand over to units that live on the next day, one of them by default."""
    lives, changes = {}, []
    for unit in range(1, draw(st.integers(1, 9)) + 1):
        first = draw(st.integers(0, DAYS - 1))
        last = draw(st.one_of(st.none(), st.integers(first, DAYS)))
        lives[unit] = Period(day(first), None if last is None else day(last))
    for unit, life in lives.items():
        if life.last is None:
            continue
        after = life.last + ONE_DAY
        heirs = draw(st.lists(st.sampled_from(sorted(lives)), max_size=3, unique=True))
        heirs = [heir for heir in heirs if after in lives[heir]]
        default = draw(st.sampled_from(heirs)) if heirs else None
        changes += [Change(unit, heir, after, heir == default) for heir in heirs]
    return lives, changes


def slow_path(lives, changes, unit, period):
    """{day: (unit, certain)} by walking one day at a time."""
    found, certain = {}, True
    for number in range(DAYS + 5):
        today = day(number)
        if today not in period:
            continue
        while unit is not None and lives[unit].last is not None and lives[unit].last < today:
            if lives[unit].last not in found:
                unit = None  # the post did not stand in the unit on its last day, so nothing was handed over
                break
            heirs = [change for change in changes if change.before == unit and change.day == lives[unit].last + ONE_DAY]
            certain = certain and len(heirs) == 1
            unit = next((change.after for change in heirs if change.default), None)
        if unit is not None and today in lives[unit]:
            found[today] = (unit, certain)
    return found


@given(worlds(), st.data())
def test_the_path_agrees_with_walking_day_by_day(world, data):
    lives, changes = world
    unit = data.draw(st.sampled_from(sorted(lives)))
    first = data.draw(st.integers(0, DAYS))
    last = data.draw(st.one_of(st.none(), st.integers(first, DAYS + 4)))
    period = Period(day(first), None if last is None else day(last))
    steps = Lineage(lives, changes).path(unit, period)
    told = {day(n): (step.unit, step.certain) for step in steps for n in range(DAYS + 5) if day(n) in step.period}
    assert told == slow_path(lives, changes, unit, period)
    for earlier, later in pairwise(steps):
        assert earlier.period.last + ONE_DAY == later.period.first


@given(worlds(), st.data())
def test_whoever_became_a_unit_is_found_again_from_it(world, data):
    lives, changes = world
    lineage = Lineage(lives, changes)
    early, late = sorted(data.draw(st.lists(st.integers(0, DAYS), min_size=2, max_size=2)))
    for unit in (unit for unit, life in lives.items() if day(early) in life):
        for heir in lineage.successors(unit, day(late)):
            assert day(late) in lives[heir]
            assert unit in lineage.predecessors(heir, day(early))
