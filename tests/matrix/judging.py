"""What is wrong with the answers: of every address to everybody (the matrix), and of every list to somebody with a random scope.

The tests assert that nothing is; test_broken_filters.py takes a filter out of a view and asserts that something is.
"""

import re
from collections import defaultdict

from django.db import transaction
from django.urls import get_resolver

from chuanxa.roles import ROLES
from tests.matrix.asking import VISITORS, Asked, told
from tests.matrix.expectations import NEEDS, ROWS, SEES, Row
from tests.matrix.objects import KINDS, add_one_more, communes_of, secrets_of

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
    needed = next((permission for permission, names in NEEDS.items() if route in names.split()), None)
    return needed is None or needed in ROLES[asked.roles[name]].may


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


def misanswered(asked: Asked, rows: dict[str, Row]) -> list[str]:
    """The cases of these routes that are answered otherwise than declared, and the refusals that tell one object from another."""
    wrong, refusals = [], defaultdict(dict)
    for route, row in rows.items():
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
    return wrong


LISTS = sorted(route for route, row in ROWS.items() if row.reads and not row.open and ("{" not in row.at or "?" in row.at))
"""Every page that is about no single object: lists, counts, exports, JSON, what is looked up while typing."""
VERSION = re.compile(r"(dòng nhật ký số(?:<[^>]*>|\s)*|\"data_version\": ?)\d+")
"""Every file says to which line of the trail its data goes: that somebody somewhere wrote something is no secret."""


def leaks(asked: Asked, drawn: set[int], role: str, query: tuple[str, ...], lists: list[str]) -> list[str]:
    """The lists that tell somebody with a drawn scope of what lies outside: by a word, or by another figure once there is more of it."""
    somebody = asked.somebody(drawn, role)
    hidden = {word for word, place in secrets_of(asked.world).items() if place is None or not somebody.knows(place)}
    outside = [kind for kind, commune in communes_of(asked.world.places).items() if not somebody.knows(commune)]
    before = {route: _answer(asked, route, query) for route in lists}
    wrong = [
        f"{route} {query}: {status} tells of {sorted(word for word in hidden if word in text)}"
        for route, (status, text) in before.items()
        if status >= 500 or any(word in text for word in hidden)
    ]
    if outside:
        with transaction.atomic():
            add_one_more(asked.world, outside[sum(drawn) % len(outside)])
            after = {route: _answer(asked, route, query) for route in lists}
            transaction.set_rollback(True)
        more = "another answer when there is one more of everything outside"
        wrong += [
            f"{route} {query}: {more}: {_difference(before[route], after[route])}" for route in lists if after[route] != before[route]
        ]
    return wrong


def _difference(one: tuple[int, str], other: tuple[int, str]) -> str:
    """Where two answers part."""
    at = next((place for place, (a, b) in enumerate(zip(one[1], other[1], strict=False)) if a != b), 0)
    return f"{one[0]} {one[1][max(at - 80, 0) : at + 40]!r} became {other[0]} {other[1][max(at - 80, 0) : at + 40]!r}"


def _answer(asked: Asked, route: str, query: tuple[str, ...]) -> tuple[int, str]:
    path, _, own = ROWS[route].at.partition("?")
    path = path.format(**{key: kinds["own"] for key, kinds in asked.objects.items()})
    wanted = "&".join((*([own] if own and "{" not in own else []), *query))
    status, _, content = asked.ask("lan", "GET", f"{path}?{wanted}" if wanted else path)
    return status, VERSION.sub(r"\1", told(content))
