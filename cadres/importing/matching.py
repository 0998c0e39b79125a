"""Who on record is the person of a line: by personal ID, else by name, birth and commune; what is not certain is asked. Pure."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cadres.importing.known import KnownPerson
from cadres.importing.rows import RowForm
from chuanxa.names import match_key
from chuanxa.partial_dates import PartialDate, Precision

_MARKS = dict.fromkeys(range(0x300, 0x370))


@lru_cache(maxsize=65_536)
def bare_name(name: str) -> str:
    """The search key of a name that is clean already: `Nông Thị Đức` gives `nong thi duc`, as chuanxa.names.search_key would."""
    return unicodedata.normalize("NFD", name.lower()).translate(_MARKS).replace("đ", "d")


NEW = 0
"""The answer "somebody new"."""


@dataclass(frozen=True, slots=True)
class Match:
    """`person` (None: somebody new), or `candidates` to be asked about with `why`, or `refused`: a sentence."""

    person: KnownPerson | None = None
    candidates: tuple[KnownPerson, ...] = ()
    why: str = ""
    refused: str = ""


def compatible(told: PartialDate | None, known: PartialDate | None) -> bool | None:
    """Whether two dates may be the same day; None when one of them is not known."""
    if told is None or known is None:
        return None
    one, other = told.day, known.day
    if Precision.YEAR in (told.precision, known.precision):
        return one.year == other.year
    if Precision.MONTH in (told.precision, known.precision):
        return (one.year, one.month) == (other.year, other.month)
    return one == other


def _nearly(told: PartialDate, known: PartialDate) -> bool:
    """Days that a slip of the finger makes of each other: same year, same day and month, or day and month swapped."""
    one, other = told.day, known.day
    return one.year == other.year or (
        (one.month, one.day) == (other.month, other.day) and Precision.DAY == told.precision == known.precision
    )


class Matcher:
    """Finds people among those on record."""

    def __init__(self, people: Iterable[KnownPerson]):
        self._by_number: dict[str, KnownPerson] = {}
        self._here: dict[tuple[str, int], list[KnownPerson]] = defaultdict(list)
        self._by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_id: dict[int, KnownPerson] = {}
        for person in people:
            self._by_id[person.id] = person
            if person.personal_id:
                self._by_number[person.personal_id] = person
            key = bare_name(person.name)
            if person.within:
                self._by_name[key].append(person)
                for place in {post.place for post in person.posts}:
                    self._here[key, place].append(person)

    def match(self, form: RowForm, answer: int | None = None) -> Match:
        """`answer` is what the sender said when asked: an id, or NEW."""
        if form.personal_id and (owner := self._by_number.get(form.personal_id)):
            return self._owner(form, owner)
        if answer is not None:
            chosen = self._by_id.get(answer)
            if answer == NEW or chosen is not None:
                return Match(chosen)
        return self._by_name_and_birth(form)

    def _owner(self, form: RowForm, owner: KnownPerson) -> Match:
        if not owner.within:
            return Match(refused=f"Số định danh {form.personal_id} đã có ở một hồ sơ ngoài phạm vi của bạn. Báo cán bộ tổ chức của tỉnh.")
        if bare_name(owner.name).split()[-1:] != bare_name(form.name).split()[-1:]:
            says = f"Số định danh {form.personal_id} đang là của “{owner.name}”, không phải “{form.name}”. Kiểm tra lại số."
            return Match(refused=says)
        return Match(owner)

    def _by_name_and_birth(self, form: RowForm) -> Match:
        key = bare_name(form.name)
        here = [one for one in self._here.get((key, form.unit.id), ()) if _may_be(form, one)]
        exact = [one for one in here if match_key(one.name) == match_key(form.name)]
        if sure := [one for one in exact or here if compatible(form.born, one.born)]:
            if len(sure) == 1:
                return Match(sure[0])
            return Match(None, tuple(sure), "có nhiều hồ sơ cùng tên, cùng ngày sinh trong xã")
        unsure = [one for one in here if compatible(form.born, one.born) is None]
        if unsure:
            return Match(None, tuple(unsure), "trong xã có người cùng tên nhưng thiếu ngày sinh để biết có phải một người")
        near = [one for one in here if _nearly(form.born, one.born)]
        if near:
            return Match(None, tuple(near), "trong xã có người cùng tên, ngày sinh gần giống")
        return self._elsewhere(form, key)

    def _elsewhere(self, form: RowForm, key: str) -> Match:
        """Somebody of the same name and full birth day in another commune has probably moved."""
        if form.born is None or form.born.precision != Precision.DAY:
            return Match()
        found = [one for one in self._by_name.get(key, ()) if one.born == form.born and _may_be(form, one)]
        if not found:
            return Match()
        return Match(None, tuple(found), "có người cùng tên, cùng ngày sinh ở đơn vị khác")


def _may_be(form: RowForm, person: KnownPerson) -> bool:
    """Two different numbers are two people."""
    return not (form.personal_id and person.personal_id and form.personal_id != person.personal_id)
