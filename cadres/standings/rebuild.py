"""Derives everything again: the slow way that the fast way must equal.

Used after bulk loads and rule changes, province by province, and by `rebuild_standings --check`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import F

from cadres.models import Appointment, Cadre, PeriodTally, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.catalogue import catalogue
from cadres.standings.counting import count_cells
from cadres.standings.facts import people
from cadres.standings.half_years import HalfYearCounts, unfold
from cadres.standings.restand import FROM, TO, counted, rows_of
from cadres.standings.serving_day import serving_rows
from chuanxa.models import Upkeep
from chuanxa.models.upkeep import upkeep
from chuanxa.periods import half_year_ends

BATCH = 2_000


@dataclass(frozen=True)
class Difference:
    """How many rows of one derived table are missing, or stand there without a reason."""

    table: str
    missing: int
    extra: int

    def __str__(self):
        return f"{self.table}: thiếu {self.missing} dòng, thừa {self.extra} dòng"


@transaction.atomic
def rebuild(*, day: date, told: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Empty the derived tables and derive them from the facts; returns the number of standings.

    `told(done, total)` reports progress in people.
    """
    Upkeep.objects.select_for_update().get_or_create(pk=1)  # waits for the writers of this moment; those to come wait for us
    for model in (Standing, Serving, Tally, PeriodTally):
        _empty(model)
    total, done, written = Cadre.objects.count(), 0, 0
    ends = HalfYearCounts(day)
    for ids in _cadre_batches():
        rows = _rows(ids)
        storage.insert(Standing, rows)
        for row in rows:
            ends.add(counted(row), row[FROM], row[TO])
        done, written = done + len(ids), written + len(rows)
        told(done, total)
    Upkeep.objects.update_or_create(pk=1, defaults={"serving_day": day})
    in_force = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day)
    storage.insert(Serving, serving_rows(in_force))
    storage.insert(Tally, [(*cell, number) for cell, number in sorted(count_cells(in_force).items()) if number])
    for cells in storage.chunks(ends.rows(), 20_000):
        storage.insert(PeriodTally, cells)
    return written


def check(*, every: int = 1) -> list[Difference]:
    """Compare the derived tables with what the facts say; an empty list means that they agree.

    `every` 10 derives each tenth person only; what is counted of the standings is compared whole.
    """
    day = upkeep().serving_day or date.min
    differences = [_check_standings(every)]
    in_force = Standing.objects.filter(valid_from__lte=day, valid_to__gte=day)
    differences.append(
        _compare("serving", Counter(serving_rows(in_force)), Counter(Serving.objects.values_list(*storage.columns(Serving))))
    )
    differences.append(_compare("tally", _cells(count_cells(in_force)), _stored()))
    stored: dict[date, Counter] = defaultdict(Counter)
    for end, *cell in unfold(PeriodTally.objects.values_list(*storage.columns(PeriodTally)).iterator()):
        stored[end][tuple(cell)] += 1
    for end in sorted({*_ends(day), *stored}):
        counted = _cells(count_cells(Standing.objects.filter(valid_from__lte=end, valid_to__gte=end)))
        differences.append(_compare(f"period_tally {end:%d/%m/%Y}", counted, stored[end]))
    return [difference for difference in differences if difference.missing or difference.extra]


def _check_standings(every: int) -> Difference:
    missing = extra = 0
    for ids in _cadre_batches(every):
        derived = Counter(_rows(ids))
        stored = Counter(Standing.objects.filter(cadre__in=ids).values_list(*storage.columns(Standing)))
        missing += (derived - stored).total()
        extra += (stored - derived).total()
    return Difference("standing", missing, extra)


def _compare(table: str, derived: Counter, stored: Counter) -> Difference:
    return Difference(table, (derived - stored).total(), (stored - derived).total())


def _cells(counts: Counter) -> Counter:
    return Counter({(*cell, number): 1 for cell, number in counts.items() if number})


def _stored() -> Counter:
    return Counter(Tally.objects.exclude(people=0).values_list("province_id", "dimension", "key", "people"))


def _rows(ids: list[int]) -> list[tuple]:
    law = catalogue()
    known = people(ids, law)
    return [row for pk in ids for row in rows_of(pk, known[pk], law)]


def _cadre_batches(every: int = 1) -> Iterator[list[int]]:
    people = Cadre.objects.alias(rest=F("pk") % every).filter(rest=0) if every > 1 else Cadre.objects
    ids: Iterable[int] = people.order_by("pk").values_list("pk", flat=True)
    yield from storage.chunks(ids.iterator(chunk_size=BATCH), BATCH)


def _ends(day: date) -> tuple[date, ...]:
    first = Standing.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    return half_year_ends(first, day) if first else ()


def _empty(model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def affected_by(communes: Iterable[int]) -> list[int]:
    """The people whose posts stand, or once stood, in these communes."""
    return sorted(set(Appointment.objects.known().filter(commune__in=list(communes)).values_list("cadre_id", flat=True)))
