"""Area classes invented for the demo: as many communes as were printed, a turn to each district."""

from hypothesis import given
from hypothesis import strategies as st

from cadres.demo.areas import chosen


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99).map(str)), unique_by=lambda unit: unit[1]), st.integers(0, 40))
def test_exactly_as_many_are_chosen_as_there_are_and_no_district_runs_ahead(units, number):
    units.sort(key=lambda unit: unit[1])
    found = chosen(units, number)
    assert len(found) == len(set(found)) == min(number, len(units))
    of = {code: district for district, code in units}
    taken = {district: sum(of[code] == district for code in found) for district in set(of.values())}
    for district, mine in taken.items():
        has = sum(other == district for other in of.values())
        assert mine == has or mine >= max(taken.values()) - 1


def test_the_first_of_each_district_come_first():
    assert chosen([("a", "1"), ("a", "2"), ("b", "3"), ("b", "4")], 3) == ["1", "3", "2"]
