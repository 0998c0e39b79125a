"""Values kept as JSON and read back equal: dataclasses, tuples, sets, days, decimals and choices, by their type hints.

Pure. What is kept outlives the code that kept it: a field that came later takes its default, one that went is left unread. A union of
classes is told apart by the name of the class.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

CLASS = "="
"""The key under which a dataclass is named where its hint allows several."""


def pack(value: Any) -> Any:
    """The value as JSON; raises TypeError for what no hint could bring back."""
    if value is None or (isinstance(value, bool | str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        told = {one.name: pack(getattr(value, one.name)) for one in _kept_fields(type(value))}
        return {CLASS: type(value).__name__, **told}
    if isinstance(value, date):  # a moment is a day too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): pack(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(pack, value))
    if isinstance(value, tuple | list):
        return [pack(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be kept as JSON")


def unpack(hint: Any, told: Any) -> Any:
    """What `pack` was given, of the type `hint`. Raises ValueError or TypeError for JSON that is not of that type."""
    origin = get_origin(hint)
    if hint is Any:
        return told
    if origin in (Union, UnionType):
        return _of_union(get_args(hint), told)
    if origin in (tuple, frozenset, list):
        return _of_sequence(origin, get_args(hint), told)
    if origin in (dict, Mapping):
        _, one = get_args(hint)
        return {key: unpack(one, value) for key, value in told.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return _of_dataclass(hint, told)
    if hint is datetime or hint is date:
        return hint.fromisoformat(told)
    if hint is Decimal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(told)
    if not isinstance(told, hint):
        raise TypeError(f"{told!r} is no {hint.__name__}")
    return told


def _of_union(hints: tuple, told: Any) -> Any:
    if told is None and NoneType in hints:
        return None
    hints = [one for one in hints if one is not NoneType]
    if isinstance(told, dict) and (named := [one for one in hints if getattr(one, "__name__", "") == told.get(CLASS)]):
        return unpack(named[0], told)
    if len(hints) > 1:
        plain = [one for one in hints if one in (str, int, bool) and isinstance(told, one)]
        return unpack((plain or hints)[0], told)
    return unpack(hints[0], told)


def _of_sequence(kind: type, hints: tuple, told: list) -> Any:
    if kind is tuple and not (len(hints) == 2 and hints[1] is Ellipsis):
        return tuple(unpack(hint, one) for hint, one in zip(hints, told, strict=True))
    return kind(unpack(hints[0], one) for one in told)


def _of_dataclass(kind: type, told: dict) -> Any:
    hints = _hints(kind)
    found = {one.name: unpack(hints[one.name], told[one.name]) for one in _kept_fields(kind) if one.name in told}
    return kind(**found)


@lru_cache(maxsize=200)
def _kept_fields(kind: type) -> tuple:
    """The fields that make a value: those that can be given to its constructor and are part of what it says."""
    return tuple(one for one in fields(kind) if one.init and not one.name.startswith("_"))


@lru_cache(maxsize=200)
def _hints(kind: type) -> dict:
    return get_type_hints(kind)
