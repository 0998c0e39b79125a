"""Numbers as Vietnamese offices write them, and bars that are as long as what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.report import Line, Measure, Row, Table, Trend
from reports.shares import Share
from reports.templatetags import figures
from tests.reports import samples


def row(count: int, total: int, before: Share | None = None, **more) -> Row:
    return Row("university", "Đại học", count, total, before=before, **more)


def table(*rows: Row) -> Table:
    return Table("professional", "Chuyên môn", "professional", rows[0].total, rows)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (3604, "3.604"), (1234567, "1.234.567"), (-12, "−12"), (Decimal("17.14"), "17,14"), (None, "—")]
)
def test_thousands_have_dots_and_decimals_a_comma(number, text):
    assert figures.vn(number) == text


def test_a_percentage_is_rounded_half_up_with_two_decimals():
    assert figures.percent(Share(1133, 3604)) == "31,44%"
    assert figures.percent(Share(1, 800)) == "0,13%"
    assert figures.percent(row(1, 3)) == "33,33%"
    assert figures.percent(Measure("meets", "Đạt", Share(1, 2))) == "50,00%"


def test_a_share_of_nobody_has_no_percentage():
    assert figures.percent(Share(0, 0)) == figures.percent(None) == "—"


def test_the_base_of_a_percentage_is_its_count_and_its_total():
    assert figures.base(Share(1133, 3604)) == "1.133 / 3.604"


def test_points_are_signed_and_nothing_is_said_without_a_compared_day():
    assert figures.points(row(1133, 3604, Share(514, 3592))) == "+17,13"
    assert figures.points(row(10, 100, Share(20, 100))) == "−10,00"
    assert figures.points(row(10, 100, Share(10, 100))) == "0,00"
    assert figures.points(row(10, 100, Share(0, 0))) == figures.points(row(10, 100)) == ""


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_only_nothing_is_drawn_as_nothing_and_only_the_whole_as_the_whole(count, more):
    drawn = int(figures.width(Share(count, count + more)).removeprefix("w"))
    assert 0 <= drawn <= 100
    assert (drawn == 0) == (count == 0)
    assert (drawn == 100) == (count > 0 and more == 0)


def test_a_track_is_filled_by_the_first_step_above_the_longest_bar_of_either_day():
    assert figures.scale(table(row(37, 100), row(3, 100))) == 50
    assert figures.scale(table(row(37, 100, Share(60, 100)))) == 75
    assert figures.scale(table(row(0, 0))) == 100
    assert figures.width(Share(37, 100), 50) == "w74"


def test_levels_have_a_step_of_the_ramp_and_the_unknown_is_hatched():
    assert [figures.slug_colour(slug) for slug in ("untrained", "university", "meets", "falls_short", "unknown", "kinh")] == [
        "l0",
        "l4",
        "meets",
        "short",
        "unknown",
        "plain",
    ]


def test_rows_with_totals_of_their_own_are_noticed():
    assert not figures.has_own_totals(table(row(1, 10), row(9, 10)))
    assert figures.has_own_totals(table(row(1, 10), row(2, 5)))


def test_a_number_opens_its_people_only_for_those_who_may_see_them():
    assert figures.counted(1204, "/can-bo/?a=1&b=2") == '<a href="/can-bo/?a=1&amp;b=2">1.204</a>'
    assert figures.counted(1204, None) == "1.204"


def test_the_band_of_a_row_says_its_three_counts():
    row_of_unit = samples.unit_row("01276", "Xã Cô Ba", 19, 1, 17, 1, 100)
    band = figures.row_band(row_of_unit)
    assert "Đạt 1, chưa đạt 17, chưa đủ dữ liệu 1" in band
    assert 'class="short w89"' in band
    assert figures.row_band(row(1, 2)) == ""


def test_the_table_twin_of_a_trend_has_every_day_and_says_where_nothing_is_known():
    trend = samples.attainment_trend()
    days = figures.by_day(trend)
    assert [day for day, _ in days][:2] == ["31/12/2009", "31/12/2010"]
    assert days[0][1].startswith('<td class="n">—</td>')
    assert "12,00%" in days[1][1] and "420 / 3.500" in days[1][1]


def test_a_trend_without_days_has_no_rows():
    assert figures.by_day(Trend("x", "", "", (), (Line("a", "A", ()),))) == []
