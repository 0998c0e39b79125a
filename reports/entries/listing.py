"""Records behind a number as a list: read a page at a time, with the names of their people, each opening its own page."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import QuerySet

from cadres.models import Profile
from cadres.standings.storage import chunks
from reports.report_kind import Cell, Record
from reports.selection import Selection

CHUNK = 1_000
UNNAMED = "(không ghi tên)"


class EntryRows(Sequence):
    """A lazy sequence of Records: `cells(entry, name)` makes the cells of one entry, `href(entry)` its address or None."""

    def __init__(self, entries: QuerySet, cells: Callable[..., tuple[Cell, ...]], href: Callable[..., str | None] = lambda entry: None):
        self._entries, self._cells, self._href = entries, cells, href

    def __len__(self) -> int:
        if not hasattr(self, "_length"):
            self._length = self._entries.count()
        return self._length

    def __getitem__(self, place):
        if isinstance(place, slice):
            return self._records(list(self._entries[place]))
        return self[place : place + 1][0]

    def __iter__(self) -> Iterator[Record]:
        for chunk in chunks(self._entries.iterator(chunk_size=CHUNK), CHUNK):
            yield from self._records(chunk)

    def _records(self, entries: Sequence) -> list[Record]:
        names = names_of(entry.cadre_id for entry in entries if getattr(entry, "cadre_id", None))
        return [Record(self._cells(entry, names.get(getattr(entry, "cadre_id", None), UNNAMED)), self._href(entry)) for entry in entries]


class OneAfterAnother(Sequence):
    """Several lists as one."""

    def __init__(self, *parts: Sequence[Record]):
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Record]:
        for part in self._parts:
            yield from part

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        first, last, _ = place.indices(len(self))
        found: list[Record] = []
        for part in self._parts:
            found += part[max(0, first) : max(0, last)] if last > 0 and first < len(part) else []
            first, last = first - len(part), last - len(part)
        return found


def names_of(cadres: Iterable[int]) -> dict[int, str]:
    """Cadre id → name. One query, or none of nobody."""
    wanted = set(cadres)
    return dict(Profile.objects.known().filter(cadre__in=wanted).values_list("cadre_id", "full_name")) if wanted else {}


def unit_label(selection: Selection, entry) -> str:
    """The unit of an entry: "Xã Trường Hà, Huyện Hà Quảng"."""
    units = selection.register.units
    named = (("commune", entry.commune_id), ("district", entry.district_id), ("province", entry.province_id))
    found = [units[tier][pk].full_name for tier, pk in named if pk]
    return ", ".join(found[:2] if len(found) > 1 else found)
