"""Which posts every commune is expected to fill, and which of them nobody holds.

Elected posts and heads are expected of each commune; of other civil servants it may have none or several, so nobody is missed there.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cadres.models import Position, Serving
from cadres.models.position import Category
from cadres.standings.cells import position_ids


def is_expected(position: Position) -> bool:
    """Whether every commune should have somebody in the position while it exists."""
    leads = position.code.endswith(("_head", "_director", "commander"))
    return position.category == Category.ELECTED or (position.category == Category.CIVIL_SERVANT and leads)


def expected(positions: Iterable[Position], day: date) -> list[Position]:
    """The positions of `day` that every commune is expected to fill, in their order."""
    return sorted((one for one in positions if day in one.period and is_expected(one)), key=lambda one: one.order)


def held_by_commune(people=None) -> dict[int, set[int]]:
    """Commune → the positions that somebody there holds, concurrent ones too, among `people` (a query set of Serving). One query."""
    held: dict[int, set[int]] = {}
    rows = (Serving.objects.all() if people is None else people).order_by().values_list("commune_id", "position_id", "posts").distinct()
    for commune, position, posts in rows:
        held.setdefault(commune, set()).update(position_ids(position, posts))
    return held


def vacant(communes: Iterable[int], positions: Iterable[Position], held: Mapping[int, set[int]]) -> list[tuple[int, Position]]:
    """(commune, position) for every expected post that nobody holds; `positions` are the expected ones."""
    positions = tuple(positions)
    return [(commune, one) for commune in communes for one in positions if one.pk not in held.get(commune, ())]
