"""Asks as anybody, in the world of the matrix, and takes back whatever the answer wrote."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from html import unescape

from django.db import transaction

from chuanxa.models import User
from provinces.models import Scope
from tests import factories
from tests.cast import Visitor
from tests.matrix.objects import make_objects
from tests.world.made import make_world

VISITORS = ("nobody", "hanh", "minh", "thao", "kiem", "quan", "quantri")
CHANGING = re.compile(rb'name="(csrfmiddlewaretoken|once|token|key)" value="[^"]*"')
"""What differs between two answers to the same request: the masked token against forgery and the keys by which a form is saved once."""


@dataclass(frozen=True)
class Somebody:
    """Whose units these are; the slow way to say what they may know of."""

    units: frozenset

    def knows(self, place) -> bool:
        """Of a commune: whether it, its district or its province is theirs. Of a province: whether anything in it is theirs."""
        if place.tier == "commune":
            return any(unit in self.units for unit in (place, place.district, place.province))
        return any(place.code == (unit.code if unit.tier == "province" else unit.province.code) for unit in self.units)


class Asked:
    """The world, its objects and everybody logged in; `ask` answers a request and takes back whatever it wrote."""

    def __init__(self):
        self.world = world = make_world()
        world.users["kiem"] = factories.user("kiem", "auditor", everywhere=True)
        self.objects = make_objects(world)
        self.roles = {name: user.role for name, user in world.users.items()}
        self.visitors = {name: Visitor() for name in VISITORS}
        for name, visitor in self.visitors.items():
            if name != "nobody":
                visitor.force_login(world.users[name])
        self._kept = {name: {key: one.value for key, one in visitor.cookies.items()} for name, visitor in self.visitors.items()}
        self.count = Counter()

    def somebody(self, drawn: set[int], role: str) -> "Somebody":
        """The user Lan with a role and a scope drawn from the units of the world, logged in."""
        units = list(vars(self.world.places).values())
        lan = User.objects.filter(username="lan").first() or factories.user("lan", role)
        User.objects.filter(pk=lan.pk).update(role=role)
        Scope.objects.filter(user=lan).delete()
        chosen = frozenset(units[number % len(units)] for number in drawn)
        for unit in chosen:
            Scope.objects.create(user=lan, **{unit.tier: unit})
        self.visitors["lan"] = visitor = Visitor()
        visitor.force_login(User.objects.get(pk=lan.pk))
        self._kept["lan"] = {key: one.value for key, one in visitor.cookies.items()}
        return Somebody(chosen)

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


def told(content: bytes) -> str:
    """What an answer tells: its text, of a workbook the text of every part; letters written as numbers are letters again."""
    if not content.startswith(b"PK"):
        return unescape(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return unescape("\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist()))
