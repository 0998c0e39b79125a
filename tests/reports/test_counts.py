"""Every number of an area page is what facts say when people are judged one by one: plain, filtered, on other boundaries, of any day."""

from datetime import date

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.levels import STANDING_LADDERS
from chuanxa.periods import ONE_DAY
from provinces.models import AreaClass
from reports.breakdowns import EXTRA_LEVELS, LADDERS
from tests.factories import TODAY
from tests.reports.held_against_truth import hold, hold_trends, people_of

DAYS = [
    pytest.param(day, id=f"{day:%d-%m-%Y}")
    for day in (
        date(2004, 1, 1),
        date(2010, 12, 31),
        date(2011, 1, 1),
        date(2013, 12, 31),
        date(2014, 2, 17),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2020, 2, 29),
        date(2020, 3, 1),
        date(2025, 6, 30),
        date(2025, 7, 1),
        date(2026, 3, 31),
        date(2026, 6, 14),
        TODAY,
    )
]
"""Quarter-ends and days between them, each side of every change of units and of rules, yesterday and today."""

SLUGS = {
    LADDERS[ladder].query: [choice.slug for choice in (*LADDERS[ladder].choices, *EXTRA_LEVELS[ladder])] for ladder in STANDING_LADDERS
}
POSITIONS = ("party_secretary", "committee_chair", "council_chair", "finance_accounting", "womens_union_chair", "party_committee_member")
VALUES = SLUGS | {
    "chuc-danh": POSITIONS,
    "giu": POSITIONS,
    "loai": ("elected", "civil_servant"),
    "nhom": ("party", "council", "committee", "organizations", "civil_service", "offices"),
    "dat-chuan": ("meets", "falls_short", "unknown"),
    "thieu": [ladder.value for ladder in STANDING_LADDERS],
    "chua-ro": [*(ladder.value for ladder in STANDING_LADDERS), "standard"],
    "gioi-tinh": ("male", "female", "unknown"),
    "dan-toc": ("01", "02", "05", "minority", "unknown"),
    "tuoi": ("to_30", "31_40", "41_50", "51_60", "over_60", "unknown"),
    "vung": [value for value in AreaClass.values if value != "mountain"],
    "tuoi-tu": ("31", "45", "60"),
    "tuoi-den": ("30", "45", "59"),
}
ONE_VALUE = ("tuoi-tu", "tuoi-den")

requests = st.dictionaries(
    st.sampled_from(sorted(VALUES)), st.lists(st.integers(0, 20), min_size=1, max_size=2, unique=True), min_size=0, max_size=3
).map(lambda drawn: {name: _values(name, places) for name, places in drawn.items()})
days = st.integers(date(2004, 1, 1).toordinal(), TODAY.toordinal()).map(date.fromordinal)
given_many = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def _values(name: str, places: list[int]) -> list[str]:
    found = list(dict.fromkeys(VALUES[name][place % len(VALUES[name])] for place in places))
    return found[:1] if name in ONE_VALUE else found


@pytest.mark.parametrize("day", DAYS)
def test_a_province_counts_what_the_facts_say(quantri, truth, day):
    """Plain questions about a province are answered from tallies, and moves since."""
    code = "04"
    report = quantri.report(f"/tinh/{code}/", ngay=day.isoformat())
    hold(report, truth, people_of(truth, day, ("province", code)))
    hold_trends(report, truth, lambda one: people_of(truth, one, ("province", code)))


@pytest.mark.parametrize("day", DAYS)
def test_the_country_counts_what_the_facts_say(quantri, truth, day):
    report = quantri.report("/tinh/", ngay=day.isoformat())
    hold(report, truth, people_of(truth, day))
    hold_trends(report, truth, lambda one: people_of(truth, one))


