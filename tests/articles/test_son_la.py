"""Sơn La, undated, taken at the end of 2013: 17 figures."""

import pytest

from tests.articles import register

pytestmark = pytest.mark.django_db
NAME = "son-la"


def test_no_figure_is_left_over_and_each_computed_one_opens_its_records(visitor):
    found = register.rows(visitor, NAME)
    register.assert_none_is_left_over(found, NAME)
    register.assert_each_opens_its_records(visitor, found)
    assert len(found) == 17
    assert register.codes(found, "input") == ["bien-gioi-km", "ban", "ban-dbkk", "to-chuc-dang", "dang-vien"]


def test_only_the_number_of_districts_is_flagged_with_the_district_that_came_since(visitor):
    found = register.rows(visitor, NAME)
    assert register.codes(found, "flagged") == ["huyen"]
    assert (found["huyen"]["computed"], found["huyen"]["printed"]) == ("11", "10") and "Vân Hồ" in found["huyen"]["reason"]


def test_those_of_45_or_less_are_counted_and_their_shares_round_as_printed(visitor):
    found = register.rows(visitor, NAME)
    assert found["tre-45"]["count"] == found["tre-45-so-cap"]["total"] == 752
    assert (found["tre-45-chua-dao-tao"]["count"], found["tre-45-so-cap"]["count"]) == (135, 158)


def test_the_figures_do_not_contradict_one_another():
    assert [finding.sentence for finding in register.findings(NAME) if finding.is_error] == []
