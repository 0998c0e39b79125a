"""Workers are killed in the middle of imports and exports: a list is written once or not at all, a file comes when asked for again.

The kill waits until the list's one transaction is seen to run from outside (a lock on the database; the step that the job tells), and
then some part of its length. At that moment nothing of the list may be on record, or all of it: looked at before anybody goes on.
"""

import io
import json
import random
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from drills.finding import Finding
from drills.grounds import Ground
from drills.office import Office, office, worker
from drills.visitor import Answer, Lost, Visitor
from drills.world import password

SEED = 11
LISTS = "/nhap-lieu/"
AT_ONCE, IN_BACKGROUND = 120, 160
"""Lines of a list that is written while its sender waits, and of one that a background process writes."""
WRITING = "phase-2"
"""Where a job stands from just before its transaction until just after it."""


@dataclass
class Moment:
    """Some part of what takes about `length` seconds; the length is learnt from whether the kill came in time."""

    rng: random.Random
    length: float = 1.5

    def wait(self) -> None:
        time.sleep(self.rng.uniform(0, self.length))

    def learn(self, hit: bool) -> None:
        self.length = min(self.length * 1.2, 20) if hit else max(self.length * 0.6, 0.05)


def kills_in_imports_and_exports(ground: Ground, rounds: int) -> Finding:
    """Each round: an import in a page, one in the background and an export, each cut by a kill -9, then finished."""
    rng, cut, faults, sent = random.Random(SEED), Counter(), [], []
    moments = {"page": Moment(rng), "background": Moment(rng)}
    with office(ground, workers=2) as running:
        visitor = Visitor(running.port)
        visitor.log_in("drill00", password())
        for number in range(rounds):
            for kind, act in (("page", _in_page), ("background", _in_background)):
                names = [_name(number, kind, line) for line in range(AT_ONCE if kind == "page" else IN_BACKGROUND)]
                sent += names
                path = _persist(lambda names=names: visitor.post(LISTS, {"as_of": "14/02/2014"}, ("danh sách.xlsx", _list(names))))
                cut.update(act(ground, running, visitor, path.headers["Location"], names, moments[kind], faults))
            cut["export cut"] += _export(running, visitor, rng, faults)
        faults += [f"{running.tracebacks()} answers of 500: see {running.log}"] * bool(running.tracebacks())
    (ground.folder / "names.json").write_text(json.dumps(sent))
    counted = ground.tell("drills.names", str(ground.folder / "names.json"))
    faults += [f"{name} is on record {times} times" for name, times in counted.items() if times != 1][:5]
    figures = {"people_sent": len(sent), "on_record_once": sum(times == 1 for times in counted.values())}
    figures |= {name: f"{times} of {rounds} kills" for name, times in sorted(cut.items())}
    return Finding("jobs", ground.engine, figures, faults + ground.faults())


def _list(names: list[str]) -> bytes:
    from tests.cadres.importing.sent import a_list

    told = ("Nam", "Tày", "Tài chính - kế toán", "ĐH Luật", "TC", None)
    return a_list(*([place, name, 1970, *told] for place, name in enumerate(names, 1)))


def _name(number: int, kind: str, line: int) -> str:
    from drills.clerks import _SYLLABLES as words

    return f"{'Bế' if kind == 'page' else 'Sầm'} {words[number % 28]} {words[line // 28 % 28]} {words[line % 28]}"


def _in_page(
    ground: Ground, running: Office, visitor: Visitor, path: str, names: list[str], moment: Moment, faults: list[str]
) -> dict[str, int]:
    """Confirm, kill every worker while the page writes; then do what the page says until the list is written."""
    (digest,) = _digests(_persist(lambda: visitor.get(path)))
    inside, over = [], threading.Event()

    def kill() -> None:
        while not over.is_set() and not ground.is_written():
            time.sleep(0.005)
        moment.wait()
        inside.append(ground.is_written())
        running.kill_all()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    answered = _answers(lambda: visitor.post(f"{path}xac-nhan/", {"digest": digest}))
    over.set()
    killer.join()
    hit = inside == [True] and not answered
    moment.learn(hit)
    nothing = _all_or_nothing(ground, names, faults)
    while digests := _digests(_persist(lambda: visitor.get(path))):
        _answers(lambda digests=digests: visitor.post(f"{path}xac-nhan/", {"digest": digests[0]}))
    return {"page cut while it wrote": hit and nothing}


def _in_background(
    ground: Ground, running: Office, visitor: Visitor, path: str, names: list[str], moment: Moment, faults: list[str]
) -> dict[str, int]:
    """Confirm, kill the background process while it writes, let its silence be noticed at once, and let another one finish."""
    (digest,) = _digests(_persist(lambda: visitor.get(path)))
    _persist(lambda: visitor.post(f"{path}xac-nhan/", {"digest": digest}))
    where = "SELECT state, cursor FROM chuanxa_job ORDER BY id DESC LIMIT 1"
    with worker(ground) as process:
        while process.poll() is None and (told := ground.ask(where)[0])[0] in {"queued", "running"} and WRITING not in str(told[1]):
            time.sleep(0.01)
        moment.wait()
        (told,) = ground.ask(where)
        process.kill()
        process.wait()
    hit = told[0] == "running" and WRITING in str(told[1])
    moment.learn(hit)
    nothing = _all_or_nothing(ground, names, faults)
    ground.tell("drills.names", "--forget-the-dead")
    done = ground.run("manage.py", "work", "--until-empty")
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return {"background cut while it wrote": hit and nothing}


def _all_or_nothing(ground: Ground, names: list[str], faults: list[str]) -> bool:
    """Whether nothing of the list is on record; a part of it is a fault."""
    listed = ", ".join(f"'{name}'" for name in names)
    ((found,),) = ground.ask(f"SELECT count(*) FROM cadres_profile WHERE full_name IN ({listed})")  # noqa: S608 - names of ours
    faults += [f"{found} of {len(names)} lines are on record after a kill"] * (found not in {0, len(names)})
    return not found


def _export(running: Office, visitor: Visitor, rng: random.Random, faults: list[str]) -> bool:
    """Ask for a list as a file while every worker is killed; asked again, it comes whole."""
    path = "/can-bo/?dinh-dang=xlsx"

    def kill() -> None:
        time.sleep(rng.uniform(0, 0.4))
        running.kill_all()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    cut = not _answers(lambda: visitor.get(path))
    killer.join()
    answer = _persist(lambda: visitor.get(path))
    if answer.status != 200 or zipfile.ZipFile(io.BytesIO(answer.body)).testzip() is not None:
        faults.append(f"{answer.status} for an export asked for again")
    return cut


def _answers(act: Callable[[], Answer]) -> bool:
    """Whether an answer came."""
    try:
        act()
        return True
    except Lost:
        return False


def _digests(page: Answer) -> list[str]:
    """Of what the page asks to be confirmed; empty when nothing is left to confirm."""
    from lxml import html

    forms = [dict(form.form_values()) for form in html.fromstring(page.body).forms]
    return [form["digest"] for form in forms if "digest" in form]


def _persist(act: Callable[[], Answer], seconds: float = 600) -> Answer:
    """Ask again until an answer comes."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = act()
            if answer.status != 503 or time.monotonic() > end:
                return answer
        except Lost:
            if time.monotonic() > end:
                raise
        time.sleep(0.3)
