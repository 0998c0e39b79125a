"""The shipped register, loaded once for all tests of a module and rolled back after them; and small invented lists."""

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def shipped_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", "--shipped", "--commit", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(shipped_once, db):
    """Every shipped edition is loaded; what a test writes is undone after it."""


@pytest.fixture
def write(tmp_path):
    """Write a file of CSV lines and give its path."""

    def _write(name: str, *lines: str):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return _write
