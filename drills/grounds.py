"""Where a drill takes place: a database of its own with the small invented world and some users, in SQLite or in PostgreSQL.

The world is made once for an engine and copied for every drill; what a drill does to its copy concerns nobody.
"""

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.databases import digest
from chuanxa.environment import ROOT
from drills.server import Server

ENGINES = ("sqlite", "postgresql")
CHECKS = (["check_data"], ["rebuild_standings", "--check"], ["verify_audit"])
_KEY = secrets.token_urlsafe(50)


@dataclass
class Ground:
    """One database. `server` is PostgreSQL's; `before` is what the checks said of the world before the drill.

    Without `checked` the product's own checks are left out: for the tests of the drills themselves.
    """

    engine: str
    url: str
    folder: Path
    server: Server | None = None
    before: dict[str, str] = field(default_factory=dict)
    checked: bool = True

    @property
    def file(self) -> Path:
        """SQLite's file."""
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def name(self) -> str:
        """PostgreSQL's name of it."""
        return self.url.rpartition("/")[2]

    def environment(self, **more: str) -> dict[str, str]:
        """Of production, behind a proxy that speaks https: nothing that eases the drill."""
        told = {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "chuanxa.settings", "SECRET_KEY": _KEY, "NO_BOOTSTRAP": "1"}
        return os.environ | told | {"DEBUG": "0", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": "127.0.0.1", "PYTHONWARNINGS": "ignore"} | more

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess:
        """A Python program of ours on this database."""
        told = self.environment(**environment)
        return subprocess.run([sys.executable, *command], cwd=ROOT, env=told, capture_output=True, text=True)

    def tell(self, module: str, *arguments: str) -> dict:
        """What a module of this package, run on this database, tells as JSON. Raises RuntimeError with its words."""
        done = self.run("-m", module, *arguments)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])

    def ask(self, question: str) -> list[tuple]:
        """The rows that a SELECT finds, past the product."""
        if self.server:
            return self.server.say(question, database=self.name)
        with closing(sqlite3.connect(self.file, timeout=60)) as database:
            return database.execute(question).fetchall()

    def is_written(self) -> bool:
        """Whether a transaction that writes facts runs at this moment: SQLite's write lock is held, or a lock on PostgreSQL's table."""
        if self.server:
            held = "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' AND relation = 'cadres_profile'::regclass"
            return self.ask(held)[0][0] > 0
        with closing(sqlite3.connect(self.file, timeout=0, isolation_level=None)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            database.rollback()
            return False

    def checks(self) -> dict[str, str]:
        """command → what it finds wrong ("" when nothing), without what changes from run to run."""
        said: dict[str, str] = {}
        for command in CHECKS:
            done = self.run("manage.py", *command)
            said[command[0]] = (
                "\n".join(line for line in done.stdout.splitlines() if line.startswith("SAI")) + done.stderr.rpartition("CommandError")[2]
                if done.returncode
                else ""
            )
        return said

    def faults(self) -> list[str]:
        """What the checks find now and did not find before the drill."""
        if not self.checked:
            return []
        return [f"{name}: {said}" for name, said in self.checks().items() if said != self.before.get(name, "")]


@contextmanager
def ground(engine: str, folder: Path, name: str, *, base: str = "") -> Iterator[Ground]:
    """A copy of the world. `base` is the address of a database with an empty schema to begin with, when there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        yield _copied(engine, folder, name, base)
        return
    server = Server(folder / "server")
    server.start()
    try:
        yield _copied(engine, folder, name, base, server)
    finally:
        if not server.is_running():
            server.start()
        server.stop()


def _copied(engine: str, folder: Path, name: str, base: str, server: Server | None = None) -> Ground:
    made = _made(engine, folder, base, server)
    if server:
        return Ground(engine, server.recreate(name, template="drill_base"), folder, server, made.before)
    file = folder / f"{name}.sqlite3"
    copy_sqlite(made.file, file)
    return Ground(engine, f"sqlite:///{file}", folder, None, made.before)


def _made(engine: str, folder: Path, base: str, server: Server | None) -> Ground:
    """The world itself, made when it is not there."""
    made_of = digest(("*/migrations/*.py", "tests/world/*.py", "tests/factories.py", "drills/world.py"))
    stamp = folder / f"base.{engine}.{made_of[:16]}.json"
    there = Ground(engine, f"{server.url}/drill_base" if server else f"sqlite:///{folder}/base.sqlite3", folder, server)
    if stamp.exists() and (server is None or server.say("SELECT 1 FROM pg_database WHERE datname = 'drill_base'")):
        there.before = json.loads(stamp.read_text())
        return there
    if server:
        server.recreate("drill_base")
        if base:
            server.fill("drill_base", base)
    elif base:
        copy_sqlite(Path(base.removeprefix("sqlite:///")), there.file)
    else:
        remove_sqlite(there.file)
    there.tell("drills.world")
    there.before = there.checks()
    stamp.write_text(json.dumps(there.before))
    return there


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole copy, also of a database in use."""
    remove_sqlite(target)
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", [str(target)])


def remove_sqlite(file: Path) -> None:
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink() if leftover.is_file() else shutil.rmtree(leftover)
