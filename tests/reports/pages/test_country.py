"""/tinh/: the country, or all provinces of one's scope."""

import pytest

from tests import ladder

PATH = "/tinh/"


def test_it_asks_a_stranger_to_log_in(nobody):
    ladder.asks_to_log_in(nobody, PATH)


def test_everybody_sees_their_own_part_of_the_country(hanh, minh, thao, quan, quantri):
    assert "<h1>Cả nước</h1>" in quantri.page(PATH)
    for visitor in (hanh, minh, thao, quan):
        page = visitor.page(PATH)
        assert "<h1>Phạm vi được giao</h1>" in page and "Cả nước" not in page


def test_the_provinces_are_those_of_the_scope(minh, thao, quan, quantri):
    def codes(visitor, **asked) -> list[str]:
        tables = {table["id"]: table for table in visitor.report(PATH, **asked)["tables"]}
        return [row["key"] for row in tables["provinces"]["rows"]]

    assert codes(minh) == codes(thao) == ["04"]
    assert codes(quan) == ["92"]
    assert codes(quan, ngay="31/12/2013") == ["92", "94"]
    assert codes(quantri, ngay="31/12/2013") == ["04", "92", "94"]


def test_it_rejects_everything_but_reading(minh):
    ladder.refuses_to_be_written(minh, PATH)


def test_it_refuses_what_it_cannot_read(minh):
    ladder.lists_what_it_accepts(minh, PATH, ("ngay", "so-voi", "tinh", "chuc-danh"))
    ladder.refuses_what_it_cannot_read(minh, PATH, days=("ngay", "so-voi"))


@pytest.mark.parametrize("value", ["99", "94", "%00", "4"])
def test_a_place_that_is_not_in_the_scope_is_not_found(minh, value):
    ladder.refused(minh, PATH, 404, tinh=value)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ngay": "31/12/2013"},
        {"ngay": "14/2/2014"},
        {"ngay": "14/2/2014", "so-voi": "20/5/2012"},
        {"loai": "elected", "ngay": "14/2/2014"},
    ],
    ids=str,
)
def test_it_costs_at_most_eight_queries(quantri, quan, django_assert_max_num_queries, asked):
    for visitor in (quantri, quan):
        visitor.page(PATH)
        with django_assert_max_num_queries(8):
            visitor.page(PATH, **asked)
