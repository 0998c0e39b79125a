"""Backups made while clerks save: each one is read back, restored beside and checked."""

import threading
import time

from drills.clerks import PATIENCE, Ledger, at_work
from drills.finding import Finding
from drills.grounds import Ground
from drills.office import office
from drills.saving import judged, refused


def backups_under_load(ground: Ground, rounds: int) -> Finding:
    """`rounds` backups under load with `manage.py backup`, then `restore --verify` of every one."""
    kept, faults, made, seconds = ground.folder / "backups", [], [], []
    for old in kept.glob("*") if kept.is_dir() else ():
        old.unlink()
    stop, ledger = threading.Event(), Ledger()
    with office(ground) as running:
        threads = at_work([f"drill{number:02}" for number in range(4)], running.port, ledger, lambda: not stop.is_set())
        for _ in range(rounds):
            start = time.perf_counter()
            done = ground.run("manage.py", "backup", "--to", str(kept))
            seconds.append(time.perf_counter() - start)
            faults += [f"backup: {done.stderr[-500:]}"] * bool(done.returncode)
            made += [done.stdout.strip()] * (not done.returncode)
            time.sleep(max(0.0, 1.1 - seconds[-1]))  # their names count in seconds
        stop.set()
        for thread in threads:
            thread.join(2 * PATIENCE)
        faults += refused(ledger)
    verified = 0
    for file in made:
        done = ground.run("manage.py", "restore", "--verify", file)
        verified += not done.returncode
        faults += [f"restore --verify {file}: {done.stderr[-700:]}"] * bool(done.returncode)
    figures = {"backups": len(made), "verified": verified, "slowest_backup_s": round(max(seconds), 1), **ledger.figures()}
    return Finding("backups", ground.engine, *judged(ground, ledger, figures, faults))
