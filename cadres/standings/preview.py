"""Who would change if a draft were law: computed from the standings of one day, without writing anything.

Everybody the draft speaks of is judged twice on that day, by the law as it stands and by the law with the draft; who comes out
differently is told with both results, when they retire (Decree 135/2020) and whether they already study towards what is missing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from cadres.models import Enrolment, Standard
from cadres.requirements import StandardRule
from cadres.retirement import retires_on
from cadres.standard_book import UNJUDGED, Marks, StandardBook
from cadres.standards import NOT_JUDGED, Finding, Judgement, Outcome, Verdict, judge
from cadres.standings import storage
from cadres.standings.catalogue import Catalogue, catalogue, standard_rules
from cadres.standings.facts import Person, people
from cadres.standings.rejudge import affected
from cadres.standings.timeline import case_on, levels_on, place_on, primary_post
from chuanxa.periods import ONE_DAY, Period

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """One person who comes out differently; `after` is judged by the draft. Units and position are ids of that day."""

    cadre: int
    name: str
    sort_key: str
    province: int
    commune: int
    position: int
    before: Marks
    after: Marks
    owed_until: date | None
    retires_on: date | None
    studies: bool

    @property
    def gains(self) -> bool:
        return self.after.verdict == Verdict.MEETS != self.before.verdict

    @property
    def loses(self) -> bool:
        return self.before.verdict == Verdict.MEETS != self.after.verdict

    @property
    def retires_first(self) -> bool:
        """Before the last day on which what is missing may still be owed."""
        return self.owed_until is not None and self.retires_on is not None and self.retires_on <= self.owed_until


@dataclass(frozen=True)
class Preview:
    """`examined` people of `day` were judged twice; `people` are those who change, by province, commune and name."""

    day: date
    examined: int
    people: tuple[Change, ...]

    @cached_property
    def gains(self) -> tuple[Change, ...]:
        return tuple(one for one in self.people if one.gains)

    @cached_property
    def losses(self) -> tuple[Change, ...]:
        return tuple(one for one in self.people if one.loses)

    @cached_property
    def others(self) -> tuple[Change, ...]:
        """Neither gained nor lost "đạt": other reasons, or between "chưa đạt" and "chưa đủ dữ liệu"."""
        return tuple(one for one in self.people if not one.gains and not one.loses)

    @cached_property
    def retiring(self) -> tuple[Change, ...]:
        """Of those who change, who retires before their debt ends."""
        return tuple(one for one in self.people if one.retires_first)

    @cached_property
    def studying(self) -> tuple[Change, ...]:
        """Of those who change, who already studies towards something that would be missing."""
        return tuple(one for one in self.people if one.studies)

    @cached_property
    def by_commune(self) -> dict[int, Counter]:
        """Commune id → how many gain, lose and otherwise change ("gains", "losses", "others"), in the order of `people`."""
        found: dict[int, Counter] = {}
        for one in self.people:
            found.setdefault(one.commune, Counter())["gains" if one.gains else "losses" if one.loses else "others"] += 1
        return found


Told = Callable[[int, int], None]
"""Called with (people judged, people in all)."""


def who_would_change(
    draft: Standard, day: date | None = None, *, ends: Collection[Standard] = (), told: Told = lambda done, total: None
) -> Preview:
    """The people of `day` (the draft's first day if not given) who would come out differently; `ends` are standards it would end."""
    day = day or draft.valid_from
    law = catalogue()
    now, then = law.book, book_with(law.book, draft, ends)
    standing = affected(draft).filter(valid_from__lte=day, valid_to__gte=day).order_by("province", "cadre")
    cadres = list(standing.values_list("cadre", flat=True))
    changes: list[Change] = []
    for number, ids in enumerate(storage.chunks(cadres, BATCH)):
        changes += _changes(ids, day, law, now, then)
        told(min(len(cadres), (number + 1) * BATCH), len(cadres))
    return Preview(day, len(cadres), tuple(sorted(changes, key=lambda one: (one.province, one.commune, one.sort_key, one.cadre))))


def book_with(book: StandardBook, draft: Standard, ends: Collection[Standard] = ()) -> StandardBook:
    """The book as it would be with the draft published, those in `ends` ending the day before it begins."""
    (rule,) = standard_rules(Standard.objects.filter(pk=draft.pk))
    ended = {other.pk for other in ends}
    last = rule.period.first - ONE_DAY
    others = [other for other in book.standards if other.id != rule.id]
    kept = [replace(other, period=Period(other.period.first, last)) if other.id in ended else other for other in others]
    return StandardBook((*kept, rule))


def _changes(ids: list[int], day: date, law: Catalogue, now: StandardBook, then: StandardBook) -> Iterator[Change]:
    known = people(ids, law)
    found = [one for pk, person in known.items() if (one := _change(pk, person, day, now, then))]
    studies = _studies([change.cadre for change, _ in found], day)
    for change, judgement in found:
        yield replace(change, studies=any(_closes(study, judgement.findings) for study in studies.get(change.cadre, ())))


def _change(pk: int, person: Person, day: date, now: StandardBook, then: StandardBook) -> tuple[Change, Judgement] | None:
    """The change without studies, and the judgement by the draft; None when nothing changes."""
    post = primary_post(person.posts, day)
    place = place_on(post, day) if post else None
    if place is None:
        return None
    levels = levels_on(person.awards, day)
    rules = [book.find(post.position.id, place.province, day) for book in (now, then)]
    cases = [_case(person, day, place, rule) for rule in rules]
    before, after = (
        book.marks(case, levels, rule) if rule else UNJUDGED for book, case, rule in zip((now, then), cases, rules, strict=True)
    )
    if before == after:
        return None
    judgement = judge(cases[1], rules[1]) if rules[1] else NOT_JUDGED
    until = max((one.until for one in judgement.findings if one.until), default=None)
    leaves = retires_on(person.born_on, person.sex) if person.born_on and person.sex else None
    where = place.province, place.commune, post.position.id
    change = Change(pk, person.full_name, person.sort_key, *where, before, after, until, leaves, False)
    return change, judgement


def _case(person: Person, day: date, place, rule: StandardRule | None):
    return case_on(day, place, person.posts, tuple(person.awards), rule, person.traits) if rule else None


def _studies(ids: list[int], day: date) -> dict[int, list[tuple[str, int]]]:
    """Cadre id → (ladder, level) of every course under way on `day`."""
    found: dict[int, list[tuple[str, int]]] = {}
    for cadre, ladder, level in Enrolment.objects.known().on(day).filter(cadre__in=ids).values_list("cadre_id", "ladder", "level"):
        found.setdefault(cadre, []).append((ladder, level))
    return found


def _closes(study: tuple[str, int], findings: tuple[Finding, ...]) -> bool:
    ladder, level = study
    return any(
        one.outcome in (Outcome.MISSING, Outcome.OWED) and one.requirement.ladder == ladder and level >= one.minimum for one in findings
    )
