"""The arithmetic of the tables of records: parts of a whole, and what was done against a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.demo.programmes.sums import shared_out
from reports.catalogue import KINDS
from reports.entries.listing import OneAfterAnother
from reports.entries.tables import LOT, against_plan, parts
from reports.filters import NAMES

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**9))
LABELS = {key: f"Dòng {key}" for key in "abcdef"}


@given(COUNTS)
def test_parts_add_up_to_their_whole_and_leave_out_nothing_but_zeros(counts):
    table = parts("x", "X", counts, LABELS, unit=LOT, name="y")
    assert sum(row.count for row in table.rows) == table.total == sum(counts.values())
    assert {row.key for row in table.rows} == {key for key, number in counts.items() if number}
    assert all(row.records == {"y": (row.key,)} and row.query is None for row in table.rows)


@given(COUNTS, st.integers(0, 10**9))
def test_parts_of_a_larger_whole_are_shares_of_it(counts, more):
    total = sum(counts.values()) + more
    table = parts("x", "X", counts, LABELS, unit=LOT, name=None, total=total)
    assert not table.exclusive and all(row.total == total and row.records is None for row in table.rows)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=12))
def test_the_whole_of_a_plan_is_the_sum_of_its_rows(rows):
    table = against_plan("x", "X", [(str(at), "Dòng", *row) for at, row in enumerate(rows)], unit=LOT, name="y")
    done, planned = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0)
    assert (table.whole is None) == (not rows)
    if table.whole:
        assert (table.whole.count, table.whole.total) == (done, planned)
    assert all(row.attained and row.total_records == {"y": (row.key,), "muc": ("ke-hoach",)} for row in table.rows)


def test_a_plan_may_be_passed_and_without_one_there_is_no_percentage():
    table = against_plan("x", "X", [("a", "A", 8672, 8145), ("b", "B", 5, 0)], unit=LOT, name="y")
    assert [str(row.share.percent()) for row in table.rows] == ["106.47", "None"]
    assert table.sentence == "8.677 lượt so với kế hoạch 8.145 lượt, đạt 106,53%."


@given(st.integers(0, 10**12), st.lists(st.integers(0, 1000), min_size=1).filter(any), st.sampled_from((1, 10, 1000)))
def test_what_is_shared_out_adds_up_exactly(total, weights, step):
    shares = shared_out(total, weights, step=step)
    assert sum(shares) == total and len(shares) == len(weights)
    assert all(share >= 0 for share in shares) and all(share % step == 0 for share in shares[1:])


def test_nothing_is_shared_out_among_nobody():
    with pytest.raises(ValueError, match="Nothing"):
        shared_out(10, [0, 0])


@given(st.lists(st.lists(st.integers(), max_size=5), max_size=4), st.integers(0, 25), st.integers(0, 25))
def test_lists_one_after_another_are_read_like_one(lists, first, length):
    whole = [one for part in lists for one in part]
    joined = OneAfterAnother(*lists)
    assert len(joined) == len(whole) and list(joined) == whole
    assert joined[first : first + length] == whole[first : first + length]
    assert [joined[place] for place in range(len(whole))] == whole


def test_no_name_of_a_kind_is_also_a_filter_of_people():
    assert [(kind.slug, name) for kind in KINDS for name in (*kind.names, *kind.record_names) if kind.filters and name in NAMES] == []
