"""The product's side of every measure, and its answers in one plain shape that hand-written SQL can be held against.

The only module here that knows reports/: when a name over there changes, it changes here and nowhere else.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from bench.scale import TODAY
from cadres.standings.catalogue import catalogue
from chuanxa.models.upkeep import upkeep
from provinces.models.scope import Reach
from provinces.register import register
from reports.area_report import area_report
from reports.breakdowns import AGE_BANDS
from reports.counts import Counts, UnitCounts, counts_by_unit, counts_on
from reports.filters import PeopleFilter
from reports.people import PeopleRows
from reports.selection import Selection
from reports.trends import trend_days

Cells = dict[tuple[int, int], int]
"""(dimension, key) → people, without zeros."""
Units = dict[int, tuple[int, ...]]
"""Unit id → people, meets, falls short, unknown, professional, theory, then age bands where they are asked for."""

_COUNTS = ("people", "meets", "falls_short", "unknown", "professional", "theory")


def select(day: date, province: str | None = None, **asked: str) -> Selection:
    """What a request asks for, as somebody who reaches everywhere; `province` is a code. Costs one query, like a page."""
    state = upkeep()
    units, law = register(state.token), catalogue(state.token)
    people = PeopleFilter(QueryDict(urlencode(asked)), catalogue=law, register=units)
    people.check()
    unit = units.find("province", province, day) if province else None
    return Selection(unit, day, TODAY, state.serving_day, Reach(everywhere=True), people, units, law)


def area_page(day: date, province: str | None = None) -> Callable[[], tuple[Counts, dict[int, UnitCounts]]]:
    """The numbers of an area's page on `day`, without the trend: the area's cells and its table of units."""
    selection = select(day, province)

    def read():
        asked = replace(selection, moves={})  # a request remembers what it has counted; this is another one
        return counts_on(asked, [day])[day], counts_by_unit(asked, "commune" if province else "province", day)

    return read


def plain_page(found: tuple[Counts, dict[int, UnitCounts]], *, ages: bool) -> tuple[Cells, Units]:
    counts, units = found
    slugs = [band.slug for band in AGE_BANDS] if ages else []
    rows = {pk: (*(getattr(unit, name) for name in _COUNTS), *(unit.ages[slug] for slug in slugs)) for pk, unit in units.items()}
    return plain_cells(counts), {pk: row for pk, row in rows.items() if row[0]}


def plain_cells(counts: Counts) -> Cells:
    return {cell: people for cell, people in counts.cells.items() if people}


def trend(days: Iterable[date], province: str | None = None) -> Callable[[], dict[date, Counts]]:
    selection = select(TODAY, province)
    return lambda: counts_on(selection, days)


def whole_report(day: date, province: str | None = None) -> Callable:
    """Everything a page shows, trend included, from reading the address to the Report value."""
    return lambda: area_report(select(day, province))


def year_days(day: date) -> tuple[date, ...]:
    return trend_days(day)


def people_page(day: date, province: str, words: list[str], rows: int) -> Callable[[], tuple[list[dict], int]]:
    """The first page of a list with a search, and how many there are."""
    selection = select(day, province, tim=" ".join(words))

    def read():
        people = PeopleRows(selection, lambda cadre: f"/can-bo/{cadre}/")
        return people[:rows], len(people)

    return read
