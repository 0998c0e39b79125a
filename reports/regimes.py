"""Everybody judged by another regime than the one in force ("xét theo quy định cũ"): from the facts of the day, by the pure judge.

Standings hold the verdict of the law in force and nothing else, so this reads facts: bounded, and slower than tallies. The answers are
those that a person's own page gives for the same day and regime.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from cadres.regime_spells import Answer, answer_of_marks
from cadres.standard_book import UNJUDGED
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue
from cadres.standings.facts import Person, people
from cadres.standings.timeline import case_on, levels_on, place_on, primary_post
from chuanxa.refusals import BadRequest

MOST = 60_000
"""People that one request judges anew; a larger place is asked province by province."""
BATCH = 2_000


def regimes_of(catalogue: Catalogue) -> list[str]:
    """Every regime of the book, the oldest first."""
    rules = sorted((rule for rule in catalogue.book.standards if rule.regime), key=lambda rule: (rule.period.first, rule.regime))
    return list(dict.fromkeys(rule.regime for rule in rules))


def answers(
    standings: QuerySet, regimes: Iterable[str], day: date, catalogue: Catalogue, known_at: datetime | None
) -> Iterator[tuple[int, list[Answer]]]:
    """(cadre id, an answer for each regime) of everybody in `standings`. Raises BadRequest when they are too many for one request."""
    regimes, ids = list(regimes), sorted(standings.values_list("cadre_id", flat=True))
    if len(ids) > MOST:
        raise BadRequest("Xét theo chế độ khác cho nơi này phải đọc lại quá nhiều hồ sơ.", "Chọn một tỉnh, huyện hoặc xã.")
    for batch in storage.chunks(ids, BATCH):
        for cadre, person in people(batch, catalogue, known_at).items():
            yield cadre, _judged(person, regimes, day, catalogue)


def _judged(person: Person, regimes: list[str], day: date, catalogue: Catalogue) -> list[Answer]:
    post = primary_post([post for post in person.posts if day in post.period], day)
    place = place_on(post, day) if post else None
    if place is None:
        return [Answer.SILENT] * len(regimes)
    awards, levels, found = tuple(person.awards), levels_on(person.awards, day), []
    for regime in regimes:
        standard = catalogue.book.find(post.position.id, place.province, day, regime=regime)
        if standard is None:
            found.append(answer_of_marks(UNJUDGED, None))
            continue
        case = case_on(day, place, person.posts, awards, standard, person.traits)
        found.append(answer_of_marks(catalogue.book.marks(case, levels, standard), standard))
    return found


def count_answers(found: Iterable[tuple[int, list[Answer]]], regimes: list[str]) -> dict[str, Counter]:
    """Regime → people by answer."""
    counts: dict[str, Counter] = {regime: Counter() for regime in regimes}
    for _, given in found:
        for regime, answer in zip(regimes, given, strict=True):
            counts[regime][answer] += 1
    return counts
