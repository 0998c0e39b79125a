"""Eight writers change people of one province at the same moment: no error, and the tallies equal a rebuild.

Run on a throwaway copy of the one-province database. Everybody writes about the same few people, so that they wait for each
other on people as well as on the province's cells.
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from time import perf_counter

from django.db import connection

from bench.results import Measure, Target
from bench.scale import SEED, TODAY
from bench.timing import Timing
from cadres.actions.facts import amend_fact, record_fact, retract_fact
from cadres.levels import Ladder, TheoryLevel
from cadres.models import Qualification, Serving
from cadres.standings.rebuild import check

WRITERS, PEOPLE = 8, 40


def eight_writers(engine: str, saves: int) -> Measure:
    """`saves` acts of each writer: certificates recorded, amended and retracted."""
    people = sorted(Serving.objects.values_list("cadre_id", flat=True))[:PEOPLE]
    start = perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(lambda writer: _write(writer, people, saves), range(WRITERS)))
    seconds = perf_counter() - start
    timing = Timing([sample for samples, _ in told for sample in samples])
    errors = sum((errors for _, errors in told), Counter())
    differences = check()
    found = Measure(engine, f"{WRITERS} writers in one province", {"one act, median": timing.ms, "one act, 95 of 100": timing.p95_ms})
    found.same = not differences
    found.notes.append(f"{len(timing.samples)} acts, {len(timing.samples) / seconds:.0f} a second, on {len(people)} people")
    found.notes += [f"{number} × {name}" for name, number in errors.items()] + [str(difference) for difference in differences]
    found.targets += [Target("errors", errors.total(), 0), Target("derived tables that differ from a rebuild", len(differences), 0)]
    return found


def _write(writer: int, people: list[int], saves: int) -> tuple[list[float], Counter]:
    random = Random(f"{SEED}/writer/{writer}")
    samples, errors, mine = [], Counter(), []
    try:
        for _ in range(saves):
            start = perf_counter()
            try:
                _act(random, people, mine, f"writer-{writer}")
            except Exception as error:
                errors[f"{type(error).__name__}: {error}".splitlines()[0]] += 1
                print(error, file=sys.stderr)
            samples.append(perf_counter() - start)
    finally:
        connection.close()
    return samples, errors


def _act(random: Random, people: list[int], mine: list[Qualification], by: str) -> None:
    chance = random.random()
    if mine and chance < 0.2:
        retract_fact(mine.pop(), by=by, day=TODAY, reason="thử")
    elif mine and chance < 0.4:
        mine.append(amend_fact(mine.pop(), by=by, day=TODAY, reason="thử", awarded_on=_day(random)))
    else:
        ladder = random.choice((Ladder.POLITICAL_THEORY, Ladder.STATE_MANAGEMENT))
        level = random.choice((TheoryLevel.INTERMEDIATE, TheoryLevel.ADVANCED))
        fact = Qualification(cadre_id=random.choice(people), ladder=ladder.value, level=level, awarded_on=_day(random))
        mine.append(record_fact(fact, by=by, day=TODAY))


def _day(random: Random) -> date:
    return date(random.randrange(2017, 2026), random.randrange(1, 13), 15)
