"""A selection that no visitor asked for: everybody of a province on a day, for what the system itself must know before it writes."""

from datetime import date

from django.http import QueryDict

from cadres.standings.catalogue import catalogue
from chuanxa.models.upkeep import upkeep
from provinces.models.scope import Reach
from provinces.register import register
from reports.filters import PeopleFilter
from reports.selection import Selection


def everybody(day: date, *, today: date, province: str | None = None) -> Selection:
    """All people of `day`, of the province with this code if one is given (of nobody when it has none that day)."""
    state = upkeep()
    units, law = register(state.token), catalogue(state.token)
    return Selection(
        unit=units.find("province", province, day) if province else None,
        day=day,
        today=today,
        serving_day=state.serving_day,
        reach=Reach(everywhere=True),
        filter=PeopleFilter(QueryDict(), catalogue=law, register=units),
        register=units,
        catalogue=law,
    )
