"""Điện Biên 2021: 7 figures; attendances are never people, and attainment passes 100 %."""

import pytest

from reports.published.figures import FindingKind
from tests.articles import register

pytestmark = pytest.mark.django_db
NAME = "dien-bien"


def test_no_figure_is_left_over_and_each_computed_one_opens_its_records(visitor):
    found = register.rows(visitor, NAME)
    register.assert_none_is_left_over(found, NAME)
    register.assert_each_opens_its_records(visitor, found)
    assert len(found) == len(register.codes(found, "equal")) == 7


def test_attainment_is_of_the_plan(visitor):
    found = register.rows(visitor, NAME)
    assert (found["ke-hoach-huyen"]["count"], found["ke-hoach-huyen"]["total"]) == (8672, 8145)
    assert found["ke-hoach-tinh"]["count"] == 27_071 and 25_968 <= found["ke-hoach-tinh"]["total"] <= 25_992


def test_the_plan_that_was_not_printed_is_found_as_an_interval():
    (finding,) = register.findings(NAME)
    assert finding.kind is FindingKind.UNDECLARED_BASE and (finding.numbers["low"], finding.numbers["high"]) == (25_968, 25_992)
