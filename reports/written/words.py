"""Text whose numbers know where they come from: a sentence is words and Numbers, and a Number says which cell of which report it is.

Pure. What is written to be read aloud is put together here alone, so that no list ends in a dangling "và" and no part of nobody is named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reports.report import Query


class Part(StrEnum):
    """Which number of a cell is meant."""

    COUNT = "count"
    TOTAL = "total"
    SHARE = "share"
    POINTS = "points"
    GAINED = "gained"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Where:
    """A cell: of the report `report` ("area", "needs", …) the rows `rows` of `table`, added up; `before` is the compared day.

    `measure` is a measure of the row. POINTS and GAINED (people) compare the two days. UNITS counts the rows that `rows` name.
    Tables called "trend <id>" are trends, their rows (line, day); "figures" are the key figures.
    """

    report: str
    table: str
    rows: tuple[str, ...] = ()
    part: Part = Part.COUNT
    measure: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, its value, and the cell it stands in. `query` opens its people, `records` other records."""

    text: str
    value: int | Decimal
    where: Where
    query: Query | None = field(default=None, compare=False)
    records: Query | None = field(default=None, compare=False)


Words = tuple["str | Number", ...]


def words(*parts) -> Words:
    """One run of words from texts, Numbers and runs of words; empty texts are left out."""
    found: list[str | Number] = []
    for part in parts:
        if isinstance(part, tuple):
            found += part
        elif part:
            found.append(part)
    return tuple(found)


def listed(items: Sequence[Words], *, last: str = " và ") -> Words:
    """ "a, b và c"; items that hold a comma of their own are told apart by semicolons."""
    between = "; " if any(", " in plain(item) for item in items) else ", "
    found: list[str | Number] = []
    for place, item in enumerate(items):
        if place:
            found.append(last if place == len(items) - 1 and between == ", " else between)
        found += item
    return tuple(found)


def sentence(*parts) -> Words:
    """The same as words, with a capital at the beginning and a full stop at the end."""
    found = words(*parts)
    if found and isinstance(found[0], str):
        found = (found[0][:1].upper() + found[0][1:], *found[1:])
    return found if plain(found[-1:]).endswith((".", ".)")) else (*found, ".")


def together(sentences: Iterable[Words]) -> Words:
    """Sentences with a space between them; empty ones are left out."""
    found: list[str | Number] = []
    for one in sentences:
        if one:
            found += (" ", *one) if found else one
    return tuple(found)


def plain(told: Words) -> str:
    """What is read aloud."""
    return "".join(part if isinstance(part, str) else part.text for part in told)


def numbers(told: Words) -> tuple[Number, ...]:
    """The numbers in the order in which they are read."""
    return tuple(part for part in told if isinstance(part, Number))
