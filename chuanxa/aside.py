"""A second connection to SQLite, for what must be written while a long list is still being read.

A connection in the middle of reading sees the database as it was when it began; once somebody else has written, SQLite refuses it every
write ("database is locked", at once and for ever). PostgreSQL knows no such thing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections


@contextmanager
def aside() -> Iterator[None]:
    """Inside, queries of this thread go to a connection of their own. A transaction that has begun, and SQLite in memory, keep theirs."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db() or connection.in_atomic_block:
        yield
        return
    reading, second = connections["default"], connection.copy()
    connections["default"] = second
    try:
        yield
    finally:
        connections["default"] = reading
        second.close()
