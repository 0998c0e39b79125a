"""/bao-cao/don-vi/: units of a day by kind and by area class, each number opening exactly its units."""

import pytest

from tests import ladder

PATH = "/bao-cao/don-vi/"
DAY = "14/2/2014"


def table(report: dict, id: str) -> dict:
    return next(one for one in report["tables"] if one["id"] == id)


def test_kinds_add_up_to_the_units_of_the_day(minh):
    report = minh.report(PATH, tinh="04", ngay=DAY)
    for tier, listed in (("district", "cap=district"), ("commune", "cap=commune")):
        kinds = table(report, f"{tier}_kinds")
        assert sum(row["count"] for row in kinds["rows"]) == kinds["total"] > 0
        assert minh.report(f"{PATH}ho-so/?tinh=04&ngay={DAY}&{listed}")["total"] == kinds["total"]
        for row in kinds["rows"]:
            assert minh.report(f"{PATH}ho-so/?tinh=04&ngay={DAY}&{listed}&kieu={row['key']}")["total"] == row["count"]


def counts(report: dict, tier: str) -> dict[str, int]:
    return {row["key"]: row["count"] for row in table(report, f"{tier}_areas")["rows"]}


def test_a_district_belongs_through_its_communes_and_a_commune_through_its_district(minh):
    """In the small world one commune is highland, and the whole district Bảo Lâm is poor."""
    report = minh.report(PATH, tinh="04", ngay=DAY)
    assert counts(report, "commune")["highland"] == counts(report, "district")["highland"] == 1
    assert counts(report, "district")["poor_district"] == 1
    inside = table(minh.report(PATH, huyen="042", ngay=DAY), "commune_kinds")["total"]
    assert counts(report, "commune")["poor_district"] == inside > 0


def test_a_class_holds_for_its_days(minh):
    before, within = (counts(minh.report(PATH, tinh="04", ngay=day), "commune") for day in ("31/12/2013", "1/1/2014"))
    assert within["especially_difficult"] == before.get("especially_difficult", 0) + 1


def test_every_class_opens_exactly_its_units(minh):
    report = minh.report(PATH, tinh="04", ngay=DAY)
    for tier in ("district", "commune"):
        for area, number in counts(report, tier).items():
            assert minh.report(f"{PATH}ho-so/?tinh=04&ngay={DAY}&cap={tier}&thuoc-vung={area}")["total"] == number > 0


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
