"""Three exports of the whole country run at once: how long do other pages take meanwhile?

On a copy of the national data set of `make bench` when it is there (var/bench/, or the SQLite file named by DRILL_NATION), else on the
small world, which then says so: its figures mean little.
"""

import os
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from lxml import html

from chuanxa.environment import VAR
from drills.finding import Finding
from drills.grounds import Ground, copy_sqlite
from drills.office import office, worker
from drills.visitor import Visitor
from drills.world import password

LISTS = ("/can-bo/?dinh-dang=xlsx", "/can-bo/?dinh-dang=xlsx&ngay=31/05/2025", "/can-bo/?dinh-dang=xlsx&ngay=31/12/2024")
"""Everybody of today and of two days of the 700 districts: three files of about the same length."""
PAGES = ("/tai-khoan/", "/tinh/04/", "/can-bo/?tim=an", "/bao-cao/")
LIMIT = 1.0
"""Seconds that another page may take."""
LEAST = 5_000
"""Bytes of a workbook with nobody in it."""
STATES = "SELECT state FROM chuanxa_job WHERE kind = 'export' ORDER BY id DESC LIMIT 3"


def three_at_once(ground: Ground, rounds: int) -> Finding:
    """Three are made by three workers at once; other pages are opened in turn until all are done, at least `rounds` times each."""
    nation = Path(os.environ.get("DRILL_NATION") or VAR / "bench" / "nation-nation.sqlite3")
    is_nation = nation.exists()
    if is_nation:
        _fill(ground, nation)
    seconds, faults = {path: [] for path in PAGES}, []
    with office(ground, workers=3, threads=4) as running, ExitStack() as background:
        other = _administrator(running.port)
        for path in PAGES:
            other.get(path)  # the first page of a process reads the catalogues
        orders = [_ordered(other, path) for path in LISTS]
        for _ in orders:
            background.enter_context(worker(ground))
        start, turn, at_once = time.perf_counter(), 0, 0
        while (states := [state for (state,) in ground.ask(STATES)]) != ["finished"] * 3 or turn < rounds:
            if "failed" in states:
                faults.append("an export failed")
                break
            if "queued" in states:
                time.sleep(0.2)  # its worker is not there yet
                continue
            turn, at_once = turn + 1, max(at_once, states.count("running"))
            for path in PAGES:
                begun = time.perf_counter()
                answer = other.get(path)
                seconds[path].append(time.perf_counter() - begun)
                faults += [f"{answer.status} for {path}"] * (answer.status != 200)
        took = time.perf_counter() - start
        sizes = [_size(other, order) for order in orders]
    figures = {"data": "the whole country" if is_nation else "the small world", "exports_bytes": sizes, "exports_took_s": round(took, 1)}
    figures["exports_running_at_once"] = at_once
    faults += [f"a file of {size} bytes" for size in sizes if size < LEAST]
    for path, told in seconds.items():
        told.sort()
        if told:
            figures[path] = f"median {told[len(told) // 2] * 1000:.0f} ms, slowest {told[-1] * 1000:.0f} ms of {len(told)}"
            faults += [f"{path} took {told[-1]:.2f} s beside three exports"] * (told[-1] > LIMIT)
    return Finding("exports", ground.engine, figures, faults)


def _fill(ground: Ground, nation: Path) -> None:
    """The nation in place of the small world, on the morning of today, with an administrator."""
    if ground.server:
        ground.server.recreate(ground.name)
        ground.tell("bench.make", "copy", str(nation))
        ground.tell("bench.make", "copy_derived", str(nation))
    else:
        copy_sqlite(nation, ground.file)
        ground.tell("bench.make", "upgrade")
    ground.run("manage.py", "roll_day")  # as every night
    ground.tell("drills.world", "administrator")


def _administrator(port: int) -> Visitor:
    visitor = Visitor(port)
    visitor.log_in("role-administrator", password())
    return visitor


def _ordered(visitor: Visitor, path: str) -> str:
    """Order the file from the background; returns the address of the job."""
    answer = visitor.post(f"/so-xuat/lay/?{urlencode({'dia-chi': path})}", {"so-dinh-danh": "che", "cach": "nen"})
    if answer.status != 302:
        raise RuntimeError(f"{answer.status} for the order of {path}: {answer.said()}")
    return answer.headers["Location"]


def _size(visitor: Visitor, job: str) -> int:
    """Bytes of the file that the finished job leads to; 0 when it leads to none."""
    found = html.fromstring(visitor.get(job).body).xpath("//a[contains(@class, 'btn') and starts-with(@href, '/so-xuat/2')]/@href")
    answer = visitor.get(f"{found[0].rstrip('/')}/tep/") if found else None
    return len(answer.body) if answer is not None and answer.status == 200 and answer.body.startswith(b"PK") else 0
