"""One reading of Vietnamese names for storing, finding and sorting, the same on every database.

Neither Python nor SQLite folds or sorts Vietnamese (Ân and Đức come after z, `LIKE` does not fold Đ), and offices place
tones differently (Hoà, Hòa). So names are cleaned once, and two keys are stored beside them:
`search_key` ("nguyen van duc"; a person's is their `name_key`) and `sort_key` (given name, then family, then middle names, in the
Vietnamese alphabet).
"""

import re
import unicodedata

_ALPHABET = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split()
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_SHAPES = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: they make letters, not tones
_LETTERS = {letter: format(place, "02d") for place, letter in enumerate(_ALPHABET, start=11)}
_WORDS = re.compile(r"[^\W_]+")
_VOWELS = set("aeiouy")
_PARTS = re.compile(r"\d+|\D")
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " "})
_FORMAT = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def clean(text: str) -> str:
    """NFC, one space between words, no invisible or control characters, Đ look-alikes made Đ. Letters' case is kept."""
    text = _FORMAT.sub("", text).translate(_LOOKALIKES)
    text = "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def printable(text: str) -> str:
    """Without the characters of control and of format, which PostgreSQL (NUL) or a file cannot hold."""
    return "".join(sign for sign in text if sign.isprintable())


def search_key(text: str) -> str:
    """Lower case without marks: `Nguyễn Văn Đức` and `NGUYEN VAN DUC` give `nguyen van duc`."""
    bare = "".join(character for character in unicodedata.normalize("NFD", clean(text).lower()) if not unicodedata.combining(character))
    return bare.replace("đ", "d")


def name_key(text: str) -> str:
    """The words of a person's name without marks and signs, one space between them: `Y-Ban H'Mok` gives `y ban h mok`."""
    return " ".join(_WORDS.findall(search_key(text)))


def match_key(text: str) -> str:
    """Equal for the same words however their tones are placed or capitals used (Hoà = Hòa), different when marks differ (Hòa ≠ Hoa)."""
    return " ".join(_syllable(word) for word in clean(text).lower().replace("-", " ").split())


def respellings(word: str) -> tuple[str, ...]:
    """Every way to write one word that `match_key` holds equal: its tone on any of its vowels; small, capitalised and capital letters."""
    letters, tone = _split(clean(word).lower())
    mark = next((sign for sign, number in _TONES.items() if number == tone), "")
    places = [place for place, letter in enumerate(letters, start=1) if search_key(letter) in _VOWELS] if mark else [0]
    written = [unicodedata.normalize("NFC", f"{letters[:place]}{mark}{letters[place:]}") for place in places]
    return tuple(dict.fromkeys(form for one in written for form in (one.capitalize(), one.title(), one, one.upper())))


def sort_key(text: str) -> str:
    """Sorts by given name, then family name, then middle names, in the order of the Vietnamese alphabet and tones."""
    words = clean(text).lower().split()
    return " ".join(_word_order(word) for word in [*words[-1:], *words[:-1]])


def place_sort_key(text: str) -> str:
    """Sorts a place name word by word from the left, in the order of the Vietnamese alphabet and tones."""
    return " ".join(_word_order(word) for word in clean(text).lower().split())


def _split(word: str) -> tuple[str, int]:
    """A syllable without its tone (NFC, lower case), and the tone 0..5."""
    kept, tone = [], 0
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tone = _TONES[character]
        elif character in _SHAPES or not unicodedata.combining(character):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _syllable(word: str) -> str:
    letters, tone = _split(word)
    return f"{letters}{tone or ''}"


def _word_order(word: str) -> str:
    letters, tone = _split(word)
    return "".join(_LETTERS.get(part) or _number(part) for part in _PARTS.findall(letters)) + f".{tone}"


def _number(part: str) -> str:
    """Numbers stand by their size (Phường 2, Phường 10) before letters; other signs before numbers."""
    digits = part.lstrip("0") or "0"
    return f"0{min(len(digits), 9)}{digits}" if part.isdecimal() else "00"
