"""Hostile requests to every route as every role, in process: any answer of 500 and above is a fault.

python -m drills.fuzzing FIRST COUNT      the requests number FIRST … FIRST+COUNT-1; each number is always the same request
"""

import json
import logging
import sys
from collections import Counter
from random import Random
from urllib.parse import quote

from drills.hostile import BODIES, HEADERS, METHODS, NAMES, QUERIES, TEXTS, TYPES

SEED = "chuanxa-drill-1"
MOST_READ = 300_000
"""Bytes of a streamed answer that are read."""


class Fuzzer:
    """Sends requests by their numbers."""

    def __init__(self):
        from django.db.models import Max
        from django.urls.converters import get_converters

        from cadres.models import Cadre, ImportBatch, Standard
        from chuanxa.models import ChangeSet, Job, User
        from provinces.models import Commune, District, Province

        self.routes = _routes()  # which also registers the converters
        self.users = [*User.objects.filter(username__startswith="role-").order_by("pk"), None]
        tables = (Cadre, ImportBatch, ChangeSet, Job, User, Commune)
        self.ids = [str(table.objects.aggregate(last=Max("pk"))["last"] or 1) for table in tables] + [
            "1",
            "2",
            "3",
            "5",
            "8",
            "13",
            "21",
            "34",
        ]
        self.codes = [code for table in (Province, District, Commune) for code in table.objects.values_list("code", flat=True)[:6]]
        self.slugs = [*Standard.objects.values_list("code", flat=True)[:6], *_slugs()]
        self.listed = {kind: converter.regex.split("|") for kind, converter in get_converters().items() if "|" in converter.regex}
        self.forms: dict[str, dict[str, str]] = {}
        self.clients: dict = {}

    def send(self, number: int) -> tuple[int, str]:
        """(status, what was asked) of the request of that number."""
        rng = Random(f"{SEED}:{number}")
        user = rng.choice(self.users)
        path = self._path(rng)
        method = rng.choice(METHODS)
        headers = {name: rng.choice(values) for name, values in HEADERS.items() if rng.random() < 0.04}
        headers.setdefault("HTTP_HOST", "127.0.0.1")
        query = self._query(rng)
        body, kind = self._body(rng, user, path) if method not in {"GET", "HEAD"} else (b"", "application/octet-stream")
        client = self._client(user, fresh=number % 97 == 0)
        told = f"#{number} {user} {method} {path[:300]} {headers} {kind[:60]} ?{query[:500]} {body[:200]!r}"
        answer = client.generic(method, path, body, content_type=kind, secure=rng.random() < 0.97, QUERY_STRING=query, **headers)
        if answer.status_code == 302 and "dang-nhap" in answer.headers.get("Location", "") and user:
            self.clients.pop(user.pk, None)  # the request ended its own session
        _read(answer)
        return answer.status_code, told

    def _client(self, user, *, fresh: bool):
        from django.test import Client

        key = user.pk if user else 0
        if fresh or key not in self.clients:
            client = Client(raise_request_exception=False, REMOTE_ADDR="127.0.0.1")
            if user:
                client.force_login(user, backend="chuanxa.log_in.LogIn")
            self.clients[key] = client
        return self.clients[key]

    def _path(self, rng: Random) -> str:
        if rng.random() < 0.03:
            return "/" + quote(rng.choice(TEXTS)) + rng.choice(("", "/", "%ff", "%00", "%c0%af", "//", ".php"))
        said = rng.choice(self.routes)
        return "/" + "".join(part if kind is None else self._value(rng, kind) for kind, part in said)

    def _value(self, rng: Random, kind: str) -> str:
        if kind == "int":
            return (
                rng.choice(self.ids)
                if rng.random() < 0.75
                else rng.choice(("0", "9" * 18, "9" * 19, "9" * 40, "2147483648", "007", "9223372036854775808"))
            )
        if kind in self.listed:
            return rng.choice(self.listed[kind])
        pool = self.codes if kind == "str" else self.slugs
        if rng.random() < 0.75:
            return rng.choice(pool)
        return (
            quote(rng.choice(TEXTS).replace("/", "") or "x", safe="")
            if kind == "str"
            else rng.choice(("x", "-", "_", "a" * 400, "0", "moi", "xoa"))
        )

    def _query(self, rng: Random) -> str:
        if rng.random() < 0.35:
            return ""
        if rng.random() < 0.05:
            return rng.choice(QUERIES)
        return "&".join(f"{quote(self._name(rng))}={self._text(rng)}" for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 6))))

    def _name(self, rng: Random) -> str:
        return rng.choice(NAMES) if rng.random() < 0.95 else rng.choice(TEXTS)

    def _text(self, rng: Random) -> str:
        if rng.random() < 0.05:
            return rng.choice(("%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "%00"))
        return quote(rng.choice((*TEXTS, *self.codes, *self.ids, *self.slugs)).encode("utf-8", "surrogatepass"), safe="")

    def _body(self, rng: Random, user, path: str) -> tuple[bytes, str]:
        kind = rng.choice(TYPES) if rng.random() < 0.15 else TYPES[0]
        if rng.random() < 0.06:
            return rng.choice(BODIES), kind
        fields = dict(self._form(user, path)) if rng.random() < 0.8 else {}
        for _ in range(rng.choice((0, 1, 1, 2, 4, 8))):
            name = rng.choice(list(fields)) if fields and rng.random() < 0.8 else self._name(rng)
            if rng.random() < 0.15:
                fields.pop(name, None)
            else:
                fields[name] = rng.choice((*TEXTS, *self.ids, *self.codes, *self.slugs))
        pairs = (f"{quote(name)}={quote(str(value).encode('utf-8', 'surrogatepass'))}" for name, value in fields.items())
        return "&".join(pairs).encode(), kind

    def _form(self, user, path: str) -> dict[str, str]:
        """The texts of the last form that the page shows this user, read once."""
        from lxml import html

        key = f"{user}{path}"
        if key not in self.forms:
            self.forms[key] = {}
            answer = self._client(user, fresh=False).get(path, secure=True, HTTP_HOST="127.0.0.1")
            if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
                forms = [
                    form
                    for form in html.fromstring(answer.content.strip() or b"<p>").forms
                    if form.method == "POST" and "dang-xuat" not in (form.action or "")
                ]
                self.forms[key] = {
                    name: value for name, value in (forms[-1].form_values() if forms else ()) if name != "csrfmiddlewaretoken"
                }
        return self.forms[key]


def _read(answer) -> None:
    if answer.streaming:
        read = 0
        for chunk in answer.streaming_content:
            read += len(chunk)
            if read > MOST_READ:
                break
    answer.close()


def _routes() -> list[list[tuple[str | None, str]]]:
    """Every route as parts: (None, text) or (kind, name of the argument)."""
    from django.urls import get_resolver

    def walk(patterns, before):
        for pattern in patterns:
            here = before + _parts(str(pattern.pattern))
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, here)
            else:
                yield here

    return list(walk(get_resolver().url_patterns, []))


def _parts(route: str) -> list[tuple[str | None, str]]:
    parts: list[tuple[str | None, str]] = []
    while "<" in route:
        text, _, rest = route.partition("<")
        inside, _, route = rest.partition(">")
        kind, _, name = inside.rpartition(":")
        parts += [(None, text), (kind or "str", name)]
    return [*parts, (None, route)]


def _slugs() -> list[str]:
    """Slugs of reports, schemes and published figures, so that routes by slug lead somewhere."""
    from reports.catalogue import KINDS
    from reports.models import PublishedFigure, PublishedReport, Scheme

    told = [
        slug
        for model, name in ((Scheme, "code"), (PublishedReport, "code"), (PublishedFigure, "code"))
        for slug in model.objects.values_list(name, flat=True)[:4]
    ]
    return [*(kind.slug for kind in KINDS), *told]


def fuzz(first: int, count: int) -> dict:
    """Send them; a fault holds the request whole, so that it can be sent again."""
    fuzzer, statuses, faults = Fuzzer(), Counter(), []
    for number in range(first, first + count):
        try:
            status, told = fuzzer.send(number)
        except Exception as error:  # what a client cannot even send is no answer of ours, but a broken stream is
            status, told = (599, f"#{number} {type(error).__name__}: {error}")
        statuses[str(status)] += 1
        if status >= 500:
            faults.append(f"{status} {told}"[:1500])
    return {"done": count, "routes": len(fuzzer.routes), "statuses": dict(statuses), "faults": faults}


if __name__ == "__main__":
    import django

    logging.disable(logging.CRITICAL)
    django.setup()
    print(json.dumps(fuzz(int(sys.argv[1]), int(sys.argv[2]))))
