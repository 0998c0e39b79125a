"""What a Vietnamese syllable may look like: enough to tell a right reading of old fonts from a wrong one. Pure."""

import re
import unicodedata
from collections.abc import Iterable

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_OPEN = (
    "ia|iêu|iu|oai|oao|oay|oeo|oe|oa|oi|ôi|ơi|uây|uê|uôi|uya|uyu|uy|uơ|ua|ui|ưa|ươi|ươu|ưi|ưu|yêu|ya|ao|au|ai|ay|âu|ây|eo|êu|"
    "a|e|ê|i|o|ô|ơ|u|ư|y"
)
_CLOSED = "iê|oa|oă|oe|oo|uâ|uô|uyê|uê|uy|ươ|yê|[aăâeêioôơuưy]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:(?:{_OPEN})|(?:{_CLOSED})(?:ng|nh|ch|c|m|n|p|t))")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)

_STOPS = ("c", "ch", "p", "t")
_OF_STOPS = ("\u0301", "\u0323")


def is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable: onset, vowels, ending and at most one tone, case evenly used.

    A syllable that ends in a stop is said with a rising or a heavy tone: "Lôc" and "Quèc" are none.
    """
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    letters, tones = [], ""
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tones += sign
        else:
            letters.append(sign)
    said = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1 or (said.endswith(_STOPS) and tones not in _OF_STOPS):
        return False
    return bool(_SYLLABLE.fullmatch(said))


def syllables(texts: Iterable[str]) -> int:
    """How many words with marks are syllables, less the broken ones, over all texts."""
    count = 0
    for text in texts:
        clean = unicodedata.normalize("NFC", text)
        marked = [word for word in _WORD.findall(clean) if not word.isascii()]
        stray = sum(1 for sign in clean if not sign.isascii() and not sign.isalpha() and not sign.isspace() and sign not in "–—“”‘’…•°²³½×")
        count += sum(2 if is_syllable(word) else -1 for word in marked) - 2 * stray
    return count
