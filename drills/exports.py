"""Three exports of the whole country run at once: how long do other pages take meanwhile?

On a copy of the national data set of `make bench` when it is there (var/bench/, or the file named by DRILL_NATION), else on the small
world, which then says so: its figures mean little.
"""

import os
import threading
import time
from pathlib import Path

from chuanxa.environment import VAR
from drills.finding import Finding
from drills.grounds import Ground, copy_sqlite
from drills.office import office
from drills.visitor import Lost, Visitor
from drills.world import password

LIST = "/can-bo/?dinh-dang=xlsx"
PAGES = ("/tai-khoan/", "/tinh/04/", "/can-bo/?tim=an", "/bao-cao/")
LIMIT = 1.0
"""Seconds that another page may take."""


def three_at_once(ground: Ground, rounds: int) -> Finding:
    """Three exports start together; other pages are opened in turn until all three are done, at least `rounds` times each."""
    nation = Path(os.environ.get("DRILL_NATION") or VAR / "bench" / "nation-nation.sqlite3")
    is_nation = ground.engine == "sqlite" and nation.exists()
    if is_nation:
        copy_sqlite(nation, ground.file)
        ground.run("manage.py", "migrate", "--noinput")
        ground.tell("drills.world", "administrator")
    sizes, seconds, faults = [], {path: [] for path in PAGES}, []
    with office(ground, workers=3, threads=4) as running:
        other = _administrator(running.port)
        for path in PAGES:
            other.get(path)  # the first page of a process reads the catalogues
        start = time.perf_counter()
        threads = [threading.Thread(target=_export, args=(running.port, sizes), daemon=True) for _ in range(3)]
        for thread in threads:
            thread.start()
        turn = 0
        while any(thread.is_alive() for thread in threads) or turn < rounds:
            turn += 1
            for path in PAGES:
                begun = time.perf_counter()
                answer = other.get(path)
                seconds[path].append(time.perf_counter() - begun)
                faults += [f"{answer.status} for {path}"] * (answer.status != 200)
        took = time.perf_counter() - start
    figures = {"data": "the whole country" if is_nation else "the small world", "exports_bytes": sizes, "exports_took_s": round(took, 1)}
    for path, told in seconds.items():
        told.sort()
        figures[path] = f"median {told[len(told) // 2] * 1000:.0f} ms, slowest {told[-1] * 1000:.0f} ms of {len(told)}"
        faults += [f"{path} took {told[-1]:.2f} s beside three exports"] * (told[-1] > LIMIT)
    return Finding("exports", ground.engine, figures, faults)


def _administrator(port: int) -> Visitor:
    visitor = Visitor(port, patience=600)
    visitor.log_in("role-administrator", password())
    return visitor


def _export(port: int, sizes: list[int]) -> None:
    try:
        answer = _administrator(port).get(LIST)
        sizes.append(len(answer.body) if answer.status == 200 else -answer.status)
    except Lost:
        sizes.append(0)
