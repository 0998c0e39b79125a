"""The small country of worlds.py, written once for all tests of a module and rolled back after them."""

import pytest
from django.db import transaction

from tests.cadres import worlds


@pytest.fixture(scope="module")
def world_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.make()
        transaction.set_rollback(True)


@pytest.fixture
def world(world_once, db):
    """Units, positions and standards; what a test writes is undone after it."""
    return world_once
