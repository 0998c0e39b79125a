"""Statements that PostgreSQL plans once for a connection: planning the questions of a save takes longer than answering them.

Where connections are pooled by transaction the next transaction may meet a server that was told nothing; Django's setting for such a pool,
DISABLE_SERVER_SIDE_CURSORS, holds for plans too, and everything is then planned each time.
"""

from collections.abc import Sequence
from itertools import count
from weakref import WeakKeyDictionary

from django.db import connection

MOST = 40
"""Statements kept for one connection; those of later shapes are planned each time."""

_kept: WeakKeyDictionary[object, dict[str, str]] = WeakKeyDictionary()
"""Connection of the driver → statement → the name under which it is kept; empty after its first use."""

_numbers = count(1)


def execute(cursor, statements: Sequence[tuple[str, Sequence]]) -> None:
    """Execute (statement, parameters) one after the other in one message; the rows of the last can be fetched. Each has parameters.

    From its second time on a statement keeps its plan: what is asked once on a connection costs nothing more.
    """
    known = _kept.setdefault(connection.connection, {})
    prepared, asked, parameters, named = [], [], [], {}
    for sql, values in statements:
        name = known.get(sql)
        if name == "":
            name = named[sql] = f"kept_{next(_numbers)}"
            prepared.append(f"PREPARE {name} AS {_numbered(sql, len(values))}; ")
        elif name is None and len(known) < MOST and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            known[sql] = ""
        asked.append(f"EXECUTE {name}({', '.join(['%s'] * len(values))})" if name else sql)
        parameters += values
    cursor.execute("".join(prepared) + "; ".join(asked), parameters)
    known.update(named)


def _numbered(sql: str, values: int) -> str:
    """With $1, $2… in place of each %s."""
    return sql % tuple(f"${place}" for place in range(1, values + 1))
