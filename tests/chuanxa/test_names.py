"""Vietnamese names: cleaned once, found without marks, told apart with them, sorted as a Vietnamese list is."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuanxa.names import clean, match_key, name_key, place_sort_key, respellings, search_key, sort_key

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + list("bcdđghklmnpqrstvx")
LETTERS += [letter.upper() for letter in LETTERS]

words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=7)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


@given(names)
def test_search_keys_are_plain_letters_and_keys_of_themselves(name):
    key = search_key(name)
    assert key.isascii()
    assert key == key.lower()
    assert search_key(key) == key


@given(names)
def test_a_name_is_found_however_its_capitals_and_marks_are_encoded(name):
    for typed in (name.upper(), name.lower(), unicodedata.normalize("NFD", name), f"  {name.replace(' ', '   ')}\t"):
        assert search_key(typed) == search_key(name)
        assert match_key(typed) == match_key(name)
        assert sort_key(typed) == sort_key(name)
        assert place_sort_key(typed) == place_sort_key(name)


@given(st.text())
def test_anything_is_cleaned_once_and_for_all(text):
    assert clean(clean(text)) == clean(text)
    assert not any(unicodedata.category(character) == "Cc" for character in clean(text))


@pytest.mark.parametrize(
    ("one", "other"), [("Hoà", "Hòa"), ("Thuý", "Thúy"), ("Hoà An", "HÒA AN"), ("Quy Nhơn", "quy-nhơn"), ("Khoẻ", "Khỏe")]
)
def test_tone_placement_does_not_tell_names_apart(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hoa"), ("Hòa", "Hóa"), ("Đức", "Dức"), ("Tân", "Tan"), ("Mường", "Mương"), ("Phường 1", "Phường 10")]
)
def test_marks_tell_names_apart(one, other):
    assert match_key(one) != match_key(other)


def test_marks_do_not_hinder_finding():
    assert search_key("Nguyễn Văn Đức") == "nguyen van duc" == search_key("NGUYEN VAN DUC")


@pytest.mark.parametrize("letter", "ÐƉĐ")
def test_letters_that_look_like_d_with_a_stroke_become_it(letter):
    assert clean(f"{letter}ức") == "Đức"
    assert search_key(f"{letter}ức") == "duc"
    assert clean(f"A{letter.lower()}a") == "Ađa"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u202e", "\u2060", "\u200d"])
def test_invisible_signs_are_dropped(sign):
    assert clean(f"{sign}Hoàng{sign} Đình{sign}") == "Hoàng Đình"


@pytest.mark.parametrize("sign", ["\n", "\t", "\x00", "\x1b", "\r\n", "\u00a0", "\u3000"])
def test_control_signs_and_odd_spaces_part_words(sign):
    assert clean(f"Hoàng{sign}Đình") == "Hoàng Đình"


@pytest.mark.parametrize("sign", "’‘ʼ`")
def test_one_apostrophe_is_used(sign):
    assert clean(f"Ea H{sign}Leo") == "Ea H'Leo"


IN_ORDER = [
    # By given name first, in the order of the alphabet: a ă â … d đ … o ô ơ … u ư; then by tone: huyền, hỏi, ngã, sắc, nặng.
    "Lò Văn An",
    "Nguyễn An",
    "Nguyễn Văn An",
    "Nguyễn Văn Ánh",
    "Trần Thị Ân",
    "Bùi Văn Bảy",
    "Hoàng Thị Dung",
    "Hoàng Văn Dũng",
    "Đinh Văn Đàn",
    "Đinh Thị Đào",
    "Nông Văn Đức",
    "Lê Thị Em",
    "Phạm Thị Hoa",
    "Phạm Thị Hòa",
    "Phạm Thị Hóa",
    "Vàng A Nủ",
    "Thạch Oanh",
    "Kim Ôn",
    "Sơn Thị Ơn",
    "Lường Thị Thu",
    "Lường Thị Thư",
    "Lường Thị Thương",
    "Mã Thị Út",
    "Mã Thị Ước",
    "Đặng Thị Yến",
]


def test_people_are_listed_by_given_name_in_the_order_of_the_alphabet():
    shuffled = random.Random(5).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_places_are_listed_word_by_word_and_numbers_by_number():
    in_order = ["Phường 1", "Phường 2", "Phường 2A", "Phường 10", "Phường Ba Đình", "Sông Bằng", "Sông Hiến"]
    assert sorted(random.Random(5).sample(in_order, len(in_order)), key=place_sort_key) == in_order
    in_order = ["An Lạc", "Ân Tình", "Bảo Lạc", "Bảo Lâm", "Dân Chủ", "Đa Thông", "Hòa An", "Hoàng Tung"]
    assert sorted(random.Random(5).sample(in_order, len(in_order)), key=place_sort_key) == in_order


@given(names, names)
def test_equal_sort_keys_mean_equal_names_but_for_capitals_and_tone_placement(one, other):
    assert (sort_key(one) == sort_key(other)) == (match_key(one) == match_key(other))


@given(st.lists(st.sampled_from([*"aăâeêioôơuưyđbchgklmnpqrstvx", "á", "ề", "ợ", "ỷ", "ũ"]), min_size=1, max_size=6).map("".join))
def test_every_respelling_means_the_same_and_the_word_itself_is_one(word):
    written = respellings(word)
    assert {match_key(one) for one in written} == {match_key(word)}
    if sum(letter in "áềợỷũ" for letter in word) <= 1:
        assert word in written


def test_a_name_key_has_words_and_no_signs():
    assert name_key("Y-Ban  H'Mông  (Đức)") == "y ban h mong duc"
    assert set(respellings("hoà")) == {"hoà", "hòa", "Hoà", "Hòa", "HOÀ", "HÒA"}
