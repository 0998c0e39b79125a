"""The demo with its schemes and published figures, loaded once for the tests of all five articles."""

import pytest
import time_machine

from reports.actions import published_files
from reports.demo import schemes
from tests import factories
from tests.cast import Visitor
from tests.demo_world import TODAY, demo_world


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with demo_world(django_db_blocker):
        schemes.load(by="tests", day=TODAY)
        list(published_files.load(by="tests"))
        yield


@pytest.fixture
def visitor():
    """Somebody who sees the whole country, on the day the demo was loaded."""
    with time_machine.travel(factories.at(TODAY.year, TODAY.month, TODAY.day, 12), tick=False):
        visitor = Visitor()
        visitor.force_login(factories.user("an", "administrator", everywhere=True))
        yield visitor
