"""What the catalogues said at an earlier moment, so that "as known on" judges by the rules and the units known then.

Facts have two clocks; catalogues are corrected in place. So from the first frozen figure on (`begin`) the whole of units with their area
classes, and of positions with the published standards, is kept whenever the catalogue token is renewed and something differs. Moments
before the first kept state read that one: what a system was set up with counts as always known. Parts are found by the digest of their
content, so a new area class does not store the law again.
"""

import json
import zlib
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from django.utils import timezone

from cadres.models import CataloguePart, CatalogueState, Position
from cadres.requirements import StandardRule
from cadres.standings.catalogue import Catalogue, catalogue, published_rules
from chuanxa.packing import pack, unpack
from provinces.register import Register, RegisterRows

_POSITION = ("id", "code", "label", "category", "group", "order", "is_key", "valid_from", "valid_to")


def begin(at: datetime) -> None:
    """From `at` on every state of the catalogues is kept; does nothing when that has begun already."""
    if not CatalogueState.objects.exists():
        _keep(at)


def keep_if_begun(sender=None, **kwargs) -> None:
    """After a change, in its transaction: keep what stands now unless it is what was kept last. One query before anything was frozen."""
    if CatalogueState.objects.exists():
        _keep(timezone.now())


def catalogue_at(moment: datetime | None, token: int | None = None) -> Catalogue:
    """The catalogue known at `moment` (None: the one in force). Its `register` holds the units known then.

    One query more than the catalogue in force, and two when it is another one, not in the memory of the process.
    """
    state = _state(moment) if moment is not None else None
    if state is None:
        return catalogue(token)
    return _read(state["units__digest"], state["law__digest"])


def same_rules(moment: datetime) -> bool:
    """Whether nothing was learnt since `moment` about units, area classes, positions and standards. Two queries."""
    return not any(renewed(moment))


def renewed(moment: datetime) -> tuple[bool, bool]:
    """(whether units and area classes, whether positions and standards are other ones now than at `moment`). Two queries."""
    then, now = _state(moment), CatalogueState.objects.order_by("kept_at", "id").values("units__digest", "law__digest").last()
    return tuple((then or {}).get(part) != (now or {}).get(part) for part in ("units__digest", "law__digest"))


def _state(moment: datetime) -> dict | None:
    """The last state kept by `moment`, or the first of all. One query: states are few."""
    states = list(CatalogueState.objects.order_by("kept_at", "id").values("kept_at", "units__digest", "law__digest"))
    found = [state for state in states if state.pop("kept_at") <= moment]
    return found[-1] if found else next(iter(states), None)


def _keep(at: datetime) -> None:
    parts = {"units": _part(_units_told()), "law": _part(_law_told())}
    last = CatalogueState.objects.order_by("kept_at", "id").last()
    if last is None or (last.units_id, last.law_id) != (parts["units"].pk, parts["law"].pk):
        CatalogueState.objects.create(kept_at=max(at, last.kept_at) if last else at, **parts)


def _part(told: bytes) -> CataloguePart:
    found, _ = CataloguePart.objects.get_or_create(digest=_digest(told), defaults={"content": zlib.compress(told)})
    return found


def _digest(told: bytes) -> str:
    return sha256(told).hexdigest()


def _units_told() -> bytes:
    return _written(RegisterRows.read())


def _law_told() -> bytes:
    """Whether people were judged again already is of now, and left out."""
    positions = list(Position.objects.order_by("id").values_list(*_POSITION))
    rules = [replace(rule, applied=True) for rule in published_rules()]
    return _written([positions, rules])


def _written(value) -> bytes:
    return json.dumps(pack(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@lru_cache(maxsize=4)
def _read(units: str, law: str) -> Catalogue:
    """By content, so what is remembered can never be another's."""
    register = _register(units)
    positions, rules = _content(law)
    rows = [Position(**dict(zip(_POSITION, _dated(row, (7, 8)), strict=True))) for row in positions]
    return Catalogue(rows, unpack(tuple[StandardRule, ...], rules), register)


@lru_cache(maxsize=2)
def _register(digest: str) -> Register:
    kept = [_read_rows(rows, days) for rows, days in zip(_content(digest), _DAYS, strict=True)]
    return Register(RegisterRows(*kept))


_DAYS = ((5, 6), (5, 6), (5, 6), (4,), (4, 5))
"""Where the days stand in each kind of row of a register."""


def _read_rows(rows: list[list], days: tuple[int, ...]) -> tuple[tuple, ...]:
    return tuple(tuple(_dated(row, days)) for row in rows)


def _content(digest: str) -> list:
    return json.loads(zlib.decompress(bytes(CataloguePart.objects.values_list("content", flat=True).get(digest=digest))))


def _dated(row: list, places: tuple[int, ...]) -> list:
    """The row with its days read."""
    return [one and date.fromisoformat(one) if place in places else one for place, one in enumerate(row)]
