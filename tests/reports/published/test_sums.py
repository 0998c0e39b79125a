"""Parts and their whole."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.published.figures import PERCENT, Figure, FindingKind, Part
from reports.published.numbers import Number
from reports.published.sums import parts_and_whole
from tests.reports.published.printed import figure, habits, printed, steps


def group(whole, *parts, unit="người", **more):
    said = [figure(f"phần {place}", text, unit, group="g", **more) for place, text in enumerate(parts)]
    return [*said, figure("tổng", whole, unit, group="g", part=Part.WHOLE)] if whole else said


def test_parts_that_add_up_are_left_alone():
    assert parts_and_whole(group("732", "282", "450")) is None
    assert parts_and_whole(group("243", "24", "147", "72")) is None
    assert parts_and_whole(group(None, "107", "2", total=109)) is None


def test_parts_that_do_not_are_found_with_the_difference():
    finding = parts_and_whole(group("732", "282", "440"))
    assert finding.kind is FindingKind.PARTS_AND_WHOLE and "722, không phải “tổng” (732); lệch 10" in finding.sentence
    assert finding.numbers == {"sum": "722", "whole": "732"} and len(finding.wrong) == 3
    assert "lệch 1" in parts_and_whole(group(None, "107", "1", total=109)).sentence


def test_what_is_only_among_the_whole_is_not_added():
    among = [figure(f"trong đó {place}", text, "người", group="g", part=Part.AMONG) for place, text in enumerate(("1", "18", "15"))]
    assert parts_and_whole([*among, figure("trí thức trẻ", "94", "người", group="g", part=Part.WHOLE)]) is None


def test_bounds_and_mixed_units_are_not_added():
    assert parts_and_whole(group("66", "gần 40", "20")) is None
    mixed = [figure("a", "1", "xã", group="g"), figure("b", "2", "bản", group="g"), figure("c", "9", "xã", group="g", part=Part.WHOLE)]
    assert parts_and_whole(mixed) is None


def test_percentages_of_parts_are_given_the_slack_of_rounding():
    assert parts_and_whole(group("41", "15", "26", unit=PERCENT)) is None
    assert parts_and_whole(group("42", "15", "26", unit=PERCENT)) is None  # 15,9 + 26,9 may be 42,8 when all were cut off
    assert parts_and_whole(group("44", "15", "26", unit=PERCENT)) is not None


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=6), st.integers(0, 6000))
def test_numbers_add_up_or_are_found(parts, whole):
    found = parts_and_whole(group(str(whole), *map(str, parts), unit="xã"))
    assert (found is None) == (sum(parts) == whole)


@given(st.lists(st.integers(0, 300), min_size=2, max_size=5).filter(any), st.integers(0, 500), steps, st.data())
def test_true_percentages_of_parts_are_never_accused(parts, others, step, data):
    total = sum(parts) + others
    said = [
        Figure(str(place), str(place), printed(count, total, step, data.draw(habits)), PERCENT, group="g")
        for place, count in enumerate(parts)
    ]
    whole = Figure("w", "w", printed(sum(parts), total, step, data.draw(habits)), PERCENT, group="g", part=Part.WHOLE)
    assert parts_and_whole([*said, whole]) is None


def test_a_whole_of_another_unit_says_nothing():
    said = [Figure("a", "a", Number(Decimal(1)), "xã", group="g"), Figure("b", "b", Number(Decimal(1)), "xã", group="g")]
    assert parts_and_whole([*said, figure("w", "3", "bản", group="g", part=Part.WHOLE)]) is None
