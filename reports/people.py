"""The people behind a number: the same selection as the number, in the order and with the columns asked for.

Rows are tuples from the database, turned into plain dictionaries once; no model objects are made for a list. The ids are read in
order first and their rows after, so that a page far down a long list is found in an index.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import NullIf

from cadres.levels import NO_RECORD, STANDING_LADDERS
from cadres.models import Profile, Standing
from cadres.standings.storage import chunks
from chuanxa.exports.stamps import covered
from chuanxa.partial_dates import PartialDate, Precision
from reports.people_columns import PERSONAL_ID, Arrangement
from reports.search import rank, words_of
from reports.selection import Selection

CHUNK = 1_000
HEAD = 1_001
"""How many a search reads at once: when it finds fewer, they are counted by the same question."""


class PeopleRows(Sequence):
    """A lazy sequence of people; slicing reads only the slice (a pager's page), `len` counts.

    Without an order of its own the list is by name; a search puts first those whom it means best. A row is a dictionary of `id`,
    `href` and one text for each part of the columns.
    """

    def __init__(self, selection: Selection, people_href, arrangement: Arrangement | None = None, *, open_numbers: bool = False):
        self._selection, self._href = selection, people_href
        self.arrangement = arrangement or Arrangement()
        self._open_numbers = open_numbers
        self._standings: QuerySet = selection.standings(selection.day)
        self._searched = words_of(selection.filter.data.get("tim", ""))
        self._head: list[tuple[int, str]] | None = None

    def __len__(self) -> int:
        if not hasattr(self, "_length"):
            head = self._begin() if self._searched else ()
            self._length = len(head) if 0 < len(head) < HEAD else self._standings.count()
        return self._length

    def __getitem__(self, place):
        if isinstance(place, slice):
            return self._read(place)
        return self._read(slice(place, place + 1))[0]

    def __iter__(self):
        """Everybody, read a thousand names at a time: a file of the whole country stays in bounded memory."""
        for chunk in chunks(self._names().iterator(chunk_size=CHUNK), CHUNK):
            yield from self._rows(chunk)

    def ids(self, most: int) -> list[int]:
        """The first `most` people of the list, in its order."""
        return [cadre for cadre, _ in islice(self._names()[:most], most)]

    def _begin(self) -> list[tuple[int, str]]:
        if self._head is None:
            self._head = list(self._names()[:HEAD])
        return self._head

    def _read(self, part: slice) -> list[dict]:
        known = self._searched and part.stop is not None and part.stop < HEAD
        return self._rows(self._begin()[part] if known else list(self._names()[part]))

    def _names(self) -> QuerySet:
        """(cadre id, name) in order; standings of another day take the names from the profiles."""
        named, prefix = self._standings, ""
        if named.model is Standing:
            prefix = "profile__"
            in_force = Q(cadre__profiles__superseded_at=None)
            named = named.annotate(profile=FilteredRelation("cadre__profiles", condition=in_force)).filter(profile__isnull=False)
        keys = [key for column, backwards in self.arrangement.order for key in _keys(column.order, backwards, prefix)]
        if not keys and self._searched:
            keys = [rank(self._searched, prefix)]
        return named.order_by(*keys, f"{prefix}sort_key", "cadre_id").values_list("cadre_id", f"{prefix}full_name")

    def _rows(self, names: list[tuple[int, str]]) -> list[dict]:
        """Somebody who left between the two questions is left out."""
        needs = tuple(name for name in self.arrangement.needs if name != PERSONAL_ID)
        found = self._standings.filter(cadre__in=[cadre for cadre, _ in names]).order_by().values_list("cadre_id", *needs)
        rows = {cadre: dict(zip(needs, row, strict=True)) for cadre, *row in found}
        if "born_on" in needs:
            self._add_births(rows)
        if PERSONAL_ID in self.arrangement.needs:
            self._add_numbers(rows)
        return [self._row(cadre, name, rows[cadre]) for cadre, name in names if cadre in rows]

    def _add_births(self, rows: dict[int, dict]) -> None:
        """A standing holds the first day that a birth date may mean; only the profile says whether it means a month or a year."""
        doubtful = [cadre for cadre, row in rows.items() if row["born_on"] and row["born_on"].day == 1]
        profiles = Profile.objects.known(self._selection.known_at).filter(cadre__in=doubtful).exclude(born_precision=Precision.DAY)
        precisions = dict(profiles.values_list("cadre_id", "born_precision")) if doubtful else {}
        for cadre, row in rows.items():
            born = row["born_on"]
            row["birth"] = PartialDate(born, Precision(precisions.get(cadre, Precision.DAY))) if born else None

    def _add_numbers(self, rows: dict[int, dict]) -> None:
        """Personal ID numbers as they were known; covered unless they were asked for with a reason."""
        known = Profile.objects.known(self._selection.known_at).filter(cadre__in=list(rows)).exclude(personal_id="")
        numbers = dict(known.values_list("cadre_id", "personal_id"))
        for cadre, row in rows.items():
            number = numbers.get(cadre, "")
            row[PERSONAL_ID] = number if self._open_numbers else covered(number)

    def _row(self, cadre: int, name: str, facts: dict) -> dict:
        facts["name"] = name
        row = {"id": cadre, "href": self._href(cadre)}
        for column in self.arrangement.all_columns:
            for part, text in zip(column.parts, column.read(self._selection, facts), strict=True):
                row[part.id] = text
        return row


_OF_THE_NAME = ("sort_key",)
_NOT_KNOWN = {ladder.value: NO_RECORD for ladder in STANDING_LADDERS} | {"sex": 0, "ethnic_group": 0}


def _keys(columns: Iterable[str], backwards: bool, prefix: str) -> list[OrderBy]:
    """What is not known comes last, whichever way the list is turned."""
    keys = []
    for column in columns:
        name = column.removeprefix("-")
        value = F(f"{prefix}{name}" if name in _OF_THE_NAME else name)
        if name in _NOT_KNOWN:
            value = NullIf(value, Value(_NOT_KNOWN[name]))
        keys.append(OrderBy(value, descending=backwards != column.startswith("-"), nulls_last=True))
    return keys


def heading(selection: Selection, area: str, day: date) -> str:
    """What the list is of."""
    return f"{area}: danh sách cán bộ, công chức cấp xã ngày {day:%d/%m/%Y}"


def described(filters: Iterable) -> str:
    """Filters in words: "Chuyên môn: Đại học, Cao đẳng; Đạt chuẩn: Chưa đạt"."""
    return "; ".join(f"{item.label}: {', '.join(label for _, label in item.values)}" for item in filters)
