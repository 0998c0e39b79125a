"""The small world, whole: units, law, people and the standing cast of users."""

from dataclasses import dataclass
from types import SimpleNamespace

from cadres.models import Cadre
from chuanxa.models import User
from tests import factories
from tests.world.law import make_positions, make_standards
from tests.world.people import Careers
from tests.world.places import make_places
from tests.world.published import make_published
from tests.world.records import make_records


@dataclass(frozen=True)
class World:
    """`places`, `positions` and `users` by short names; `cadres` in the order they were invented."""

    places: SimpleNamespace
    positions: SimpleNamespace
    cadres: list[Cadre]
    users: dict[str, User]


def make_world() -> World:
    """Written into the database of the test."""
    places, positions = make_places(), make_positions()
    make_standards(positions, places)
    cadres = Careers(places, positions).write()
    make_records(places, positions)
    make_published(places)
    return World(places, positions, cadres, make_users(places))


def make_users(places) -> dict[str, User]:
    """Hạnh enters data of a commune, Minh is the officer of its province, Thảo leads it, Quân belongs to another; and an administrator."""
    cast = (
        ("hanh", "clerk", (places.truong_ha, places.truong_ha_now)),
        ("minh", "personnel_officer", (places.cao_bang,)),
        ("thao", "leader", (places.cao_bang,)),
        ("quan", "personnel_officer", (places.soc_trang, places.can_tho, places.can_tho_now)),
    )
    users = {name: factories.user(name, role, *units) for name, role, units in cast}
    return users | {"quantri": factories.user("quantri", "administrator", everywhere=True)}
