"""Many counts at once: how many people of each of several questions, on several days, in one statement a table.

A question is a day and any number of people queries that all hold. A scheme asks some sixty of them: each day is scanned once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cadres.standings.conditions import count_conditions
from reports.counts import NOWHERE
from reports.filters import PeopleFilter, as_asked
from reports.population import read_query
from reports.report import Query
from reports.selection import Selection


@dataclass(frozen=True)
class Question:
    """Those of `day` for whom every query holds."""

    day: date
    queries: tuple[str, ...]
    """Each as text (reports.population.written)."""


def ask_all(selection: Selection, questions: Iterable[Question]) -> dict[Question, int]:
    """People per question, in the place and reach of the selection."""
    found = _count(selection, list(dict.fromkeys(questions)), by_commune=False)
    return {question: sum(counts.values()) for question, counts in found.items()}


def ask_by_commune(selection: Selection, questions: Iterable[Question]) -> dict[Question, Mapping[int, int]]:
    """Commune id → people per question; on the boundary day of the selection when it has one (NOWHERE for those without an heir)."""
    found = _count(selection, list(dict.fromkeys(questions)), by_commune=True)
    return {question: _moved(selection, question.day, counts) for question, counts in found.items()}


def people_of(selection: Selection, queries: Iterable[Query]) -> Selection:
    """The selection narrowed by every query."""
    for query in queries:
        selection = selection.narrowed(query)
    return selection


def _count(selection: Selection, questions: Sequence[Question], *, by_commune: bool) -> dict[Question, Counter]:
    filters, asked = _Filters(selection), list(dict.fromkeys(question.queries for question in questions))
    found: dict[tuple[date, tuple[str, ...]], Counter] = {}
    picks: dict[type, list] = {}
    days = list(dict.fromkeys(question.day for question in questions))
    for place, day in enumerate(days):
        people = selection.standings(day)
        conditions = [filters.narrowed(people.model, texts, day) for texts in asked]
        picks.setdefault(people.model, []).append((place, people, conditions))
        found |= {(day, texts): Counter() for texts in asked}
    for parts in picks.values():
        for (place, unit), counts in count_conditions(parts, "commune_id" if by_commune else None).items():
            for texts, people in zip(asked, counts, strict=True):
                found[days[place], texts][unit] += people
    return {question: found[question.day, question.queries] for question in questions}


class _Filters:
    """One people filter per text, made once."""

    def __init__(self, selection: Selection):
        self._selection, self._made = selection, {}

    def of(self, text: str) -> PeopleFilter:
        if text not in self._made:
            world = self._selection
            asked = as_asked(read_query(text))
            people = PeopleFilter(asked, catalogue=world.catalogue, register=world.register, known_at=world.known_at)
            people.kept_to_what_is_asked().check()
            self._made[text] = people
        return self._made[text]

    def narrowed(self, model: type, texts: tuple[str, ...], day: date):
        """Rows of a model, of any day and place, that every text lets through."""
        people = model.objects.all()
        for text in texts:
            people = self.of(text).apply(people, day)
        return people


def _moved(selection: Selection, day: date, counts: Counter) -> Counter:
    if selection.boundary_day is None or selection.boundary_day == day:
        return counts
    moved, found = selection.moved_communes(day), Counter()
    for commune, people in counts.items():
        found[moved.get(commune) or NOWHERE] += people
    return found
