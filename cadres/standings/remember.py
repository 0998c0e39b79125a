"""What was known at an earlier moment: standings derived anew from the facts believed then, in a temporary table.

The table belongs to the connection and has the columns of Serving, so filters, counts and lists ask it the same questions.
Slower than standings, and allowed to be: it is asked when somebody explains why an older paper said something else.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from cadres.models import Appointment, Profile, Remembered, Serving, Standing
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
    _derive(ids, at, catalogue)
    _finish()


def remember_among(changed: Iterable[int], provinces: Iterable[int], at: datetime, catalogue: Catalogue) -> None:
    """Fill Remembered with everybody of the provinces as they stand now, but the changed as known at `at`.

    The same as `remember` where nobody else stood otherwise then, and much sooner.
    """
    cadres, ids = list(changed), list(provinces)
    _empty_table()
    _copy(storage.among("province_id", ids), ids)
    _finish()
    storage.delete(Remembered, "cadre_id", cadres)
    _derive(cadres, at, catalogue)
    _number_rows()


def stand_as_now(cadres: Iterable[int]) -> None:
    """In Remembered, filled already, these people stand as they do now; of nobody it need not be there."""
    wanted = list(cadres)
    if not wanted:
        return
    for chunk in storage.chunks(wanted, storage.CHUNK):
        storage.delete(Remembered, "cadre_id", chunk)
        _copy(storage.among("cadre_id", chunk), chunk)
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


def _derive(ids: Iterable[int], at: datetime, catalogue: Catalogue) -> None:
    for cadres in storage.chunks(ids, BATCH):
        known = people(cadres, catalogue, at)
        storage.insert(Remembered, [_named(row, person) for pk, person in known.items() for row in rows_of(pk, person, catalogue)])


def _copy(condition: str, parameters: Sequence) -> None:
    """Standings of now, with the names of now."""
    columns = storage.columns(Standing)
    into = ", ".join(f'"{name}"' for name in (*columns, *_NAMES))
    told = ", ".join([*(f's."{name}"' for name in columns), *(f"COALESCE(p.\"{name}\", '')" for name in _NAMES)])
    people = f'LEFT JOIN "{Profile._meta.db_table}" p ON p.cadre_id = s.cadre_id AND p.superseded_at IS NULL'
    stands = f'(SELECT * FROM "{Standing._meta.db_table}" WHERE {condition}) s'
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{Remembered._meta.db_table}" ({into}) SELECT {told} FROM {stands} {people}', parameters)


_NAMES = ("full_name", "search_key", "sort_key")


def _named(row: tuple, person) -> tuple:
    return (*row, person.full_name, person.search_key, person.sort_key)


def _empty_table() -> None:
    table, like = Remembered._meta.db_table, Serving._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
        cursor.execute(f'CREATE TEMPORARY TABLE "{table}" AS SELECT * FROM "{like}" WHERE 1 = 0')
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DROP COLUMN "id", ADD COLUMN "id" bigserial')


def _finish() -> None:
    """Rows have their ids, and are found by their people: what asks of a person's day goes through them once for each."""
    _number_rows()
    where = "temp." if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE INDEX {where}"remembered_cadre" ON "{Remembered._meta.db_table}" ("cadre_id", "valid_from")')
        if connection.vendor == "postgresql":
            cursor.execute(f'ANALYZE "{Remembered._meta.db_table}"')


def _number_rows() -> None:
    """Give rows their ids: questions with several conditions name rows by them (cadres/standings/conditions.py)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{Remembered._meta.db_table}" SET "id" = rowid')
