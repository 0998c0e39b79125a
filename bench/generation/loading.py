"""Writes a whole data set into the database that settings name: units, catalogues, people, and then what is derived from them.

The facts are invented once, for SQLite; PostgreSQL gets the very same rows, ids included, by COPY.
"""

import io
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from bench.generation.catalogues import load_catalogues
from bench.generation.people import Award, Person, Post, people_of
from bench.generation.units import load_units
from bench.scale import TODAY, Scale
from cadres.models import Appointment, Cadre, PeriodTally, Profile, Qualification, Serving, Standing, Tally
from cadres.standings.storage import chunks
from chuanxa.models.upkeep import Upkeep, renew
from chuanxa.names import name_key, sort_key

FIRST_IMPORT = datetime(2016, 1, 4, 8, tzinfo=UTC)
RECORDER = "bench"
BATCH = 20_000


class Rows:
    """Collects rows of one model and writes them by the thousand; columns that are not `given` take the model's default."""

    def __init__(self, model, *given: str):
        fields = model._meta.concrete_fields
        self._table, self._given = model._meta.db_table, given
        defaults = {field.column: field.get_db_prep_save(field.get_default(), connection) for field in fields if field.column not in given}
        self._names = (*given, *defaults)
        self._defaults = tuple(defaults.values())
        self._waiting: list[tuple] = []
        self._ids = count(1)

    def add(self, *values) -> None:
        self._waiting.append((next(self._ids), *values, *self._defaults))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        names = ", ".join(f'"{name}"' for name in self._names)
        marks = ", ".join(["%s"] * len(self._names))
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{self._table}" ({names}) VALUES ({marks})', self._waiting)
        self._waiting.clear()


def load_facts(scale: Scale, only: str = "") -> None:
    """Invent a data set in an empty, migrated SQLite database; `only` is the code of the one province wanted."""
    communes = load_units(scale, only)
    positions = {position.code: position.id for position in load_catalogues()}
    people = People(positions)
    neighbours = defaultdict(list)
    for commune in communes:
        neighbours[commune.district_id].append(commune.id)
    for commune in communes:
        near = neighbours[commune.district_id]
        place = near.index(commune.id)
        around = [*near[place:], *near[:place]]
        for person in people_of(commune.code, len(around)):
            people.add(person, around)
    people.flush()
    renew()


class People:
    """Turns invented people into rows of four tables."""

    def __init__(self, positions: dict[str, int]):
        self._positions = positions
        recorded = ("recorded_at", "recorded_by", "superseded_at", "superseded_by")
        self._cadres = Rows(Cadre, "id", "created_at")
        self._profiles = Rows(
            Profile,
            "id",
            "cadre_id",
            "full_name",
            "search_key",
            "sort_key",
            "sex",
            "born_on",
            "ethnic_group",
            "party_member_since",
            *recorded,
        )
        self._appointments = Rows(
            Appointment, "id", "cadre_id", "commune_id", "position_id", "valid_from", "valid_to", "is_primary", *recorded
        )
        self._qualifications = Rows(Qualification, "id", "cadre_id", "ladder", "level", "awarded_on", *recorded)
        self._ids = count(1)

    def add(self, person: Person, communes: list[int]) -> None:
        cadre, first = next(self._ids), min(post.first for post in person.posts)
        self._cadres.add(_moment(first))
        self._profiles.add(
            cadre,
            person.name,
            *_keys(person.name),
            person.sex,
            _iso(person.born),
            person.ethnic_group,
            _iso(person.party_since),
            *_record(first),
        )
        for post in person.posts:
            self._add_post(cadre, post, communes)
        for award in person.awards:
            self._add_award(cadre, award, first)

    def _add_post(self, cadre: int, post: Post, communes: list[int]) -> None:
        self._appointments.add(
            cadre,
            communes[post.commune],
            self._positions[post.position],
            _iso(post.first),
            _iso(post.last),
            post.primary,
            *_record(post.first, withdrawn=post.withdrawn),
        )

    def _add_award(self, cadre: int, award: Award, first: int) -> None:
        day = max(award.day or first, first)
        self._qualifications.add(cadre, award.ladder, award.level, _iso(award.day), *_record(day, withdrawn=award.withdrawn))

    def flush(self) -> None:
        for rows in (self._cadres, self._profiles, self._appointments, self._qualifications):
            rows.flush()


@cache
def _iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


@cache
def _moment(ordinal: int) -> str:
    """When a fact of that day was recorded: ten days later, but not before the first import."""
    day = date.fromordinal(min(ordinal + 10, TODAY.toordinal()))
    return max(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), FIRST_IMPORT).strftime("%Y-%m-%d %H:%M:%S")


def _record(ordinal: int, *, withdrawn: bool = False) -> tuple:
    """The values of the record's clock."""
    return (_moment(ordinal), RECORDER, _moment(ordinal + 30), RECORDER) if withdrawn else (_moment(ordinal), RECORDER, None, "")


@cache
def _keys(name: str) -> tuple[str, str]:
    return name_key(name), sort_key(name)


DERIVED = (Standing, Serving, Tally, PeriodTally)


def copy_facts(source: Path) -> None:
    """Copy every catalogue and fact from a SQLite file made by `load_facts` into the empty, migrated PostgreSQL database."""
    _copy(source, list(fact_models()))
    renew()


def copy_derived(source: Path) -> None:
    """Copy what a rebuild derived in the SQLite file; the facts must be the same."""
    _copy(source, DERIVED)
    Upkeep.objects.update_or_create(pk=1, defaults={"serving_day": TODAY})


def fact_models() -> Iterator[type]:
    """Every model of places and people but the derived ones."""
    for label in ("provinces", "cadres"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model._meta.managed and model not in DERIVED:
                yield model


def _copy(source: Path, models: Sequence[type]) -> None:
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as file, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # foreign keys were checked in the source
        for model in models:
            names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
            for text in _copy_texts(file.execute(f'SELECT {names} FROM "{model._meta.db_table}"')):
                cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', text)
        cursor.execute("SET session_replication_role = origin")
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _copy_texts(rows: Iterable[tuple]) -> Iterator[io.StringIO]:
    for chunk in chunks(rows, BATCH):
        yield io.StringIO("".join("\t".join(r"\N" if value is None else str(value) for value in row) + "\n" for row in chunk))
