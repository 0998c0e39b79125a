"""Finds the commune a text speaks of: a title, a sheet's name, a section row, a cell. Pure.

Names are compared by key, never by string: tone placement, marks lost, old spellings and capitals are tolerated, in that order, so
that the nearest spelling wins. A name that several communes bear is decided by the district or province beside it, or asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chuanxa.names import match_key, search_key
from provinces.comparison import name_key


@dataclass(frozen=True, slots=True)
class Place:
    """A commune that stands on the day of the list."""

    id: int
    code: str
    kind: str
    name: str
    district: str = ""
    province: str = ""
    since: date = date.min
    """The first day of its legal existence."""

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def label(self) -> str:
        """With what tells it from its namesakes."""
        return ", ".join(part for part in (self.full_name, self.district, self.province) if part)


@dataclass(frozen=True, slots=True)
class Former:
    """A name borne on other days, and the commune that stands there on the day of the list."""

    name: Place
    place: Place


@dataclass(frozen=True, slots=True)
class Found:
    """One `place`, or the `candidates` to choose from; `exact` when the marks of the name agree too; `former`: the name of another day."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    exact: bool = True
    former: Place | None = None

    def __bool__(self) -> bool:
        return self.place is not None or bool(self.candidates)


_KINDS = (
    ("thi tran", "Thị trấn"),
    ("dac khu", "Đặc khu"),
    ("phuong", "Phường"),
    ("xa", "Xã"),
    ("tran", "Thị trấn"),
    ("tt", "Thị trấn"),
    ("p", "Phường"),
    ("x", "Xã"),
)
_ABOVE = ("thanh pho", "thi xa", "huyen", "quan", "tinh", "tx", "tp", "h", "q", "t")
_WORD = re.compile(r"[^\s,;:.()–/\\|]+")
_NUMBERING = re.compile(r"^\s*(?:\(?(?:[IVXLC]+|\d{1,3}|[A-Za-z])[.)/\-]\s*|[-+*•]\s*)+", re.IGNORECASE)
_LONGEST = 6


class Gazetteer:
    """The communes of a day, and former names, ready to be found in text."""

    def __init__(self, places: Iterable[Place], former: Iterable[Former] = ()):
        self._by_name: dict[str, list[Former]] = defaultdict(list)
        self._former: dict[str, list[Former]] = defaultdict(list)
        self._above: set[str] = set()
        for index, entries in ((self._by_name, (Former(place, place) for place in places)), (self._former, former)):
            for entry in entries:
                index[name_key(entry.name.name)].append(entry)
                self._above |= _above_keys(entry.name)
        self._above.discard("")
        self.find = lru_cache(maxsize=8192)(self._find)

    def _find(self, text: str, hint: str = "") -> Found:
        """The commune that `text` names; `hint` is further text that may name its district or province."""
        words = [match[0] for match in _WORD.finditer(_NUMBERING.sub("", text).replace(" - ", " , "))]
        keys = [search_key(word).strip("-'") for word in words]
        above = self._mentioned(keys) | self._mentioned([search_key(word) for word in _WORD.findall(hint)])
        named = list(_named(keys))
        for index in (self._by_name, self._former):
            for start, kind in named:
                if found := self._at(index, words, keys, start, kind, above):
                    return found
            if not named and (found := self._alone(index, words, above)):
                return found
        return Found()

    def _at(self, index: dict, words: list[str], keys: list[str], start: int, kind: str, above: set[str]) -> Found | None:
        """The longest name that begins at a word."""
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            name = " ".join(words[start : start + length])
            if hits := index.get(name_key(name)):
                return _decided(hits, name, kind, above)
        return None

    def _alone(self, index: dict, words: list[str], above: set[str]) -> Found | None:
        """A text that is nothing but a name, perhaps with its district behind."""
        for length in range(min(_LONGEST, len(words)), 0, -1):
            name, rest = " ".join(words[:length]), words[length:]
            if hits := index.get(name_key(name)):
                if rest and not self._mentioned([search_key(word) for word in rest]) and name_key(" ".join(rest)) not in self._above:
                    return None
                return _decided(hits, name, "", above)
        return None

    def _mentioned(self, keys: list[str]) -> set[str]:
        """Keys of the districts and provinces named in the words."""
        found = set()
        for start in range(len(keys)):
            for kind in _ABOVE:
                size = len(kind.split())
                if keys[start : start + size] == kind.split():
                    for length in range(min(_LONGEST, len(keys) - start - size), 0, -1):
                        key = name_key(" ".join(keys[start + size : start + size + length]))
                        if key in self._above:
                            found.add(key)
                            break
        return found


def _named(keys: list[str]):
    """(place of the name's first word, kind) after every word of kind; "xã" after "thị" is a town's."""
    for start, key in enumerate(keys):
        for words, kind in _KINDS:
            size = len(words.split())
            if keys[start : start + size] == words.split() and not (key == "xa" and start and keys[start - 1] in {"thi", "cap"}):
                if key == "tran" and start and keys[start - 1] == "thi":
                    continue
                yield start + size, kind
                break


def _above_keys(place: Place) -> set[str]:
    return {name_key(bare(place.district)), name_key(bare(place.province))}


def _decided(hits: list[Former], name: str, kind: str, above: set[str]) -> Found:
    """Narrow namesakes by district or province, then by the spelling of the name, then by kind; never to nothing."""
    tests = (
        lambda one: bool(above & _above_keys(one.name)),
        lambda one: name_key(bare(one.name.district)) in above,
        lambda one: match_key(one.name.name) == match_key(name),
        lambda one: not kind or one.name.kind == kind,
    )
    left = hits
    for test in tests:
        left = [one for one in left if test(one)] or left
    exact = any(match_key(one.name.name) == match_key(name) for one in left)
    if len({one.place.id for one in left}) > 1:
        return Found(None, tuple({one.place.id: one.place for one in left}.values()), exact)
    return Found(left[0].place, (), exact, left[0].name if left[0].name is not left[0].place else None)


@lru_cache(maxsize=32_768)
def bare(full_name: str) -> str:
    """A unit's name without its kind."""
    return re.sub(r"^(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+", "", full_name, flags=re.IGNORECASE)
