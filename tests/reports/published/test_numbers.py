"""Numbers as papers print them: read as a Vietnamese reader does, or refused with what may have been meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.published.numbers import LONGEST, Bound, Number, Unreadable, read_count, read_number, written


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("62,46", "62.46", "0.01"),
        ("3,7", "3.7", "0.1"),
        ("45,10", "45.10", "0.01"),
        ("05", "5", "1"),
        ("8.672", "8672", "1"),
        ("507.183", "507183", "1"),
        ("1.234.567,89", "1234567.89", "0.01"),
        ("8,672", "8.672", "0.001"),
        ("7,1 tỷ", "7100000000", "100000000"),
        ("7,1 Tỉ", "7100000000", "100000000"),
        ("\u00a0 29,01 ", "29.01", "0.01"),
    ],
)
def test_a_number_is_read_with_the_worth_of_its_last_digit(text, value, step):
    assert read_number(text) == Number(Decimal(value), Decimal(step))


def test_words_before_a_number_make_it_a_bound():
    above, below, about = map(read_number, ("trên 1 ngàn", "gần 66 ngàn", "khoảng 20"))
    assert (above.value, above.bound) == (1000, Bound.ABOVE)
    assert (below.value, below.step, below.bound) == (66_000, 1000, Bound.BELOW)
    assert [above.covers(Decimal(value)) for value in (1000, 1001, 2000, 2001)] == [False, True, True, False]
    assert [below.covers(Decimal(value)) for value in (64_999, 65_000, 65_999, 66_000)] == [False, True, True, False]
    assert [about.covers(Decimal(value)) for value in (18, 19, 21, 22)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("73.5134", "Có thể là 73,5134 hoặc 735.134"),
        ("73.51", "Có thể là 73,51 hoặc 7.351"),
        ("1.23.456", "Có thể là 123.456"),
        ("1,2,3", "không theo quy ước"),
        (".5", "không theo quy ước"),
        ("5.", "không theo quy ước"),
        ("12o", "lẫn chữ với số"),
        ("15 người", "lẫn chữ với số"),
        ("7,1 tỷ đồng", "lẫn chữ với số"),
        ("sáu", "không phải là số"),
        ("-3", "số âm"),
        ("−3", "số âm"),
        ("", "Chưa có trị số"),
        ("9" * (LONGEST + 1), "quá dài"),
        ("1e5", "lẫn chữ với số"),
        ("٣", "không phải là số"),
        ("NaN", "không phải là số"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused_with_a_sentence(text, told):
    with pytest.raises(Unreadable, match=told):
        read_number(text)


def test_a_count_is_whole_and_exact():
    assert (read_count("8.672"), read_count("05")) == (8672, 5)
    with pytest.raises(Unreadable, match=r"Nếu là 8\.672 thì ghi dấu chấm"):
        read_count("8,672")
    with pytest.raises(Unreadable, match="không phải số đếm chính xác"):
        read_count("gần 66 ngàn")
    with pytest.raises(Unreadable, match="phần thập phân"):
        read_count("5,0")


@given(st.integers(0, 10**12), st.integers(0, 4), st.data())
def test_what_is_written_is_read_back(whole, places, data):
    digits = data.draw(st.text("0123456789", min_size=places, max_size=places))
    value = Decimal(f"{whole}.{digits}" if places else whole)
    assert read_number(written(value)) == Number(value, Decimal(1).scaleb(-places))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        number = read_number(text)
    except Unreadable as refused:
        assert str(refused).endswith((".", ","))
    else:
        assert number.value >= 0 and number.step > 0
