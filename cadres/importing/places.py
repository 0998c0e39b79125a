"""The communes of a day as an import may meet them, from the register: those that stand, and former names with what they became."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date

from cadres.importing.units import Former, Gazetteer, Place
from chuanxa.kept import kept
from chuanxa.models.upkeep import upkeep
from provinces.register import Register, UnitRef, register


class _Shelf(OrderedDict):
    """Gazetteers by day and provinces, of one state of the register; the oldest gives way."""


def gazetteer(day: date, provinces: frozenset[int] | None = None) -> Gazetteer:
    """Communes standing on `day`, of some provinces (ids) or of all; kept until the register changes."""
    token = upkeep().token
    shelf = kept(_Shelf, token)
    if (day, provinces) not in shelf:
        shelf[day, provinces] = _build(register(token), day, provinces)
        if len(shelf) > 6:
            shelf.popitem(last=False)
    return shelf[day, provinces]


def place_of(book: Register, unit: UnitRef) -> Place:
    """A commune as a list calls it."""
    kind, name = _split(unit.full_name)
    district = book.units["district"][unit.district].full_name if unit.district else ""
    return Place(unit.id, unit.code, kind, name, district, book.units["province"][unit.province].full_name)


def _build(book: Register, day: date, provinces: frozenset[int] | None) -> Gazetteer:
    standing = [unit for unit in book.units["commune"].values() if day in unit.period and (provinces is None or unit.province in provinces)]
    places = {unit.id: place_of(book, unit) for unit in standing}
    return Gazetteer(places.values(), _former(book, day, places))


def _former(book: Register, day: date, places: dict[int, Place]) -> Iterator[Former]:
    """Names borne before and after the day, with the commune that stood there on the day, where that is one."""
    for unit in book.units["commune"].values():
        if day in unit.period:
            continue
        there = book.lineage["commune"].predecessors(unit.id, day) if unit.period.first > day else (book.became(unit.id, day),)
        if len(there) == 1 and there[0] in places:
            name, place = place_of(book, unit), places[there[0]]
            if (name.full_name, name.district) != (place.full_name, place.district):
                yield Former(name, place)


def _split(full_name: str) -> tuple[str, str]:
    kind = next((kind for kind in ("Thị trấn", "Đặc khu", "Phường", "Xã") if full_name.startswith(f"{kind} ")), "")
    return kind, full_name.removeprefix(f"{kind} ")
