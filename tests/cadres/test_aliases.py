"""What lists write means what people mean by it; what is not understood is said, never guessed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.aliases import Unreadable, alias_key, is_mark, read_ethnic_group, read_level, read_sex
from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.level_words import WORDS
from cadres.levels import Ladder
from cadres.position_aliases import read_positions

POSITIONS = json.loads((Path(__file__).parents[2] / "fixtures/catalogue/positions.json").read_text())

LEVELS = (
    ("professional", "ĐH Luật", "university", "Luật"),
    ("professional", "Th.s Nông lâm", "master", "Nông lâm"),
    ("professional", "Thạc sỹ Văn hóa", "master", "Văn hóa"),
    ("professional", "SC Quân sự cơ sở", "elementary", "Quân sự cơ sở"),
    ("professional", "Chưa ĐT", "untrained", ""),
    ("professional", "Luật (ĐH)", "university", "Luật"),
    ("professional", "Kế toán - Trung cấp", "intermediate", "Kế toán"),
    ("professional", "TC-Kế toán", "intermediate", "Kế toán"),
    ("professional", "ĐHSP Toán", "university", "Sư phạm Toán"),
    ("professional", "Đại học (tại chức) Luật", "university", "Luật"),
    ("professional", "Trung cấp ngành Quản lý đất đai", "intermediate", "Quản lý đất đai"),
    ("professional", "ĐH Văn phòng - Thống kê", "university", "Văn phòng - Thống kê"),
    ("professional", "CĐ", "college", ""),
    ("political_theory", "Trung cấp LLCT-HC", "intermediate", ""),
    ("political_theory", "TCCT", "intermediate", ""),
    ("political_theory", "CN", "bachelor", ""),
    ("political_theory", "CC", "advanced", ""),
    ("political_theory", "Sơ cấp", "elementary", ""),
    ("general_education", "9/12", "lower_secondary", ""),
    ("general_education", "7/10", "lower_secondary", ""),
    ("general_education", "10/10", "upper_secondary", ""),
    ("general_education", "5/12", "primary", ""),
    ("general_education", "BTVH 12/12", "upper_secondary", ""),
    ("general_education", "Cấp III", "upper_secondary", ""),
    ("state_management", "CV", "specialist", ""),
    ("state_management", "CVC & TĐ", "principal_specialist", ""),
    ("state_management", "Chưa qua", "untrained", ""),
    ("informatics", "Chứng chỉ B", "certificate_b", ""),
    ("informatics", "ƯDCNTT cơ bản", "it_basic", ""),
    ("informatics", "Không", "untrained", ""),
    ("defence_security", "Đối tượng 3", "group_3", ""),
    ("foreign_language", "Anh B", "certificate", "Anh B"),
)


@pytest.mark.parametrize(("ladder", "written", "slug", "major"), LEVELS)
def test_it_reads_levels_as_lists_write_them(ladder, written, slug, major):
    found = read_level(Ladder(ladder), written)
    assert (found.level.slug, found.rest) == (slug, major)


def test_it_keeps_the_lower_degrees_that_stand_beside_the_highest():
    found = read_level(Ladder.PROFESSIONAL, "TC Kế toán; ĐH Luật")
    assert (found.level.slug, found.rest, found.others) == ("university", "Luật", ("TC Kế toán",))


def test_an_equivalent_is_marked_not_levelled_up():
    found = read_level(Ladder.POLITICAL_THEORY, "Cao cấp (tương đương)")
    assert found.level.slug == "advanced" and found.equivalent


def test_a_bare_mark_is_the_lowest_trained_level_and_says_so():
    found = read_level(Ladder.DEFENCE_SECURITY, "x")
    assert found.level.slug == "group_4" and found.at_least


@pytest.mark.parametrize(
    ("ladder", "written"),
    [
        ("political_theory", "x"),
        ("political_theory", "TC Kế toán"),
        ("professional", "9/12"),
        ("professional", "Đang học ĐH"),
        ("professional", "Lớp mầm"),
        ("state_management", "12/12"),
        ("informatics", "Z"),
    ],
)
def test_what_it_does_not_understand_it_says_with_what_is_accepted(ladder, written):
    with pytest.raises(Unreadable, match=r"(?s)“.+”"):
        read_level(Ladder(ladder), written)


@given(st.sampled_from(list(Ladder)).flatmap(lambda ladder: st.tuples(st.just(ladder), st.sampled_from(sorted(WORDS[ladder])))))
def test_every_word_of_the_tables_reads_as_its_level_in_any_spelling_of_case_and_space(case):
    ladder, word = case
    assert read_level(ladder, f"  {word.upper()} ").level == WORDS[ladder][word][0]


@given(st.sampled_from(list(Ladder)), st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(ladder, text):
    try:
        assert read_level(ladder, text).level in set(ladder.levels)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize("text", ["x", "X", "1", "✓", "+", " x ", "Có"])
def test_people_tick_in_many_ways(text):
    assert is_mark(text)


@given(st.sampled_from([(group.code, name) for group in ETHNIC_GROUPS for name in (group.name, *group.aliases)]))
def test_every_ethnic_group_is_read_under_each_of_its_names(case):
    code, name = case
    assert read_ethnic_group(name.upper()) == read_ethnic_group(f"dân tộc {name}") == code


def test_subgroups_count_with_their_group():
    assert [read_ethnic_group(name) for name in ("Dao đỏ", "Nùng An", "H'Mông", "Mông hoa", "08")] == ["09", "07", "08", "08", "08"]
    with pytest.raises(Unreadable):
        read_ethnic_group("Sao Hỏa")


def test_sexes():
    assert (read_sex("NAM"), read_sex("nữ"), read_sex("Nu")) == ("male", "female", "female")
    with pytest.raises(Unreadable):
        read_sex("x")


WRITTEN_POSITIONS = (
    ("Bí thư Đảng uỷ", ("party_secretary",)),
    ("BT Đảng ủy", ("party_secretary",)),
    ("CT UBND", ("committee_chair",)),
    ("CT.UBND", ("committee_chair",)),
    ("Chủ tịch UBND xã Phi Hải", ("committee_chair",)),
    ("P.CT HĐND", ("council_deputy_chair",)),
    ("Chủ tịch UBMTTQ", ("fatherland_front_chair",)),
    ("Chủ tịch Hội LHPN", ("womens_union_chair",)),
    ("Bí thư xã đoàn", ("youth_union_secretary",)),
    ("Công chức VHXH", ("culture_society",)),
    ("Văn hoá - xã hội", ("culture_society",)),
    ("Địa chính - Nông nghiệp - Xây dựng và Môi trường", ("cadastral_construction",)),
    ("VP-TK", ("office_statistics",)),
    ("Bí thư Đảng ủy kiêm Chủ tịch HĐND", ("party_secretary", "council_chair")),
    ("Phó Bí thư Đảng ủy - Chủ tịch UBND", ("party_deputy_secretary", "committee_chair")),
    ("PBT Đảng ủy, CT UBND xã", ("party_deputy_secretary", "committee_chair")),
)


@pytest.mark.parametrize(("written", "codes"), WRITTEN_POSITIONS)
def test_it_reads_positions_as_lists_write_them(written, codes):
    assert read_positions(written) == codes


@pytest.mark.parametrize("position", POSITIONS, ids=lambda position: position["code"])
def test_the_catalogue_s_own_labels_read_as_their_positions(position):
    assert read_positions(position["label"]) == (position["code"],)


@pytest.mark.parametrize(
    "written",
    ["Phó Chủ tịch Hội LHPN", "Phó Bí thư Đoàn", "Trưởng thôn", "Chủ tịch", "Phó Trưởng Công an", "Chỉ huy phó quân sự", "Bí thư chi bộ"],
)
def test_posts_outside_the_catalogue_are_not_taken_for_their_neighbours(written):
    with pytest.raises(Unreadable, match="Không hiểu chức danh"):
        read_positions(written)


def test_a_position_that_a_province_adds_is_read_by_its_label():
    assert read_positions("Trưởng Ban Tôn giáo", {alias_key("Trưởng ban tôn giáo"): "religion_head"}) == ("religion_head",)
