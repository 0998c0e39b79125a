"""The slow answers, read once for a module: the facts do not change between its tests."""

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
