"""Whole numbers as they are typed, and what is said of those that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuanxa.whole_numbers import LONGEST, UnreadableNumber, read_whole

NUMBERS = st.integers(0, 10**LONGEST - 1)


@given(NUMBERS)
def test_a_number_is_read_plain_and_grouped(number):
    grouped = f"{number:,}"
    for text in (str(number), grouped.replace(",", "."), grouped.replace(",", " "), grouped.replace(",", "\u00a0"), f"  {number} "):
        assert read_whole(text) == number


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_or_a_sentence(text):
    try:
        assert read_whole(text) >= 0
    except UnreadableNumber as error:
        assert "Nhận" in str(error)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("73.5134", "ba chữ số"),
        ("7,1 tỷ", "dấu phẩy"),
        ("bảy triệu", "có chữ"),
        ("29.200.000đ", "có chữ"),
        ("-5", "số âm"),
        ("1.2345", "ba chữ số"),
        ("12..000", "ba chữ số"),
        ("", "không phải là số"),
        ("9" * 16, "quá dài"),
        ("٣٤", "chữ số lạ"),
    ],
)
def test_what_is_wrong_is_said(text, fault):
    with pytest.raises(UnreadableNumber, match=fault):
        read_whole(text, what="số đồng", example="29.200.000")
