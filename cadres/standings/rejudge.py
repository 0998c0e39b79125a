"""Judges again the people a standard speaks of, in steps that can be resumed, while the site stays in use.

Publishing changes the law at once: from then on every save is judged by it. Those already on record follow step by step, province
by province; every step is one transaction that brings standings, serving rows and tallies of its people up to date together. At any
moment a number is exactly as long as its list and the nation is the sum of its provinces; only who has been reached differs, and
`pending` names the standards still under way, so that pages can say so.

A standing that ends before the first day of the standard is never touched: it follows from facts and laws that did not change.
"""

import gc
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cadres.models import Standard, Standing
from cadres.standings.catalogue import pending
from cadres.standings.judging_again import judge_again
from chuanxa.models.upkeep import renew_token
from provinces.models import Province

CHUNK = 1_000
"""People per step: some hundred milliseconds, which is how long another writer may have to wait."""

Report = Callable[[int, int, str], None]
"""Called inside the transaction of each step with (people done, people in all, cursor to go on after)."""


def affected(*standards: Standard) -> QuerySet:
    """The standings that any of the standards judges or judged: its positions, its province, from the day it changed (or begins) on."""
    return Standing.objects.filter(reduce(or_, map(_condition, standards)))


def _condition(standard: Standard) -> Q:
    wanted = Q(position__in=standard.positions.values("id"), valid_to__gte=standard.changed_from or standard.valid_from)
    if standard.province is None:
        return wanted
    return wanted & Q(province__in=Province.objects.filter(code=standard.province.code).values("id"))


def restand_affected(standard: Standard, *, day: date, after: str = "", report: Report = lambda done, total, cursor: None) -> int:
    """Judge everybody again whom the standard speaks of; returns how many. `day` is today, `after` the cursor of the last step kept.

    Standards that it ended are done with it. Run again from the beginning it changes nothing more; then all of them are applied.
    """
    together = _together(standard)
    since = min(one.changed_from or one.valid_from for one in together)
    people = affected(*together).order_by("province", "cadre").values_list("province", "cadre").distinct()
    everybody = list(people)
    total, done = len(everybody), bisect_right(everybody, tuple(json.loads(after))) if after else 0
    for chunk in _chunks(everybody[done:]):
        done += len(chunk)
        with transaction.atomic(), _no_circles():
            judge_again([cadre for _, cadre in chunk], since=since, day=day)
            report(done, total, json.dumps(chunk[-1]))
    _mark_applied(together)
    return total


@contextmanager
def _no_circles() -> Iterator[None]:
    """A step makes many small objects and no circles of them; looking for some among all catalogues took a seventh of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _together(standard: Standard) -> list[Standard]:
    """The standard as it stands now, and what else waits to be applied to some of its positions."""
    waiting = pending().filter(positions__in=standard.positions.values("id"))
    found = Standard.objects.filter(Q(pk=standard.pk) | Q(pk__in=waiting.values("id")))
    return list(found.select_related("province").order_by("pk"))


def _chunks(people: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """At most CHUNK people at a time, never of two provinces."""
    start = 0
    for place in range(1, len(people) + 1):
        if place == len(people) or place - start == CHUNK or people[place][0] != people[start][0]:
            yield people[start:place]
            start = place


@transaction.atomic
def _mark_applied(standards: list[Standard]) -> None:
    """Unless one of them changed again meanwhile: then its own run is still to come."""
    for standard in standards:
        done = Standard.objects.filter(pk=standard.pk, state=standard.state, changed_from=standard.changed_from, valid_to=standard.valid_to)
        done.update(applied_at=timezone.now(), changed_from=None)
    renew_token()
