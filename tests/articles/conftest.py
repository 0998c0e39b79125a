"""The demo with its schemes and published figures, loaded once for all tests that hold it against the five articles.

Every test here is marked `django_db`, or pytest-django would run some of them elsewhere in the order and load the demo twice.
"""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

from cadres.actions import catalogue
from cadres.demo.load import load
from reports.actions import published_files
from reports.demo import schemes
from tests import factories, statistics
from tests.cast import Visitor
from tests.made_once import made_once

TODAY = date(2026, 11, 22)
"""The day the demo is loaded on."""


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker):
        call_command("load_units", shipped=True, commit=True, verbosity=0)
        catalogue.load(by="tests")
        load(by="tests", day=TODAY)
        schemes.load(by="tests", day=TODAY)
        list(published_files.load(by="tests"))
        statistics.gather()
        connection.check_constraints()
        yield


@pytest.fixture(autouse=True)
def undone(db):
    """What a test writes is rolled back, and Django need not check every constraint of the database for it: that takes seconds here."""
    yield
    transaction.set_rollback(True)


@pytest.fixture
def visitor():
    """Somebody who sees the whole country, on the day the demo was loaded."""
    with time_machine.travel(factories.at(TODAY.year, TODAY.month, TODAY.day, 12), tick=False):
        visitor = Visitor()
        visitor.force_login(factories.user("an", "administrator", everywhere=True))
        yield visitor
