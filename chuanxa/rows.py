"""Stores one new row without compiling a query set, which costs several times the insert itself: a save stores three rows.

For models whose `save` adds nothing and that nobody listens to; the caller writes what a `save` of its own would have written.
"""

from functools import cache

from django.db import connection, models


def insert(row: models.Model) -> None:
    """Insert the row and set its id. Raises IntegrityError as `save(force_insert=True)` would."""
    sql, fields = _statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model]) -> tuple[str, tuple[models.Field, ...]]:
    key, fields = model._meta.pk, tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    names, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks}) RETURNING "{key.column}"', fields  # noqa: S608 - our own names
