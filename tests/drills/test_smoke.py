"""Every drill at its smallest, so that none of them rots: does it run, and does it find nothing? Figures are for `make drill`."""

import os
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from drills import faults, jobs, saving
from drills.run import DRILLS, run

SMALLEST = {"saves": 1, "kills": 1, "disks": 1, "locks": 0, "jobs": 1, "fuzz": 40, "backups": 1, "migration": 1, "grading": 1, "exports": 1}
ON_POSTGRESQL = {"stops": 1}
"""There a drill starts a server of its own, and what differs from SQLite is that it can be stopped."""


@pytest.fixture(scope="module")
def folder():
    """Readable by the user postgres, as whom root starts the server."""
    with tempfile.TemporaryDirectory(prefix="chuanxa-drills-", ignore_cleanup_errors=True) as made:
        os.chmod(made, 0o755)  # noqa: S103
        yield Path(made)


@pytest.fixture
def base(transactional_db, tmp_path) -> str:
    """The empty schema of the tests."""
    if connection.vendor == "postgresql":
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "empty.sqlite3")])
    return f"sqlite:///{tmp_path}/empty.sqlite3"


def test_every_drill_has_its_smallest_form_here():
    assert set(DRILLS) == SMALLEST.keys() | ON_POSTGRESQL.keys()


@pytest.mark.parametrize("name", DRILLS)
def test_a_drill_runs_and_finds_nothing(name, folder, base, monkeypatch):
    monkeypatch.setenv("DRILL_NATION", "none")
    monkeypatch.setattr(saving, "CLERKS", {"sqlite": 2, "postgresql": 2})
    monkeypatch.setattr(faults, "CLERKS", 2)
    monkeypatch.setattr(jobs, "AT_ONCE", 12)
    rounds = (ON_POSTGRESQL if connection.vendor == "postgresql" else SMALLEST).get(name)
    if rounds is None:
        pytest.skip("runs on the other database")
    (found,) = run(
        [name], [connection.vendor], rounds=rounds, folder=folder, base=base, checked=name in {"kills", "stops"}, say=lambda text: None
    )
    slow = [fault for fault in found.faults if "beside three exports" in fault or saving.LATE in fault]  # on a machine with much to do
    assert [fault for fault in found.faults if fault not in slow] == [], found.lines()
