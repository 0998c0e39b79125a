"""A filter finds exactly the people that its sentence describes, the same in a list as in a count; and it says what it accepts."""

from datetime import date

import pytest
from django.http import QueryDict

from cadres.standings.catalogue import catalogue
from chuanxa.refusals import BadRequest
from provinces.register import register
from reports.filters import ALL_OF, NAMES, SEVERAL, PeopleFilter
from tests import factories
from tests.factories import TODAY
from tests.reports.held_against_truth import people_of
from tests.reports.test_counts import ONE_VALUE, VALUES


def filtered(query: str) -> PeopleFilter:
    return PeopleFilter(QueryDict(query), catalogue=catalogue(), register=register())


@pytest.mark.parametrize("day", [date(2014, 2, 14), date(2025, 7, 1), TODAY], ids=str)
@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_list_holds_the_very_people(quantri, truth, name, day):
    """Serving, Standing: both tables answer the same questions."""
    found = 0
    for value in VALUES[name]:
        people = quantri.report("/can-bo/", ngay=day.isoformat(), **{name: value})["people"]
        assert {one["id"] for one in people} == {one.cadre for one in people_of(truth, day, asked={name: [value]})}, (name, value)
        found += len(people)
    assert found


@pytest.mark.parametrize("name", sorted(set(VALUES) - set(ONE_VALUE)))
def test_two_values_are_both_or_either(quantri, truth, name):
    day = date(2014, 2, 14)
    pair = list(VALUES[name][:2])
    people = quantri.report("/can-bo/", ngay=day.isoformat(), **{name: pair})["people"]
    assert {one["id"] for one in people} == {one.cadre for one in people_of(truth, day, asked={name: pair})}


def test_a_birthday_is_an_age_from_its_own_day_on(minh, small_world):
    someone = factories.person("Ngày Sinh", born_on=date(1984, 2, 29))
    factories.appoint(someone, small_world.places.truong_ha, small_world.positions.council_chair, date(2010, 1, 1))

    def of_age(day: str, **ages) -> bool:
        return any(one["id"] == someone.pk for one in minh.report("/can-bo/", ngay=day, **ages)["people"])

    assert not of_age("28/2/2014", tuoi_tu=30) and of_age("1/3/2014", tuoi_tu=30)
    assert not of_age("28/2/2016", tuoi_tu=32) and of_age("29/2/2016", tuoi_tu=32)
    assert of_age("28/2/2014", tuoi_den=29) and not of_age("1/3/2014", tuoi_den=29)


def test_every_filter_says_what_it_accepts(small_world):
    for name in NAMES:
        if name in SEVERAL:
            with pytest.raises(BadRequest) as refusal:
                filtered(f"{name}=khong-co").check()
            assert name in refusal.value.found and "khong-co" in refusal.value.found and refusal.value.accepted.count(",") >= 1


def test_filters_in_force_are_described_in_words(small_world):
    told = filtered("chuyen-mon=university&chuyen-mon=from_college&vung=border&chuc-danh=party_secretary&tuoi-tu=30&tim=").described()
    assert [(item.name, item.label, [label for _, label in item.values]) for item in told] == [
        ("chuc-danh", "Chức danh", ["Bí thư Đảng ủy"]),
        ("chuyen-mon", "Chuyên môn, nghiệp vụ", ["Đại học", "Từ cao đẳng trở lên"]),
        ("tuoi-tu", "Từ tuổi", ["30"]),
        ("vung", "Vùng", ["Biên giới"]),
    ]


def test_fields_sent_empty_ask_for_nothing(small_world):
    everything_empty = filtered("&".join(f"{name}=" for name in NAMES))
    everything_empty.check()
    assert not everything_empty.in_force and everything_empty.described() == ()


def test_filters_of_all_values_are_among_those_of_several():
    assert set(ALL_OF) <= set(SEVERAL) <= set(NAMES)
