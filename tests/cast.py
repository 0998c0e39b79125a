"""The standing cast of every page's tests, at work in the small world (tests/world) on factories.TODAY.

Each is a client that is logged in: `hanh` (clerk of the commune Trường Hà in Cao Bằng), `minh` (personnel officer of Cao Bằng), `thao`
(leader of Cao Bằng: no names), `quan` (officer of Sóc Trăng and Cần Thơ: a stranger here), `quantri` (administrator), and `nobody`, who is
not logged in. The world is made once for a module and rolled back after it.
"""

from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.made_once import made_once
from tests.world.made import World, make_world

NOW = factories.at(2026, 6, 15, 9)
CAST = ("hanh", "minh", "thao", "quan", "quantri")
MEMBERS = ("hanh", "minh", "quan", "quantri")
"""Those who may see names."""


class Visitor(Client):
    """Somebody with a browser."""

    def report(self, path: str, **query) -> dict:
        """The page as JSON; anything but an answer fails the test with what was said. `so_voi` is the query name so-voi."""
        answer = self.get(address(path, **query, dinh_dang="json"))
        assert answer.status_code == 200, (answer.request["QUERY_STRING"], answer.content.decode()[:500])
        return answer.json()

    def page(self, path: str, **query) -> str:
        """The page as HTML."""
        answer = self.get(address(path, **query))
        assert answer.status_code == 200, (answer.request["QUERY_STRING"], answer.content.decode()[:500])
        return answer.content.decode()


def address(path: str, **query) -> str:
    """A path with its query; `so_voi=` stands for the name so-voi, a list for a repeated name."""
    asked = {name.replace("_", "-"): value for name, value in query.items() if value is not None}
    if not asked:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(asked, doseq=True)}"


@pytest.fixture(scope="module")
def _small_world_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker), time_machine.travel(NOW, tick=False):
        yield make_world()


@pytest.fixture
def small_world(_small_world_once, db) -> World:
    """The small world on the morning of TODAY; what a test writes is undone after it."""
    with time_machine.travel(NOW, tick=False):
        yield _small_world_once


@pytest.fixture
def nobody(small_world) -> Visitor:
    return Visitor()


def _member(name: str):
    @pytest.fixture(name=name)
    def member(small_world) -> Visitor:
        visitor = Visitor()
        visitor.force_login(small_world.users[name])
        return visitor

    return member


hanh, minh, thao, quan, quantri = map(_member, CAST)
