"""What holds for every test: no connection leaves this machine, no example has a deadline, and what was not tested is said loudly."""

import gc
import ipaddress
import os
import sys

import pytest
from django.apps import apps
from django.db import connection, models
from django.template import Template, defaultfilters
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.browser", "tests.cast"]

# Two processors are shared by the browser, the server and the tests: time limits would fail honest examples.
# All else is as Hypothesis chooses it, which on CI is the same examples every time.
hypothesis_settings.register_profile("suite", hypothesis_settings(), deadline=None, print_blob=True)
hypothesis_settings.load_profile("suite")


# What Django, Playwright and a thousand templates keep for good is walked by every collection: fewer of them save a tenth of the time.
gc.set_threshold(50_000, 20, 20)


class OutsideConnection(RuntimeError):
    """A test tried to reach another machine. Not an OSError: code that forgives a missing network must not hide it."""


attempts: list[str] = []
TALKING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _watch(event: str, arguments: tuple) -> None:
    if event in TALKING:
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments
    else:
        return
    if isinstance(address, tuple) and not _is_this_machine(address[0]):  # the address of a Unix socket is no tuple
        attempts.append(f"{event} {address}")
        raise OutsideConnection(attempts[-1])


def _is_this_machine(host: object) -> bool:
    """True for loopback addresses and their name, and for what is no host at all (None, or the numbers of a kernel socket)."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_watch)


FIRST_ID = 1_234_567


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Rows are numbered as in a system that has been used for years: a number written "1.234.567" into an address leads nowhere."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in sorted(
            {model._meta.db_table for model in apps.get_models() if model._meta.managed and isinstance(model._meta.pk, models.AutoField)}
        ):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{table}"', FIRST_ID])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, FIRST_ID])


RENDER = Template._render


@pytest.fixture(scope="session", autouse=True)
def _templates_are_only_rendered(django_test_environment):
    """Django's test client keeps a copy of the context of every template, a hundred for a page; nobody here asks for them."""
    Template._render = RENDER


@pytest.fixture(scope="session", autouse=True)
def _no_text_as_a_number():
    """`|stringformat:"d"` of a text is nothing at all, and nobody is told: an address or a field would be empty."""
    lenient = defaultfilters.register.filters["stringformat"]

    def strict(value, form):
        if form == "d" and isinstance(value, str) and value:
            pytest.fail(f"a template writes the text {value!r} as a number: it would come out empty")
        return lenient(value, form)

    strict.is_safe = True
    defaultfilters.register.filters["stringformat"] = strict
    yield
    defaultfilters.register.filters["stringformat"] = lenient


@pytest.fixture(autouse=True)
def _no_other_machine():
    """Fail a test during which something tried to reach another machine, even if the refusal was swallowed or happened in a thread."""
    attempts.clear()
    yield
    if attempts:
        pytest.fail("reached for another machine: " + "; ".join(attempts))


def pytest_terminal_summary(terminalreporter):
    if missing := os.environ.get("POSTGRES_MISSING"):
        terminalreporter.section("PostgreSQL NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"These tests ran on SQLite only: {missing}.")
