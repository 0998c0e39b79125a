"""Lượt are not people: the type adds to itself and to nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.attendances import Attendances

NUMBERS = st.integers(0, 10**9)


@given(st.lists(NUMBERS))
def test_attendances_add_up_like_their_numbers(numbers):
    assert Attendances.total(map(Attendances, numbers)) == Attendances(sum(numbers))


@given(NUMBERS, NUMBERS)
def test_attendances_are_never_added_to_people(attended, people):
    for wrong in (lambda: Attendances(attended) + people, lambda: people + Attendances(attended), lambda: sum([Attendances(attended)])):
        with pytest.raises(TypeError):
            wrong()


@given(NUMBERS, NUMBERS)
def test_attendances_are_no_number_of_people_either(attended, people):
    assert Attendances(attended) != attended
    for wrong in (lambda: int(Attendances(attended)), lambda: range(Attendances(attended)), lambda: Attendances(attended) < people):
        with pytest.raises(TypeError):
            wrong()


@pytest.mark.parametrize("wrong", ["12", 1.0, True, None])
def test_only_whole_numbers_are_attendances(wrong):
    with pytest.raises(TypeError):
        Attendances(wrong)


def test_there_are_no_negative_attendances():
    with pytest.raises(ValueError, match="-1"):
        Attendances(-1)


def test_none_at_all_is_false():
    assert not Attendances(0) and Attendances(1)
