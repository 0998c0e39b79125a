"""Who and what change sets touched, in a few questions however many they are, and which of them a user may open and undo.

A change set is open to whoever may write everybody and everything it touched: people as their dossiers are written, records of
programmes, schemes and published figures as those are, within the whole unit that they belong to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.functions import Cast

from cadres.actions.undo import KINDS, OF_PEOPLE
from cadres.entry.opening import all_writable, ever_within
from cadres.models import Serving
from chuanxa.models import ChangeSet, User
from chuanxa.refusals import NotHere
from chuanxa.roles import Permission
from provinces.models.scope import Reach
from provinces.register import Register

Place = tuple[int | None, int | None, int | None]
"""Ids of a province, a district, a commune; all None: the whole country."""

_ENDS = ("recorded_in", "superseded_in")


@dataclass
class Touched:
    """The people whose facts a change set touched, and the units to which its other facts belong."""

    people: set[int] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)


def touched(sets: Sequence[ChangeSet]) -> dict[int, Touched]:
    """Change set id → what it touched. Two queries."""
    found = {one.pk: Touched({int(cadre) for cadre in one.redirects}) for one in sets}
    ids = list(found)
    for number, cadre in _together(_rows(model, end, ids, ("cadre_id",)) for model in OF_PEOPLE for end in _ENDS):
        if cadre is not None:
            found[number].people.add(cadre)
    for number, *place in _together(_rows(model, end, ids, model.PLACED_BY) for model in KINDS if model.PLACED_BY for end in _ENDS):
        found[number].places.add(tuple(place))
    return found


def _rows(model, end: str, ids: list[int], paths: Iterable[str | None]) -> QuerySet:
    """(change set, value of each path) of the facts that the sets recorded or superseded; a fact of a person has no place of its own."""
    told = {f"of_{place}": F(path) if path else Cast(Value(None), BigIntegerField()) for place, path in enumerate(paths)}
    rows = model._default_manager.order_by().filter(**{f"{end}__in": ids})
    if model in OF_PEOPLE and "cadre_id" not in paths:
        rows = rows.filter(cadre=None)
    return rows.values_list(f"{end}_id", *told.values())


def _together(rows: Iterable[QuerySet]) -> QuerySet:
    first, *rest = rows
    return first.union(*rest)


def openable(sets: Sequence[ChangeSet], user: User, reach: Reach, units: Register) -> dict[int, Touched]:
    """Those of the change sets that the user may open, with what they touched. Five queries."""
    found = {number: what for number, what in touched(sets).items() if what.people or what.places}
    everybody = {person for what in found.values() for person in what.people}
    if not reach.everywhere:
        within = ever_within(everybody, reach, units)
        within -= set(Serving.objects.filter(cadre__in=within).exclude(reach.within()).values_list("cadre_id", flat=True))
        found = {number: what for number, what in found.items() if what.people <= within}
    may_set = user.may(Permission.SET_PROGRAMMES)
    return {number: what for number, what in found.items() if not what.places or (may_set and holds_all(what.places, reach, units))}


def absent() -> NotHere:
    """There is no such change set for this user; one outside the reach is told in the same words."""
    return NotHere("Không có lần ghi này trong phạm vi của bạn.", advice="Mở trang Lần ghi để chọn.")


def check_openable(what: Touched, user: User, reach: Reach, units: Register) -> None:
    """Raises NotHere for what lies outside the reach or was touched by nobody, PermissionDenied for what others keep."""
    if not (what.people or what.places) or not holds_all(what.places, reach, units):
        raise absent()
    try:
        all_writable(what.people, reach, units)
    except NotHere:  # about somebody: answered as a change set that was never made
        raise absent() from None
    if what.places and not user.may(Permission.SET_PROGRAMMES):
        raise PermissionDenied("Đề án, kế hoạch và số liệu đã công bố do cán bộ tổ chức sửa và hoàn tác.")


def holds_all(places: Iterable[Place], reach: Reach, units: Register) -> bool:
    """Whether every one of the units lies within the reach; a province that was renamed is still the province of its code."""
    codes = {units.units["province"][pk].code for pk in reach.provinces}
    return reach.everywhere or all(
        commune in reach.communes
        or district in reach.districts
        or (province is not None and units.units["province"][province].code in codes)
        for province, district, commune in places
    )
