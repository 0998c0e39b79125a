"""The matrix: every address × method × role × object is answered as expectations.py says; an address without a row fails.

Everything is asked inside savepoints that are taken back, so the world is built once and no case sees another's writes.
"""

import logging
import re
import time
from collections import defaultdict

import pytest
import time_machine
from django.db import transaction
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuanxa.roles import ROLES
from tests.cast import NOW
from tests.matrix.asking import VISITORS, Asked, told
from tests.matrix.expectations import ROWS, SEES, Row
from tests.matrix.objects import KINDS, secrets_of

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
LOG_IN = "/tai-khoan/dang-nhap/?next="
ECHO = "“{}”"
"""How a refusal repeats what was asked: that is no news to whoever asked."""


def routes(patterns) -> dict:
    """Route name → view, of every address there is."""
    found = {}
    for pattern in patterns:
        found |= routes(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name: pattern.callback}
    return found


VIEWS = routes(get_resolver().url_patterns)


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


# random scopes

LISTS = sorted(route for route, row in ROWS.items() if row.reads and not row.open and ("{" not in row.at or "?" in row.at))
"""Every page that is about no single object: lists, counts, exports, JSON, what is looked up while typing."""
FORMATS = st.sampled_from([(), ("dinh-dang=json",), ("dinh-dang=xlsx",)])
DAYS = st.sampled_from([(), (), ("ngay=15/06/2009",), ("ngay=31/12/2025",)])


@pytest.mark.usefixtures("_quiet")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.sets(st.integers(0, 40), max_size=3), role=st.sampled_from(["clerk", "personnel_officer"]), form=FORMATS, day=DAYS)
def test_no_list_count_or_file_tells_of_what_lies_outside_a_random_scope(asked, drawn, role, form, day):
    somebody = asked.somebody(drawn, role)
    hidden = {word for word, place in secrets_of(asked.world).items() if not somebody.knows(place)}
    wrong = []
    for route in LISTS:
        at = ROWS[route].at.partition("?")[0].format(**{key: kinds["own"] for key, kinds in asked.objects.items()})
        query = "&".join((*form, *day))
        status, _, content = asked.ask("lan", "GET", f"{at}?{query}" if query else at)
        found = {word for word in hidden if word in told(content)}
        if found or status >= 500:
            wrong.append(f"{route} {query}: {status} tells of {sorted(found)}")
    assert not wrong, f"{role} of {sorted(map(str, somebody.units))}:\n" + "\n".join(wrong)
