"""Finds the header blocks of a sheet: one to six rows, merged or not, wherever they stand; what is above are titles. Pure."""

import re
from dataclasses import dataclass

from cadres.importing.meanings import FAMILY_NAME, FULL_NAME, IGNORED, ORDINAL, UNKNOWN, header_key, is_known, meaning_of
from cadres.importing.sheet import Sheet

DEEPEST = 6
_MAY_NAME = re.compile(r"t[eê]n|họ|\bho\b", re.IGNORECASE)
"""A cheap look before the careful one: thousands of rows have no such word."""


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first`..`last`, both in; people may stand from row `data` up to `end` (not in); `paths` are each column's texts, top down."""

    first: int
    last: int
    data: int
    end: int
    paths: tuple[tuple[str, ...], ...]


def find_headers(sheet: Sheet) -> tuple[Header, ...]:
    """Every header block, in order; a table stacked below another has its own."""
    found: list[tuple[int, int]] = []
    row = 0
    while row < len(sheet.rows):
        if _names_people(sheet, row):
            first, last = _block(sheet, row, found[-1][1] + 1 if found else 0)
            found.append((first, last))
            row = last
        row += 1
    ends = [*(first for first, _ in found[1:]), len(sheet.rows)][: len(found)]
    return tuple(_header(sheet, first, last, end) for (first, last), end in zip(found, ends, strict=True))


def _names_people(sheet: Sheet, row: int) -> bool:
    """A row of texts that are words of headers, the people's name among them."""
    texts = [text for column in range(len(sheet.rows[row])) if (text := _label(sheet, row, column))]
    if not any(_MAY_NAME.search(text) for text in texts):
        return False
    meanings = [meaning_of((text,))[0] for text in texts]
    if not {FULL_NAME, FAMILY_NAME} & set(meanings):
        return False
    known = sum(meaning not in {UNKNOWN} for meaning in meanings)
    return known >= 2 and known * 2 >= len(texts)


def _label(sheet: Sheet, row: int, column: int) -> str:
    """A header cell's text; numbers and days are no labels."""
    value = sheet.value(row, column)
    return value if isinstance(value, str) and len(value) <= 120 else ""


def _block(sheet: Sheet, row: int, floor: int) -> tuple[int, int]:
    """The first and last row of the block around the row that names people."""
    first, last = row, row
    for top, _, bottom, _ in sheet.merges:
        if top <= row <= bottom and bottom - top < DEEPEST:
            first, last = min(first, top), max(last, bottom)
    while first > max(floor, row - DEEPEST + 1) and _is_part(sheet, first - 1):
        first -= 1
    name = _name_column(sheet, row)
    while last + 1 < len(sheet.rows) and last - first + 1 < DEEPEST and not sheet.text(last + 1, name) and _is_part(sheet, last + 1):
        last += 1
    return first, last


def _name_column(sheet: Sheet, row: int) -> int:
    return next(
        column for column in range(len(sheet.rows[row])) if meaning_of((_label(sheet, row, column),))[0] in {FULL_NAME, FAMILY_NAME}
    )


def _is_part(sheet: Sheet, row: int) -> bool:
    """Another row of the block: two or more texts, all short, most of them known; titles have one long text, people have numbers."""
    values = [value for value in sheet.rows[row] if value is not None]
    if len(values) < 2 or not all(isinstance(value, str) and len(value) <= 60 for value in values):
        return False
    return sum(map(is_known, values)) * 2 >= len(values)


def _header(sheet: Sheet, first: int, last: int, end: int) -> Header:
    data = last + 1
    while data < end and _is_numbering(sheet, data):
        data += 1
    return Header(first, last, data, end, tuple(_path(sheet, first, last, column) for column in range(sheet.width)))


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """The row "1 2 3 …" or "(1) (2)", "A B 1 2" printed under a header."""
    texts = [text.strip("() ") for column in range(len(sheet.rows[row])) if (text := sheet.text(row, column))]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 3]
    short = all(len(text) <= 2 or text.isdecimal() for text in texts)
    return len(numbers) >= 3 and short and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3


def _path(sheet: Sheet, first: int, last: int, column: int) -> tuple[str, ...]:
    """The texts above a column. A merged cell lends its text to all it covers; without merges a group reaches right over its parts."""
    path: list[str] = []
    for row in range(first, last + 1):
        text = _label(sheet, row, column) or _lent(sheet, row, column) or _reaching(sheet, row, last, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _lent(sheet: Sheet, row: int, column: int) -> str:
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and left <= column <= right:
            return _label(sheet, top, left)
    return ""


def _reaching(sheet: Sheet, row: int, last: int, column: int) -> str:
    """In sheets without merged headers: the nearest text to the left, if both columns have parts below and nothing merges there."""
    if (
        row == last
        or sheet.value(row, column) is not None
        or any(top <= row <= bottom and bottom <= last for top, _, bottom, _ in sheet.merges)
    ):
        return ""
    if not any(_label(sheet, below, column) for below in range(row + 1, last + 1)):
        return ""
    for left in range(column - 1, -1, -1):
        if text := _label(sheet, row, left):
            parts = any(_label(sheet, below, left) for below in range(row + 1, last + 1))
            return text if parts and header_key(text) and meaning_of((text,))[0] not in {ORDINAL, FULL_NAME, IGNORED} else ""
    return ""
