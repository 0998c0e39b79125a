"""Bands of age hold everybody once; what leaves an age out, or holds it twice, is refused with the age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.official_forms.age_bands import FAMILIES, UnreadableBands, bands_of, find_family, read_bands, written_bands
from reports.official_forms.bm02 import BM02, bm02_with
from reports.official_forms.name_list import NAME_LIST, name_list_with
from reports.official_forms.party_forms import F9C, F10, F11, F12C, party_form_with
from reports.official_forms.vocabulary import vocabulary

PARTY, MINISTRY = find_family("btctw"), find_family("bnv")


@given(st.sets(st.integers(16, 54), min_size=3, max_size=3).map(lambda ages: tuple(sorted(ages))))
def test_every_age_is_in_exactly_one_band_and_what_is_written_reads_back(uppers):
    assert read_bands(written_bands(uppers), MINISTRY) == uppers
    bands = bands_of(uppers, "abcd")
    for age in range(120):
        assert sum((band.low or 0) <= age <= (band.high or 200) for band in bands) == 1, age


@pytest.mark.parametrize("typed", ["đến 35\n36–45\ntừ 46", "35 tuổi trở xuống; từ 36 đến 45; trên 45 tuổi", "Dưới 36\n36-45\n46 trở lên"])
def test_bands_are_read_as_people_write_them(typed):
    assert read_bands(typed, PARTY) == (35, 45)


def test_a_gap_an_overlap_and_what_is_no_band_are_named():
    cases = (
        ("đến 40\n42–50\ntừ 51", "tuổi 41 không thuộc khoảng nào"),
        ("đến 40\n41–50\ntừ 55", "các tuổi 51–54 không thuộc khoảng nào"),
        ("đến 40\n40–50\ntừ 51", "tuổi 40 thuộc hai khoảng"),
        ("đến 40\n38–50\ntừ 51", "các tuổi 38–40 thuộc hai khoảng"),
        ("đến 40\n41–35\ntừ 36", "ngược"),
        ("đến 40\ntừ 41", "Có 2 khoảng tuổi"),
        ("đến 40\nbốn mươi\ntừ 51", "Dòng 2, “bốn mươi”"),
        ("40\n41–50\ntừ 51", "Dòng 1"),
        ("đến 40\n41–50\n51", "Dòng 3"),
        ("đến 5\n6–50\ntừ 51", "Khoảng đầu nhận"),
    )
    for typed, said in cases:
        with pytest.raises(UnreadableBands) as refused:
            read_bands(typed, PARTY)
        assert said in str(refused.value), typed
    with pytest.raises(UnreadableBands, match="từ 55 tuổi trở xuống"):
        read_bands("đến 30\n31–40\n41–57\ntừ 58", MINISTRY)


def test_other_bands_change_what_a_form_asks_and_never_the_names_of_its_cells():
    for form, other in (
        (BM02, bm02_with(BM02, (29, 39, 49))),
        (NAME_LIST, name_list_with(NAME_LIST, (29, 39, 49))),
        *((form, party_form_with(form, (35, 45))) for form in (F9C, F11, F12C)),
    ):
        assert vocabulary(other) == vocabulary(form), form.slug
        assert other != form, form.slug
    assert bm02_with(BM02, (30, 40, 50)) == BM02 and name_list_with(NAME_LIST, (30, 40, 50)) == NAME_LIST
    assert [party_form_with(form, (40, 50)) == form for form in (F9C, F10, F11, F12C)] == [True] * 4
    assert {family.key for family in FAMILIES} == {"bnv", "btctw"}
