"""Sóc Trăng at the end of 2013: 10 figures of 109 party secretaries, all consistent."""

import pytest

from tests.articles import register

pytestmark = pytest.mark.django_db
NAME = "soc-trang"


def test_no_figure_is_left_over_and_each_computed_one_opens_its_records(visitor):
    found = register.rows(visitor, NAME)
    register.assert_none_is_left_over(found, NAME)
    register.assert_each_opens_its_records(visitor, found)
    assert len(found) == 10
    assert register.codes(found, "input") == ["to-chuc-dang"] and register.codes(found, "flagged") == []


def test_every_one_is_of_the_109(visitor):
    found = register.rows(visitor, NAME)
    assert {row["total"] for row in found.values() if row["count"] is not None} == {109}


def test_the_figures_do_not_contradict_one_another():
    assert register.findings(NAME) == []
