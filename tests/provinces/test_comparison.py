"""What changed between two lists: identity by code, by move, by name."""

import pytest

from provinces.comparison import COMMUNE, DISTRICT, PARTIAL, PROVINCE, Move, Unit, compare, name_key

PROVINCE_A = Unit(PROVINCE, "04", "Cao Bằng", "province")
DISTRICT_A = Unit(DISTRICT, "040", "Cao Bằng", "city", "04")


def commune(code: str, name: str, kind: str = "commune", parent: str = "040") -> Unit:
    return Unit(COMMUNE, code, name, kind, parent)


def codes(units) -> list[str]:
    return [unit.code for unit in units]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa An", "Hoà An"),
        ("THỦY SƠN", "Thuỷ Sơn"),
        ("Ea H'Leo", "Ea H’leo"),
        ("Phường 01", "Phường 1"),
        ("Hòa Tú II", "Hòa Tú 2"),
        ("Quí Quân", "Quý Quân"),
        ("Phong Nậm", "Phong Nặm"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu"),
    ],
)
def test_one_name_spelt_in_two_ways_has_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Tân Lập", "Tân Yên"), ("Phường 1", "Phường 10"), ("Phường 1", "Phường 11")])
def test_two_names_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


def test_equal_lists_have_no_difference():
    units = [PROVINCE_A, DISTRICT_A, commune("01267", "Sông Hiến", "ward")]
    assert not compare(units, units)


def test_another_spelling_is_no_difference():
    assert not compare([commune("01648", "Hoà Thuận")], [commune("01648", "Hòa Thuận")])


def test_added_and_ended_units_are_told_apart():
    difference = compare([commune("00001", "Một"), commune("00002", "Hai")], [commune("00002", "Hai"), commune("00003", "Ba")])
    assert (codes(difference.added), codes(difference.ended)) == (["00003"], ["00001"])


def test_a_unit_may_be_renamed_moved_and_raised_at_once():
    difference = compare([commune("01447", "Hùng Quốc", "township", "046")], [commune("01447", "Trà Lĩnh", "ward", "047")])
    assert len(difference.renamed) == len(difference.re_parented) == len(difference.kind_changed) == 1
    assert not difference.added
    assert not difference.ended


def test_an_equal_code_is_another_unit_when_a_move_says_so():
    before = [commune("00004", "Trúc Bạch", "ward"), commune("00013", "Quán Thánh", "ward")]
    after = [commune("00004", "Ba Đình", "ward", "01")]
    difference = compare(before, after, [Move(COMMUNE, "00004", "00004"), Move(COMMUNE, "00013", "00004")])
    assert codes(difference.ended) == ["00004", "00013"]
    assert codes(difference.added) == ["00004"]
    assert [(unit.code, codes(parts)) for unit, parts in difference.merged] == [("00004", ["00004", "00013"])]


def test_a_unit_that_takes_another_in_and_changes_nothing_else_goes_on():
    taker = commune("01912", "Thượng Giáo")
    difference = compare([taker, commune("01903", "Cao Trĩ")], [taker], [Move(COMMUNE, "01903", "01912")])
    assert difference.continued == ((taker, taker),)
    assert codes(difference.ended) == ["01903"]


def test_one_whole_unit_that_becomes_one_whole_unit_goes_on_under_its_new_code():
    difference = compare([commune("00001", "Cũ")], [commune("00002", "Mới")], [Move(COMMUNE, "00001", "00002")])
    assert [(old.code, new.code) for old, new in difference.continued] == [("00001", "00002")]
    assert len(difference.renamed) == 1


def test_a_split_unit_ends_even_where_a_part_keeps_its_code():
    moves = [Move(COMMUNE, "00001", "00001", PARTIAL), Move(COMMUNE, "00001", "00002", PARTIAL, default=False)]
    difference = compare([commune("00001", "Cũ")], [commune("00001", "Một"), commune("00002", "Hai")], moves)
    assert codes(difference.ended) == ["00001"]
    assert [(unit.code, codes(parts)) for unit, parts in difference.split] == [("00001", ["00001", "00002"])]


def test_a_corrected_code_is_the_same_unit():
    difference = compare([commune("06978", "Ba Chẽ")], [commune("06970", "Ba Chẽ")])
    assert [(old.code, new.code) for old, new in difference.continued] == [("06978", "06970")]


def test_two_units_alike_are_not_guessed_to_be_recoded():
    before = [commune("00001", "Hưng Đạo"), commune("00002", "Hưng Đạo")]
    difference = compare(before, [commune("00003", "Hưng Đạo")])
    assert len(difference.ended) == 2
    assert len(difference.added) == 1


def test_moves_of_unknown_units_change_nothing():
    units = [commune("00001", "Một")]
    assert not compare(units, units, [Move(COMMUNE, "99998", "99999"), Move(COMMUNE, "00001", "99999")])
