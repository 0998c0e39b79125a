"""Moves Serving and Tally from one day to the next: who starts, who ends, which half-years closed.

The serving day is the day of the last write (or of `roll_day`, run nightly). A page for a later day reads the same tables and
adds the starts and ends since, so it is right even when nobody rolled.
"""

from collections import Counter
from datetime import date

from django.db import connection, transaction

from cadres.models import PeriodTally, Profile, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.counting import count_cells
from cadres.standings.half_years import kept_in
from chuanxa.models import Upkeep
from chuanxa.models.upkeep import UpkeepState, upkeep
from chuanxa.periods import ENDS_OF_DECADE, ONE_DAY, half_year_end, half_year_ends


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


_HELD = "chuanxa.serving_day"


def gather(day: date, *questions: storage.Question) -> tuple[UpkeepState, list[list[tuple]]]:
    """What `advance` returns, and the rows of the questions as they stand under its lock: one message when there is nothing to move."""
    mine = "id = 1 AND serving_day >= %s"
    if connection.vendor != "postgresql" or any(len(question.parameters) > storage.MANY for question in questions):
        return advance(day), storage.gather(*questions)
    # The lock is taken by a statement of its own, so that the questions see what it waited for; the setting says that it was got.
    lock = f"SELECT set_config('{_HELD}', serving_day::text, true) FROM {Upkeep._meta.db_table} WHERE {mine} FOR SHARE"
    held = storage.Question(Upkeep, ("serving_day", "token"), f"{mine} AND current_setting('{_HELD}', true) >= %s::text", [day, day])
    state, *rows = storage.gather(held, *questions, first=[(lock, [day])])
    return (UpkeepState(*state[0]), rows) if state else (advance(day), storage.gather(*questions))


def _move(before: date, day: date) -> None:
    change = Counter()
    leaving = Serving.objects.filter(valid_to__lt=day)
    entering = Standing.objects.filter(valid_from__gt=before, valid_from__lte=day, valid_to__gte=day)
    change.subtract(count_cells(leaving))
    change.update(count_cells(entering))
    leaving.delete()
    storage.insert(Serving, serving_rows(entering))
    storage.add_people(Tally, 3, ((*cell, people) for cell, people in change.items() if people))
    for end in half_year_ends(half_year_end(before) + ONE_DAY, day):
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
    """Count the end of a half-year from the standings and store it, replacing what was there."""
    decade, place = kept_in(end)
    PeriodTally.objects.filter(decade=decade).update(**{f"end_{place}": 0})
    counts = count_cells(Standing.objects.filter(valid_from__lte=end, valid_to__gte=end))
    others = (0,) * place, (0,) * (ENDS_OF_DECADE - place - 1)
    rows = ((province, decade, *cell, *others[0], people, *others[1]) for (province, *cell), people in counts.items() if people)
    storage.add_people(PeriodTally, 4, rows)
