"""Writes the derived tables in bulk, the same way on both databases.

The ORM builds an object per row; these tables are written by the million, so rows go as tuples. This is the one module that
knows psycopg2's COPY and the SQL of an adding upsert.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.db import connection, models

from cadres.standings import kept_plans

COPY_FROM = 200
"""From this many rows on, PostgreSQL gets a COPY instead of an INSERT."""

CHUNK = 400

_waiting: ContextVar[list[tuple[str, Sequence]] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What is written inside goes to PostgreSQL in one message when the block ends well: a save writes six times and waits once."""
    if connection.vendor == "sqlite" or _waiting.get() is not None:
        yield
        return
    waiting = _waiting.set([])
    try:
        yield
        _send(_waiting.get())
    finally:
        _waiting.reset(waiting)


def _write(sql: str, parameters: Sequence) -> None:
    waiting = _waiting.get()
    if waiting is None:
        _send([(sql, parameters)])
    else:
        waiting.append((sql, parameters))


def _send(statements: list[tuple[str, Sequence]]) -> None:
    if statements:
        with connection.cursor() as cursor:
            cursor.execute("; ".join(sql for sql, _ in statements), [value for _, parameters in statements for value in parameters])


@cache
def columns(model: type[models.Model]) -> tuple[str, ...]:
    """The model's columns but the id, in order."""
    return tuple(field.column for field in model._meta.concrete_fields if not field.primary_key)


def insert(model: type[models.Model], rows: Sequence[tuple]) -> None:
    """Insert rows given as tuples in the order of `columns(model)`."""
    if not rows:
        return
    into = f'INSERT INTO "{model._meta.db_table}" ({_listed(columns(model))})'
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f"{into} VALUES ({_marks(rows[0])})", rows)
    elif len(rows) >= COPY_FROM and _waiting.get() is None:
        with connection.cursor() as cursor:
            cursor.copy_expert(f'COPY "{model._meta.db_table}" ({_listed(columns(model))}) FROM STDIN', _copy_text(rows))
    else:
        for chunk in chunks(rows, CHUNK):
            _write(f"{into} VALUES {_values(chunk)}", _flat(chunk))


def select(model: type[models.Model], names: Sequence[str], condition: str, parameters: Sequence) -> list[tuple]:
    """Rows as tuples with the columns `names`, in no order. Compiling a query set takes longer than such a question; a save asks five."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {_listed(names)} FROM "{model._meta.db_table}" WHERE {condition}', parameters)
        return cursor.fetchall()


class Question(NamedTuple):
    """What `select` takes."""

    model: type[models.Model]
    names: tuple[str, ...]
    condition: str
    parameters: Sequence


MANY = 50
"""With more parameters than this the rows are worth more than the way there, and every question is asked by itself."""


def gather(*questions: Question, first: Sequence[tuple[str, Sequence]] = ()) -> list[list[tuple]]:
    """The rows of each question. PostgreSQL answers all in one message, rows as JSON, which holds what these tables have: numbers,
    text, days. `first` are statements for PostgreSQL that go before, such as one that waits for a lock: what it waited for is seen.
    """
    if connection.vendor == "sqlite" or any(len(question.parameters) > MANY for question in questions):
        return [select(*question) for question in questions]
    asked = " UNION ALL ".join(
        f"SELECT {place}, {_as_json(one.model, one.names)} WHERE {one.condition}" for place, one in enumerate(questions)
    )
    found: list[list[tuple]] = [[] for _ in questions]
    with connection.cursor() as cursor:
        kept_plans.execute(cursor, [*first, (asked, [value for question in questions for value in question.parameters])])
        for place, row in cursor.fetchall():
            for day in _days(questions[place].model, questions[place].names):
                row[day] = row[day] and date.fromisoformat(row[day])
            found[place].append(tuple(row))
    return found


@cache
def _as_json(model: type[models.Model], names: tuple[str, ...]) -> str:
    return f'json_build_array({_listed(names)}) FROM "{model._meta.db_table}"'


@cache
def _days(model: type[models.Model], names: tuple[str, ...]) -> tuple[int, ...]:
    """Which of the columns hold days."""
    kinds = {field.column: field for field in model._meta.concrete_fields}
    return tuple(place for place, name in enumerate(names) if isinstance(kinds[name], models.DateField))


def update(model: type[models.Model], key: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Set `columns`, numbers or days, where the column `key` has a value; each row holds the new values and the key's, in that order."""
    if not rows:
        return
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{table}" SET {", ".join(f"{name} = %s" for name in columns)} WHERE {key} = %s', rows)
        return
    names = (*columns, key)
    changes = ", ".join(f"{name} = new.{name}" for name in columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in _kinds(model, names))  # thousands of values are read faster so than one by one
    for chunk in chunks(rows, CHUNK):
        sql = f'UPDATE "{table}" SET {changes} FROM unnest({arrays}) AS new({", ".join(names)}) WHERE "{table}".{key} = new.{key}'
        _write(sql, ["{{{}}}".format(",".join(map(str, values))) for values in zip(*chunk, strict=True)])


