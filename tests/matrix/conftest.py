"""The world of the matrix, built once for all its tests; whatever a case writes is taken back."""

import logging

import pytest
import time_machine

from tests.cast import NOW
from tests.made_once import made_once
from tests.matrix.asking import Asked


@pytest.fixture(scope="package")
def asked(django_db_setup, django_db_blocker):
    """Everybody, ready to ask, on the morning of TODAY."""
    with made_once(django_db_blocker), time_machine.travel(NOW, tick=False):
        yield Asked()


@pytest.fixture(autouse=True)
def _same_morning(asked, db):
    """Five thousand refusals need no line each in the log."""
    logging.disable(logging.CRITICAL)
    with time_machine.travel(NOW, tick=False):
        yield
    logging.disable(logging.NOTSET)
