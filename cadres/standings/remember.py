"""What was known at an earlier moment: standings derived anew from the facts believed then, in a temporary table.

The table belongs to the connection and has the columns of Serving, so filters, counts and lists ask it the same questions.
Slower than standings, and allowed to be: it is asked when somebody explains why an older paper said something else.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from cadres.models import Appointment, Remembered, Serving
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue
from cadres.standings.facts import people
from cadres.standings.restand import rows_of

BATCH = 2_000


def remember(communes: Iterable[int] | None, at: datetime, catalogue: Catalogue) -> None:
    """Fill Remembered with the standings, as known at `at`, of everybody who had a post in the communes (None: anywhere)."""
    remember_people(cadres_of(communes, at), at, catalogue)


def remember_people(ids: Iterable[int], at: datetime, catalogue: Catalogue) -> None:
    """Fill Remembered with the standings of these people alone."""
    _empty_table()
    for cadres in storage.chunks(ids, BATCH):
        known = people(cadres, catalogue, at)
        storage.insert(Remembered, [_named(row, person) for pk, person in known.items() for row in rows_of(pk, person, catalogue)])
    _number_rows()


def how_many(communes: Iterable[int] | None, at: datetime) -> int:
    """How many people `remember` would derive."""
    return len(cadres_of(communes, at))


def cadres_of(communes: Iterable[int] | None, at: datetime | None) -> list[int]:
    """Everybody known at `at` (None: now) to have ever had a post in the communes (None: anywhere), in order."""
    appointments = Appointment.objects.known(at)
    if communes is not None:
        appointments = appointments.filter(commune__in=list(communes))
    return sorted(set(appointments.values_list("cadre_id", flat=True)))


def _named(row: tuple, person) -> tuple:
    return (*row, person.full_name, person.search_key, person.sort_key)


def _empty_table() -> None:
    table, like = Remembered._meta.db_table, Serving._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
        cursor.execute(f'CREATE TEMPORARY TABLE "{table}" AS SELECT * FROM "{like}" WHERE 1 = 0')
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DROP COLUMN "id", ADD COLUMN "id" bigserial')


def _number_rows() -> None:
    """Give rows their ids: questions with several conditions name rows by them (cadres/standings/conditions.py)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{Remembered._meta.db_table}" SET "id" = rowid')
