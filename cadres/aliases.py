"""How lists write levels, sexes and ethnic groups, and what each writing means: one table for every form, import and check.

A word that only says "trained, which level is not said" ("x" under Quản lý nhà nước) means the lowest trained level of the ladder
and is marked `at_least`, so that whoever shows it can say so. What is not in the tables is unreadable, never guessed. Pure.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from cadres.ethnic_groups import ETHNIC_GROUPS
from cadres.level_words import ANYWHERE, AT_LEAST, FILLERS, MARKS, NONE_WORDS, STUDYING, WORDS
from cadres.levels import GeneralLevel, Ladder, Level
from chuanxa.names import clean, search_key

_SIGNS = re.compile(r"[^a-z0-9/&]+")
_DOTS = re.compile(r"(?<=\w)\.(?=\s*\w)|\.")
_CLASS = re.compile(r"(?:lop |bt |btvh |bo tuc |bo tuc van hoa |tot nghiep |tn |het lop |hoc het lop )*(\d{1,2}) ?/ ?(10|12)(?: .*)?")
_BRACKETED_MODE = re.compile(
    r"\s*[(\[]\s*(?:hệ\s+)?(?:tại chức|chính quy|từ xa|liên thông|vừa học vừa làm|vừa làm vừa học|VHVL|VLVH|TC|CQ|cử tuyển)\s*[)\]]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s\-–:;,()/]+")
_KEPT = 16_384
"""Lists say the same few words thousands of times."""

_AROUND = " -–:;,.()/"
_HARMLESS = re.compile(r"(?:(?:nam|khoa|he|tap trung|khong tap trung|tai chuc|chinh quy|va|tuong duong|td|[\d /&]+)\s*)*")
_SEVERAL = re.compile(r"\s*(?:[;+\n]|,|\bvà\b)\s*")
_LEADING = re.compile(r"^(?:(?:chuyên\s+)?ngành|chuyên môn|nghiệp vụ|về)\s*:?\s+", re.IGNORECASE)


class Unreadable(ValueError):
    """Carries a Vietnamese sentence: what was found and what is accepted."""


@dataclass(frozen=True, slots=True)
class LevelRead:
    """`rest` is what stood beside the level (the field of study), as written; `at_least`: the level is the lowest it may be.

    `others` are lower levels of the same ladder that stood beside it, as written.
    """

    level: Level
    rest: str = ""
    at_least: bool = False
    equivalent: bool = False
    others: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT)
def alias_key(text: str) -> str:
    """Lower case without marks, dots and hyphens: `Th.S`, `ThS` and `THS` are one."""
    return " ".join(_SIGNS.sub(" ", _DOTS.sub("", search_key(text))).split())


@lru_cache(maxsize=_KEPT)
def is_mark(text: str) -> bool:
    """Whether the text is how people tick a cell: x, X, 1, v, +, ✓, có."""
    return clean(text).casefold() in MARKS


@lru_cache(maxsize=_KEPT)
def read_level(ladder: Ladder, text: str) -> LevelRead:
    """Read "ĐH Luật", "Th.s Nông lâm", "Trung cấp LLCT-HC", "9/12", "x". Raises Unreadable with what is accepted."""
    written = _BRACKETED_MODE.sub("", clean(text))
    key = alias_key(written)
    if ladder is Ladder.GENERAL_EDUCATION and (match := _CLASS.fullmatch(key)):
        return LevelRead(_by_class(int(match[1]), int(match[2])))
    if is_mark(written):
        if ladder in AT_LEAST:
            return LevelRead(AT_LEAST[ladder], at_least=True)
        raise Unreadable(f"Chỉ có dấu “{written}”, không rõ {ladder.label} ở mức nào. {accepted(ladder)}")
    if key in NONE_WORDS and ladder is not Ladder.GENERAL_EDUCATION:
        return LevelRead(ladder.levels(0))
    if any(key.startswith(word) for word in STUDYING):
        raise Unreadable(f"“{written}” là lớp đang học, không phải trình độ đã có. Ghi trình độ hiện có; lớp đang học ghi ở cột Ghi chú.")
    found = _several(ladder, written) or _leading(ladder, written) or _anywhere(ladder, written)
    if found is None:
        raise Unreadable(f"Không hiểu {ladder.label.lower()} “{written}”. {accepted(ladder)}")
    return found


def accepted(ladder: Ladder) -> str:
    """A sentence with the levels of a ladder, as people write them."""
    return f"Nhận: {', '.join(level.label for level in ladder.levels)}."


@lru_cache(maxsize=_KEPT)
def read_sex(text: str) -> str:
    """ "male" or "female". Raises Unreadable."""
    found = {"nam": "male", "trai": "male", "ong": "male", "nu": "female", "gai": "female", "ba": "female"}.get(alias_key(text))
    if found is None:
        raise Unreadable(f"Không hiểu giới tính “{clean(text)}”. Nhận: Nam, Nữ.")
    return found


@lru_cache(maxsize=_KEPT)
def read_ethnic_group(text: str) -> str:
    """The official two-digit number; subgroups count with their group (Dao đỏ, Nùng An). Raises Unreadable."""
    words = search_key(text).removeprefix("dan toc ").replace("(", " ").replace(")", " ").split()
    for length in range(len(words), 0, -1):
        if code := _ETHNIC.get(_bare(" ".join(words[:length]))):
            return code
    if len(words) == 1 and words[0].isdigit() and 1 <= int(words[0]) <= len(ETHNIC_GROUPS):
        return f"{int(words[0]):02d}"
    raise Unreadable(f"Không có dân tộc “{clean(text)}” trong danh mục 54 dân tộc. Nhận: Kinh, Tày, Nùng, Mông, Dao… hoặc số thứ tự 01–55.")


def _bare(name: str) -> str:
    return "".join(character for character in search_key(name) if character.isalnum())


_ETHNIC = {_bare(name): group.code for group in ETHNIC_GROUPS for name in (group.name, *group.aliases)}
_ETHNIC |= {
    "hmong": "08",
    "mong": "08",
    "sanchi": "15",
    "eden": "12",
    "ede": "12",
    "bahnar": "13",
    "jrai": "10",
    "giarai": "10",
    "kho": "16",
}
_ETHNIC |= {"muongg": "06", "stieng": "22", "vankieu": "23", "bru": "23", "katu": "26", "kor": "30", "cor": "30", "odu": "53", "puco": "51"}


def _by_class(finished: int, system: int) -> Level:
    """7/10, 9/12 …: the ten-class system of the North to 1989 and the twelve-class system."""
    bounds = (4, 7, 10) if system == 10 else (5, 9, 12)
    return list(GeneralLevel)[sum(finished >= bound for bound in bounds)]


def _several(ladder: Ladder, written: str) -> LevelRead | None:
    """ "ĐH Luật; TC Kế toán": the highest counts, the others are kept as written."""
    parts = [part for part in _SEVERAL.split(written) if part] if ladder is Ladder.PROFESSIONAL else []
    reads = [_leading(ladder, part) for part in parts]
    if len(reads) < 2 or None in reads:
        return None
    place = max(range(len(reads)), key=lambda one: reads[one].level)
    return replace(reads[place], others=tuple(part for other, part in enumerate(parts) if other != place))


def _leading(ladder: Ladder, written: str) -> LevelRead | None:
    """The longest run of words at the start that names a level; the other words are the field of study."""
    words = list(_WORD.finditer(written))
    for length in range(min(9, len(words)), 0, -1):
        end = words[length - 1].end()
        if level := WORDS[ladder].get(alias_key(written[:end])):
            return _found(ladder, *level, written[end:].strip(_AROUND), _is_equivalent(ladder, written))
    return None


def _is_equivalent(ladder: Ladder, written: str) -> bool:
    """ "Chuyên viên và tương đương" is the name of a level; "cao cấp (tương đương)" is a school's word about one."""
    return ladder is not Ladder.STATE_MANAGEMENT and bool(re.search(r"\b(?:tuong duong|td)\b", alias_key(written)))


