"""What a stamp prints, and how a personal ID number is covered."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from chuanxa.exports.stamps import Stamp, covered


def test_a_number_is_covered_but_for_its_first_and_last_three():
    assert covered("001085000123") == "0••••••••123"
    assert [covered(""), covered("1"), covered("1234"), covered("12345")] == ["", "•", "••••", "1•345"]


@given(st.text("0123456789", max_size=20))
def test_a_covered_number_is_as_long_and_shows_at_most_four_digits(number):
    shown = covered(number)
    assert len(shown) == len(number) and sum(sign.isdigit() for sign in shown) <= 4


@given(st.text(max_size=300), st.text(max_size=100))
def test_whatever_the_name_the_lines_can_be_written_and_the_footer_is_short(name, place):
    stamp = Stamp("2026-000001", datetime(2026, 6, 15, 9), name, place=place)
    assert all(sign.isprintable() for sign in "".join(stamp.lines()) + stamp.footer)
    assert len(stamp.footer) < 120
