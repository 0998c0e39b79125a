"""The matrix: every address × method × role × object is answered as expectations.py says; an address without a row fails.

Everything is asked inside savepoints that are taken back, so the world is built once and no case sees another's writes.
"""

import logging
import re
import time
from collections import Counter, defaultdict

import pytest
import time_machine
from django.db import transaction
from django.urls import get_resolver

from chuanxa.roles import ROLES
from tests import factories
from tests.cast import NOW, Visitor
from tests.matrix.expectations import ROWS, SEES, Row
from tests.matrix.objects import KINDS, make_objects
from tests.world.made import make_world

pytestmark = pytest.mark.django_db
VISITORS = ("nobody", "hanh", "minh", "thao", "kiem", "quan", "quantri")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
LOG_IN = "/tai-khoan/dang-nhap/?next="
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
"""What differs between two answers to the same request: the masked token of the log-out form."""
ECHO = "“{}”"
"""How a refusal repeats what was asked: that is no news to whoever asked."""


def routes(patterns) -> dict:
    """Route name → view, of every address there is."""
    found = {}
    for pattern in patterns:
        found |= routes(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name: pattern.callback}
    return found


VIEWS = routes(get_resolver().url_patterns)


class Asked:
    """The world, its objects and everybody logged in; `ask` answers a request and takes back whatever it wrote."""

    def __init__(self):
        world = make_world()
        world.users["kiem"] = factories.user("kiem", "auditor", everywhere=True)
        self.objects = make_objects(world)
        self.roles = {name: user.role for name, user in world.users.items()}
        self.visitors = {name: Visitor() for name in VISITORS}
        for name, visitor in self.visitors.items():
            if name != "nobody":
                visitor.force_login(world.users[name])
        self._kept = {name: {key: one.value for key, one in visitor.cookies.items()} for name, visitor in self.visitors.items()}
        self.count = Counter()

    def ask(self, name: str, method: str, path: str):
        """(status, headers that tell, content without what changes by itself)."""
        visitor = self.visitors[name]
        visitor.cookies.clear()
        visitor.cookies.load(self._kept[name])
        self.count[method] += 1
        with transaction.atomic():
            answer = visitor.generic(method, path)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer.status_code, answer.get("Location", ""), CHANGING.sub(b"", content)


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        yield Asked()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _same_morning(asked, db):
    with time_machine.travel(NOW, tick=False):
        yield


def keys(row: Row) -> list[str]:
    return re.findall(r"\{(\w+)\}", row.at)


def addresses(row: Row, objects: dict) -> dict[str, str]:
    """Kind of object → address; one without a kind for routes that ask for nothing in particular."""
    named = keys(row)
    if not named:
        return {"": row.at}
    return {kind: row.at.format(**{key: objects[key][kind] for key in named}) for kind in KINDS}


def methods(name: str, kind: str) -> tuple[str, ...]:
    """Reading and writing by everybody; the other methods, which ask nothing about the object, by a stranger, a clerk, an administrator."""
    if kind not in {"", "own"} or name not in {"nobody", "hanh", "quantri"}:
        return ("GET", "POST")
    return METHODS if name == "quantri" else tuple(method for method in METHODS if method != "HEAD")


def bare(content: bytes, row: Row, kind: str, objects: dict) -> bytes:
    """A refusal without the repeated words of the question."""
    for key in keys(row):
        content = content.replace(ECHO.format(objects[key][kind]).encode(), b"")
    return content


def may(asked: Asked, name: str, route: str) -> bool:
    permission = getattr(VIEWS[route], "permission", None)
    return permission is None or permission in ROLES[asked.roles[name]].may


def sees(row: Row, name: str, kind: str) -> bool:
    if not kind:
        return True
    table = row.sees or SEES[keys(row)[0]]
    return name in table.get(kind, "").split()


def expected(asked: Asked, route: str, row: Row, name: str, method: str, kind: str) -> frozenset[int]:
    """The statuses that this case may be answered with."""
    if name == "nobody" and not row.open:
        return frozenset({302})
    if method not in row.methods:
        return frozenset({405})
    if name != "nobody" and not may(asked, name, route):
        return frozenset({403})
    if not sees(row, name, kind):
        return frozenset({404})
    if kind == "ended" and row.gone:
        return row.gone
    return row.posts if method == "POST" else row.gets


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(VIEWS) - set(ROWS) == set(), "declare what these answer to whom: a row each in tests/matrix/expectations.py"
    assert set(ROWS) - set(VIEWS) == set()


@pytest.fixture
def _quiet():
    """Five thousand refusals need no line each in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_quiet")
def test_every_address_answers_every_role_as_declared(asked):
    wrong, refusals = [], defaultdict(dict)
    begun = time.process_time()
    for route, row in ROWS.items():
        for kind, path in addresses(row, asked.objects).items():
            for name in VISITORS:
                for method in methods(name, kind):
                    wanted = expected(asked, route, row, name, method, kind)
                    status, location, content = asked.ask(name, method, path)
                    case = f"{route} {method} {name} {kind or 'no object'} {path}"
                    if status not in wanted:
                        wrong.append(f"{case}: {status}, not {sorted(wanted)}")
                    elif name == "nobody" and not row.open and not location.startswith(LOG_IN):
                        wrong.append(f"{case}: led to {location}")
                    if kind and (status == 403 or not sees(row, name, kind)):
                        refusals[route, method, name, status][kind] = bare(content, row, kind, asked.objects)
    for (route, method, name, status), contents in refusals.items():
        if len(set(contents.values())) > 1:
            wrong.append(f"{route} {method} {name}: {status} tells {' from '.join(contents)}")
    print(f"{sum(asked.count.values())} cases, {time.process_time() - begun:.0f} s of processor time")
    assert not wrong, f"{len(wrong)} of {sum(asked.count.values())} cases:\n" + "\n".join(wrong)