def _found(ladder: Ladder, level: Level, implied: str, rest: str, equivalent: bool) -> LevelRead | None:
    if ladder is Ladder.PROFESSIONAL:
        rest = "" if equivalent and _HARMLESS.fullmatch(alias_key(rest)) else _LEADING.sub("", rest)
        return LevelRead(level, f"{implied} {rest}".strip() if implied != "≥" else rest, implied == "≥", equivalent)
    if ladder in FILLERS:
        return LevelRead(level, rest)
    return LevelRead(level, equivalent=equivalent) if _HARMLESS.fullmatch(alias_key(rest)) else None


def _anywhere(ladder: Ladder, written: str) -> LevelRead | None:
    """ "Luật (đại học)", "Kế toán - TC": the level stands behind the field of study; of several the highest counts."""
    found: list[tuple[Level, str]] = []
    key = alias_key(written)
    for word, level in ANYWHERE[ladder]:
        if re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", key):
            found.append((level, word))
            key = re.sub(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", " ", key)
    if not found:
        return None
    level, word = max(found)
    if ladder in FILLERS:
        return LevelRead(level, written)
    if ladder is Ladder.PROFESSIONAL:
        return LevelRead(level, _without(written, word) if level else "")
    return LevelRead(level) if _HARMLESS.fullmatch(" ".join(key.split())) else None


def _without(written: str, word: str) -> str:
    """The words of `written` that are not the level `word`, in their own spelling."""
    words, size = written.replace("(", " ").replace(")", " ").split(), len(word.split())
    for start in range(len(words) - size, -1, -1):
        if alias_key(" ".join(words[start : start + size])) == word:
            return " ".join(words[:start] + words[start + size :]).strip(_AROUND)
    return ""
