"""Shares that should total 100: any rounding is forgiven, anything more is found, and a member counted twice is named."""

from decimal import Decimal
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from reports.published.figures import FindingKind, Part
from reports.published.hundred import HUNDRED, can_total, explanations, off_a_hundred
from reports.published.numbers import Number
from tests.reports.published.printed import figure, habits, printed, shares, steps

AFTER = [("sau đại học", "0,55"), ("đại học", "62,46"), ("cao đẳng", "5,67"), ("trung cấp", "26,59"), ("còn lại", "10,4")]
counts = st.lists(st.integers(0, 400), min_size=2, max_size=6).filter(any)


def test_the_college_that_bac_kan_counted_twice_is_named():
    finding = off_a_hundred([figure(*one, group="sau") for one in AFTER])
    assert finding.kind is FindingKind.NOT_A_HUNDRED and finding.wrong == ("còn lại",)
    assert finding.numbers == {
        "sum": "105.67",
        "excess": "5.67",
        "explanations": [{"forgotten": ["cao đẳng"], "remainder": "còn lại", "right": "4.73"}],
    }
    assert "“cao đẳng” (5,67%)" in finding.sentence and "4,73%" in finding.sentence


def test_the_remainder_may_stand_anywhere_when_it_is_declared():
    members = [figure("còn lại", "10,4", group="sau", part=Part.REMAINDER), *(figure(*one, group="sau") for one in AFTER[:-1])]
    assert off_a_hundred(members).wrong == ("còn lại",)


def test_without_an_explanation_every_member_is_under_suspicion():
    finding = off_a_hundred([figure("a", "40"), figure("b", "30"), figure("c", "37")])
    assert finding.wrong == ("a", "b", "c") and finding.numbers["explanations"] == []
    assert off_a_hundred([figure("a", "40"), figure("b", "30")]).numbers["excess"] == "-30"


def test_two_members_alike_leave_two_explanations():
    finding = off_a_hundred([figure("a", "10"), figure("b", "10"), figure("c", "50"), figure("d", "40")])
    assert [one["forgotten"] for one in finding.numbers["explanations"]] == [["a"], ["b"]]
    assert set(finding.wrong) == {"a", "b", "c", "d"}


@given(counts, steps, st.data())
def test_any_true_shares_are_forgiven_whoever_rounded_which(people, step, data):
    numbers = [printed(count, sum(people), step, data.draw(habits), drop_zeros=data.draw(st.booleans())) for count in people]
    assert off_a_hundred(shares(numbers)) is None


@given(counts, steps, habits)
def test_a_remainder_made_by_subtraction_is_forgiven(people, step, habit):
    numbers = [printed(count, sum(people), step, habit) for count in people[:-1]]
    rest = HUNDRED - sum(number.value for number in numbers)
    assume(rest >= 0)
    assert off_a_hundred(shares([*numbers, Number(rest, step)])) is None


@given(counts, steps, habits, st.data())
def test_a_forgotten_member_is_found_whichever_it_was(people, step, habit, data):
    numbers = [printed(count, sum(people), step, habit) for count in people[:-1]]
    forgotten = data.draw(st.integers(0, len(numbers) - 1))
    rest = HUNDRED - sum(number.value for place, number in enumerate(numbers) if place != forgotten)
    assume(numbers[forgotten].value > len(people) * step and rest >= 0)
    members = shares([*numbers, Number(rest, step)])
    finding = off_a_hundred(members)
    assert finding is not None
    assert [members[forgotten].key] in [one["forgotten"] for one in finding.numbers["explanations"]]
    assert all(Decimal(one["right"]) == rest - numbers[forgotten].value for one in finding.numbers["explanations"])


@given(st.lists(st.integers(0, 130), min_size=2, max_size=6))
def test_explanations_are_those_found_by_leaving_out_everybody_in_turn(values):
    members = shares([Number(Decimal(value)) for value in values])
    *others, last = members
    excess = sum(values) - 100
    tried = {
        size: [
            [one.key for one in some] for some in combinations(others, size) if sum(m.number.value for m in members if m not in some) == 100
        ]
        for size in (1, 2)
    }
    wanted = (tried[1] or tried[2]) if excess > 0 and last.number.value >= excess else []
    assert [one["forgotten"] for one in explanations(members)] == wanted


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=3))
def test_can_total_is_what_a_fine_grid_finds(tenths):
    """Slow: every exact value on a grid of twentieths that prints as the member under either habit."""
    members = shares([Number(Decimal(value) / 10, Decimal("0.1")) for value in tenths])
    sums = {0}
    for value in tenths:  # in 1/40 of a point, from half a step below to just under a step above
        sums = {one + 4 * value + more for one in sums for more in range(-2 if value else 0, 4)}
    on_grid = 4000 in sums
    assert can_total(members, HUNDRED) >= on_grid
    if not can_total(members, HUNDRED):
        assert sum(tenths) - len(tenths) * 0.5 > 1000 or sum(tenths) + len(tenths) <= 1000
