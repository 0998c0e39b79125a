"""Units are found by code, by name, by name and district; where several fit, all are told and none is chosen."""

from datetime import date

import pytest

from provinces.models.scope import Reach
from provinces.register import register
from provinces.unit_words import Gazetteer

DAY = date(2014, 2, 14)
pytestmark = pytest.mark.django_db


@pytest.fixture
def words(small_world) -> Gazetteer:
    return Gazetteer(register(), Reach(everywhere=True), DAY)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("01366", ["01366"]),
        ("042", ["042"]),
        ("Trường Hà", ["01366"]),
        ("xã TRƯỜNG HÀ", ["01366"]),
        ("  Xã   Trường Hà ; ", ["01366"]),
        ("Xã Trường Hà, Huyện Hà Quảng", ["01366"]),
        ("Trường Hà, Hà Quảng, Cao Bằng", ["01366"]),
        ("Truờng Hà", []),
        ("Xã Trường Hà, Huyện Bảo Lâm", []),
        ("Huyện Bảo Lâm", ["042"]),
        ("Bảo Lâm", ["042"]),
        ("99999", []),
        ("1366", []),
        ("", []),
        (",", []),
        ("<b>", []),
        ("Lũng Nặm", []),
    ],
)
def test_what_people_write_finds_what_they_mean(words, text, codes):
    assert [unit.code for unit in words.find(text)] == codes


def test_two_of_a_name_are_both_told_and_a_district_chooses(small_world):
    from tests import factories

    factories.commune(small_world.places.bao_lam, "Trường Hà", "09999", last=date(2025, 6, 30))
    words = Gazetteer(register(), Reach(everywhere=True), DAY)
    assert sorted(unit.code for unit in words.find("Trường Hà")) == ["01366", "09999"]
    assert [unit.code for unit in words.find("Trường Hà, Bảo Lâm")] == ["09999"]
    assert words.told(words.find("09999")[0]) == "Xã Trường Hà, Huyện Bảo Lâm (mã 09999)"


def test_what_is_out_of_reach_is_not_found(small_world):
    words = Gazetteer(register(), Reach(provinces=frozenset({small_world.places.soc_trang.id})), DAY)
    assert words.find("01366") == [] and [unit.code for unit in words.find("31528")] == ["31528"]
