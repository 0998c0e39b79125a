"""What an import would do: every line exactly one of new, changed, unchanged, refused, with all problems of all lines at once.

A plan is a value: the same file, day, answers and records give the same plan and the same digest, so that what is confirmed is what
was shown. People on record who are not in the list are told, and end their posts only where somebody says so. Pure.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cadres.importing import meanings as of
from cadres.importing.differences import Act, AmendPost, Catalogue, Difference, NewPerson, differences, newcomer
from cadres.importing.known import KnownPerson, KnownPost
from cadres.importing.matching import Match, Matcher, bare_name
from cadres.importing.rows import Problem, RowForm
from chuanxa.periods import ONE_DAY


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"new": "Người mới", "changed": "Có thay đổi", "unchanged": "Không đổi", "refused": "Không nhận"}[self.value]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """`question` holds the people among whom the sender must choose (the line is refused until then)."""

    form: RowForm
    fate: Fate
    person: KnownPerson | None = None
    changes: tuple[Difference, ...] = ()
    acts: tuple[Act, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    question: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who holds a post of a listed commune on the day and is not in the list; `ending` when the sender said the post ended."""

    person: KnownPerson
    post: KnownPost
    ending: bool
    may_end: bool
    """Not when the post began on the very day of the list."""


@dataclass(frozen=True)
class Plan:
    """`digest` identifies the whole doing."""

    day: date
    rows: tuple[RowPlan, ...]
    absent: tuple[Absent, ...] = ()
    digest: str = ""
    file_digest: str = ""

    @property
    def counts(self) -> dict[Fate, int]:
        """How many lines of each fate; every fate is there."""
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in Fate}

    @property
    def ends(self) -> tuple[Absent, ...]:
        """The posts that end because the sender said so."""
        return tuple(one for one in self.absent if one.ending)

    @property
    def does_nothing(self) -> bool:
        return not self.ends and not any(row.acts for row in self.rows)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the sender said: `people` {(sheet, row): id or NEW}, `ended` ids of posts of absent people."""

    people: Mapping[tuple[int, int], int] = field(default_factory=dict)
    ended: frozenset[int] = frozenset()


def make_plan(
    forms: Iterable[RowForm],
    people: Iterable[KnownPerson],
    catalogue: Catalogue,
    *,
    day: date,
    answers: Answers | None = None,
    file_digest: str = "",
    reached: frozenset[int] | None = None,
) -> Plan:
    """Plan every line. `reached` are the communes the sender may write (None: all)."""
    answers, people, forms = answers or Answers(), tuple(people), list(forms)
    matcher = Matcher(people)
    matches = {form.key: _match(form, matcher, answers, reached) for form in forms}
    claimed = Counter(match.person.id for match in matches.values() if match.person)
    rows = tuple(_row(form, matches[form.key], claimed, catalogue, day) for form in forms)
    absent = _absent(rows, matches, people, day, answers.ended)
    plan = Plan(day, rows, absent, file_digest=file_digest)
    return Plan(day, rows, absent, _digest(plan), file_digest)


def _match(form: RowForm, matcher: Matcher, answers: Answers, reached: frozenset[int] | None) -> Match:
    if not form.name or form.unit is None:
        return Match(refused=" ")
    if reached is not None and form.unit.id not in reached:
        return Match(refused=f"{form.unit.label} ngoài phạm vi của bạn. Chỉ nhập được danh sách của các xã được giao.")
    return matcher.match(form, answers.people.get(form.key))


def _row(form: RowForm, match: Match, claimed: Counter, catalogue: Catalogue, day: date) -> RowPlan:
    errors, warnings = list(form.errors), list(form.warnings)
    if match.refused.strip():
        errors.append(Problem(match.refused, form.columns.get(of.PERSONAL_ID), of.PERSONAL_ID))
    if match.candidates:
        errors.append(Problem(_question(match), form.columns.get(of.FULL_NAME), of.FULL_NAME))
    if match.person and claimed[match.person.id] > 1:
        errors.append(
            Problem(f"Nhiều dòng cùng là hồ sơ “{match.person.name}”. Chỉ để lại một dòng.", form.columns.get(of.FULL_NAME), of.FULL_NAME)
        )
    if errors:
        return RowPlan(form, Fate.REFUSED, match.person, (), (), tuple(errors), tuple(warnings), match.candidates)
    if match.person is None:
        found = newcomer(form, catalogue, day)
    else:
        found = differences(form, match.person, catalogue, day)
    errors, warnings = found.errors, warnings + found.warnings
    if errors:
        return RowPlan(form, Fate.REFUSED, match.person, (), (), tuple(errors), tuple(warnings))
    fate = Fate.NEW if match.person is None else Fate.CHANGED if found.acts else Fate.UNCHANGED
    return RowPlan(form, fate, match.person, tuple(found.changes), tuple(found.acts), (), tuple(warnings))


def _question(match: Match) -> str:
    names = "; ".join(described(one) for one in match.candidates[:5])
    return f"Cần chọn: {match.why}: {names}. Chọn đúng hồ sơ, hoặc “người mới”."


def described(person: KnownPerson) -> str:
    """Enough to know somebody among namesakes."""
    born = f"sinh {person.born}" if person.born else "chưa rõ ngày sinh"
    post = person.posts[-1] if person.posts else None
    return f"{person.name}, {born}" + (f", {post.label}, {post.unit}" if post else "")


def _absent(
    rows: tuple[RowPlan, ...], matches: dict, people: tuple[KnownPerson, ...], day: date, ended: frozenset[int]
) -> tuple[Absent, ...]:
    """Refused lines count as present too: their people are in the list, only not readable yet."""
    listed = {row.form.unit.id for row in rows if row.form.unit and row.fate is not Fate.REFUSED}
    met = {match.person.id for match in matches.values() if match.person} | {
        one.id for match in matches.values() for one in match.candidates
    }
    met |= _met_by_name(rows, people)
    found = []
    for person in people:
        post = person.primary_on(day)
        if post and post.place in listed and person.id not in met and person.within:
            may_end = post.period.first < day
            found.append(Absent(person, post, post.id in ended and may_end, may_end))
    return tuple(sorted(found, key=lambda one: (one.post.unit, one.post.id)))


def _met_by_name(rows: tuple[RowPlan, ...], people: tuple[KnownPerson, ...]) -> set[int]:
    refused = {
        (bare_name(row.form.name), row.form.unit.id if row.form.unit else None)
        for row in rows
        if row.fate is Fate.REFUSED and row.form.name
    }
    if not refused:
        return set()
    found = set()
    for person in people:
        key = bare_name(person.name)
        if any((key, place) in refused for place in [None, *(post.place for post in person.posts)]):
            found.add(person.id)
    return found


def ending_act(absent: Absent, day: date) -> AmendPost:
    """The act that ends an absent person's post on the day before the list."""
    return AmendPost(absent.post.id, {"valid_to": day - ONE_DAY})


def _digest(plan: Plan) -> str:
    """Of everything that would be written and of what it would replace."""
    rows = [
        [*row.form.key, row.fate.value, row.person.id if row.person else 0, _acts(row.acts), [[one.old, one.new] for one in row.changes]]
        for row in plan.rows
    ]
    told = [plan.file_digest, plan.day.isoformat(), rows, [one.post.id for one in plan.absent], [one.post.id for one in plan.ends]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, separators=(",", ":"), default=str).encode()).hexdigest()


def _acts(acts: tuple[Act, ...]) -> list:
    return [[type(act).__name__, *(getattr(act, name) for name in act.__slots__)] for act in acts]


__all__ = ["Absent", "Answers", "Fate", "NewPerson", "Plan", "RowPlan", "described", "ending_act", "make_plan"]
