"""The files under fixtures/units say what their sources say, and the 37 known errors of the conversion table are corrected."""

import csv
from collections import Counter, defaultdict
from datetime import date

import pytest

from provinces import editions
from provinces.comparison import COMMUNE, DISTRICT, FULL, LEVELS, PROVINCE, compare
from provinces.decrees import KINDS
from provinces.list_checks import check_edition
from provinces.lists import read

COUNTS = {
    date(2019, 10, 6): (63, 713, 11_160),
    date(2025, 6, 30): (63, 696, 10_035),
    date(2025, 7, 1): (34, 0, 3_321),
    date(2026, 4, 30): (34, 0, 3_321),
}
TEN_OF_DONG_NAI = ["25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485"]

FROM_ISLAND_DISTRICTS = {"11948", "19742", "20333", "21548", "26732"}  # districts without communes that became special zones


@pytest.fixture(scope="module")
def lists():
    return {one.day: read(one.file) for one in editions.shipped()}


@pytest.fixture(scope="module")
def moves():
    return read(editions.FIXTURES / "moves-2025-07-01.csv.gz").moves


@pytest.fixture(scope="module")
def corrections():
    with (editions.FIXTURES / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_edition_has_the_published_number_of_units_and_all_parents(lists):
    for day, listing in lists.items():
        check_edition(listing)
        counts = Counter(line.unit.level for line in listing.lines)
        assert tuple(counts[level] for level in LEVELS) == COUNTS[day]


def test_the_seed_provinces_have_their_communes(lists):
    for day, counts in {
        date(2019, 10, 6): {"04": 199, "06": 122, "11": 130, "14": 204, "94": 109},
        date(2025, 6, 30): {"04": 161, "06": 108, "11": 129, "14": 200, "94": 108},
        date(2025, 7, 1): {"04": 56, "11": 45, "14": 75, "19": 92, "92": 103},
    }.items():
        district = {line.unit.code: line.unit.parent for line in lists[day].lines if line.unit.level == DISTRICT}
        found = Counter(district.get(line.unit.parent, line.unit.parent) for line in lists[day].lines if line.unit.level == COMMUNE)
        assert {code: found[code] for code in counts} == counts


def test_kinds_add_up_to_the_reform_as_it_was_announced(lists):
    kinds = Counter((line.unit.level, line.unit.kind) for line in lists[date(2025, 7, 1)].lines)
    assert kinds == {(1, "province"): 28, (1, "municipality"): 6, (3, "commune"): 2_621, (3, "ward"): 687, (3, "special_zone"): 13}


def test_dong_nai_became_a_city_and_ten_of_its_communes_wards(lists):
    before, after = ([line.unit for line in lists[day].lines] for day in (date(2025, 7, 1), date(2026, 4, 30)))
    difference = compare(before, after)
    assert not difference.added
    assert not difference.ended
    assert [old.code for old, new in difference.kind_changed if new.level == PROVINCE] == ["75"]
    assert sorted(old.code for old, new in difference.kind_changed if new.level == COMMUNE) == TEN_OF_DONG_NAI
    assert not difference.renamed
    assert not difference.re_parented


def test_every_old_commune_goes_somewhere_and_has_one_default(lists, moves):
    parts = defaultdict(list)
    for move in moves:
        if move.level == COMMUNE:
            parts[move.before].append(move)
    assert set(parts) == {line.unit.code for line in lists[date(2025, 6, 30)].lines if line.unit.level == COMMUNE}
    new = {line.unit.code for line in lists[date(2025, 7, 1)].lines if line.unit.level == COMMUNE}
    assert new - {move.after for move in moves if move.level == COMMUNE} == FROM_ISLAND_DISTRICTS
    assert all(sum(move.default for move in some) == 1 for some in parts.values())
    assert all((len(some) == 1) == (some[0].extent == FULL) for some in parts.values())


def test_every_old_province_goes_whole_into_one_new_province(lists, moves):
    whole = [move for move in moves if move.level == PROVINCE]
    assert sorted(move.before for move in whole) == sorted(
        line.unit.code for line in lists[date(2025, 6, 30)].lines if line.unit.level == PROVINCE
    )
    assert {move.extent for move in whole} == {FULL}
    joined = Counter(move.after for move in whole)
    assert sorted(move.before for move in whole if move.after == "92") == ["92", "93", "94"]
    assert len(joined) == 34


def test_the_37_errors_are_corrected_each_with_a_reason(moves, corrections):
    parts = defaultdict(dict)
    for move in moves:
        if move.level == COMMUNE:
            parts[move.before][move.after] = move.default
    assert len({row["old_code"] for row in corrections}) == 37
    assert Counter(row["action"] for row in corrections) == {"drop": 34, "add": 4}  # Hòa Bình (11890) had two wrong parts
    for row in corrections:
        assert row["reason"]
        assert (row["new_code"] in parts[row["old_code"]]) == (row["action"] == "add")
        if row["new_default"]:
            assert parts[row["old_code"]][row["new_default"]]


@pytest.mark.parametrize(
    ("old", "parts"),
    [
        ("31268", {"31288": True}),  # Tân Thạnh, Thới Lai: not Tân Thạnh of Long Phú, 75 km away
        ("31379", {"31378": True}),  # its default was wrong
        ("00556", {"00541": True}),  # so was this one's
        ("01615", {"01636": True, "01648": False}),  # Hồng Quang, Cao Bằng: a part was missing
        ("11890", {"11911": True}),
    ],
)
def test_known_errors_read_as_the_conversion_table_has_them(moves, old, parts):
    assert {move.after: move.default for move in moves if move.before == old} == parts


def test_decrees_name_known_kinds_levels_and_provinces(lists):
    known = {line.unit.code for listing in lists.values() for line in listing.lines if line.unit.level == PROVINCE}
    for decree in editions.decrees():
        assert decree.kind in ("", *KINDS)
        assert decree.level in LEVELS
        assert decree.province in ("", *known)
        assert decree.legal_basis


def test_moves_between_the_three_level_lists_join_units_of_those_lists(lists):
    old, new = ({line.unit.key for line in lists[day].lines} for day in (date(2019, 10, 6), date(2025, 6, 30)))
    for move in read(editions.FIXTURES / "moves-2025-06-30.csv").moves:
        assert (move.level, move.before) in old
        assert (move.level, move.after) in new
        assert date(2019, 10, 6) < move.day <= date(2025, 6, 30)
        assert move.legal_basis


def test_the_notice_keeps_the_licences_of_the_sources():
    text = (editions.FIXTURES / "NOTICE").read_text(encoding="utf-8")
    assert "vietnamadminunits 1.0.4" in text
    assert "Permission is hereby granted, free of charge" in text
    assert "General Statistics Office" in text


def test_all_shipped_files_together_stay_small():
    assert sum(path.stat().st_size for path in editions.FIXTURES.iterdir()) < 400_000
