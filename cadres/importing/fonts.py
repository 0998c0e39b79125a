"""Text typed in fonts of the time before Unicode: the letters on the screen are not the letters in the file.

TCVN 5712 (.VnTime: one sign a letter, capitals with a tone live in .VnTimeH as lower-case signs) and VNI (a letter and a sign
behind it). The cell's font says which; where no font is known, the writing does: whichever reading makes more Vietnamese
syllables. Whatever was converted is marked, so that it can always be shown beside what stands in the file. Pure.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from cadres.importing.syllables import is_syllable, syllables


class Coding(StrEnum):
    """How a cell's letters are coded."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-h"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`coding` is UNICODE when nothing was converted."""

    text: str
    coding: Coding = Coding.UNICODE


_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_BREVE = {"ê": "\u0306", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "é": "\u0306\u0301", "ë": "\u0306\u0323"}
_ROOF = {"â": "\u0302", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "á": "\u0302\u0301", "ä": "\u0302\u0323"}
_BEHIND = {
    "a": _TONES | _BREVE | _ROOF,
    "e": _TONES | _ROOF,
    "o": _TONES | _ROOF,
    "u": _TONES,
    "y": _TONES,
    "ô": _TONES,
    "ö": _TONES,
}
_BASES = {"ô": "ơ", "ö": "ư"}
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_table() -> dict[str, str]:
    table = {base + sign: _BASES.get(base, base) + marks for base, signs in _BEHIND.items() for sign, marks in signs.items()}
    table = {code: unicodedata.normalize("NFC", letter) for code, letter in table.items()} | _ALONE
    capitals = {(code[0].upper() + tail): letter.upper() for code, letter in table.items() for tail in {code[1:], code[1:].upper()}}
    return table | capitals


_VNI = _vni_table()
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_BEYOND_LATIN_1 = re.compile(r"[\u0100-\u1eff]")
_SPACES = re.compile(r"\s+")
_LOWER, _UPPER = re.compile(r"[a-z]"), re.compile(r"[A-Z]")


def coding_of(font: str) -> Coding:
    """What a font's name says about the letters written in it."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Coding.TCVN3_CAPITALS if name.endswith("h") or name.endswith("h bold") else Coding.TCVN3
    return Coding.VNI if re.match(r"vni[\s\-_]", name) else Coding.UNICODE


def decode(text: str, coding: Coding) -> Decoded:
    """Read `text` as coded so. A cell of such a font may still hold Unicode words: these are left as they are."""
    if coding is Coding.UNICODE or text.isascii():
        upper = coding is Coding.TCVN3_CAPITALS and _LOWER.search(text)
        return Decoded(text.upper(), coding) if upper else Decoded(text)
    if coding is Coding.VNI:
        read = _from_vni(text)
    else:
        read = _from_tcvn3(text)
        read = read.upper() if coding is Coding.TCVN3_CAPITALS else read
    return Decoded(read, coding) if read != text else Decoded(text)


def _from_tcvn3(text: str) -> str:
    words, spaces = _SPACES.split(text), _SPACES.findall(text)  # also those that do not break: "Ý\u00a0" is the name Ý
    capitals_only = len(_UPPER.findall(text)) > 1 and not _LOWER.search(text) and _SMALL_TCVN3.isdisjoint(text)
    heads = [word[0] for word in words if word]
    named = len(heads) == 1 or sum(head in _CAPITALS for head in heads) * 2 > len(heads)  # one word is a given name by itself
    read = [word if _is_unicode(word) else _word(word, capitals_only, named) for word in words]
    if _is_unicode(text) and _said(read) <= _said(words):
        return text  # Unicode in a cell of such a font; but "Lôc Minh Ổn" is Lục, for Ổ can only be Unicode and "lôc" cannot be said
    return "".join(word + space for word, space in zip_longest(read, spaces, fillvalue=""))


def _is_unicode(text: str) -> bool:
    """It holds a letter that no coding has, and no sign that only TCVN3 has (§ỨC holds both: ĐỨC, half of it typed in Unicode)."""
    return bool(_BEYOND_LATIN_1.search(text)) and _ONLY_TCVN3.isdisjoint(text)


def _said(words: list[str]) -> int:
    """How many words are syllables; one in capitals among words in small letters (BÕ Minh) is none."""
    small = not " ".join(words).isupper()
    return sum(is_syllable(word) and not (small and len(word) > 1 and word.isupper()) for word in words)


def _word(word: str, capitals_only: bool, named: bool) -> str:
    """Capitals with a tone do not exist in TCVN3: among capitals, and at the head of a name, such a sign is a Unicode letter (LÒ, Óng)."""
    read = "".join(_as_tcvn3(sign, capitals_only) for sign in word)
    if named and read[:1].islower() and word[:1].isupper() and is_syllable(word[0] + read[1:]):
        return word[0] + read[1:]
    return read


def _as_tcvn3(sign: str, capitals_only: bool) -> str:
    letter = _TCVN3.get(sign, sign)
    return sign if capitals_only and letter.islower() and sign.isupper() else letter


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ¡¢£¤¥¦§")
_ONLY_TCVN3 = frozenset(sign for sign in _TCVN3 if sign not in "ÈÉÊÌÒÓÔÕÝßáâãèéêìíòóôõùúý" and sign != "Ð")
"""Signs that no Vietnamese word written in Unicode holds."""
_SMALL_TCVN3 = frozenset(sign for sign in _ONLY_TCVN3 if _TCVN3[sign].islower())


def _from_vni(text: str) -> str:
    return _VNI_CODES.sub(lambda found: _VNI[found[0]], text)


def guess(texts: list[str]) -> Coding:
    """The coding of a sheet's texts whose fonts are unknown: the reading that makes clearly more Vietnamese syllables.

    Every text counts, so that one word that means something in two codings (Võ, Vừ) follows its neighbours.
    """
    marked = [text for text in texts if not text.isascii() and not _BEYOND_LATIN_1.search(text)]
    if not marked:
        return Coding.UNICODE
    as_it_is = syllables(marked)
    found = max((Coding.TCVN3, Coding.VNI), key=lambda coding: syllables([decode(text, coding).text for text in marked]))
    better = syllables([decode(text, found).text for text in marked])
    return found if better > as_it_is * 1.1 and better > as_it_is else Coding.UNICODE


def is_coded(text: str) -> bool:
    """Whether the signs of `text` betray a coding by themselves, whatever its neighbours say."""
    return any(sign in _ONLY_TCVN3 for sign in text) or guess([text]) is not Coding.UNICODE
