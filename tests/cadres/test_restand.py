"""Whatever is recorded, amended and retracted, in whatever order, the derived tables say what a slow reading of the facts says."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cadres.actions.facts import amend_fact, open_dossier, record_fact, retract_fact
from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification, Remembered, Serving, Standing, Tally
from cadres.standings import storage
from cadres.standings.catalogue import catalogue
from cadres.standings.rebuild import check, rebuild
from cadres.standings.remember import remember
from cadres.standings.serving_day import advance
from chuanxa.periods import ONE_DAY
from tests.cadres.worlds import BORDERS, FIRST, LAST, SEEN, World, assert_agree, flat, kept_ends
from tests.oracles import Oracle

pytestmark = pytest.mark.django_db

BY = "hanh"
FACTS = (Appointment, Qualification, Profile)
near_borders = st.builds(lambda border, shift: border + timedelta(days=shift), st.sampled_from(BORDERS), st.integers(-1, 1))
days = st.one_of(near_borders, st.dates(FIRST, LAST))
LEVELS = {"general_education": (20, 30), "professional": (0, 10, 20, 30, 40), "political_theory": (0, 10, 20), "informatics": (0, 40)}


# --- what may happen ----------------------------------------------------------------------------------------------------------


@st.composite
def periods(draw):
    first, last = draw(days), draw(st.one_of(st.none(), days))
    return {"valid_from": first, "valid_to": last} if last is None or last >= first else {"valid_from": last, "valid_to": first}


@st.composite
def profiles(draw):
    name = draw(st.sampled_from(["Nông Văn Đức", "Hoàng Thị Ánh", "Lò Văn An"]))
    born = draw(st.sampled_from([None, date(1975, 2, 28), date(1990, 7, 1), date(1974, 1, 1)]))
    return {
        "full_name": name,
        "sex": draw(st.sampled_from(["", "male", "female"])),
        "ethnic_group": draw(st.sampled_from(["", "01", "02", "03"])),
        "born_on": born,
        "born_precision": draw(st.sampled_from(["day", "month", "year"])),
    }


@st.composite
def qualifications(draw):
    ladder = draw(st.sampled_from(sorted(LEVELS)))
    return {
        "ladder": ladder,
        "level": draw(st.sampled_from(LEVELS[ladder])),
        "awarded_on": draw(st.one_of(st.none(), days)),
        "is_relevant": draw(st.sampled_from([None, True, True, False])),
    }


def appointments():
    primary = st.sampled_from([True, True, False])
    return st.builds(
        lambda period, **more: period | more, periods(), commune=st.integers(0, 7), position=st.integers(0, 3), is_primary=primary
    )


person, which = st.integers(0, 2), st.integers(0, 30)
events = st.one_of(
    st.tuples(st.just("appoint"), person, appointments()),
    st.tuples(st.just("appoint"), person, appointments()),
    st.tuples(st.just("qualify"), person, qualifications()),
    st.tuples(st.just("qualify"), person, qualifications()),
    st.tuples(st.just("enrol"), person, qualifications()),
    st.tuples(
        st.just("amend appointment"),
        which,
        st.one_of(periods(), st.builds(dict, is_primary=st.booleans()), st.builds(dict, position=st.integers(0, 3))),
    ),
    st.tuples(st.just("amend qualification"), which, st.builds(dict, awarded_on=st.one_of(st.none(), days))),
    st.tuples(st.just("amend qualification"), which, st.builds(dict, is_relevant=st.sampled_from([None, True, False]))),
    st.tuples(st.just("amend profile"), which, profiles()),
    st.tuples(st.just("retract"), which, st.sampled_from(FACTS)),
    st.tuples(st.just("wait"), st.integers(1, 120), st.booleans()),
    st.tuples(st.just("remember the moment"), st.none(), st.none()),
)


class History:
    """Plays events one after the other: people, facts, todays moving forward. What the product refuses is refused, and changes nothing."""

    def __init__(self, world: World, today: date):
        self.world, self.today, self.moment = world, today, None
        names = ("Bế Thị Hoa", "Triệu Văn Ân", "Vàng A Sử")
        self.people = [open_dossier(Profile(full_name=name), by=BY, day=today) for name in names]

    def play(self, event: str, about, details) -> None:
        with suppress(ValidationError):
            getattr(self, event.split()[0])(event, about, details)

    def appoint(self, _, about, details):
        record_fact(
            Appointment(cadre=self.people[about], **details | self._pointing(details, details["valid_from"])), by=BY, day=self.today
        )

    def qualify(self, _, about, details):
        record_fact(Qualification(cadre=self.people[about], **details), by=BY, day=self.today)

    def enrol(self, _, about, details):
        first = details.pop("awarded_on") or self.today
        details.pop("is_relevant")
        record_fact(Enrolment(cadre=self.people[about], valid_from=first, **details), by=BY, day=self.today)

    def amend(self, event, about, details):
        model = {"appointment": Appointment, "qualification": Qualification, "profile": Profile}[event.split()[1]]
        if fact := self._standing_fact(model, about):
            day = details.get("valid_from") or getattr(fact, "valid_from", None)
            amend_fact(fact, by=BY, day=self.today, reason="Sửa", **details | self._pointing(details, day))

    def retract(self, _, about, model):
        if fact := self._standing_fact(model, about):
            retract_fact(fact, by=BY, day=self.today, reason="Hủy")

    def wait(self, _, days, nightly):
        self.today += timedelta(days=days)
        if nightly:
            advance(self.today)

    def remember(self, *_):
        self.moment = timezone.now()

    def _standing_fact(self, model, number):
        facts = list(model.objects.known().order_by("pk"))
        return facts[number % len(facts)] if facts else None

    def _pointing(self, details: dict, day: date | None) -> dict:
        """Numbers made rows, of those there are on the day."""
        rows = {"commune": self.world.communes, "position": self.world.positions}
        there = {name: [row for row in rows[name] if day in row.period] for name in details.keys() & rows.keys()}
        return {name: found[details[name] % len(found)] for name, found in there.items()}


def played(world: World, today: date, happened) -> History:
    history = History(world, today)
    for event in happened:
        history.play(*event)
    return history


@st.composite
def histories(draw):
    """Three people with posts and diplomas, then a few events of any kind."""
    beginning = []
    for number in range(3):
        beginning.append(("appoint", number, draw(appointments()) | {"is_primary": True}))
        for ladder in ("general_education", "professional", "political_theory"):
            level = draw(st.sampled_from([*LEVELS[ladder], None]))
            if level is not None:
                awarded_on = draw(st.one_of(st.none(), days))
                beginning.append(("qualify", number, {"ladder": ladder, "level": level, "awarded_on": awarded_on}))
    return [*beginning, *draw(st.lists(events, max_size=10))]


HASTE = {"suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow], "phases": set(Phase) - {Phase.explain}}
BRIEF = settings(max_examples=30, **HASTE)
BRIEFER = settings(max_examples=15, **HASTE)
stories = {"today": st.dates(FIRST, date(2021, 3, 1)), "happened": histories()}


# --- what must hold -----------------------------------------------------------------------------------------------------------


@BRIEF
@given(**stories, asked=st.lists(days, min_size=16, max_size=16))
def test_after_any_history_the_derived_tables_agree_with_the_facts(world, today, happened, asked):
    with transaction.atomic():
        played(world, today, happened)
        assert check() == []
        assert_agree(asked)
        assert_stretches_are_whole()
        transaction.set_rollback(True)


@BRIEFER
@given(**stories)
def test_after_any_history_a_rebuild_changes_nothing(world, today, happened):
    with transaction.atomic():
        history = played(world, today, happened)
        advance(history.today)
        before = everything()
        rebuild(day=history.today)
        assert everything() == before
        transaction.set_rollback(True)


@BRIEFER
@given(**stories, asked=st.lists(days, min_size=4, max_size=4))
def test_what_was_known_at_a_moment_is_derived_from_what_was_believed_then(world, today, happened, asked):
    with transaction.atomic():
        history = played(world, today, happened)
        moment = history.moment or timezone.now()
        remember(None, moment, catalogue())
        oracle = Oracle(moment)
        for day in asked:
            rows = Remembered.objects.filter(valid_from__lte=day, valid_to__gte=day).values_list("cadre_id", *SEEN, "full_name")
            expected = [(cadre, *flat(seen), oracle.names(cadre)[0]) for cadre, seen in oracle.people_on(day).items()]
            assert sorted(rows) == sorted(expected)
        transaction.set_rollback(True)


def assert_stretches_are_whole() -> None:
    """One person's standings stand in order without overlap, and two that touch differ."""
    for cadre in Cadre.objects.all():
        rows = list(Standing.objects.filter(cadre=cadre).order_by("valid_from").values_list("valid_from", "valid_to", *SEEN))
        for one, other in pairwise(rows):
            assert one[1] < other[0]
            assert one[1] + ONE_DAY < other[0] or one[2:] != other[2:]


def everything() -> dict:
    """Every derived row that says something."""
    rows = {model: model.objects.values_list(*storage.columns(model)) for model in (Standing, Serving)}
    rows |= {Tally: Tally.objects.exclude(people=0).values_list(*storage.columns(Tally))}
    return {model.__name__: sorted(map(str, found)) for model, found in rows.items()} | {"ends": kept_ends()}
