"""Tests that drive Chromium: marked `browser`, run once (on SQLite), never downloaded by us, and watched for requests to other hosts.

A test takes `page` and `live_server`; what its pages asked for is in `network_log`, and asking another host fails it. Without a Chromium
on the machine they are skipped and the summary says so; with CI or REQUIRE_BROWSER set they fail.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Program Files/Google/Chrome/Application/chrome.exe")
MISSING = "no Chromium found; on Debian: apt-get install --no-install-recommends chromium, or set CHROMIUM to the program"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def executable() -> str | None:
    """The machine's own Chromium, Chrome or Edge; None when it has none."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in (*NAMES, *PLACES) if (found := shutil.which(name))), None)


def _required() -> bool:
    return bool(os.environ.get("CI") or os.environ.get("REQUIRE_BROWSER"))


def pytest_addoption(parser):
    parser.addoption("--no-browser", action="store_true", help="leave out the tests that drive a browser")


def pytest_collection_modifyitems(config, items):
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if config.getoption("--no-browser"):
        items[:] = [item for item in items if item not in browser_tests]
        config.hook.pytest_deselected(items=browser_tests)
    elif not executable() and not _required():
        for item in browser_tests:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter, config):
    if not executable() and not config.getoption("--no-browser"):
        terminalreporter.section("BROWSER NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"The tests marked browser did not run: {MISSING}.")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not executable():
        pytest.fail(MISSING)
    return browser_type_launch_args | {"executable_path": executable(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A browser as an office has it: Vietnamese, in Vietnam, on a common small screen."""
    return browser_context_args | {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def network_log(context) -> list[str]:
    """Every address that the pages of this test ask for, in order, the WebSockets included."""
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda websocket: addresses.append(websocket.url)))
    return addresses


def outside(addresses: list[str]) -> list[str]:
    """Those addresses that are of another host; data: and blob: addresses have none."""
    return [address for address in addresses if urlsplit(address).hostname not in {None, "127.0.0.1", "localhost"}]


@pytest.fixture(autouse=True)
def _no_other_host(request):
    """No page asks anything of another host."""
    if not request.node.get_closest_marker("browser"):
        yield
        return
    addresses = request.getfixturevalue("network_log")
    yield
    assert not outside(addresses), "a page asked another host"
