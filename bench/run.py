"""`make bench`: make the data sets if they are not there, measure both engines, tell the ratios and hold them against the targets.

This process only starts others: what is measured runs in processes whose DATABASE_URL names one database, like the product's.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench.databases import ALONE, ENGINES, KINDS, NATION, Place, wanted_stamp
from bench.measures.exports import workbook
from bench.results import Measure, failures, table
from bench.scale import Scale
from chuanxa.environment import ROOT, VAR
from tests import postgres

FOLDER = VAR / "bench"
SERVER_SETTINGS = ("shared_buffers=1GB", "work_mem=64MB", "maintenance_work_mem=256MB", "jit=off", "max_parallel_workers_per_gather=0")
"""A server of a small office, and plans that do not change from run to run; writes are durable, as in production."""


class NoServer(Exception):
    """PostgreSQL was asked for and is not here."""


def run(
    scale: Scale, engines: tuple[str, ...] = ENGINES, *, folder: Path = FOLDER, server: str = "", as_is: bool = False, say=print
) -> list[Measure]:
    """Measure, print, and write result.json into `folder`; returns what was found.

    `server` is a PostgreSQL to use instead of our own; `as_is` takes data sets as they are, though their sources have changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    measures, made = [], {}
    with _server(folder, server, wanted="postgresql" in engines) as url:
        place = Place(folder, scale, url)
        for engine in engines:
            for kind in KINDS:
                made[f"{engine} {kind}"] = prepare(place, engine, kind, as_is, say)
        for engine in engines:
            say(f"Measuring {engine}…")
            measures += _measure(
                place.url(engine, NATION), ["pages", engine, f"{scale.saves}", f"{scale.rounds}", place.url(engine, ALONE)], say
            )
            with _throwaway(place, engine) as copy:
                measures += _measure(copy, ["writers", engine, f"{scale.saves}"], say)
    for rows in scale.export_rows:
        say(f"Writing workbooks of {rows:,} rows…")
        measures.append(workbook(rows, 3 if 1_000 < rows < 100_000 else 1, folder))
        say(table(measures[-1:]))
    result = {"scale": scale.name, "at": datetime.now().astimezone().isoformat(timespec="seconds"), "made": made}
    result |= {"measures": [measure.as_dict() for measure in measures], "failures": failures(measures)}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    return measures


def prepare(place: Place, engine: str, kind: str, as_is: bool, say) -> dict:
    """Make what is missing or older than its sources; returns what is known of the data set."""
    known = _known(place, engine, kind)
    if as_is and "told" in known:
        return known["told"]
    facts, derived = wanted_stamp(place.scale)
    if known.get("facts") == facts:
        _child(place.url(engine, kind), ["bench.make", "upgrade"])
    else:
        known = _make_facts(place, engine, kind, facts, say)
    if known.get("derived") != derived:
        say(f"Deriving standings of the {kind} in {engine}…")
        told = _child(place.url(engine, kind), ["bench.make", *_deriving(place, engine, kind, facts, derived)])
        known |= {"derived": derived, "told": told}
        _keep(place, engine, kind, known)
    return known["told"]


def _deriving(place: Place, engine: str, kind: str, facts: str, derived: str) -> list[str]:
    """By a rebuild; but the nation's, once SQLite has them, are copied: the same code would derive the same rows for minutes."""
    there = _known(place, "sqlite", kind)
    ready = engine == "postgresql" and kind == NATION and (there.get("facts"), there.get("derived")) == (facts, derived)
    return ["copy_derived", str(place.file(kind))] if ready else ["derive"]


def _known(place: Place, engine: str, kind: str) -> dict:
    """What the stamp says, if the database is there."""
    stamp = place.stamp(engine, kind)
    return json.loads(stamp.read_text()) if stamp.exists() and _exists(place, engine, kind) else {}


def _exists(place: Place, engine: str, kind: str) -> bool:
    if engine == "sqlite":
        return place.file(kind).exists()
    return bool(statements(place.server, f"SELECT 1 FROM pg_database WHERE datname = '{place.name(kind)}'"))


def _keep(place: Place, engine: str, kind: str, known: dict) -> None:
    place.stamp(engine, kind).write_text(json.dumps(known))


def _make_facts(place: Place, engine: str, kind: str, facts: str, say) -> dict:
    """A new database with every fact and nothing derived; PostgreSQL's are SQLite's, which are made first when they are not there."""
    place.stamp(engine, kind).unlink(missing_ok=True)
    if engine == "sqlite":
        say(f"Inventing the {kind} data set…")
        for leftover in place.folder.glob(f"{place.file(kind).name}*"):
            leftover.unlink()
        _child(place.url(engine, kind), ["bench.make", "facts", place.scale.name, kind])
    else:
        if _known(place, "sqlite", kind).get("facts") != facts:
            _make_facts(place, "sqlite", kind, facts, say)
        say(f"Copying the {kind} data set to {engine}…")
        recreate(place.server, place.name(kind))
        _child(place.url(engine, kind), ["bench.make", "copy", str(place.file(kind))])
    _keep(place, engine, kind, {"facts": facts})
    return {"facts": facts}


def recreate(server: str, name: str, template: str = "template1") -> None:
    """A new database of that name; an older one goes."""
    statements(server, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def statements(server: str, *sql: str) -> list[tuple]:
    """Run statements on the server's own database, each by itself; returns the rows of the last, if it has any."""
    import psycopg2

    at = urlsplit(server)
    connection = psycopg2.connect(host=at.hostname, port=at.port, user=at.username, password=at.password, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


@contextmanager
def _throwaway(place: Place, engine: str) -> Iterator[str]:
    """The address of a copy of the one-province database, gone afterwards."""
    if engine == "sqlite":
        import sqlite3

        file = place.folder / f"{place.scale.name}-copy.sqlite3"
        with sqlite3.connect(place.file(ALONE)) as source, sqlite3.connect(file) as target:
            source.backup(target)
        try:
            yield f"sqlite:///{file}"
        finally:
            for leftover in place.folder.glob(f"{file.name}*"):
                leftover.unlink()
    else:
        name = f"bench_{place.scale.name}_copy"
        recreate(place.server, name, template=place.name(ALONE))
        try:
            yield f"{place.server}/{name}"
        finally:
            statements(place.server, f'DROP DATABASE "{name}"')


@contextmanager
def _server(folder: Path, given: str, *, wanted: bool) -> Iterator[str]:
    if given or not wanted:
        yield given
        return
    if postgres.binaries() is None:
        raise NoServer(postgres.MISSING)
    postgres.stop_politely()
    with postgres.cluster(keep=folder / "postgres", settings=SERVER_SETTINGS) as url:
        yield url.rpartition("/")[0]


def _measure(url: str, arguments: list[str], say) -> list[Measure]:
    """Run a process that measures; each measure is told as soon as it is there."""
    measures = []
    for told in _children(url, ["bench.engine", *arguments]):
        measures.append(Measure.from_dict(told))
        say(table(measures[-1:]))
    return measures


def _child(url: str, arguments: list[str]) -> dict:
    """Run a process of this package that tells one thing."""
    return list(_children(url, arguments))[-1]


def _children(url: str, arguments: list[str]) -> Iterator[dict]:
    """What a process of this package tells, line by line. Raises CalledProcessError when it fails."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "chuanxa.settings", "DEBUG": "0"}
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield from map(json.loads, process.stdout)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
