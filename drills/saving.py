"""Many clerks save in one commune at the same moment: no error, nothing lost or doubled, one audit row a fact; also while a schema changes.

All write in one commune, so they wait for the same tallies and for the head of the trail: the worst case, not the usual one.
"""

import threading
import time

from drills.clerks import PATIENCE, Ledger, at_work
from drills.finding import Finding
from drills.grounds import Ground
from drills.office import Office, office

CLERKS = {"sqlite": 16, "postgresql": 32}
LATE = "were acknowledged only when sent again"


def clerks_at_once(ground: Ground, rounds: int) -> Finding:
    """`rounds` seconds of saving; 16 clerks on SQLite, 32 on PostgreSQL."""
    with office(ground) as running:
        ledger, seconds = work(ground, running, rounds, CLERKS[ground.engine])
        faults = refused(ledger) + [f"{running.tracebacks()} answers of 500"] * bool(running.tracebacks())
    figures = {"clerks": CLERKS[ground.engine], "seconds": round(seconds), **ledger.figures()}
    figures["saves_a_second"] = round(figures["acknowledged"] / seconds, 1)
    return Finding("saves", ground.engine, *judged(ground, ledger, figures, faults))


def migration(ground: Ground, rounds: int) -> Finding:
    """A later version's migrations run `rounds` times while clerks save: columns and an index are made, filled, and undone."""
    with office(ground) as running:
        stop, ledger, longest = threading.Event(), Ledger(), 0.0
        threads = at_work([f"drill{number:02}" for number in range(4)], running.port, ledger, lambda: not stop.is_set())
        faults = []
        for _ in range(rounds):
            for target in ([], ["zero"]):
                time.sleep(1)
                start = time.perf_counter()
                done = ground.run("manage.py", "migrate", "later", *target, "--noinput", DJANGO_SETTINGS_MODULE="drills.later.settings")
                longest = max(longest, time.perf_counter() - start)
                faults += [f"migrate later {target}: {done.stderr[-600:]}"] * bool(done.returncode)
        stop.set()
        for thread in threads:
            thread.join(2 * PATIENCE)
        faults += refused(ledger)
    figures = {"migrations_there_and_back": rounds, "longest_s": round(longest, 1), **ledger.figures()}
    return Finding("migration", ground.engine, *judged(ground, ledger, figures, faults))


def work(ground: Ground, running: Office, seconds: float, clerks: int) -> tuple[Ledger, float]:
    """Let so many clerks save for so long; returns what they were told and how long it took."""
    ledger, start = Ledger(), 0.0
    end = [float("inf")]
    threads = at_work([f"drill{number:02}" for number in range(clerks)], running.port, ledger, lambda: time.perf_counter() < end[0])
    start = time.perf_counter()
    end[0] = start + seconds
    for thread in threads:
        thread.join(seconds + 2 * PATIENCE)
    if any(thread.is_alive() for thread in threads):
        ledger.unexpected.append("a clerk still waits for an answer")
    return ledger, time.perf_counter() - start


def refused(ledger: Ledger) -> list[str]:
    """Faults of a drill in which nothing is broken: every save is acknowledged, and at once."""
    never = [save for save in ledger.saves if not save.acknowledged]
    late = [save for save in ledger.saves if save.acknowledged and set(save.answers) != {"302"}]
    told = [f"{len(never)} saves were not acknowledged, such as {never[0].answers[:5]}"] if never else []
    return told + ([f"{len(late)} saves {LATE}, such as {late[0].answers[:5]}"] if late else [])


def judged(ground: Ground, ledger: Ledger, figures: dict, faults: list[str]) -> tuple[dict, list[str]]:
    """The figures and faults with what the database itself says: the ledger against the records, and the product's own checks."""
    path = ground.folder / "ledger.json"
    ledger.write(path)
    truth = ground.tell("drills.truth", str(path))
    wrong = [f"{name}: {tokens}" for name, tokens in truth["wrong"].items()]
    figures |= {"on_record": truth["on_record"], "lost_doubled_or_half_written": len(wrong)}
    return figures, faults + ledger.unexpected[:5] + wrong + ground.faults()
