"""The communes of a day as an import may meet them, from the register: those that stand, and former names with what they became."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date

from cadres.importing.units import Former, Gazetteer, Place
from chuanxa.kept import kept
from chuanxa.models.upkeep import upkeep
from provinces.register import Register, UnitRef, register


class Places:
    """Communes standing on `day`; `stands` maps every commune of other days to the one that stands there on the day."""

    def __init__(self, book: Register, day: date):
        communes = book.units["commune"].values()
        self.day = day
        self.by_id = {unit.id: place_of(book, unit) for unit in communes if day in unit.period}
        self.stands: dict[int, int] = {pk: pk for pk in self.by_id}
        former = []
        for unit in communes:
            if unit.id not in self.by_id and (there := _there(book, unit, day)) in self.by_id:
                self.stands[unit.id] = there
                name, place = place_of(book, unit), self.by_id[there]
                if (name.full_name, name.district) != (place.full_name, place.district):
                    former.append(Former(name, place))
        self.gazetteer = Gazetteer(self.by_id.values(), former)
        self.by_code = {place.code: place for place in self.by_id.values()}

    def was(self, standing: set[int]) -> list[int]:
        """Every commune, of whatever day, in whose place one of `standing` stands."""
        return [pk for pk, place in self.stands.items() if place in standing]


class _Shelf(OrderedDict):
    """Places by day, of one state of the register; the oldest gives way."""


def places_on(day: date) -> Places:
    """Made once per day and state of the register."""
    token = upkeep().token
    shelf = kept(_Shelf, token)
    return _taken(shelf, day, lambda: Places(register(token), day))


def _taken(shelf: _Shelf, key: date, make: Callable[[], Places]) -> Places:
    if key not in shelf:
        shelf[key] = make()
        if len(shelf) > 4:
            shelf.popitem(last=False)
    return shelf[key]


def place_of(book: Register, unit: UnitRef) -> Place:
    """A commune as a list calls it."""
    kind = next((kind for kind in ("Thị trấn", "Đặc khu", "Phường", "Xã") if unit.full_name.startswith(f"{kind} ")), "")
    district = book.units["district"][unit.district].full_name if unit.district else ""
    province = book.units["province"][unit.province].full_name
    return Place(unit.id, unit.code, kind, unit.full_name.removeprefix(f"{kind} "), district, province, unit.period.first)


def _there(book: Register, unit: UnitRef, day: date) -> int | None:
    """The commune that stands on the day where this one stood or will stand, if that is one."""
    if unit.period.first <= day:
        return book.became(unit.id, day)
    before = book.lineage["commune"].predecessors(unit.id, day)
    return before[0] if len(before) == 1 else None
