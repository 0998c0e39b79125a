"""Brings the demo into the database: units, catalogue, people, derived tables and log-ins, once.

Everything is written in one transaction together with the audit event that marks it; a second load finds the mark and leaves.
"""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

from django.db import connection, transaction
from django.dispatch import Signal

from cadres.cases import Award, Case, Traits
from cadres.demo import areas
from cadres.demo.articles.article import Examine
from cadres.demo.generation import SEED, generate
from cadres.demo.people import Person
from cadres.demo.places import TWO_TIER, Atlas, Row
from cadres.demo.portraits import PORTRAITS
from cadres.demo.programmes import load as programmes
from cadres.demo.writing import Writer
from cadres.ethnic_groups import BY_CODE
from cadres.models import Cadre, Position
from cadres.standards import NOT_JUDGED, Judgement, judge
from cadres.standings.catalogue import catalogue
from cadres.standings.rebuild import rebuild
from chuanxa.audit import record
from chuanxa.models import AuditEvent
from chuanxa.partial_dates import PartialDate
from chuanxa.periods import ONE_DAY, Period
from provinces.models import BoundaryChange, Commune

PROVINCES = (*(portrait.code for portrait in PORTRAITS), "19", "92")
"""The five provinces and the two that took two of them on 1 July 2025."""


ACT = "demo-loaded"

people_are_there = Signal()
"""Sent by load_demo with `by` and `day` when the people are there: upper floors add what is theirs, each once."""


class Occupied(RuntimeError):
    """The database holds people who are not the demo's; the text says what to do."""


def is_loaded() -> bool:
    """Whether the demo's people are there. One query."""
    return AuditEvent.objects.filter(act=ACT).exists()


@transaction.atomic
def load(*, by: str, day: date, only: Collection[str] = (), told: Callable[[str], None] = lambda sentence: None) -> int:
    """Invent and write everybody, derive the standings of `day`, and return the number of people; 0 if they are there already.

    Units and catalogue must have been loaded. `only` names some of the five provinces (for tests). Raises Occupied when other
    people are in the database.
    """
    if is_loaded():
        return 0
    if Cadre.objects.exists():
        raise Occupied("Cơ sở dữ liệu đã có hồ sơ khác nên không thêm người minh họa. Hãy đặt DATABASE_URL tới một cơ sở dữ liệu trống.")
    areas.load(only)
    places = atlas()
    writer = Writer(places, Random(SEED))  # noqa: S311
    people = facts = 0
    with _no_collecting():
        for group in generate(places, examiner(places), only):
            people, facts = people + len(group), facts + writer.write(group)
            told(f"  tỉnh {group[0].province}: {len(group)} người")
    _refresh_statistics()
    told("  tính số liệu…")
    standings = rebuild(day=day)
    records = programmes.load(by=by, only=only)
    _refresh_statistics()
    record(by=by, act=ACT, subject="demo", people=people, facts=facts, standings=standings, records=records)
    return people


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hundreds of thousands of small objects live until they are written; looking for garbage among them only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _refresh_statistics() -> None:
    """Let the planner know what was just inserted."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def atlas() -> Atlas:
    """The communes of the demo's provinces, and what became of those that ended."""
    rows = [
        Row(*values)
        for values in Commune.objects.filter(province__code__in=PROVINCES).values_list(
            "id", "code", "province__code", "district__code", "kind", "valid_from", "valid_to"
        )
    ]
    by_id = {row.id: row for row in rows}
    heirs = {}
    changes = BoundaryChange.objects.filter(commune_before__in=by_id, commune_after__in=by_id, default=True).order_by("day", "id")
    for before, after, day in changes.values_list("commune_before_id", "commune_after_id", "day"):
        old, new = by_id[before], by_id[after]
        if old.last and old.last + ONE_DAY == day and (old.code != new.code or day == TWO_TIER):
            heirs[old.code] = new.code
    return Atlas(rows, heirs)


def examiner(places: Atlas) -> Examine:
    """Judges an invented person on a census day as the derived tables will, but for fields of study, which are invented later."""
    ids = dict(Position.objects.values_list("code", "id"))
    known = catalogue()

    def examine(person: Person, day: date) -> Judgement:
        post = person.post_on(day)
        place = known.places(places.row(post.commune, day).id, Period(day, day))[0]
        standard = known.book.find(ids[post.position], place.province, day)
        levels = {ladder: days[day] for ladder, days in person.levels.items() if ladder not in person.blank and day in days}
        if standard is None:
            return NOT_JUDGED
        held = tuple(Period(one.first, one.last) for one in (*person.posts, *person.others) if ids[one.position] in standard.positions)
        awards = tuple(Award(ladder, level, relevant=True) for ladder, level in levels.items())
        return judge(Case(day, awards, place.areas_on(day), held, place.founded, _traits(person)), standard)

    return examine


def _traits(person: Person) -> Traits:
    born = person.born, PartialDate(person.born, person.born_precision).last
    return Traits({"male": 1, "female": 2}[person.sex], born, BY_CODE[person.ethnic_group].is_minority)
