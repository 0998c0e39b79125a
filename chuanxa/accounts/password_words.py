"""Passwords that whoever knows this place would try first: the words of the site, of the work and of the user, with a year behind."""

import re

from django.core.exceptions import ValidationError

from chuanxa.names import search_key

WORDS = """chuanxa chuan xa canbo can bo congchuc cong chuc vienchuc noivu so noi vu ubnd hdnd uyban uy ban tinh huyen phuong thitran
tochuc to chuc tinhuy dang uy danguy matkhau mat khau password admin quantri quan tri vietnam viet nam abc qwerty""".split()
REST = 8
"""Letters and signs that must be left when such words and the digits are taken out."""


class WordsOfThisPlace:
    """A validator of AUTH_PASSWORD_VALIDATORS. Names of the user (log-in name, full name, workplace) count as words too."""

    def validate(self, password: str, user=None) -> None:
        own = [getattr(user, name, "") or "" for name in ("username", "full_name", "workplace")] if user else []
        words = {word for text in own for word in search_key(text).split() if len(word) > 1} | set(WORDS)
        found = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
        rest = re.sub(r"[\W\d_]+", "", found.sub("", search_key(password).replace(" ", "")))
        if len(rest) < REST and found.search(search_key(password).replace(" ", "")):
            raise ValidationError(
                "Mật khẩu ghép từ tên của bạn hay từ những chữ dễ đoán ở đây (canbo, ubnd…). Dùng một câu dài mà chỉ mình bạn nghĩ ra."
            )

    def get_help_text(self) -> str:
        return "Không ghép từ tên của bạn hay từ những chữ dễ đoán ở đây."
