"""From a file to a plan: reads it, finds the units of the day, reads what is on record, and plans. Writes nothing."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from cadres.aliases import alias_key
from cadres.importing.contents import Choices, Contents, read_contents
from cadres.importing.differences import Catalogue
from cadres.importing.on_record import people_of
from cadres.importing.places import Places, places_on
from cadres.importing.plan import Answers, Plan, make_plan
from cadres.importing.rows import Reading
from cadres.importing.sheet import Workbook
from cadres.levels import Ladder
from cadres.models import Position
from provinces.models.scope import Reach
from provinces.register import register


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the sender said: header → meaning, sheet → commune code, the code for sheets that name none, and answers."""

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    unit: str = ""
    blank_is_untrained: frozenset[Ladder] = frozenset()
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True)
class Preview:
    """What was read and what would be done."""

    contents: Contents
    plan: Plan
    places: Places


def preview(workbook: Workbook, *, as_of: date, reach: Reach | None, settings: Settings | None = None) -> Preview:
    """Plan the import of a workbook as of a day; `reach` is the importer's (None: everywhere)."""
    with _without_collecting():
        contents = read(workbook, as_of=as_of, reach=reach, settings=settings)
        return Preview(contents, plan_of(contents, as_of=as_of, reach=reach, settings=settings), places_on(as_of))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Rows make hundreds of thousands of small values that all live: looking among them for cycles costs a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(workbook: Workbook, *, as_of: date, reach: Reach | None, settings: Settings | None = None) -> Contents:
    """The row forms of a workbook, with the units of the day."""
    settings, places = settings or Settings(), places_on(as_of)
    return read_contents(workbook, places.gazetteer, _reading(as_of, settings), _choices(settings, places, reach))


def plan_of(contents: Contents, *, as_of: date, reach: Reach | None, settings: Settings | None = None) -> Plan:
    """The plan of what was read against what is on record now."""
    places, forms = places_on(as_of), contents.forms
    return make_plan(
        forms,
        people_of(forms, places, reach),
        _catalogue(),
        day=as_of,
        answers=(settings or Settings()).answers,
        file_digest=contents.workbook.digest,
        reached=reached(places, reach),
    )


def reached(places: Places, reach: Reach | None) -> frozenset[int] | None:
    """The communes of the day that somebody may write; None: all."""
    if reach is None or reach.everywhere:
        return None
    units = register().units["commune"]
    standing = {places.stands.get(pk, pk) for pk in reach.communes}
    return frozenset(pk for pk in places.by_id if pk in standing or reach.holds(units[pk]))


def _choices(settings: Settings, places: Places, reach: Reach | None) -> Choices:
    """Somebody with one commune means that commune where the file names none."""
    units = {sheet: place for sheet, code in settings.units.items() if (place := places.by_code.get(code))}
    only = places.by_code.get(settings.unit)
    own = reached(places, reach) if only is None else None
    if own is not None and len(own) == 1:
        only = places.by_id[next(iter(own))]
    return Choices(settings.columns, units, only)


def _reading(day: date, settings: Settings) -> Reading:
    positions = list(Position.objects.all())
    labels = {alias_key(position.label): position.code for position in positions}
    return Reading(day, settings.blank_is_untrained, labels, frozenset(one.code for one in positions if day in one.period))


def _catalogue() -> Catalogue:
    return Catalogue({position.code: (position.label, position.period) for position in Position.objects.all()})
