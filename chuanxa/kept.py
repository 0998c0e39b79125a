"""Keeps a catalogue in the memory of the process until its token changes."""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.dispatch import Signal

about_to_serve = Signal()
"""A server process will take requests now: what every page needs is read before somebody waits for the first one."""

Kept = TypeVar("Kept")
_kept: dict[Callable, tuple[tuple, object]] = {}


def kept(make: Callable[[], Kept], token: int) -> Kept:
    """`make()`, made once per database and token."""
    key = (connection.settings_dict["NAME"], token)
    found = _kept.get(make)
    if found is None or found[0] != key:
        found = _kept[make] = (key, make())
    return found[1]


def forget() -> None:
    """Drop everything kept (for tests that write catalogue rows without renewing the token)."""
    _kept.clear()
