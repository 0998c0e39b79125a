"""How high a row must be for the text in it: Excel fits no merged cell by itself, and a filled name may be longer than its column. Pure."""

from math import ceil

LINE = 1.28
"""Height of a line, in sizes of its letters."""
_LETTERS = 12.6
"""A column as wide as n holds about n × 12.6 ÷ size letters of Times New Roman."""
HIGHEST = 409
"""What Excel allows."""


def lines_of(text: str, width: float, size: float) -> int:
    """Into how many lines the text falls, in a cell that wraps, `width` as columns count it."""
    room = max(1.0, width * _LETTERS / size)
    return sum(max(1, ceil(len(part) / room)) for part in text.split("\n"))


def height_of(text: str, width: float, size: float) -> float:
    """The height in points that shows all of the text."""
    return min(HIGHEST, round(lines_of(text, width, size) * size * LINE + 2, 1))
