"""Ladders and levels: ordered, with gaps, with stable numbers and slugs; no record is not a level."""

import pytest

from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder, Level
from cadres.models import Standing
from tests import law_oracle, oracles

SLUGS = {
    "general_education": {"no_schooling": 0, "primary": 10, "lower_secondary": 20, "upper_secondary": 30},
    "professional": {"untrained": 0, "elementary": 10, "intermediate": 20, "college": 30, "university": 40, "master": 50, "doctor": 60},
    "political_theory": {"untrained": 0, "elementary": 10, "intermediate": 20, "advanced": 30, "bachelor": 40},
    "state_management": {"untrained": 0, "associate": 10, "specialist": 20, "principal_specialist": 30, "senior_specialist": 40},
    "defence_security": {"untrained": 0, "group_4": 10, "group_3": 20, "group_2": 30, "group_1": 40},
    "informatics": {
        "untrained": 0,
        "certificate_a": 10,
        "certificate_b": 20,
        "certificate_c": 30,
        "it_basic": 40,
        "it_advanced": 50,
        "intermediate_or_above": 60,
    },
    "foreign_language": {"untrained": 0, "certificate": 10, "university_or_above": 20},
    "ethnic_language": {"untrained": 0, "certificate": 10, "university_or_above": 20},
}
"""Stored numbers and slugs in addresses: programs rely on them."""


def test_levels_keep_their_numbers_and_slugs():
    found = {ladder.value: {level.slug: int(level) for level in ladder.levels} for ladder in Ladder}
    assert found == SLUGS


@pytest.mark.parametrize("ladder", Ladder)
def test_levels_leave_room_for_another_between_two(ladder):
    numbers = [int(level) for level in ladder.levels]
    assert numbers == list(range(0, 10 * len(numbers), 10))
    assert min(numbers) > NO_RECORD


@pytest.mark.parametrize("ladder", Ladder)
def test_every_level_has_a_label_of_its_own(ladder):
    labels = [level.label for level in ladder.levels]
    assert len(set(labels)) == len(labels)
    assert ladder.label


def test_levels_are_compared_as_numbers():
    levels = Ladder.PROFESSIONAL.levels
    assert levels.UNIVERSITY >= levels.INTERMEDIATE > levels.UNTRAINED
    assert sorted(levels, reverse=True)[0] is levels.DOCTOR
    assert issubclass(levels, Level)


def test_every_ladder_has_a_bit_of_its_own_in_a_mask():
    assert {ladder.value: ladder.bit for ladder in Ladder} == law_oracle.BITS


def test_a_standing_has_a_column_for_each_of_its_ladders():
    columns = [field.name for field in Standing._meta.concrete_fields if field.name in {ladder.value for ladder in Ladder}]
    assert tuple(columns) == tuple(ladder.value for ladder in STANDING_LADDERS) == oracles.COLUMNS
