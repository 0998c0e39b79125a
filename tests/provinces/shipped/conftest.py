"""The shipped register, loaded once for all tests of this folder and rolled back after them."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests import statistics


@pytest.fixture(scope="package")
def shipped_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", "--shipped", "--commit", verbosity=0)
        statistics.gather()
        connection.check_constraints()  # once: a check put off is made again after every test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(shipped_once, db):
    """Every shipped edition is loaded; what a test writes is undone after it."""
