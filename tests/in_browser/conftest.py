"""The small world behind a live server, and the cast at a browser: they log in by the form, as everybody does."""

from dataclasses import dataclass

import pytest
import time_machine
from playwright.sync_api import Page

from tests.cast import NOW
from tests.factories import PASSWORD
from tests.world.made import World, make_world


@pytest.fixture
def live_world(transactional_db) -> World:
    """Made for one test; the clock goes on from the morning of TODAY."""
    with time_machine.travel(NOW):
        yield make_world()


@dataclass
class Desk:
    """A browser at the address of the system. `said` is what it complained of: errors, warnings, refusals by the policy."""

    page: Page
    address: str
    said: list[str]

    def log_in(self, name: str, *, ask_for: str = "/") -> Page:
        """Ask for a page, be sent to the form, fill it in, arrive."""
        self.page.goto(self.address + ask_for)
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "dang-nhap" not in url)
        return self.page

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()


@pytest.fixture
def desk(page, live_server, live_world) -> Desk:
    """Nobody has logged in yet. A test ends well only if the browser had nothing to complain of."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return Desk(page, live_server.url, said)
