"""Rounding is an option of a report: half-up or cut, with as many decimals as asked, and a last class that may take the rest."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rounding import USUAL, Rounding, column, in_force, percentage, remainder_place, rounded, written
from reports.shares import Attainment, Share

roundings = st.builds(Rounding, truncated=st.booleans(), places=st.integers(0, 4), zeros=st.booleans(), remainder=st.booleans())
totals = st.integers(1, 10**9)


@given(st.data(), totals, roundings)
def test_a_percentage_is_what_long_division_gives(data, total, rounding):
    count = data.draw(st.integers(0, 2 * total))
    with localcontext() as context:
        context.prec = 60
        way = ROUND_DOWN if rounding.truncated else ROUND_HALF_UP
        slow = (Decimal(100 * count) / Decimal(total)).quantize(Decimal(1).scaleb(-rounding.places), way)
    assert percentage(count, total, rounding) == slow
    assert -slow.as_tuple().exponent == -percentage(count, total, rounding).as_tuple().exponent == rounding.places


@given(st.integers(0, 5), roundings)
def test_a_share_of_nobody_has_no_percentage(count, rounding):
    assert percentage(count, 0, rounding) is None


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any), roundings)
def test_with_a_remainder_the_column_adds_up_unless_the_others_are_too_much(counts, rounding):
    printed = column(counts, sum(counts), rounding)
    place = remainder_place(counts, sum(counts))
    alone = [percentage(count, sum(counts), rounding) for count in counts]
    if not rounding.remainder or place is None:
        assert list(printed) == alone
        return
    assert [one for at, one in enumerate(printed) if at != place] == [one for at, one in enumerate(alone) if at != place]
    assert sum(printed) == 100 or (printed[place] == 0 and sum(printed) > 100)
    assert abs(printed[place] - alone[place]) <= len(counts) * Decimal(1).scaleb(-rounding.places)


def test_classes_that_do_not_add_up_have_no_remainder():
    assert remainder_place([204, 26, 238], 703) is None
    assert remainder_place([703], 703) is None
    assert remainder_place([700, 3, 0], 703) == 1


def test_the_column_of_bac_kan_is_printed_as_its_office_printed_it():
    """2008: 703 people, cut to two decimals, the untrained as what is left of 100 (domain: the four printed numbers)."""
    cut = Rounding(truncated=True, remainder=True)
    assert [str(one) for one in column([204, 26, 238, 235], 703, cut)] == ["29.01", "3.69", "33.85", "33.45"]


@given(st.decimals(0, 1000, places=4), roundings)
def test_dropping_zeros_changes_no_number(percent, rounding):
    assert Decimal(written(percent, rounding)) == percent
    assert rounding.zeros or not written(percent, rounding).endswith((".", ".0", ".00"))


def test_what_is_in_force_ends_with_its_block_even_after_an_error():
    with pytest.raises(ZeroDivisionError), rounded(Rounding(places=0)):
        assert (Share(1, 3).percent(), Attainment(4, 3).percent()) == (33, 133)
        raise ZeroDivisionError
    assert in_force() is USUAL and Share(1, 3).percent() == Decimal("33.33")


@given(st.integers(0, 1000), roundings)
def test_counts_and_exact_shares_do_not_know_of_rounding(count, rounding):
    with rounded(rounding):
        share = Share(count, 1000)
        assert (share.count, share.total, Fraction(share.count, share.total)) == (count, 1000, Fraction(count, 1000))
        assert share.percent(2) == percentage(count, 1000, Rounding())


@pytest.mark.parametrize(
    ("rounding", "form"),
    [
        (Rounding(), "0.00%"),
        (Rounding(places=0), "0%"),
        (Rounding(places=1), "0.0%"),
        (Rounding(zeros=False), "0.##%"),
        (Rounding(zeros=False, places=0), "0%"),
    ],
    ids=str,
)
def test_cells_of_a_workbook_show_as_many_decimals(rounding, form):
    assert rounding.number_format == form


@pytest.mark.parametrize("places", [-1, 5])
def test_other_numbers_of_decimals_are_refused(places):
    with pytest.raises(ValueError, match="decimals"):
        Rounding(places=places)