@pytest.mark.parametrize("day", DAYS)
def test_an_officer_of_two_provinces_that_became_one_counts_both(quan, truth, reached, day):
    report = quan.report("/tinh/", ngay=day.isoformat())
    hold(report, truth, people_of(truth, day, reached=reached["quan"]))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("tier", ["district", "commune"])
def test_districts_and_communes_count_what_the_facts_say(quantri, truth, small_world, tier, day):
    path = {"district": "huyen", "commune": "xa"}[tier]
    for unit in vars(small_world.places).values():
        if unit.tier == tier and day in unit.period:
            report = quantri.report(f"/{path}/{unit.code}/", ngay=day.isoformat())
            hold(report, truth, people_of(truth, day, (tier, unit.code)))


@pytest.mark.parametrize("day", DAYS)
def test_tallies_rows_and_memory_say_the_same(quantri, day):
    """The three ways of counts.py: a plain question, one with a filter that lets everybody through, and what is believed at this moment."""
    ways = ({}, {"nhom": [*VALUES["nhom"]]}, {"ghi_nhan": f"{TODAY:%d/%m/%Y}"})
    plain, filtered, remembered = (quantri.report("/tinh/04/", ngay=day.isoformat(), **way) for way in ways)
    assert plain["tables"] == filtered["tables"] == remembered["tables"]
    assert plain["trends"] == filtered["trends"] == remembered["trends"]


@given(day=days, compared=st.none() | days, asked=requests)
@given_many
def test_any_question_about_any_day_counts_what_the_facts_say(quantri, truth, day, compared, asked):
    place = ("province", "04")
    report = quantri.report("/tinh/04/", ngay=day.isoformat(), so_voi=compared and compared.isoformat(), **asked)
    before = people_of(truth, compared, place, asked=asked) if compared else None
    hold(report, truth, people_of(truth, day, place, asked=asked), before=before)


@pytest.mark.parametrize("name", sorted(VALUES))
def test_every_value_of_every_filter_counts_what_the_facts_say(quantri, truth, name):
    day = date(2018, 11, 20)
    for value in VALUES[name]:
        report = quantri.report("/tinh/", ngay=day.isoformat(), **{name: value})
        hold(report, truth, people_of(truth, day, asked={name: [value]}))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("place", [None, ("province", "92"), ("province", "04"), ("commune", "01366"), ("commune", "01384")], ids=str)
def test_past_people_are_gathered_on_the_units_of_today(quantri, truth, place, day):
    """`ranh-gioi=nay`: who stood in Sóc Trăng is counted in today's Cần Thơ."""
    path = "/tinh/" if place is None else f"/{'tinh' if place[0] == 'province' else 'xa'}/{place[1]}/"
    report = quantri.report(path, ngay=day.isoformat(), ranh_gioi="nay")
    hold(report, truth, people_of(truth, day, place, drawn=TODAY), drawn=TODAY)
    hold_trends(report, truth, lambda one: people_of(truth, one, place, drawn=TODAY))


def test_two_days_are_compared_on_the_units_of_today(quantri, truth):
    """Also when the day itself is today, and only the other lies before the provinces joined."""
    before = date(2013, 12, 31)
    report = quantri.report("/tinh/92/", so_voi=before.isoformat(), ranh_gioi="nay")
    place = ("province", "92")
    assert people_of(truth, before, place, drawn=TODAY)
    hold(report, truth, people_of(truth, TODAY, place), before=people_of(truth, before, place, drawn=TODAY), drawn=TODAY)


@pytest.mark.parametrize("days", [1, 16, 120])
def test_a_page_of_a_later_day_needs_nobody_to_roll_the_day(quantri, truth, small_world, days):
    """Serving and Tally speak of the day of the last write; a later day, also of a later quarter, is counted from there."""
    later = TODAY + days * ONE_DAY
    with time_machine.travel(later, tick=False):
        quantri.force_login(small_world.users["quantri"])
        hold(quantri.report("/tinh/04/"), truth, people_of(truth, later, ("province", "04")))
