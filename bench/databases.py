"""The databases of a scale: one with the nation and one with a single province, in SQLite and in a PostgreSQL server of our own.

They are made once and kept under var/bench/. A stamp says of which sources they were made: facts of the generator and the
migrations, derived tables of the judging code too. When a source changes, what depends on it is made again.
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

FACT_SOURCES = ("bench/generation/*.py", "fixtures/units/2019-10-06.csv.gz", "*/migrations/0*.py")
DERIVED_SOURCES = ("cadres/standings/*.py", "cadres/standards.py", "cadres/levels.py", "chuanxa/periods.py", "provinces/lineage.py")


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
    return digest(FACT_SOURCES, SEED, FIRST_DAY, TODAY, scale.provinces, scale.communes), digest(DERIVED_SOURCES)


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
