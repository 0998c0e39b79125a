"""A selection that no visitor asked for: everybody of a province on a day, for what the system itself must know or keep."""

from datetime import date, datetime

from django.http import QueryDict

from cadres.standings.catalogue_history import catalogue_at
from chuanxa.models.upkeep import upkeep
from provinces.models.scope import Reach
from reports.filters import PeopleFilter
from reports.selection import Selection


def everybody(day: date, *, today: date, province: str | None = None, known_at: datetime | None = None) -> Selection:
    """All people of `day`, of the province with this code if one is given (of nobody when it has none that day).

    As known now; with `known_at` by the rules and units known then, and whoever counts fills Remembered first.
    """
    state = upkeep()
    law = catalogue_at(known_at, state.token)
    units = law.register
    return Selection(
        unit=units.find("province", province, day) if province else None,
        day=day,
        today=today,
        serving_day=None if known_at else state.serving_day,
        reach=Reach(everywhere=True),
        filter=PeopleFilter(QueryDict(), catalogue=law, register=units, known_at=known_at),
        register=units,
        catalogue=law,
        known_at=known_at,
    )
