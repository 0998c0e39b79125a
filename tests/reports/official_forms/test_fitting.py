"""A row is as high as its text needs: longer text, a narrower column or larger letters never make it lower."""

from hypothesis import given
from hypothesis import strategies as some

from reports.official_forms.fitting import HIGHEST, height_of, lines_of

texts = some.text(alphabet="aăbcdđ ơư\n", max_size=300)
widths, sizes = some.floats(2, 120), some.floats(5, 18)


@given(texts, widths, sizes)
def test_more_text_less_room_or_larger_letters_never_need_less(text, width, size):
    height = height_of(text, width, size)
    assert size < height <= HIGHEST
    assert height_of(f"{text}aa", width, size) >= height
    assert height_of(text, width / 2, size) >= height and height_of(text, width, size * 1.5) >= height


@given(some.lists(some.text(alphabet="abc", max_size=5), min_size=1, max_size=9))
def test_short_lines_stand_as_they_are_broken(parts):
    assert lines_of("\n".join(parts), 60, 11) == len(parts)
