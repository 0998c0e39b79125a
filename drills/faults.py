"""What breaks under an office: workers killed, the database stopped, the disk full, a lock held. What was acknowledged stays."""

import os
import random
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.clerks import NEW, PATIENCE, Clerk, Ledger, Save, at_work, new_person
from drills.finding import Finding
from drills.grounds import Ground
from drills.office import Office, office
from drills.saving import judged

SEED = 7
CLERKS = 6


def stops(ground: Ground, rounds: int) -> Finding:
    """PostgreSQL is stopped immediately, as by a power cut, and started again, `rounds` times under load."""
    if ground.server is None:
        return Finding("stops", ground.engine, {"nothing_to_stop": "SQLite has no server; see kills and disks"})
    rng, down = random.Random(SEED), []

    def stop(running: Office) -> None:
        time.sleep(rng.uniform(0, 1))
        start = time.perf_counter()
        ground.server.stop("immediate")
        time.sleep(rng.uniform(0.3, 1.5))
        ground.server.start()
        down.append(time.perf_counter() - start)

    return _broken("stops", ground, rounds, stop, lambda: {"longest_outage_s": round(max(down, default=0), 1)})


def kills(ground: Ground, rounds: int) -> Finding:
    """One worker is killed with kill -9 while all clerks save, `rounds` times."""
    rng, killed = random.Random(SEED), []

    def kill(running: Office) -> None:
        time.sleep(rng.uniform(0, 0.5))
        killed.append(running.kill_worker(rng))

    return _broken("kills", ground, rounds, kill, lambda: {"workers_killed": len([pid for pid in killed if pid])})


def disks(ground: Ground, rounds: int) -> Finding:
    """The disk under the database is full for some seconds, `rounds` times, under load. Needs root: it mounts a small file system."""
    if os.geteuid() != 0:
        return Finding("disks", ground.engine, {"not_run": "mounting a small file system needs root"})
    rng = random.Random(SEED)
    with _small_disk(ground) as there:

        def fill(running: Office) -> None:
            time.sleep(rng.uniform(0, 1))
            _fill(there / "filler")
            time.sleep(rng.uniform(2, 4))
            (there / "filler").unlink()
            if ground.server is not None:
                _up_again(ground)

        return _broken("disks", ground, rounds, fill, lambda: {"full_disks": rounds})


def locks(ground: Ground, rounds: int) -> Finding:
    """Somebody else holds SQLite's write lock (PostgreSQL: the head of the trail) longer than a page waits, `rounds` times.

    Every save in that time is answered with a 503 page that keeps the form; that form, sent again, is saved once.
    """
    ledger, told, faults = Ledger(), [], []
    with office(ground) as running:
        clerk = Clerk("drill00", running.port, ledger)
        clerk.log_in()
        clerk.enter()
        for number in range(rounds):
            save, typed = ledger.add(Save(f"lock-{number}", clerk.name)), new_person(f"lock-{number}", 700 + number)
            start = time.perf_counter()
            with _lock(ground):
                answer = clerk.visitor.post(NEW, typed)
                told.append(time.perf_counter() - start)
            save.answers.append(str(answer.status))
            back = answer.form() if answer.status == 503 else {}
            ledger.note_page(all(back.get(name) == value for name, value in typed.items()))
            if answer.status != 503:
                faults.append(f"{answer.status} while the lock was held")
                continue
            again = clerk.visitor.post(NEW, back)
            save.acknowledged = again.status == 302
            faults += [f"{again.status} when the kept form was sent again"] * (not save.acknowledged)
    figures = {"locks_held": rounds, "answered_after_s": round(max(told, default=0), 1), **ledger.figures()}
    return Finding("locks", ground.engine, *judged(ground, ledger, figures, faults))


def _broken(name: str, ground: Ground, rounds: int, breaks: Callable[[Office], None], more: Callable[[], dict]) -> Finding:
    """Clerks save while something breaks again and again; afterwards everybody gets through."""
    ledger, stop = Ledger(), threading.Event()
    with office(ground) as running:
        threads = at_work([f"drill{number:02}" for number in range(CLERKS)], running.port, ledger, lambda: not stop.is_set())
        for _ in range(rounds):
            _wait_for_saves(ledger)
            breaks(running)
        time.sleep(2)
        stop.set()
        for thread in threads:
            thread.join(2 * PATIENCE)
        faults = ["a clerk still waits for an answer"] * any(thread.is_alive() for thread in threads)
        faults += [f"{running.tracebacks()} answers of 500: see {running.log}"] * bool(running.tracebacks())
    faults += [f"{ledger.not_kept} pages of 503 lost what was typed"] * bool(ledger.not_kept)
    figures, faults = judged(ground, ledger, {"rounds": rounds, **more(), **ledger.figures()}, faults)
    return Finding(name, ground.engine, figures, faults)


def _wait_for_saves(ledger: Ledger, least: int = 4, seconds: float = 60) -> None:
    """Until everything works again: what breaks before anybody saved breaks nothing."""
    before, end = ledger.acknowledged(), time.monotonic() + seconds
    while ledger.acknowledged() < before + least and time.monotonic() < end:
        time.sleep(0.05)


@contextmanager
def _lock(ground: Ground) -> Iterator[None]:
    if ground.server is None:
        import sqlite3

        holder = sqlite3.connect(ground.file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
    else:
        import psycopg2

        holder = psycopg2.connect(ground.url)
        holder.cursor().execute("SELECT * FROM chuanxa_audithead WHERE id = 1 FOR UPDATE")
    try:
        yield
    finally:
        holder.rollback()
        holder.close()


@contextmanager
def _small_disk(ground: Ground) -> Iterator[Path]:
    """A file system in memory, a little larger than the database, under the database; gone afterwards with what was there moved back."""
    place = ground.folder / "small-disk"
    place.mkdir(exist_ok=True)
    size = 64 if ground.server is None else 400
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", f"size={size}m,mode=0777", "tmpfs", str(place)], check=True)
    try:
        yield from _moved(ground, place)
    finally:
        subprocess.run(["/bin/umount", "-l", str(place)], check=True)


def _moved(ground: Ground, place: Path) -> Iterator[Path]:
    """The database on the small disk for as long as the drill lasts, and back where it was."""
    if ground.server is None:
        from drills.grounds import copy_sqlite

        home, url = ground.file, ground.url
        copy_sqlite(home, place / "live.sqlite3")
        ground.url = f"sqlite:///{place}/live.sqlite3"
        try:
            yield place
        finally:
            copy_sqlite(place / "live.sqlite3", home)
            ground.url = url
        return
    data = ground.server.folder / "data"
    ground.server.stop()
    subprocess.run(["/bin/cp", "-a", str(data), str(place / "data")], check=True)
    data.rename(data.with_name("data.home"))
    data.symlink_to(place / "data")
    try:
        ground.server.start()
        yield place
    finally:
        if ground.server.is_running():
            ground.server.stop()
        data.unlink()
        data.with_name("data.home").rename(data)
        ground.server.start()


def _fill(file: Path) -> None:
    """Take every byte that is left."""
    with file.open("wb") as filler:
        try:
            while True:
                filler.write(b"\0" * (1 << 16))
                filler.flush()
        except OSError:
            pass
    try:
        with file.open("ab") as filler:
            while True:
                filler.write(b"\0" * 512)
                filler.flush()
    except OSError:
        pass


def _up_again(ground: Ground) -> None:
    """After a full disk PostgreSQL may have ended (it panics when it cannot write its log): whoever runs it starts it again."""
    if not ground.server.wait(15) and not ground.server.is_running():
        ground.server.start()
