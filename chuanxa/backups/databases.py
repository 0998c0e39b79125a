"""Snapshots of the database in use and new databases made of them, for SQLite and PostgreSQL.

SQLite: VACUUM INTO, which reads one moment while others write (copying the file is corrupt three times in eight). PostgreSQL:
pg_dump of an exported snapshot, so that the counted rows and the dumped rows are of the same moment.
"""

import gzip
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from chuanxa.audit_chain import START
from chuanxa.backups.manifest import Damaged

DUMPS = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}
"""The database's member of the archive, by engine."""

_HEAD = "SELECT number, digest FROM chuanxa_audithead WHERE id = 1"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


class NoProgram(RuntimeError):
    """A program of PostgreSQL's is not installed here."""


@dataclass(frozen=True)
class Snapshot:
    """What was counted in the moment that was dumped."""

    tables: dict[str, int]
    migrations: tuple[str, ...]
    audit_head: str


def dump(folder: Path) -> Snapshot:
    """Write the database of this process into `folder` as DUMPS[engine]."""
    return {"sqlite": _dump_sqlite, "postgresql": _dump_postgres}[connection.vendor](folder)


def _dump_sqlite(folder: Path) -> Snapshot:
    copy = folder / "copy.sqlite3"
    try:
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=60)) as live:
            live.execute("VACUUM INTO ?", [str(copy)])
    except sqlite3.Error as error:
        raise Damaged(f"SQLite không chép được cơ sở dữ liệu ({error}): đĩa đầy, hoặc tệp đang dùng đã hỏng.") from error
    found = read_sqlite(copy)
    with open(copy, "rb") as plain, gzip.GzipFile(folder / DUMPS["sqlite"], "wb", compresslevel=1, mtime=0) as packed:
        shutil.copyfileobj(plain, packed, 1 << 20)
    copy.unlink()
    return found


def read_sqlite(file: Path) -> Snapshot:
    """Check a SQLite file from end to end and count it. Raises Damaged."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if said != "ok":
                raise Damaged(f"SQLite báo cơ sở dữ liệu hỏng: {said[:200]}")
            names = sorted(name for (name,) in copy.execute(_TABLES))
            tables = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of its own tables
            applied = copy.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
            head = copy.execute(_HEAD).fetchone()
    except sqlite3.DatabaseError as error:
        raise Damaged(f"Tệp cơ sở dữ liệu SQLite không đọc được: {error}.") from error
    return Snapshot(tables, tuple(name for (name,) in applied), _noted(head))


def _noted(head: tuple[int, str] | None) -> str:
    return f"{head[0]}:{head[1]}" if head else f"0:{START}"


def _dump_postgres(folder: Path) -> Snapshot:
    target = folder / DUMPS["postgresql"]
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        found = _snapshot_postgres(cursor)
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={target}")
    _run([_program("pg_restore"), "--list", str(target)])
    return found


def _snapshot_postgres(cursor) -> Snapshot:
    counted = _count_postgres(cursor)
    cursor.execute(_HEAD)
    return Snapshot(counted, _migrations(), _noted(cursor.fetchone()))


def _count_postgres(cursor) -> dict[str, int]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    names = [name for (name,) in cursor.fetchall()]
    counted = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names of its own tables
        counted[name] = cursor.fetchone()[0]
    return counted


def _migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).migration_qs.order_by("id")
    return tuple(f"{app}.{name}" for app, name in applied.values_list("app", "name"))


def count() -> Snapshot:
    """What stands in the database of this process."""
    if connection.vendor == "sqlite":
        return read_sqlite(Path(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        return _snapshot_postgres(cursor)


def is_empty() -> bool:
    """True when the database of this process has no table yet."""
    return not connection.introspection.table_names()


# --- new databases ------------------------------------------------------------------------------------------------------------


def make(folder: Path, name: str) -> str:
    """A new database beside the one of this process, filled from the dump in `folder`; returns its DATABASE_URL."""
    return {"sqlite": _make_sqlite, "postgresql": _make_postgres}[connection.vendor](folder, name)


def _make_sqlite(folder: Path, name: str) -> str:
    target = Path(connection.settings_dict["NAME"]).with_name(name)
    try:
        with gzip.open(folder / DUMPS["sqlite"], "rb") as packed, open(target, "xb", opener=_private) as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
    except (OSError, EOFError) as error:
        target.unlink(missing_ok=True)
        raise Damaged(f"Không giải nén được cơ sở dữ liệu: {error}.") from error
    return f"sqlite:///{target.resolve()}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _make_postgres(folder: Path, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    _postgres("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", database=name, file=folder / DUMPS["postgresql"])
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop(name: str) -> None:
    """Remove a database that `make` made."""
    if connection.vendor == "sqlite":
        for leftover in _files(Path(connection.settings_dict["NAME"]).with_name(name)):
            leftover.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def swap(name: str, kept: str) -> None:
    """Put the database `name` in the place of the one of this process, which stays under the name `kept`."""
    own = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        own = Path(own)
        _settle(own)
        if own.exists():
            os.replace(own, own.with_name(kept))
        _settle(own.with_name(name))
        os.replace(own.with_name(name), own)
        return
    with closing(_beside(own)) as server, server.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)", [[own, name]])
        cursor.execute(f'ALTER DATABASE "{own}" RENAME TO "{kept}"')
        cursor.execute(f'ALTER DATABASE "{name}" RENAME TO "{own}"')


def _settle(file: Path) -> None:
    """Bring what stands in the write-ahead log into the file itself, so that the file alone is the database."""
    if file.exists():
        with closing(sqlite3.connect(str(file), timeout=20)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    for beside in _files(file)[1:]:
        beside.unlink(missing_ok=True)


def _files(file: Path) -> list[Path]:
    return [file, *(file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm", "-journal"))]


def _beside(own: str):
    """A connection to the same server that holds no database of ours open."""
    import psycopg2

    parameters = connection.get_connection_params() | {"dbname": "postgres" if own != "postgres" else "template1"}
    parameters.pop("cursor_factory", None)
    server = psycopg2.connect(**{key: value for key, value in parameters.items() if key in {"dbname", "user", "password", "host", "port"}})
    server.autocommit = True
    return server


def _postgres(name: str, *options: str, database: str = "", file: Path | None = None) -> None:
    """Run a PostgreSQL program on the database of this process (or another of the same server); the password goes by the environment."""
    settings = connection.settings_dict | ({"NAME": database} if database else {})
    command, environment = connection.client.settings_to_cmd_args_env(settings, [])
    *where, dbname = command[1:]
    _run([_program(name), *options, *where, f"--dbname={dbname}", *([str(file)] if file else [])], environment)


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise NoProgram(f"Không thấy chương trình {name}. Cài gói postgresql-client cùng phiên bản với máy chủ rồi chạy lại.")
    return found


def _run(command: list[str], environment: dict | None = None) -> None:
    done = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, text=True)  # noqa: S603 - our own arguments
    if done.returncode:
        raise Damaged(f"{Path(command[0]).name} báo lỗi: {(done.stderr or done.stdout).strip()[-400:]}")
