"""The databases of a scale: one with the nation and one with a single province, in SQLite and in a PostgreSQL server of our own.

They are made once and kept under var/bench/. A stamp says of what they were made: facts of a version of the generator, derived
tables of the judging code too. When that changes, what depends on it is made again; newer migrations are applied as in an upgrade.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import ConnectionHandler, connections

from bench.scale import FIRST_DAY, PROVINCE, SEED, TODAY, Scale
from chuanxa import environment

ENGINES = ("sqlite", "postgresql")
NATION, ALONE = "nation", "province"
KINDS = (NATION, ALONE)
ONLY = {NATION: "", ALONE: PROVINCE}
"""The province code each kind is limited to."""

GENERATOR = 1
"""Counted up when bench/generation invents other facts than before."""

UNITS = ("fixtures/units/2019-10-06.csv.gz",)
JUDGES = (
    "cadres/standings/timeline.py",
    "cadres/standings/cells.py",
    "cadres/cases.py",
    "cadres/requirements.py",
    "cadres/standard_book.py",
    "cadres/standards.py",
    "cadres/levels.py",
)
"""Sources that decide what is derived from the same facts."""


@dataclass(frozen=True)
class Place:
    """Where the databases of one scale are: `folder` has SQLite's and the stamps, `server` is PostgreSQL's address without a database."""

    folder: Path
    scale: Scale
    server: str = ""

    def file(self, kind: str) -> Path:
        return self.folder / f"{self.scale.name}-{kind}.sqlite3"

    def name(self, kind: str) -> str:
        """The name of the PostgreSQL database."""
        return f"bench_{self.scale.name}_{kind}"

    def url(self, engine: str, kind: str) -> str:
        return f"sqlite:///{self.file(kind)}" if engine == "sqlite" else f"{self.server}/{self.name(kind)}"

    def stamp(self, engine: str, kind: str) -> Path:
        return self.folder / f"{self.scale.name}-{kind}.{engine}.stamp"


def digest(patterns: Iterable[str], *words: object) -> str:
    """Of the words and of every file that the patterns name."""
    seen = hashlib.sha256(repr(words).encode())
    for pattern in patterns:
        for path in sorted(environment.ROOT.glob(pattern)):
            seen.update(f"{path.relative_to(environment.ROOT)}\n".encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()


def wanted_stamp(scale: Scale) -> tuple[str, str]:
    """What a data set is made of today: its facts, its derived tables."""
    return digest(UNITS, GENERATOR, SEED, FIRST_DAY, TODAY, scale.provinces, scale.communes), digest(JUDGES)


def settings_of(url: str) -> dict:
    """Django's settings of a database address."""
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = url
    try:
        return environment.database()
    finally:
        if before is None:
            del os.environ["DATABASE_URL"]
        else:
            os.environ["DATABASE_URL"] = before


class Connected:
    """A second database of the same process: inside the block it is the default one. Its connection stays open between blocks."""

    def __init__(self, url: str):
        self._inner = ConnectionHandler({"default": settings_of(url)})["default"]

    def __enter__(self) -> None:
        self._outer = connections["default"]
        connections["default"] = self._inner

    def __exit__(self, *_) -> None:
        connections["default"] = self._outer

    def close(self) -> None:
        self._inner.close()
