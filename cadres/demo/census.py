"""Lays down everybody's level on every ladder on the census days, first where an article printed a table, then in between.

Pure. A table is a group of people on a day and the counts it must show; the rest of a province follows the shares of its portrait.
Levels never fall over time, and general education never lags behind what a diploma presupposes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from cadres.demo.people import Person, Post
from cadres.demo.portraits import CENSUS, LEVELS, Portrait
from cadres.demo.quotas import deal, share_out
from cadres.demo.seats import FIVE_POSTS, GOVERNMENT, ORGANIZATIONS, PARTY
from cadres.levels import Ladder

TOP = 99
PROFESSIONAL, GENERAL, THEORY = Ladder.PROFESSIONAL, Ladder.GENERAL_EDUCATION, Ladder.POLITICAL_THEORY
JUDGED = (PROFESSIONAL, GENERAL, THEORY)

Test = Callable[[Person, Post], bool]


@dataclass(frozen=True, slots=True)
class Table:
    """On `day`, of the people for whom `test` holds, so many stand on each level; shares instead of counts when not `exact`."""

    day: date
    ladder: Ladder
    test: Test
    counts: Mapping[int, float]
    exact: bool = True


class Census:
    """One province's people, the tables to meet, and `settle`, called when the three judged ladders of an exact day are dealt."""

    def __init__(self, rng: Random, portrait: Portrait, people: Sequence[Person], tables: Sequence[Table], settle: "Settle"):
        self.rng, self.portrait, self.people, self.tables, self.settle = rng, portrait, people, tables, settle
        self.present: dict[date, list[tuple[Person, Post]]] = {}
        for day in CENSUS:
            self.present[day] = [(person, post) for person in people if (post := person.post_on(day))]
        for person in people:
            person.luck = {ladder: rng.gauss(0, 1) for ladder in LEVELS}

    def take(self) -> None:
        """Exact days first, in order; then every other day between them; then those no census day saw."""
        exact = sorted({table.day for table in self.tables if table.exact})
        for day in exact:
            for ladder in JUDGED:
                self.lay(day, ladder)
            self.settle(self, day)
        for ladder in LEVELS:
            for day in CENSUS:
                if ladder not in JUDGED or day not in exact:
                    self.lay(day, ladder)
        self._unseen()

    def lay(self, day: date, ladder: Ladder) -> None:
        """Deal the levels of one ladder on one day, group by group."""
        rest = [member for member in self.present[day] if ladder not in member[0].blank]
        for table in self.tables:
            if table.day == day and table.ladder is ladder:
                group = [member for member in rest if table.test(*member)]
                quotas = table.counts if table.exact else share_out(table.counts, len(group))
                self._deal(day, ladder, group, quotas)
                chosen = {member[0] for member in group}
                rest = [member for member in rest if member[0] not in chosen]
        shares = dict(zip(LEVELS[ladder], self.portrait.shares[ladder][day], strict=True))
        self._deal(day, ladder, rest, share_out(shares, len(rest)))

    def _deal(self, day: date, ladder: Ladder, group: list[tuple[Person, Post]], quotas: Mapping[int, int]) -> None:
        limits = [self._limits(person, ladder, day) for person, _ in group]
        scores = [score(person, post, ladder, day) for person, post in group]
        floors, ceilings = [low for low, _ in limits], [high for _, high in limits]
        for (person, _), level in zip(group, deal(floors, ceilings, scores, quotas), strict=True):
            person.levels.setdefault(ladder, {})[day] = level

    def _limits(self, person: Person, ladder: Ladder, day: date) -> tuple[int, int]:
        """What the person had before and will have later, and what a table wants."""
        low, high = person.bounds.get((ladder, day), (0, TOP))
        for other, level in person.levels.get(ladder, {}).items():
            if other > day:
                high = min(high, level)
            elif level > low:
                low = level
        if ladder is GENERAL:
            low = max(low, presupposed(person.levels.get(PROFESSIONAL, {}).get(day, 0)))
        return low, max(low, high)

    def _unseen(self) -> None:
        """Who served only between two census days is like somebody of the same kind on the next one."""
        kinds: dict[tuple[date, bool], list[Person]] = {}
        for day, members in self.present.items():
            for person, post in members:
                kinds.setdefault((day, post.position in FIVE_POSTS), []).append(person)
        for person in self.people:
            if not person.levels:
                day = next((day for day in CENSUS if day >= person.entered), CENSUS[-1])
                alike = kinds.get((day, person.posts[0].position in FIVE_POSTS)) or [one for one, _ in self.present[day]]
                model = self.rng.choice(alike)
                person.levels = {ladder: {day: levels[day]} for ladder, levels in model.levels.items() if day in levels}
                person.blank |= model.blank


Settle = Callable[[Census, date], None]


def presupposed(professional: int) -> int:
    """The general education a professional level cannot do without."""
    return 30 if professional >= 30 else 20 if professional == 20 else 0


def score(person: Person, post: Post, ladder: Ladder, day: date) -> float:
    """How far up the ladder the person tends to stand: luck, age, post, years in post, and what the marks say."""
    born, served = person.born.year - 1966, (day - person.entered).days / 365
    party, government = post.position in PARTY, post.position in GOVERNMENT
    civil, organizations = post.position in FIVE_POSTS or post.position == "specialist", post.position in ORGANIZATIONS
    value = person.luck[ladder]
    if ladder is PROFESSIONAL:
        value += 0.07 * born + 0.9 * civil - 0.5 * organizations - 0.3 * (post.position in ("police_chief", "military_commander"))
        value += _marked(person, -4, 4, 3)
    elif ladder is THEORY:
        value += 1.9 * party + 1.3 * government + 0.6 * organizations - 0.2 * civil + 0.05 * served + _marked(person, -2, 0, 1.5)
    elif ladder is GENERAL:
        value += 0.09 * born + 0.5 * civil + _marked(person, -1, 2, 2)
    elif ladder is Ladder.STATE_MANAGEMENT:
        value += 1.1 * (party or government) + 0.5 * civil + 0.06 * served
    elif ladder is Ladder.INFORMATICS:
        value += 0.08 * born + 1.2 * civil + 0.5 * (party or government)
    else:
        value += 0.9 * (party or government) + 2 * (post.position == "military_commander") + 0.06 * served
    return value


def _marked(person: Person, support: float, young: float, district: float) -> float:
    if "support" in person.marks:
        return support
    if person.marks & {"young", "young-2013"}:
        return young
    return district if "from-district" in person.marks else 0.0


def counted(people: Iterable[tuple[Person, Post]], ladder: Ladder, day: date) -> dict[int, int]:
    """How many stand on each level, for checks."""
    found: dict[int, int] = {}
    for person, _ in people:
        level = person.levels.get(ladder, {}).get(day)
        if level is not None:
            found[level] = found.get(level, 0) + 1
    return found
