"""One certificate of 2021 recorded for one person: the bare row; the same save of the product but for the derived tables; and the whole.

A save without derived tables is what a system would do that counts facts for each page: checked, in a change set, on the audit chain.
"""

from collections import Counter
from datetime import date
from random import Random
from time import perf_counter
from unittest import mock

from django.db import connection, transaction
from django.utils import timezone

from bench.results import Measure, Target
from bench.scale import SEED, TODAY
from bench.timing import Timing
from cadres.actions.facts import record_fact
from cadres.levels import Ladder, TheoryLevel
from cadres.models import Qualification, Serving, Standing, Tally
from cadres.standings.counting import count_cells
from cadres.standings.restand import restand
from cadres.standings.storage import columns
from chuanxa.models import AuditEvent, ChangeSet

WHO = "bench-save"
BARE, RECORDED, WHOLE = "bare insert", "product, no derived tables", "product"
AWARDED = date(2021, 6, 1)
AT_MOST = {"sqlite": 10, "postgresql": 3.5}
"""Times a bare insert; PostgreSQL's own insert costs more, a save's other statements do not."""


def save(engine: str, saves: int) -> Measure:
    """Every save is a transaction of its own on another person; afterwards all of them are taken back."""
    random = Random(f"{SEED}/saves")
    people = random.sample(sorted(Serving.objects.values_list("cadre_id", flat=True)), saves * 3)
    _take_back(people)  # an earlier run may have been interrupted
    try:
        timings = _timed(people)
        restand(people, day=TODAY)
        same = _tally_is_right()
    finally:
        _take_back(people)
    same = same and _tally_is_right()
    found = Measure.of(engine, "save a certificate of 2021", timings, same=same)
    found.notes.append(f"95 of 100 saves within {timings[WHOLE].p95_ms:.1f} ms; answers are the same when tallies equal a recount")
    found.notes.append(f"beside the bare insert the whole save adds {found.ms[WHOLE] - found.ms[BARE]:.2f} ms")
    found.targets.append(Target("keeping the derived tables adds to a save, ms", found.ms[WHOLE] - found.ms[RECORDED], 3))
    found.targets.append(Target("a whole save, times the bare insert", found.ms[WHOLE] / found.ms[BARE], AT_MOST[engine]))
    return found


def _timed(people: list[int]) -> dict[str, Timing]:
    timings = {BARE: Timing(), RECORDED: Timing(), WHOLE: Timing()}
    acts = {BARE: _bare, RECORDED: _recorded, WHOLE: _whole}
    for place, cadre in enumerate(people):
        name = (BARE, RECORDED, WHOLE)[place % 3]
        start = perf_counter()
        acts[name](cadre)
        if place >= 9:  # the first three of each warm up
            timings[name].samples.append(perf_counter() - start)
    return timings


def certificate(cadre: int) -> Qualification:
    return Qualification(cadre_id=cadre, ladder=Ladder.POLITICAL_THEORY.value, level=TheoryLevel.ADVANCED, awarded_on=AWARDED)


_NAMES = columns(Qualification)
_INSERT = f"INSERT INTO {Qualification._meta.db_table} ({', '.join(_NAMES)}) VALUES ({', '.join(['%s'] * len(_NAMES))})"


def _bare(cadre: int) -> None:
    fact = certificate(cadre)
    fact.recorded_at, fact.recorded_by = timezone.now(), WHO
    values = [
        field.get_db_prep_save(field.pre_save(fact, True), connection) for field in fact._meta.concrete_fields if not field.primary_key
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


def _recorded(cadre: int) -> None:
    with mock.patch("cadres.actions.changing.restand"):
        _whole(cadre)


def _whole(cadre: int) -> None:
    record_fact(certificate(cadre), by=WHO, day=TODAY)


def _take_back(people: list[int]) -> None:
    with transaction.atomic():
        Qualification.objects.filter(cadre__in=people, recorded_by=WHO).delete()
        ChangeSet.objects.filter(by=WHO).delete()
        AuditEvent.objects.filter(by=WHO)._raw_delete(connection.alias)  # breaks the chain, which nobody reads here
        restand(people, day=TODAY)


def _tally_is_right() -> bool:
    stored = Counter(
        {
            (province, dimension, key): people
            for province, dimension, key, people in Tally.objects.values_list("province_id", "dimension", "key", "people")
        }
    )
    return +stored == +count_cells(Standing.objects.filter(valid_from__lte=TODAY, valid_to__gte=TODAY))
