"""The slow answers, read once for a module: the facts do not change between its tests."""

from datetime import date
from decimal import Decimal

import pytest

from tests.truth import Truth


@pytest.fixture(scope="module")
def _truth_once(_small_world_once):
    return Truth()


@pytest.fixture
def truth(_truth_once, small_world) -> Truth:
    """The facts believed now."""
    return _truth_once


@pytest.fixture
def reached(small_world) -> dict:
    """User → whether a commune is in their scope."""
    mine = {small_world.places.truong_ha.id, small_world.places.truong_ha_now.id}
    return {
        "hanh": lambda commune: commune.id in mine,
        "minh": lambda commune: commune.province.code == "04",
        "thao": lambda commune: commune.province.code == "04",
        "quan": lambda commune: commune.province.code in {"92", "94"},
        "quantri": lambda commune: True,
    }


@pytest.fixture
def scheme(small_world):
    """A scheme of Cao Bằng, 2012–2015, with a target of everybody and one of its secretaries."""
    return make_scheme(small_world.places.cao_bang)


def make_scheme(province):
    """The scheme and its two targets, recorded as an officer records them."""
    from reports.actions.schemes import record_scheme, record_target
    from reports.models import Scheme, Target
    from tests.factories import TODAY

    period = {"valid_from": date(2012, 1, 1), "valid_to": date(2015, 12, 31)}
    made = record_scheme(Scheme(code="de-an-thu", name="Đề án thử <b>", province=province, **period), by="minh")
    dates = {"baseline_day": date(2011, 12, 31), "deadline": date(2015, 12, 31)}
    lines = (
        ("Trung cấp trở lên", "", "chuyen-mon=from_intermediate", "90", "chuyen-mon=from_elementary"),
        ("Bí thư có lý luận", "chuc-danh=party_secretary&chuc-danh=council_chair", "ly-luan=from_elementary", "45.5", ""),
    )
    for order, (label, population, condition, percent, other) in enumerate(lines, start=1):
        told = {"label": label, "population": population, "condition": condition, "percent": Decimal(percent), "other_base": other}
        record_target(Target(scheme_id=made.number, order=order, **told, **dates), by="minh", day=TODAY)
    return made
