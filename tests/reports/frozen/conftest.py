"""An hour after the world was made, Minh closes what Cao Bằng was on a day."""

from datetime import date, timedelta

import pytest
import time_machine

from reports.actions import frozen
from reports.models import Closing
from tests.cast import NOW

DAY = date(2014, 2, 14)
KINDS = ["", "theo-yeu-cau", "don-vi", "thieu-gi", "dao-tao"]
LATER = NOW + timedelta(hours=1)
TODAY = NOW.date()


def close(province, day: date = DAY, **told) -> Closing:
    """As Minh does it, unless told otherwise."""
    return frozen.close(province, day, **{"kinds": KINDS, "by": "minh", "today": TODAY} | told)


@pytest.fixture
def closing(small_world) -> Closing:
    """Cao Bằng on DAY, preliminary."""
    with time_machine.travel(LATER, tick=False):
        return close(small_world.places.cao_bang)


@pytest.fixture
def later(small_world):
    """Two hours on: what is recorded now was not known when the period was closed."""
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        yield
