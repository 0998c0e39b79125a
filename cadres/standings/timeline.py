"""From a person's facts to the stretches of time in which nothing that a report sees changes.

Pure. A stretch starts whenever a post starts or ends, its commune becomes another, an award is dated, a standard or an area
class begins or ends, or a debt has run out. Within a stretch one primary post decides where the person is counted; the others
stand in `posts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadres.cases import NOTHING_KNOWN, Award, Case, Traits
from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder
from cadres.requirements import StandardRule
from cadres.standard_book import UNJUDGED, Marks, StandardBook
from chuanxa.periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class PositionRule:
    """What the timeline must know of a position. `category` and `group` are the stored numbers; `counted` people make the head-count."""

    id: int
    category: int
    group: int
    order: int
    counted: bool


_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commune stands during `period`: rows of that time, the area classes it has with their periods, when it was set up."""

    commune: int
    district: int | None
    province: int
    period: Period
    areas: tuple[tuple[str, Period], ...] = ()
    founded: date | None = None

    def areas_on(self, day: date) -> frozenset[str]:
        return frozenset([area for area, period in self.areas if day in period]) if self.areas else _NOWHERE


class Post(NamedTuple):
    """One appointment: `places` covers its period, in order."""

    id: int
    position: PositionRule
    period: Period
    is_primary: bool
    places: tuple[Place, ...]


class Stretch(NamedTuple):
    """Days `first`..`last` (FOREVER when open) and all that is counted of the person on them."""

    first: date
    last: date
    province: int
    district: int | None
    commune: int
    position: int
    posts: str
    category: int
    group: int
    levels: tuple[int, ...]
    verdict: int
    missing: int
    unclear: int
    owed: int
    exempt: int

    @property
    def marks(self) -> Marks:
        return Marks(*self[10:])

    @property
    def seen(self) -> tuple:
        """What a report sees: two neighbours that look the same are one stretch."""
        return self[2:]


def stretches(
    posts: Iterable[Post],
    awards: Iterable[Award],
    book: StandardBook,
    traits: Traits = NOTHING_KNOWN,
    since: date = date.min,
) -> list[Stretch]:
    """The person's stretches, in order, without overlap; days without a counted primary post have none.

    With `since` only the days from then on: a stretch that began earlier begins with that day.
    """
    posts, awards = tuple(posts), tuple(sorted(awards, key=_day_of))
    found: list[Stretch] = []
    reached, levels = 0, _NOTHING_REACHED
    for first, last in _spans(posts, awards, book, since):
        before = reached
        while reached < len(awards) and _day_of(awards[reached]) <= first:
            reached += 1
        if reached > before:
            levels = _raised(levels, awards[before:reached])
        seen = _seen(first, posts, awards, levels, book, traits)
        if seen is None:
            continue
        if found and found[-1].last + ONE_DAY == first and found[-1].seen == seen:
            found[-1] = found[-1]._replace(last=last)
        else:
            found.append(Stretch(first, last, *seen))
    return found


def primary_post(posts: Iterable[Post], day: date) -> Post | None:
    """The counted primary post on `day`; of several the most senior by order, then the earliest begun."""
    held = [post for post in posts if post.is_primary and post.position.counted and day in post.period]
    return held[0] if len(held) == 1 else min(held, key=lambda post: (post.position.order, post.period.first, post.id), default=None)


def place_on(post: Post, day: date) -> Place | None:
    """Where the post stands on `day`."""
    for place in post.places:
        if day in place.period:
            return place
    return None


def levels_on(awards: Iterable[Award], day: date) -> tuple[int, ...]:
    """The highest level reached by `day` on each ladder, in the order of Ladder; NO_RECORD where there is none."""
    return _raised(_NOTHING_REACHED, [award for award in awards if _day_of(award) <= day])


def _raised(levels: tuple[int, ...], awards: Iterable[Award]) -> tuple[int, ...]:
    highest = list(levels)
    for award in awards:
        place = _PLACES[award.ladder]
        if award.level > highest[place]:
            highest[place] = award.level
    return tuple(highest)


def _day_of(award: Award) -> date:
    """What has no day holds always."""
    return award.day or date.min


