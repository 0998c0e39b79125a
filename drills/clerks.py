"""Clerks who save at the same time, and the ledger of what they were told: the only truth a drill is held against.

A clerk does what the pages say: after a 503 the page's own form is sent again, after a lost connection the same form is sent again, for
"sending twice saves once". What was acknowledged (a redirect) must be on record once; what was not may be, but never twice or by half.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from uuid import uuid4

from drills.visitor import Answer, Lost, Visitor
from drills.world import password

NEW = "/can-bo/moi/"
PATIENCE = 300
"""Seconds for which a clerk sends the same form again."""
_SYLLABLES = (
    "An Bình Chi Dũng Em Giang Hà Hải Hiền Hoa Hùng Khánh Lan Linh Long Mai Minh Nam Nga Ngọc Oanh Phong Quân Sơn Tâm Uyên Vân Yến".split()
)


@dataclass
class Save:
    """One intention of a clerk. `cadre` is empty for a new person; `answers` counts what came back before it was acknowledged."""

    token: str
    by: str
    cadre: str = ""
    acknowledged: bool = False
    seconds: float = 0.0
    answers: list[str] = field(default_factory=list)


class Ledger:
    """What all clerks intended and were told; `kept` and `not_kept` count 503 pages by whether they held what was typed."""

    def __init__(self):
        self.saves: list[Save] = []
        self.kept = self.not_kept = 0
        self.unexpected: list[str] = []
        self._lock = threading.Lock()

    def add(self, save: Save) -> Save:
        with self._lock:
            self.saves.append(save)
        return save

    def acknowledged(self) -> int:
        return sum(save.acknowledged for save in list(self.saves))

    def note_page(self, kept: bool) -> None:
        with self._lock:
            self.kept, self.not_kept = self.kept + kept, self.not_kept + (not kept)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps([asdict(save) for save in self.saves]))

    def figures(self) -> dict:
        done = sorted(save.seconds for save in self.saves if save.acknowledged)
        middle = {"median_ms": round(done[len(done) // 2] * 1000), "slowest_ms": round(done[-1] * 1000)} if done else {}
        answers = Counter(answer for save in self.saves for answer in save.answers)
        told = {"saves": len(self.saves), "acknowledged": len(done), **middle, "answers": dict(answers)}
        return told | {"503_pages_that_kept_the_text": self.kept, "503_pages_that_did_not": self.not_kept}


class Clerk:
    """One person at one keyboard."""

    _names = count()

    def __init__(self, name: str, port: int, ledger: Ledger):
        self.name, self.ledger, self.visitor = name, ledger, Visitor(port)
        self.own: list[str] = []

    def log_in(self) -> None:
        self.visitor.log_in(self.name, password())

    def enter(self, going: Callable[[], bool] = lambda: True, patience: float = PATIENCE) -> Save:
        """A new person."""
        save = self.ledger.add(Save(str(uuid4()), self.name))
        answer = self._insist(save, NEW, new_person(save.token, next(self._names)), going, patience)
        if answer is not None and save.acknowledged:
            self.own.append(answer.headers["Location"].rstrip("/").rpartition("/")[2])
        return save

    def amend(self, going: Callable[[], bool] = lambda: True, patience: float = PATIENCE) -> Save | None:
        """Another note on a person of one's own; None when the form could not be opened."""
        cadre = self.own[-1]
        try:
            page = self.visitor.get(f"/can-bo/{cadre}/sua/")
        except Lost:
            return None
        if page.status != 200:
            return None
        save = self.ledger.add(Save(str(uuid4()), self.name, cadre))
        typed = page.form("//form[@id='ho-so']") | {"profile-note": save.token, "reason": "Bổ sung hồ sơ", "do": "save"}
        self._insist(save, f"/can-bo/{cadre}/sua/", typed, going, patience)
        return save

    def _insist(self, save: Save, path: str, typed: dict, going: Callable[[], bool], patience: float) -> Answer | None:
        """Send until it is acknowledged, refused for good, or too late."""
        start = time.perf_counter()
        while True:
            answer = self._once(save, path, typed)
            if answer is not None and answer.status == 302:
                save.acknowledged, save.seconds = True, time.perf_counter() - start
                return answer
            if answer is not None and answer.status != 503:
                self.ledger.unexpected.append(f"{answer.status} for {path}: {answer.said()}")
                return None
            if time.perf_counter() - start > patience:
                return None
            time.sleep(0.3)

    def _once(self, save: Save, path: str, typed: dict) -> Answer | None:
        try:
            answer = self.visitor.post(path, typed)
        except Lost:
            save.answers.append("no answer")
            return None
        save.answers.append(str(answer.status))
        if answer.status == 503:
            back = answer.form()
            self.ledger.note_page(all(back.get(name, "").strip() == str(value).strip() for name, value in typed.items()))
        return answer


def new_person(token: str, number: int) -> dict[str, str]:
    """The form of one person with one post and one diploma; the note says which form it was."""
    name = f"Nông {_SYLLABLES[number // 784 % 28]} {_SYLLABLES[number // 28 % 28]} {_SYLLABLES[number % 28]}"
    return {
        "token": token,
        "do": "save",
        "another": "1",
        "profile-full_name": name,
        "profile-born": f"{1 + number % 28}/{1 + number % 12}/{1960 + number % 25}",
        "profile-sex": "female" if number % 2 else "male",
        "profile-note": token,
        "posts-rows": "1",
        "posts-0-commune": "Xã Trường Hà",
        "posts-0-position": "Tài chính - kế toán",
        "posts-0-first": "1/7/2025",
        "qualifications-rows": "1",
        "qualifications-0-ladder": "professional",
        "qualifications-0-level": "Đại học",
        "qualifications-0-awarded": "2001",
        "enrolments-rows": "0",
    }


def at_work(names: list[str], port: int, ledger: Ledger, going: Callable[[], bool], patience: float = PATIENCE) -> list[threading.Thread]:
    """Each clerk enters and amends people until `going` says no; returns the threads, started."""

    def work(clerk: Clerk) -> None:
        turn = 0
        try:
            while going():
                turn += 1
                if turn % 3 == 0 and clerk.own:
                    clerk.amend(going, patience)
                else:
                    clerk.enter(going, patience)
                if turn % 5 == 0:
                    _send_again(clerk)
        except Exception as error:
            ledger.unexpected.append(f"{type(error).__name__}: {error}")

    clerks = [Clerk(name, port, ledger) for name in names]
    for clerk in clerks:
        clerk.log_in()
    threads = [threading.Thread(target=work, args=(clerk,), daemon=True) for clerk in clerks]
    for thread in threads:
        thread.start()
    return threads


def _send_again(clerk: Clerk) -> None:
    """A double click on the newest new person: the same form twice at the same moment, by two connections of one session."""
    token, number = str(uuid4()), next(clerk._names)
    save, typed, answers = clerk.ledger.add(Save(token, clerk.name)), new_person(token, number), []
    other = Visitor(clerk.visitor.port)
    other.cookies = dict(clerk.visitor.cookies)

    def press(visitor: Visitor) -> None:
        try:
            answers.append(visitor.post(NEW, typed).status)
        except Lost:
            answers.append(0)

    second = threading.Thread(target=press, args=(other,), daemon=True)
    second.start()
    press(clerk.visitor)
    second.join()
    save.answers += [str(status or "no answer") for status in answers]
    save.acknowledged = 302 in answers
    if unknown := set(answers) - {0, 302, 503}:
        clerk.ledger.unexpected.append(f"{unknown} for a double click")
