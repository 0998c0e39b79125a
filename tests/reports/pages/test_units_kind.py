"""/bao-cao/don-vi/: units of a day by kind and by area class, each number opening exactly its units."""

import pytest

from chuanxa.models.upkeep import renew
from provinces.models import AreaClassification, Commune, District
from tests import ladder

PATH = "/bao-cao/don-vi/"
DAY = "14/2/2014"


def table(report: dict, id: str) -> dict:
    return next(one for one in report["tables"] if one["id"] == id)


@pytest.fixture
def classed(small_world):
    """One commune of Cao Bằng belongs to a class by itself, and one district to another as a whole."""
    commune = Commune.objects.get(code="01297", province__code="04")
    district = District.objects.get(code="045")
    AreaClassification.objects.create(commune=commune, area_class="khmer_many", valid_from="2010-01-01")
    AreaClassification.objects.create(district=district, area_class="highland", valid_from="2010-01-01", valid_to="2014-02-13")
    renew()
    return commune


def test_kinds_add_up_to_the_units_of_the_day(minh):
    report = minh.report(PATH, tinh="04", ngay=DAY)
    for tier, listed in (("district", "cap=district"), ("commune", "cap=commune")):
        kinds = table(report, f"{tier}_kinds")
        assert sum(row["count"] for row in kinds["rows"]) == kinds["total"] > 0
        assert minh.report(f"{PATH}ho-so/?tinh=04&ngay={DAY}&{listed}")["total"] == kinds["total"]
        for row in kinds["rows"]:
            assert minh.report(f"{PATH}ho-so/?tinh=04&ngay={DAY}&{listed}&kieu={row['key']}")["total"] == row["count"]


def test_a_district_belongs_through_its_communes_and_a_commune_through_its_district(minh, classed):
    report = minh.report(PATH, tinh="04", ngay=DAY)
    assert [row["count"] for row in table(report, "commune_areas")["rows"] if row["key"] == "khmer_many"] == [1]
    assert [row["count"] for row in table(report, "district_areas")["rows"] if row["key"] == "khmer_many"] == [1]
    assert not [row for row in table(report, "district_areas")["rows"] if row["key"] == "highland"]
    before = minh.report(PATH, tinh="04", ngay="13/2/2014")
    (poor,) = [row for row in table(before, "commune_areas")["rows"] if row["key"] == "highland"]
    assert poor["count"] == minh.report(f"{PATH}ho-so/?tinh=04&ngay=13/2/2014&cap=commune&thuoc-vung=highland")["total"] > 0


def test_after_the_reform_there_are_no_districts(minh):
    report = minh.report(PATH, tinh="04")
    assert table(report, "district_kinds")["total"] == 0 and table(report, "commune_kinds")["total"] > 0


def test_only_what_is_in_reach_is_counted(hanh, quantri):
    mine, everything = hanh.report(PATH), quantri.report(PATH)
    assert table(mine, "commune_kinds")["total"] == 1 < table(everything, "commune_kinds")["total"]


UNKNOWN = [{"cap": "thon"}, {"kieu": "thon"}, {"thuoc-vung": "sao-hoa"}, {"cap": "district", "kieu": "ward"}]


@pytest.mark.parametrize("query", UNKNOWN, ids=str)
def test_the_list_refuses_what_it_does_not_know(minh, query):
    ladder.refused(minh, f"{PATH}ho-so/", 400, tinh="04", ngay=DAY, **query)
