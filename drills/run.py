"""`make drill`: break things on purpose and see that nothing acknowledged is lost; prints figures and writes result.json.

Each drill has a number of rounds of its own at full size; `rounds` replaces it.
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from chuanxa.environment import VAR
from drills import copies, exports, faults, fuzz, grading, jobs, saving
from drills.finding import Finding
from drills.grounds import ENGINES, Ground, ground
from tests import postgres

FOLDER = VAR / "drills"

DRILLS: dict[str, tuple[Callable[[Ground, int], Finding], int]] = {
    "saves": (saving.clerks_at_once, 60),
    "stops": (faults.stops, 20),
    "kills": (faults.kills, 50),
    "disks": (faults.disks, 5),
    "locks": (faults.locks, 3),
    "jobs": (jobs.kills_in_imports_and_exports, 20),
    "fuzz": (fuzz.requests, 100_000),
    "backups": (copies.backups_under_load, 50),
    "migration": (saving.migration, 5),
    "grading": (grading.over_tls, 1),
    "exports": (exports.three_at_once, 10),
}
"""Name → (drill, its rounds at full size: seconds of saves, stops, kills, requests, backups…)."""


def run(
    names: Iterable[str],
    engines: Iterable[str] = ENGINES,
    *,
    rounds: int | None,
    folder: Path = FOLDER,
    base: str = "",
    checked: bool = True,
    say=print,
) -> list[Finding]:
    """Run the drills one after the other. `base` (an empty schema to begin with) and `checked` are for tests."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DRILL_PASSWORD"] = _password(folder / "password")
    postgres.stop_politely()
    found = []
    for engine in engines:
        for name in names:
            drill, full = DRILLS[name]
            start = time.perf_counter()
            with ground(engine, folder / engine, name, base=base) as there:
                there.checked = checked
                finding = drill(there, full if rounds is None else rounds)
            finding.figures["took_s"] = round(time.perf_counter() - start)
            found.append(finding)
            say(finding.lines())
            _keep(folder / "result.json", finding)
    return found


def _password(file: Path) -> str:
    """Of the users in the databases of this folder, which stay there for the next run."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(18))
    return file.read_text()


def _keep(path: Path, finding: Finding) -> None:
    """The newest finding of each drill on each engine."""
    known = json.loads(path.read_text()) if path.exists() else {}
    known[f"{finding.drill} {finding.engine}"] = asdict(finding) | {"at": datetime.now().astimezone().isoformat(timespec="minutes")}
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1))
