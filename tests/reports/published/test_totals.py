"""The undeclared total behind a set of percentages, held against rounding every count of every total."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.published.figures import FindingKind
from reports.published.numbers import read_number
from reports.published.rounding import Habit
from reports.published.totals import implied_total, independent, totals_fitting
from tests.reports.published.printed import figure, habits, printed, shares, steps
from tests.reports.published.test_rounding import gives

BEFORE = (["29,01", "3,7", "33,85", "33,44"], ["0,28", "46,94", "7,68", "45,10"])
AFTER = (["0,55", "62,46", "5,67", "26,59", "10,4"], ["0,96", "68,97", "10,24", "19,83"])


def groups(texts):
    return [[figure(f"{name}{place}", text, group=name) for place, text in enumerate(some)] for name, some in zip("ab", texts, strict=True)]


def test_bac_kan_before_fits_703_and_nothing_else_below_its_double():
    finding = implied_total(groups(BEFORE))
    assert finding.kind is FindingKind.IMPLIED_TOTAL and not finding.is_error
    assert finding.numbers["totals"][:2] == [703, 1406] and finding.numbers["below"] == 1406
    assert len(finding.figures) == 6  # without the two that are 100 minus the others
    assert "703" in finding.sentence and "1.406" in finding.sentence


def test_bac_kan_after_fits_722_cut_off_and_nothing_else_below_its_double():
    finding = implied_total(groups(AFTER))
    assert finding.numbers["totals"][:2] == [722, 1444] and finding.numbers["truncated"][:3] == [722, 1444, 2166]
    assert finding.numbers["half_up"][0] > 1444
    assert len(finding.figures) == 7


def test_the_share_that_was_subtracted_wrongly_is_left_out():
    assert [one.label for one in independent(groups(AFTER)[0])] == ["a0", "a1", "a2", "a3"]
    assert len(independent(groups((["40", "30"], ["1"]))[0])) == 2


def test_coarse_percentages_imply_nothing():
    assert implied_total([[figure("a", "18", group="g"), figure("b", "21", group="g"), figure("c", "60", group="g")]]) is None
    assert implied_total([[figure("a", "29,01", group="g"), figure("b", "3,7", group="g")]]) is None


def test_percentages_that_no_small_total_gives_are_told_so():
    finding = implied_total([[figure("a", "33"), figure("b", "2"), figure("c", "1"), figure("d", "99")]])
    assert finding is None or finding.kind is FindingKind.NO_TOTAL_FITS


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=4), st.sampled_from(list(Habit)))
def test_fitting_totals_are_those_found_by_trying_every_count_of_every_total(tenths, habit):
    numbers = [read_number(f"{value // 10},{value % 10}") for value in tenths]
    tried = [total for total in range(1, 31) if all(any(gives(count, total, one, habit) for count in range(2 * total)) for one in numbers)]
    assert totals_fitting(numbers, habit, most=30) == tried


@given(st.lists(st.integers(0, 300), min_size=1, max_size=5).filter(any), steps, st.data())
def test_the_true_total_always_fits(people, step, data):
    total = sum(people)
    numbers = [printed(count, total, step, data.draw(habits)) for count in people]
    assert total in totals_fitting(numbers, most=total)


@settings(max_examples=25)
@given(st.lists(st.integers(5, 300), min_size=4, max_size=6), habits)
def test_the_implied_total_is_never_larger_than_the_true_one(people, habit):
    total = sum(people)
    numbers = [printed(count, total, Decimal("0.01"), habit) for count in people[:-1]]
    rest = 100 - sum(number.value for number in numbers)
    members = shares([*numbers, read_number(f"{rest:f}".replace(".", ","))])
    finding = implied_total([members])
    assert finding is None or (
        total in totals_fitting([one.number for one in independent(members)]) and finding.numbers["totals"][0] <= total
    )
