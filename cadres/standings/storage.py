"""Writes the derived tables in bulk, the same way on both databases.

The ORM builds an object per row; these tables are written by the million, so rows go as tuples. This is the one module that
knows psycopg2's COPY and the SQL of an adding upsert.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db import connection, models

COPY_FROM = 2_000
"""From this many rows on, PostgreSQL gets a COPY instead of an INSERT."""

CHUNK = 400


def columns(model: type[models.Model]) -> tuple[str, ...]:
    """The model's columns but the id, in order."""
    return tuple(field.column for field in model._meta.concrete_fields if not field.primary_key)


def insert(model: type[models.Model], rows: Sequence[tuple]) -> None:
    """Insert rows given as tuples in the order of `columns(model)`."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns(model))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) >= COPY_FROM:
            cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', _copy_text(rows))
            return
        if connection.vendor == "sqlite":
            cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({_marks(rows[0])})', rows)
            return
        for chunk in chunks(rows, CHUNK):
            values = ", ".join([f"({_marks(chunk[0])})"] * len(chunk))
            cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {values}', [value for row in chunk for value in row])


def select(model: type[models.Model], names: Sequence[str], condition: str, parameters: Sequence) -> list[tuple]:
    """Rows as tuples with the columns `names`, in no order. Compiling a query set takes longer than such a question; a save asks five."""
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {listed} FROM "{model._meta.db_table}" WHERE {condition}', parameters)
        return cursor.fetchall()


def update(model: type[models.Model], key: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Set `columns` where the column `key` has a value; each row holds the new values and the key's, in that order."""
    if not rows:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f'UPDATE "{table}" SET {", ".join(f"{name} = %s" for name in columns)} WHERE {key} = %s', rows)
            return
        new = ", ".join((*columns, key))
        changes = ", ".join(f"{name} = new.{name}" for name in columns)
        for chunk in chunks(rows, CHUNK):
            values = ", ".join([f"({_marks(chunk[0])})"] * len(chunk))
            sql = f'UPDATE "{table}" SET {changes} FROM (VALUES {values}) AS new({new}) WHERE "{table}".{key} = new.{key}'
            cursor.execute(sql, [value for row in chunk for value in row])


def delete(model: type[models.Model], column: str, values: Sequence) -> None:
    """Delete the rows whose `column` is among the values."""
    with connection.cursor() as cursor:
        for chunk in chunks(values, CHUNK):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE {among(column, chunk)}', chunk)


def lock(model: type[models.Model], ids: Sequence[int]) -> None:
    """Make other writers of these rows wait; locked in id order, so that nobody waits in a circle. SQLite has one writer anyway."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT id FROM "{model._meta.db_table}" WHERE {among("id", ids)} ORDER BY id FOR UPDATE', ids)


def among(column: str, values: Sequence) -> str:
    """The condition "`column` is one of the values", to be given as parameters."""
    return f'"{column}" IN ({", ".join(["%s"] * len(values))})'


def add_people(model: type[models.Model], keys: tuple[str, ...], changes: Iterable[tuple]) -> None:
    """Add to counted cells: each change is the key values and a number of people, which may be negative.

    Keys are written in sorted order, so that concurrent writers cannot wait for each other in a circle.
    """
    rows = sorted(changes)
    if not rows:
        return
    table = model._meta.db_table
    names, target = ", ".join((*keys, "people")), ", ".join(keys)
    into, added = (
        f'INSERT INTO "{table}" ({names}) VALUES',
        f'ON CONFLICT ({target}) DO UPDATE SET people = "{table}".people + excluded.people',
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{into} ({_marks(rows[0])}) {added}", rows)
            return
        for chunk in chunks(rows, CHUNK):
            values = ", ".join([f"({_marks(chunk[0])})"] * len(chunk))
            cursor.execute(f"{into} {values} {added}", [value for row in chunk for value in row])


def _marks(row: Sequence) -> str:
    return ", ".join(["%s"] * len(row))


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
