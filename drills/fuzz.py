"""Runs the fuzzing of requests (fuzzing.py) in processes of its own on the database of the ground, and goes on where it stopped."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

from drills.finding import Finding
from drills.grounds import Ground

STEP = 1_000


def requests(ground: Ground, rounds: int) -> Finding:
    """`rounds` requests; what was done before an interruption is kept in fuzz.json and not repeated."""
    path = ground.folder / "fuzz.json"
    known = json.loads(path.read_text()) if path.exists() else {"done": 0, "statuses": {}, "faults": []}
    if known["done"] >= rounds:
        known = {"done": 0, "statuses": {}, "faults": []}
    processes = int(os.environ.get("DRILL_PROCESSES", "1"))
    with ThreadPoolExecutor(processes) as pool:
        while known["done"] < rounds:
            starts = range(known["done"], min(known["done"] + STEP * processes, rounds), STEP)
            for told in pool.map(lambda first: ground.tell("drills.fuzzing", str(first), str(min(STEP, rounds - first))), starts):
                _add(known, told)
            path.write_text(json.dumps(known))
    figures = {"requests": known["done"], "routes": known.get("routes", 0), "answers": dict(sorted(known["statuses"].items()))}
    return Finding("fuzz", ground.engine, figures, known["faults"][:20])


def _add(known: dict, told: dict) -> None:
    known["done"] += told["done"]
    known["routes"] = told["routes"]
    known["faults"] += told["faults"]
    for status, times in told["statuses"].items():
        known["statuses"][status] = known["statuses"].get(status, 0) + times