@cache
def _kinds(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, ...]:
    fields = {field.column: field for field in model._meta.concrete_fields}
    return tuple(fields[name].rel_db_type(connection) for name in names)


def amend(model: type[models.Model], key: str, changes: Iterable[tuple[object, tuple, tuple]]) -> None:
    """(value of the column `key`, row stored, row wanted) each: sets the columns that differ, so that indexes of the others rest.

    Rows that change alike are told together: a diploma recorded late raises one level in every standing since.
    """
    names, alike = columns(model), defaultdict(list)
    for value, stored, wanted in changes:
        differing = [(place, new) for place, (old, new) in enumerate(zip(stored, wanted, strict=True)) if old != new]
        alike[tuple(differing)].append(value)
    for differing, keys in alike.items():
        changed = ", ".join([f'"{names[place]}" = %s' for place, _ in differing])
        for chunk in chunks(keys, CHUNK):
            sql = f'UPDATE "{model._meta.db_table}" SET {changed} WHERE {among(key, chunk)}'
            _write(sql, [*(new for _, new in differing), *chunk])


def delete(model: type[models.Model], column: str, values: Sequence) -> None:
    """Delete the rows whose `column` is among the values."""
    for chunk in chunks(values, CHUNK):
        _write(f'DELETE FROM "{model._meta.db_table}" WHERE {among(column, chunk)}', chunk)


def lock(model: type[models.Model], ids: Sequence[int]) -> None:
    """Make other writers of these rows wait; locked in id order, so that nobody waits in a circle. SQLite has one writer anyway."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT id FROM "{model._meta.db_table}" WHERE {among("id", ids)} ORDER BY id FOR UPDATE', ids)


def among(column: str, values: Sequence) -> str:
    """The condition "`column` is one of the values", to be given as parameters."""
    return f'"{column}" IN ({", ".join(["%s"] * len(values))})'


def add_people(model: type[models.Model], keys: int, changes: Iterable[tuple]) -> None:
    """Add to counted cells: a change has the columns of the model, first so many that are its key, then
    numbers, which may be negative. What no change moves is not named.

    Keys are written in sorted order, so that concurrent writers cannot wait for each other in a circle.
    """
    rows = sorted(changes)
    if not rows:
        return
    table, all_names, told = model._meta.db_table, columns(model), list(zip(*rows, strict=True))
    moved = [*range(keys), *(place for place in range(keys, len(told)) if any(told[place]))]
    names, rows = [all_names[place] for place in moved], list(zip(*(told[place] for place in moved), strict=True))
    sums = ", ".join(f'{name} = "{table}".{name} + excluded.{name}' for name in names[keys:])
    into, added = f'INSERT INTO "{table}" ({_listed(names)}) VALUES', f"ON CONFLICT ({_listed(names[:keys])}) DO UPDATE SET {sums}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f"{into} ({_marks(rows[0])}) {added}", rows)
        return
    for chunk in chunks(rows, CHUNK):
        _write(f"{into} {_values(chunk)} {added}", _flat(chunk))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _marks(row: Sequence) -> str:
    return ", ".join(["%s"] * len(row))


def _values(rows: Sequence[tuple]) -> str:
    return ", ".join([f"({_marks(rows[0])})"] * len(rows))


def _flat(rows: Sequence[tuple]) -> list:
    return [value for row in rows for value in row]


def chunks(rows: Iterable, size: int) -> Iterator[list]:
    """Lists of at most `size` rows, in order."""
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def _copy_text(rows: Iterable[tuple]) -> io.StringIO:
    return io.StringIO("".join("\t".join(map(_copy_value, row)) + "\n" for row in rows))


def _copy_value(value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
