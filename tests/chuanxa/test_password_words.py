"""Passwords that a colleague would guess are refused; long sentences of one's own are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from chuanxa.models import User

MINH = User(username="minh.hv", full_name="Hoàng Văn Minh", workplace="Sở Nội vụ tỉnh Cao Bằng", role="personnel_officer")
GUESSED = ("canbo@ubnd2026", "Cán bộ Cao Bằng 1", "HoangVanMinh1975", "chuanxa-chuanxa", "matkhau123456!", "SoNoiVu@2026!!")


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_made_of_the_words_of_this_place_is_refused(password):
    with pytest.raises(ValidationError, match="dễ đoán ở đây"):
        validate_password(password, MINH)


@pytest.mark.parametrize(
    "password", ["trâu già gặm cỏ bờ ao", "9f!k2-Lm0&zzQp", "một-mật-khẩu-để-thử", "cán bộ nào cũng thích phở bò", "73190284615520"]
)
def test_a_sentence_of_ones_own_is_taken(password):
    validate_password(password, MINH)


def test_a_short_password_is_refused_in_the_language_of_the_page():
    with pytest.raises(ValidationError, match="Mật khẩu có 5 ký tự; cần ít nhất 12 ký tự") as refused:
        validate_password("bốn c")
    assert not [text for text in refused.value.messages if "password" in text]