def held_in(posts: Iterable[Post], standard: StandardRule) -> tuple[Period, ...]:
    """When the person held any of the positions the standard speaks of."""
    return tuple([post.period for post in posts if post.position.id in standard.positions])


def case_on(
    day: date, place: Place, posts: Iterable[Post], awards: tuple[Award, ...], standard: StandardRule, traits: Traits = NOTHING_KNOWN
) -> Case:
    """The person as the standard sees them on `day`, in a post that stands at `place`."""
    return Case(day, awards, place.areas_on(day), held_in(posts, standard), place.founded, traits)


def pieces(posts: tuple[Post, ...], awards: tuple[Award, ...], book: StandardBook) -> list[Period]:
    """The time from the first counted post to the last, cut wherever a judgement by any standard of the posts may change."""
    return [Period(first, last) for first, last in _spans(posts, awards, book, date.min)]


def _spans(posts: tuple[Post, ...], awards: tuple[Award, ...], book: StandardBook, since: date) -> list[tuple[date, date]]:
    """(first, last) of the pieces, from `since` on."""
    counted = [post for post in posts if post.is_primary and post.position.counted]
    begins = max(since, min((post.period.first for post in counted), default=date.max))
    end = max((post.period.end for post in counted), default=date.min)
    if begins > end:
        return []
    days = {award.day for award in awards if award.day}
    for post in posts:
        _add_ends(days, post.period)
    for post in counted:
        days |= book.borders(post.position.id, since)
        for rule in book.of_position(post.position.id):
            if rule.running:
                days.update(_deadlines(rule, post, posts))
        for place in post.places:
            _add_ends(days, place.period)
            for _, period in place.areas:
                _add_ends(days, period)
    starts = [begins, *sorted([day for day in days if begins < day <= end])]
    return [*zip(starts, [start - ONE_DAY for start in starts[1:]], strict=False), (starts[-1], end)]


def _add_ends(days: set[date], period: Period) -> None:
    days.add(period.first)
    if period.last is not None:
        days.add(period.last + ONE_DAY)


def _deadlines(rule: StandardRule, post: Post, posts: tuple[Post, ...]) -> Iterable[date]:
    """The first days on which the person no longer owes in a post."""
    held = held_in(posts, rule)
    for founded in dict.fromkeys(place.founded for place in post.places):
        case = Case(post.period.first, held=held, founded=founded)
        for allowance in rule.running:
            if last := allowance.deadline(case):
                yield last + ONE_DAY


def _seen(
    day: date, posts: tuple[Post, ...], awards: tuple[Award, ...], levels: tuple[int, ...], book: StandardBook, traits: Traits
) -> tuple | None:
    """`Stretch.seen` on a day; None when nobody counts the person then."""
    if len(posts) == 1:  # most people; their pieces lie in the one post
        held, post = posts, posts[0]
    else:
        held = [post for post in posts if post.period.first <= day and (post.period.last is None or day <= post.period.last)]
        post = primary_post(held, day)
    place = place_on(post, day) if post else None
    if place is None:
        return None
    position = post.position
    standard = book.find(position.id, place.province, day)
    if standard is None:
        marks = UNJUDGED
    elif standard.asks_levels_only:
        marks = book.marks_of_levels(levels, standard)
    else:
        marks = book.marks(case_on(day, place, posts, awards, standard, traits), levels, standard)
    several = posts_text({each.position.id for each in held}) if len(held) > 1 else ""
    where = place.province, place.district, place.commune
    return (*where, position.id, several, position.category, position.group, levels[:_COLUMNS], *marks)


_PLACES = {ladder: place for place, ladder in enumerate(Ladder)}
_NOTHING_REACHED = (NO_RECORD,) * len(_PLACES)
_COLUMNS = len(STANDING_LADDERS)
"""Standings carry the first ladders: `levels[:_COLUMNS]` are their columns."""


def posts_text(positions: set[int]) -> str:
    """',3,17,' for several posts, '' for one: most people hold one, and an empty text costs nothing."""
    return f",{','.join(map(str, sorted(positions)))}," if len(positions) > 1 else ""
