"""The demo in the test database: loaded once for a module inside a transaction that is undone when the module ends.

Every test of such a module is marked `django_db`, or pytest-django would run some of them elsewhere in the order and load the demo
twice. After a marked test Django checks every constraint of the database, seconds here: the fixture `undone` spares that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cadres.actions import catalogue
from cadres.demo.load import load
from tests import statistics

TODAY = date(2026, 11, 22)
"""The day the demo is loaded on in tests."""

DEMO_TESTS = [pytest.mark.django_db, pytest.mark.usefixtures("undone")]


@pytest.fixture
def undone(db):
    """What a test writes is rolled back, and the whole database need not be checked for it."""
    yield
    transaction.set_rollback(True)


@contextmanager
def demo_world(blocker, *provinces: str) -> Iterator[None]:
    """Units, catalogue and the invented people of `provinces` (none named: all five). `blocker` is pytest-django's django_db_blocker.

    Write a module's fixture with it: `@pytest.fixture(scope="module", autouse=True)`, give the module `pytestmark = DEMO_TESTS`, and keep
    it in one process (tests/together.py).
    """
    with blocker.unblock(), transaction.atomic():
        try:
            call_command("load_units", shipped=True, commit=True, verbosity=0)
            catalogue.load(by="tests")
            load(by="tests", day=TODAY, only=provinces)
            statistics.gather()
            connection.check_constraints()
            yield
        finally:
            transaction.set_rollback(True)
