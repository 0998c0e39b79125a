"""From a person's facts to the stretches of time in which nothing that a report sees changes.

Pure. A stretch starts whenever a post starts or ends, its commune becomes another, an award is dated, a standard or an area
class begins or ends, or a debt has run out. Within a stretch one primary post decides where the person is counted; the others
stand in `posts`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadres.cases import NOTHING_KNOWN, Award, Case, Traits
from cadres.levels import NO_RECORD, STANDING_LADDERS, Ladder
from cadres.requirements import StandardRule
from cadres.standard_book import UNJUDGED, StandardBook
from chuanxa.periods import FOREVER, ONE_DAY, Period, cut


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


@dataclass(frozen=True, slots=True)
class Post:
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
    def seen(self) -> tuple:
        """What a report sees: two neighbours that look the same are one stretch."""
        return self[2:]


def stretches(posts: Iterable[Post], awards: Iterable[Award], book: StandardBook, traits: Traits = NOTHING_KNOWN) -> list[Stretch]:
    """The person's stretches, in order, without overlap; days without a counted primary post have none."""
    posts, awards = tuple(posts), tuple(awards)
    found: list[Stretch] = []
    for piece in pieces(posts, awards, book):
        stretch = _stretch(piece, posts, awards, book, traits)
        if stretch is None:
            continue
        before = found[-1] if found else None
        if before is not None and before.last + ONE_DAY == stretch.first and before.seen == stretch.seen:
            found[-1] = before._replace(last=stretch.last)
        else:
            found.append(stretch)
    return found


def primary_post(posts: Iterable[Post], day: date) -> Post | None:
    """The counted primary post on `day`; of several the most senior by order, then the earliest begun."""
    held = [post for post in posts if post.is_primary and post.position.counted and day in post.period]
    return held[0] if len(held) == 1 else min(held, key=lambda post: (post.position.order, post.period.first, post.id), default=None)


def place_on(post: Post, day: date) -> Place | None:
    """Where the post stands on `day`."""
    return next((place for place in post.places if day in place.period), None)


def levels_on(awards: Iterable[Award], day: date) -> dict[Ladder, int]:
    """The highest level reached on each ladder by `day`; ladders without a record are absent."""
    levels: dict[Ladder, int] = {}
    for award in awards:
        if (award.day is None or award.day <= day) and award.level > levels.get(award.ladder, NO_RECORD):
            levels[award.ladder] = award.level
    return levels


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
    counted = [post for post in posts if post.is_primary and post.position.counted]
    if not counted:
        return []
    bounds = [post.period for post in posts]
    days = {award.day for award in awards if award.day}
    for post in counted:
        for rule in book.of_position(post.position.id):
            bounds.append(rule.period)
            if rule.allowances:
                days.update(_borders(rule, post, posts))
        for place in post.places:
            bounds += [place.period, *(period for _, period in place.areas)]
    days.update(period.first for period in bounds)
    days.update(period.last + ONE_DAY for period in bounds if period.last)
    first, last = min(post.period.first for post in counted), max(post.period.end for post in counted)
    return list(cut(Period(first, None if last == FOREVER else last), days))


def _borders(rule: StandardRule, post: Post, posts: tuple[Post, ...]) -> Iterable[date]:
    """The days on which an allowance of the rule begins or ceases to apply to a post."""
    held = held_in(posts, rule)
    for founded in dict.fromkeys(place.founded for place in post.places):
        case = Case(post.period.first, held=held, founded=founded)
        for allowance in rule.allowances:
            yield from allowance.borders(case)


def _stretch(piece: Period, posts: tuple[Post, ...], awards: tuple[Award, ...], book: StandardBook, traits: Traits) -> Stretch | None:
    day = piece.first
    held = [post for post in posts if day in post.period]
    post = primary_post(held, day)
    place = place_on(post, day) if post else None
    if place is None:
        return None
    levels = levels_on(awards, day)
    standard = book.find(post.position.id, place.province, day)
    marks = book.marks(case_on(day, place, posts, awards, standard, traits), levels, standard) if standard else UNJUDGED
    return Stretch(
        day,
        piece.end,
        place.province,
        place.district,
        place.commune,
        post.position.id,
        posts_text({each.position.id for each in held}) if len(held) > 1 else "",
        post.position.category,
        post.position.group,
        level_columns(levels),
        *marks,
    )


def level_columns(levels: Mapping[Ladder, int]) -> tuple[int, ...]:
    """The levels in the order of STANDING_LADDERS, NO_RECORD where there is none."""
    return tuple([levels.get(ladder, NO_RECORD) for ladder in STANDING_LADDERS])


def posts_text(positions: set[int]) -> str:
    """',3,17,' for several posts, '' for one: most people hold one, and an empty text costs nothing."""
    return f",{','.join(map(str, sorted(positions)))}," if len(positions) > 1 else ""
