"""Workers are killed in the middle of imports and exports: a list is written once or not at all, a file comes when asked for again."""

import io
import json
import random
import threading
import time
import zipfile

from drills.finding import Finding
from drills.grounds import Ground
from drills.office import Office, office, worker
from drills.visitor import Answer, Lost, Visitor
from drills.world import password

SEED = 11
LISTS = "/nhap-lieu/"
AT_ONCE, IN_BACKGROUND = 12, 160
"""Lines of a list that is written while its sender waits, and of one that a background process writes."""


def kills_in_imports_and_exports(ground: Ground, rounds: int) -> Finding:
    """Each round: a short import, a long import and an export, each cut by a kill -9 at a random moment, then finished."""
    from tests.cadres.importing.sent import a_list

    rng, cut, faults, sent = random.Random(SEED), {"imports": 0, "background": 0, "exports": 0}, [], {}
    with office(ground, workers=2) as running:
        visitor = Visitor(running.port)
        visitor.log_in("drill00", password())
        for number in range(rounds):
            for kind, lines in (("imports", AT_ONCE), ("background", IN_BACKGROUND)):
                names = [_name(number, kind, line) for line in range(lines)]
                sent |= dict.fromkeys(names, 0)
                content = a_list(
                    *(
                        [place, name, 1970, "Nam", "Tày", "Tài chính - kế toán", "ĐH Luật", "TC", None]
                        for place, name in enumerate(names, 1)
                    )
                )
                path = _persist(lambda content=content: visitor.post(LISTS, {"as_of": "14/02/2014"}, ("danh sách.xlsx", content))).headers[
                    "Location"
                ]
                cut[kind] += (_in_request if kind == "imports" else _in_background)(ground, running, visitor, path, rng)
            cut["exports"] += _export(running, visitor, rng, faults)
        faults += [f"{running.tracebacks()} answers of 500: see {running.log}"] * bool(running.tracebacks())
    (ground.folder / "names.json").write_text(json.dumps(list(sent)))
    counted = ground.tell("drills.names", str(ground.folder / "names.json"))
    faults += [f"{name} is on record {times} times" for name, times in counted.items() if times != 1][:5]
    figures = {"people_sent": len(sent), "on_record_once": sum(times == 1 for times in counted.values())}
    figures |= {f"kills_that_cut_{kind}": f"{times} of {rounds}" for kind, times in cut.items()}
    return Finding("jobs", ground.engine, figures, faults + ground.faults())


def _name(number: int, kind: str, line: int) -> str:
    from drills.clerks import _SYLLABLES as words

    return f"{'Bế' if kind == 'imports' else 'Sầm'} {words[number % 28]} {words[line // 28 % 28]} {words[line % 28]}"


def _in_request(ground: Ground, running: Office, visitor: Visitor, path: str, rng: random.Random) -> bool:
    """Confirm while every worker is killed; then do what the page says until the list is written. Whether an answer was lost."""
    cut = not _while_killed(running, rng, 0.6, lambda: _confirm(visitor, path))
    while "confirm" in (answer := _confirm(visitor, path, only_look=True)):
        cut = not _persist(lambda: visitor.post(f"{path}xac-nhan/", {"digest": answer["digest"]})) or cut
    return cut


def _in_background(ground: Ground, running: Office, visitor: Visitor, path: str, rng: random.Random) -> bool:
    """Confirm, kill the background process in the middle, let its silence be noticed at once, and let another one finish."""
    _confirm(visitor, path)
    with worker(ground) as process:
        time.sleep(rng.uniform(0.8, 4))
        process.kill()
    told = ground.tell("drills.names", "--forget-the-dead")
    done = ground.run("manage.py", "work", "--until-empty")
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return bool(told["running"])


def _export(running: Office, visitor: Visitor, rng: random.Random, faults: list[str]) -> bool:
    """Ask for a list as a file while every worker is killed; asked again, it comes whole."""
    path = "/can-bo/?dinh-dang=xlsx"
    cut = not _while_killed(running, rng, 0.4, lambda: visitor.get(path))
    answer = _persist(lambda: visitor.get(path))
    if answer.status != 200 or zipfile.ZipFile(io.BytesIO(answer.body)).testzip() is not None:
        faults.append(f"{answer.status} for an export asked for again")
    return cut


def _while_killed(running: Office, rng: random.Random, longest: float, act) -> bool:
    """Whether the answer came although all workers were killed at some moment."""

    def kill() -> None:
        time.sleep(rng.uniform(0, longest))
        for _ in range(len(running.workers())):
            running.kill_worker(rng)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    try:
        act()
        return True
    except Lost:
        return False
    finally:
        killer.join()


def _confirm(visitor: Visitor, path: str, *, only_look: bool = False) -> dict:
    """Open the preview and press the button; with `only_look`, the digest of what is still to be confirmed, or nothing."""
    page = _persist(lambda: visitor.get(path))
    digests = [form.get("digest") for form in _forms(page) if "digest" in form]
    if only_look:
        return {"confirm": True, "digest": digests[0]} if digests else {}
    visitor.post(f"{path}xac-nhan/", {"digest": digests[0]})
    return {}


def _forms(page: Answer) -> list[dict[str, str]]:
    from lxml import html

    return [dict(form.form_values()) for form in html.fromstring(page.body).forms]


def _persist(act, seconds: float = 60) -> Answer:
    """Ask again until an answer comes."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = act()
            if answer.status != 503:
                return answer
        except Lost:
            if time.monotonic() > end:
                raise
        time.sleep(0.3)
