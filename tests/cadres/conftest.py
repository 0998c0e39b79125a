"""The small country of worlds.py, written once for all tests of a module and rolled back after them."""

import pytest

from tests.cadres import worlds
from tests.made_once import made_once


@pytest.fixture(scope="module")
def world_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker):
        yield worlds.make()


@pytest.fixture
def world(world_once, db):
    """Units, positions and standards; what a test writes is undone after it."""
    return world_once
