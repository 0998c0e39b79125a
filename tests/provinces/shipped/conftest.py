"""The shipped register, loaded once for all tests of this folder and rolled back after them."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import statistics
from tests.made_once import made_once


@pytest.fixture(scope="package")
def shipped_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker):
        call_command("load_units", "--shipped", "--commit", verbosity=0)
        statistics.gather()
        connection.check_constraints()  # once: a check put off is made again after every test
        yield


@pytest.fixture
def shipped(shipped_once, db):
    """Every shipped edition is loaded; what a test writes is undone after it."""
