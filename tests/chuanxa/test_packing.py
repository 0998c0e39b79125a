"""What is packed comes back equal, whatever the type hints say; what came later takes its default."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from json import dumps, loads

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chuanxa.packing import pack, unpack
from chuanxa.periods import Period


class Colour(Enum):
    RED = "red"
    NONE = 0


@dataclass(frozen=True)
class Pair:
    a: int
    b: str = ""


@dataclass(frozen=True)
class Thing:
    name: str
    day: date | None = None
    at: datetime | None = None
    amount: Decimal | None = None
    either: Pair | Period | None = None
    rows: tuple[Pair, ...] = ()
    marks: tuple[tuple[date, str], ...] = ()
    query: dict[str, tuple[str, ...]] | None = None
    ids: frozenset[int] = frozenset()
    colour: Colour | None = None
    _kept: dict = field(default_factory=dict, compare=False)


days = some.dates(date(1900, 1, 1), date(9999, 1, 1))
pairs = some.builds(Pair, some.integers(), some.text(max_size=8))
things = some.builds(
    Thing,
    some.text(max_size=8),
    some.none() | days,
    some.none() | some.datetimes(),
    some.none() | some.decimals(allow_nan=False, allow_infinity=False),
    some.none() | pairs | days.map(Period),
    some.lists(pairs, max_size=3).map(tuple),
    some.lists(some.tuples(days, some.text(max_size=3)), max_size=3).map(tuple),
    some.none() | some.dictionaries(some.text(max_size=5), some.lists(some.text(max_size=3), max_size=3).map(tuple), max_size=3),
    some.frozensets(some.integers(), max_size=4),
    some.none() | some.sampled_from(Colour),
)


@given(things)
def test_whatever_is_packed_comes_back_equal(thing):
    told = dumps(pack(thing))
    back = unpack(Thing, loads(told))
    assert back == thing and dumps(pack(back)) == told


def test_a_field_that_came_later_takes_its_default_and_one_that_went_is_left_unread():
    assert unpack(Pair, {"a": 3, "gone": [1]}) == Pair(3)


def test_what_cannot_come_back_is_refused_when_it_is_packed():
    with pytest.raises(TypeError, match="cannot be kept"):
        pack(object())


def test_what_is_of_another_type_is_refused_when_it_is_read():
    with pytest.raises(TypeError):
        unpack(Pair, {"a": "ba", "b": ""})
