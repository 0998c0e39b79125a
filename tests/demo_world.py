"""The demo in the test database: loaded once for a module inside a transaction that is undone when the module ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management import call_command
from django.db import transaction

from cadres.actions import catalogue
from cadres.demo.load import load

TODAY = date(2026, 11, 22)
"""The day the demo is loaded on in tests."""


@contextmanager
def demo_world(blocker, *provinces: str) -> Iterator[None]:
    """Units, catalogue and the invented people of `provinces` (none named: all five). `blocker` is pytest-django's django_db_blocker.

    Write a module's fixture with it: `@pytest.fixture(scope="module", autouse=True)`, and give the module
    `pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]`.
    """
    with blocker.unblock(), transaction.atomic():
        try:
            call_command("load_units", shipped=True, commit=True, verbosity=0)
            catalogue.load(by="tests")
            load(by="tests", day=TODAY, only=provinces)
            yield
        finally:
            transaction.set_rollback(True)
