"""Populations are texts of the people filter: read in any form people paste, stored in one, said in words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.everything import everybody
from reports.filters import ALL_OF, NAMES
from reports.many_counts import Question, ask_all, ask_by_commune
from reports.population import UnreadablePopulation, check_query, joined, read_query, said, written
from tests.factories import TODAY
from tests.reports.test_counts import VALUES

DAYS = [pytest.param(day) for day in ("2013-12-31", "2014-02-14", "2020-03-01", "2026-06-15")]


@st.composite
def queries(draw) -> dict[str, tuple[str, ...]]:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True))
    one = {"tuoi-tu", "tuoi-den"}
    return {
        name: tuple(draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=1 if name in one else 2, unique=True)))
        for name in names
    }


@given(queries())
def test_what_is_written_is_read_back(query):
    assert read_query(written(query)) == {name: query[name] for name in NAMES if name in query}
    assert read_query(f"https://chuan-xa.example/can-bo/?{written(query)}&ngay=31/12/2013&trang=2") == read_query(written(query))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chuyen-mon", "Không đọc được"),
        ("tinh=04", "Bỏ “tinh=04”"),
        ("/can-bo/?xa=01366&loai=elected", "Bỏ “xa=01366”"),
        ("ngay=31/12/2013", "không phải là bộ lọc"),
        ("tim=An", "không phải là bộ lọc"),
        ("chuyen_mon=university", "“chuyen_mon” không phải là bộ lọc"),
        ("<b>=1", "không phải là bộ lọc"),
        ("loai=" + "x" * 600, "nhận tối đa 500"),
        ("&".join(["loai=elected"] * 70), "nhận tối đa 500"),
    ],
)
def test_what_cannot_be_read_is_said(text, told):
    with pytest.raises(UnreadablePopulation, match=told):
        read_query(text)


def test_a_value_that_no_filter_knows_is_said_with_what_is_accepted(small_world):
    with pytest.raises(UnreadablePopulation, match="intermediate"):
        check_query(read_query("chuyen-mon=giao-su"), everybody(TODAY, today=TODAY))


def test_everybody_is_the_empty_text(small_world):
    world = everybody(TODAY, today=TODAY)
    assert said({}, world) == "mọi cán bộ, công chức cấp xã"
    assert "Từ trung cấp trở lên" in said(read_query("chuyen-mon=from_intermediate"), world)


@pytest.mark.parametrize("day", DAYS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=queries(), second=queries())
def test_many_counts_are_those_of_one_by_one(small_world, day, first, second):
    """Each question asked alone, with the filters put one over the other, and joined in one query where there is one."""
    day = date.fromisoformat(day)
    for province in (None, "04"):
        world = everybody(day, today=TODAY, province=province)
        alone = world.narrowed(first).narrowed(second).standings(day)
        questions = [Question(day, (written(first), written(second))), Question(day, (written(first),)), Question(TODAY, ())]
        found = ask_all(world, questions)
        assert found[questions[0]] == alone.count()
        assert found[questions[1]] == world.narrowed(first).standings(day).count()
        assert found[questions[2]] == world.standings(TODAY).count()
        communes = ask_by_commune(world, questions[:1])[questions[0]]
        assert {unit: people for unit, people in communes.items() if people} == _by_commune(alone)
        if (both := joined(first, second, world.filter.filters)) is not None:
            assert world.narrowed(both).standings(day).count() == alone.count()


def _by_commune(people) -> dict[int, int]:
    found: dict[int, int] = {}
    for unit in people.values_list("commune_id", flat=True):
        found[unit] = found.get(unit, 0) + 1
    return found


def test_filters_of_which_all_must_hold_are_added_up(small_world):
    filters = everybody(TODAY, today=TODAY).filter.filters
    assert joined({"giu": ("a",)}, {"giu": ("b",)}, filters) == {"giu": ("a", "b")} and "giu" in ALL_OF
    assert joined({"chuyen-mon": ("university",)}, {"chuyen-mon": ("untrained",)}, filters) is None
    assert joined({"chuc-danh": ("party_secretary",)}, {"chuc-danh": ("council_chair",)}, filters) is None
