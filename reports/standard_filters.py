"""Filters of people that speak of standards: exactly what is missing, what may be owed, which course is needed, another regime's answer.

Used by reports/filters.py only; each narrows a query set of standings on the day that its parent filter set is of.
"""

from functools import reduce
from operator import or_

import django_filters
from django.db.models import F, Q

from cadres.regime_spells import Answer
from cadres.requirements import CRITERIA
from cadres.standards import Verdict
from reports import needs, regimes
from reports.breakdowns import Choice


class MainPosition(django_filters.MultipleChoiceFilter):
    """People whose primary post, by which they are judged, is any of the positions."""

    @property
    def choices_by_slug(self) -> dict[str, Choice]:
        return {code: Choice(code, row.label, frozenset({row.id})) for code, row in self.parent.catalogue.by_code.items()}

    def filter(self, people, codes):
        return people.filter(position__in=[self.parent.catalogue.by_code[code].id for code in codes]) if codes else people


class ExactlyMissing(django_filters.MultipleChoiceFilter):
    """People who lack just these requirements, owed or not, and no other."""

    def __init__(self, label):
        self.bits = {slug: bit for slug, _, bit in CRITERIA}
        super().__init__(label=label, choices=[(slug, name) for slug, name, _ in CRITERIA])

    def filter(self, people, slugs):
        return people.filter(missing=sum(self.bits[slug] for slug in set(slugs))) if slugs else people


_DEBTS = {
    "owes_all": ("Chưa đạt, mọi điều thiếu còn trong hạn nợ", Q(missing__gt=0, owed=F("missing"))),
    "owes_some": ("Chưa đạt, chỉ nợ được một phần", Q(owed__gt=0) & ~Q(owed=F("missing"))),
    "owes_nothing": ("Chưa đạt, không điều nào được nợ", Q(missing__gt=0, owed=0)),
    "by_exemption": ("Đạt nhờ được miễn hoặc hạ mức", Q(verdict=Verdict.MEETS.value, exempt__gt=0)),
}


class Debts(django_filters.MultipleChoiceFilter):
    """How debts and exemptions weigh in the verdict."""

    def __init__(self, label):
        self.choices_by_slug = {slug: Choice(slug, words, frozenset({place})) for place, (slug, (words, _)) in enumerate(_DEBTS.items())}
        super().__init__(label=label, choices=[(slug, words) for slug, (words, _) in _DEBTS.items()])

    def filter(self, people, slugs):
        return people.filter(reduce(or_, (_DEBTS[slug][1] for slug in slugs))) if slugs else people


class Needs(django_filters.MultipleChoiceFilter):
    """People who need any of the courses, or are in that part of those who need it (reports/needs.py)."""

    def __init__(self, label):
        self.needs = {need.slug: need for need in needs.NEEDS}
        self.choices_by_slug, parts = {}, [slug for slug, _ in needs.PARTS]
        for place, slug in enumerate(self.needs):
            keys = [place * len(parts) + nth for nth in range(len(parts))]
            self.choices_by_slug[slug] = Choice(slug, slug, frozenset(keys))
            for key, part in zip(keys, parts, strict=True):
                self.choices_by_slug[f"{slug}.{part}"] = Choice(part, part, frozenset({key}))
        super().__init__(label=label, choices=needs.labels(needs.NEEDS))

    def filter(self, people, values):
        if not values:
            return people
        conditions = []
        for value in values:
            ladder, level, *part = value.split(".")
            need = self.needs[f"{ladder}.{level}"]
            notes, misses = needs.with_bit(need.ladder)
            people = people.alias(**notes)
            condition = misses & needs.needing(need, self.parent.catalogue.book, self.parent.day)
            if part:
                condition &= needs.part(part[0], need, self.parent.day, self.parent.known_at)
            conditions.append(condition)
        return people.filter(reduce(or_, conditions))


class RegimeAnswer(django_filters.MultipleChoiceFilter):
    """People to whom other regimes give all of the answers ("R2012.meets"), judged from their facts of the day."""

    def filter(self, people, values):
        if not values:
            return people
        wanted = [value.split(".") for value in values]
        asked, accepted = [regime for regime, _ in wanted], [Answer(answer) for _, answer in wanted]
        found = regimes.answers(people, asked, self.parent.day, self.parent.catalogue, self.parent.known_at)
        kept = [cadre for cadre, given in found if given == accepted]
        return people.filter(cadre__in=kept)


def regime_choices(catalogue) -> list[tuple[str, str]]:
    """(value, label) of every regime's every answer."""
    return [
        (f"{regime}.{answer.value}", f"Chế độ {regime}: {answer.label.lower()}")
        for regime in regimes.regimes_of(catalogue)
        for answer in Answer
    ]
