"""Old fonts are read as people saw them; what is Unicode stays as it is, in whatever font it stands."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cadres.importing.fonts import Coding, coding_of, decode, guess
from cadres.importing.syllables import is_syllable
from tests.cadres.importing.written_lists import TITLES, coded, names


@pytest.mark.parametrize(
    ("font", "coding"),
    [
        (".VnTime", Coding.TCVN3),
        (".VnArial Narrow", Coding.TCVN3),
        (".VnTimeH", Coding.TCVN3_CAPITALS),
        (".VnArialH", Coding.TCVN3_CAPITALS),
        ("VNI-Times", Coding.VNI),
        ("VNI-Helve", Coding.VNI),
        ("Times New Roman", Coding.UNICODE),
        ("", Coding.UNICODE),
    ],
)
def test_a_font_s_name_says_how_its_letters_are_coded(font, coding):
    assert coding_of(font) is coding


READ = (
    (Coding.TCVN3, "NguyÔn V¨n §øc, Cao B»ng, B¾c K¹n", "Nguyễn Văn Đức, Cao Bằng, Bắc Kạn"),
    (Coding.TCVN3, "BÝ th\u00ad §¶ng uû", "Bí thư Đảng uỷ"),
    (Coding.TCVN3, "Võ Xu©n Kh¸nh", "Vừ Xuân Khánh"),
    (Coding.TCVN3, "Lß Thóy ¦íc", "Lò Thúy Ước"),
    (Coding.TCVN3, "DANH SÁCH TRÍCH NGANG CÁN BỘ, C¤NG CHỨC", "DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC"),
    (Coding.TCVN3, "HOÀNG MINH ÁNH", "HOÀNG MINH ÁNH"),
    (Coding.TCVN3, "LÒ V¡N TÚ", "LÒ VĂN TÚ"),
    (Coding.TCVN3, "Hoµng Xu©n Ánh", "Hoàng Xuân Ánh"),
    (Coding.TCVN3_CAPITALS, "hoµng thÞ ¸nh", "HOÀNG THỊ ÁNH"),
    (Coding.VNI, "Soùc Traêng", "Sóc Trăng"),
    (Coding.VNI, "Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"),
    (Coding.VNI, "Tröôûng Coâng an", "Trưởng Công an"),
    (Coding.VNI, "AÙnh", "Ánh"),
    (Coding.TCVN3, "Lôc Minh Ổn", "Lục Minh Ổn"),
    (Coding.TCVN3, "Lý Quèc Ổn", "Lý Quốc Ổn"),
    (Coding.TCVN3, "BÕ A Hµ", "Bế A Hà"),
    (Coding.TCVN3, " Ý", " Ý"),
    (Coding.TCVN3, "UBND XÃ §ỨC LONG, HUYỆN HOÀ AN", "UBND XÃ ĐỨC LONG, HUYỆN HOÀ AN"),
    (Coding.TCVN3, "BÕ Minh Ổn", "Bế Minh Ổn"),
    (Coding.TCVN3, "Nguyễn Văn Tú", "Nguyễn Văn Tú"),
    (Coding.TCVN3, "N«ng V¨n Ý\u00a0", "Nông Văn Ý\u00a0"),
)


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĂÂÊÔƠƯĐ")


@pytest.mark.parametrize(("coding", "written", "read"), READ)
def test_what_stands_in_the_file_is_read_as_it_was_seen(coding, written, read):
    assert decode(written, coding).text == read


@given(names())
def test_names_written_in_either_coding_come_back(name):
    assume(
        all(sign in _CAPITALS for sign in name if sign.isupper())
    )  # TCVN3 has none: whoever typed one left it in Unicode, and some names are then two
    assert decode(coded(name, "tcvn3"), Coding.TCVN3).text == name
    assert decode(coded(name, "vni"), Coding.VNI).text == name


@given(st.lists(names(), min_size=4, max_size=12), st.sampled_from(["tcvn3", "vni"]))
def test_without_a_font_the_writing_itself_says_the_coding(people, font):
    texts = [coded(text, font) for text in [*people, *TITLES, "Bí thư Đảng ủy", "Chuyên môn"]]
    assert guess(texts) is Coding(font)


@given(st.lists(names(), min_size=1, max_size=12))
def test_unicode_is_never_taken_for_an_old_font(people):
    assert guess(people) is Coding.UNICODE


@pytest.mark.parametrize("word", ["Nguyễn", "khuyết", "Đức", "ngoạch", "Huỳnh", "quý", "Ước", "Ý"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Hµ", "Ngäc", "Traêng", "õõ", "Hàá"])
def test_no_syllables(word):
    assert not is_syllable(word)
