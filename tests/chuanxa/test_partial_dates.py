"""Dates as people type them: day before month, never guessed, refused with what is accepted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuanxa.partial_dates import EARLIEST_YEAR, PartialDate, Precision, UnreadableDate, read, read_day, read_written

days = st.dates(date(EARLIEST_YEAR, 1, 1), date(9999, 12, 31))
BEGINNINGS = {Precision.DAY: {}, Precision.MONTH: {"day": 1}, Precision.YEAR: {"day": 1, "month": 1}}


@st.composite
def partial_dates(draw):
    precision = draw(st.sampled_from(Precision))
    return PartialDate(draw(days).replace(**BEGINNINGS[precision]), precision)


@given(partial_dates())
def test_what_is_shown_can_be_typed_again(shown):
    assert read(str(shown)) == shown


@given(days)
def test_days_are_read_as_vietnamese_offices_and_as_machines_write_them(day):
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"  {day:%d/%m/%Y} ",
    ):
        assert read_day(text) == day


def test_the_day_stands_before_the_month():
    assert read_day("05/08/2013") == date(2013, 8, 5)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("08/2013", "08/2013"), ("8-2013", "08/2013"), ("2013", "2013"), ("5-8-2013", "05/08/2013"), ("2013-8-5", "05/08/2013")],
)
def test_as_much_as_was_typed_is_kept(text, shown):
    assert str(read(text)) == shown


@pytest.mark.parametrize(
    "text", ["31/02/2013", "31/04/2013", "29/02/2013", "13/2013", "00/2013", "32/01/2013", "5/13/2013", "2013-02-30", "0000"]
)
def test_a_day_the_calendar_does_not_have_is_refused_with_what_is_accepted(text):
    with pytest.raises(UnreadableDate, match=rf"^Không có ngày “{text}” trong lịch. Nhận: 05/08/2013"):
        read(text)


@pytest.mark.parametrize("text", ["", "hôm nay", "5/8/13", "05082013", "2013/08/05", "05/08/2013 10:00", "5//2013", "1/2/3/2013", "12345"])
def test_what_is_no_date_is_refused_with_what_is_accepted(text):
    with pytest.raises(UnreadableDate, match=rf"^Không hiểu ngày “{text}”. Nhận: 05/08/2013"):
        read(text)


@pytest.mark.parametrize("text", ["0013", "05/08/0213", "08/1813"])
def test_a_year_mistyped_is_refused(text):
    with pytest.raises(UnreadableDate, match=rf"Năm của “{text}” sớm hơn 1900\."):
        read(text)


@pytest.mark.parametrize("text", ["08/2013", "2013"])
def test_a_full_day_is_asked_for_where_one_is_needed(text):
    with pytest.raises(UnreadableDate, match=rf"“{text}” chưa đủ ngày, tháng, năm"):
        read_day(text)


@given(st.text())
def test_anything_typed_is_read_or_refused_with_a_sentence(text):
    try:
        assert read(text).day.year >= EARLIEST_YEAR
    except UnreadableDate as refused:
        assert "Nhận:" in str(refused)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5/7/75", "05/07/1975"),
        ("12.5.68", "12/05/1968"),
        ("ngày 5 tháng 7 năm 1975", "05/07/1975"),
        ("tháng 7 năm 1982", "07/1982"),
        ("năm 1967", "1967"),
        ("1967.0", "1967"),
        ("00/00/1967", "1967"),
        ("--/1967", "1967"),
        ("?/7/1982", "07/1982"),
        ("07/82", "07/1982"),
        ("17 - 11 - 1969", "17/11/1969"),
        ("2013-08-05 00:00:00", "05/08/2013"),
        ("31/12/13", "31/12/2013"),
        ("1/1/14", "01/01/1914"),
    ],
)
def test_dates_are_read_as_lists_write_them(text, said):
    assert str(read_written(text, last=date(2013, 12, 31))) == said


@given(st.dates(date(1914, 1, 1), date(2013, 12, 31)))
def test_a_year_of_two_digits_is_the_latest_one_that_is_not_to_come(day):
    found = read_written(f"{day.day}/{day.month}/{day:%y}", last=date(2013, 12, 31)).day
    assert found <= date(2013, 12, 31) and found.year % 100 == day.year % 100 and found >= day


@given(st.text(max_size=30))
def test_whatever_a_list_writes_is_a_date_or_a_sentence(text):
    try:
        read_written(text, last=date(2013, 12, 31))
    except UnreadableDate as refusal:
        assert str(refusal).endswith(".")
