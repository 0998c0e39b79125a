"""Moves Serving and Tally from one day to the next: who starts, who ends, which quarters closed.

The serving day is the day of the last write (or of `roll_day`, run nightly). A page for a later day reads the same tables and
adds the starts and ends since, so it is right even when nobody rolled.
"""

from collections import Counter
from datetime import date

from django.db import connection, transaction

from cadres.models import PeriodTally, Profile, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.counting import count_cells
from chuanxa.models import Upkeep
from chuanxa.models.upkeep import UpkeepState, upkeep
from chuanxa.periods import ONE_DAY, quarter_end, quarter_ends

_KEYS = ("province_id", "dimension", "key")


@transaction.atomic(savepoint=False)
def advance(day: date) -> UpkeepState:
    """Make `day` the serving day and return the state in force: it never goes back. One query when it already is.

    Until the end of the transaction nobody else can move the day or rebuild: they would not see what is being written here.
    """
    if held := _hold(day):
        return held
    row = Upkeep.objects.select_for_update().filter(pk=1).first()
    if row is None or row.serving_day is None:
        Upkeep.objects.update_or_create(pk=1, defaults={"serving_day": day})
    elif row.serving_day < day:
        _move(row.serving_day, day)
    return upkeep()


def _hold(day: date) -> UpkeepState | None:
    """The state when its serving day is `day` or later, locked so that writers share it and a move or a rebuild waits for them."""
    lock = " FOR SHARE" if connection.vendor == "postgresql" else ""  # the ORM has no shared lock; SQLite has one writer
    held = storage.select(Upkeep, ("serving_day", "token"), f"id = 1 AND serving_day >= %s{lock}", [day])
    return UpkeepState(*held[0]) if held else None


def _move(before: date, day: date) -> None:
    change = Counter()
    leaving = Serving.objects.filter(valid_to__lt=day)
    entering = Standing.objects.filter(valid_from__gt=before, valid_from__lte=day, valid_to__gte=day)
    change.subtract(count_cells(leaving))
    change.update(count_cells(entering))
    leaving.delete()
    storage.insert(Serving, serving_rows(entering))
    storage.add_people(Tally, _KEYS, ((*cell, people) for cell, people in change.items() if people))
    for end in quarter_ends(quarter_end(before) + ONE_DAY, day):
        store_period(end)
    Upkeep.objects.filter(pk=1).update(serving_day=day)


def serving_rows(standings) -> list[tuple]:
    """Rows of Serving for a query set of Standing: the same columns and the name in force."""
    rows = list(standings.values_list(*storage.columns(Standing)))
    names = {}
    for chunk in storage.chunks(rows, 5_000):
        profiles = Profile.objects.known().filter(cadre__in=[row[0] for row in chunk])
        names.update((cadre, name) for cadre, *name in profiles.values_list("cadre_id", "full_name", "search_key", "sort_key"))
    return [(*row, *names.get(row[0], ("", "", ""))) for row in rows]


def store_period(end: date) -> None:
    """Count the end of a quarter from the standings and store it, replacing what was there."""
    PeriodTally.objects.filter(day=end).delete()
    counts = count_cells(Standing.objects.filter(valid_from__lte=end, valid_to__gte=end))
    storage.insert(PeriodTally, [(end, *cell, people) for cell, people in sorted(counts.items()) if people])
