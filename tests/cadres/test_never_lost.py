"""Whatever people do, in whatever order: no recorded fact ever disappears from `.known()`, and undo restores exactly."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from cadres.actions.dossiers import Choice, merge_dossiers, remove_dossier, restore_dossier, standing
from cadres.actions.facts import amend_fact, open_dossier, record_fact, retract_fact
from cadres.actions.undo import OF_PEOPLE, undo
from cadres.models import Appointment, Profile, Qualification
from cadres.standings.rebuild import check
from chuanxa.facts import Superseded, content
from chuanxa.models import ChangeSet
from tests import factories

TODAY = factories.TODAY
START = factories.at(2026, 6, 15, 8)
PEOPLE = ("hanh", "minh")


class Doings(RuleBasedStateMachine):
    """Two clerks and a few dossiers. What `.known(at)` answered for a moment once, it answers for ever."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.seconds = 0
        self.answers: dict = {}
        self.before: dict[int, set[str]] = {}

    def teardown(self):
        assert check() == []
        self.clock.stop()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def some_units(self):
        self.commune = factories.commune(factories.district(factories.province()))
        self.position = factories.position()
        self.cadres = [open_dossier(Profile(full_name=name), by="hanh", day=TODAY) for name in ("Bế Văn An", "Bế Văn An")]

    def do(self, act) -> None:
        """One doing a second, refused or not; the state just before it is kept for undo."""
        self.seconds += 1
        self.traveller.move_to(START + timedelta(seconds=self.seconds))
        before, last = self.believed(), ChangeSet.objects.count()
        try:
            with transaction.atomic():
                act()
        except (ValidationError, Superseded):
            assert self.believed() == before and ChangeSet.objects.count() == last, "a refusal leaves everything as it was"
        if ChangeSet.objects.count() > last:
            self.before[ChangeSet.objects.latest("id").pk] = before
        self.nothing_is_lost()

    def believed(self) -> frozenset[str]:
        return frozenset(f"{type(fact).__name__} {content(fact)}" for cadre in self.cadres for fact in standing(cadre.pk))

    def nothing_is_lost(self) -> None:
        now = START + timedelta(seconds=self.seconds)
        for model in OF_PEOPLE:
            for fact in model.objects.all():
                assert model.objects.known(fact.recorded_at).filter(pk=fact.pk).exists(), f"{fact} was never known"
            self.answers[model, now] = set(model.objects.known(now).values_list("pk", flat=True))
        for (model, moment), answer in list(self.answers.items())[-40:]:
            assert set(model.objects.known(moment).values_list("pk", flat=True)) == answer, f"what was known at {moment} changed"

    def some(self, data, model):
        facts = list(model.objects.known().filter(cadre__in=self.cadres).order_by("pk"))
        return data.draw(st.sampled_from(facts)) if facts else None

    @rule(data=st.data(), level=st.sampled_from([0, 10, 20, 40]))
    def learns(self, data, level):
        cadre = data.draw(st.sampled_from(self.cadres))
        self.do(lambda: record_fact(Qualification(cadre=cadre, ladder="professional", level=level), by="hanh", day=TODAY))

    @rule(data=st.data(), year=st.integers(2010, 2020), length=st.integers(0, 4))
    def takes_a_post(self, data, year, length):
        cadre = data.draw(st.sampled_from(self.cadres))
        post = {"commune": self.commune, "position": self.position, "valid_from": date(year, 1, 1)}
        last = date(year + length, 12, 31) if length else None
        self.do(lambda: record_fact(Appointment(cadre=cadre, **post, valid_to=last), by="minh", day=TODAY))

    @rule(data=st.data(), level=st.sampled_from([10, 20, 30]), by=st.sampled_from(PEOPLE))
    def is_put_right(self, data, level, by):
        if fact := self.some(data, Qualification):
            self.do(lambda: amend_fact(fact, by=by, day=TODAY, reason="Sửa", level=level))

    @rule(data=st.data(), name=st.sampled_from(["Bế Văn An", "Bế Thị Ân"]), number=st.sampled_from(["", "004075000001", "004075000002"]))
    def is_named(self, data, name, number):
        if fact := self.some(data, Profile):
            self.do(lambda: amend_fact(fact, by="minh", day=TODAY, reason="Sửa", full_name=name, personal_id=number))

    @rule(data=st.data(), model=st.sampled_from([Qualification, Appointment]))
    def is_taken_back(self, data, model):
        if fact := self.some(data, model):
            self.do(lambda: retract_fact(fact, by="hanh", day=TODAY, reason="Nhầm"))

    @rule(data=st.data())
    def a_stale_copy_is_amended(self, data):
        stale = list(Qualification.objects.filter(cadre__in=self.cadres, superseded_at__isnull=False).order_by("pk"))
        if stale:
            fact = data.draw(st.sampled_from(stale))
            self.do(lambda: amend_fact(fact, by="hanh", day=TODAY, reason="Sửa", level=40))

    @rule(data=st.data())
    def is_removed(self, data):
        cadre = data.draw(st.sampled_from(self.cadres))
        self.do(lambda: remove_dossier(cadre.pk, by="minh", day=TODAY, reason="Trùng"))

    @rule(data=st.data())
    def is_brought_back(self, data):
        cadre = data.draw(st.sampled_from(self.cadres))
        self.do(lambda: restore_dossier(cadre.pk, by="minh", day=TODAY, reason="Xóa nhầm"))

    @rule(data=st.data())
    def are_merged(self, data):
        winner, loser = data.draw(st.permutations(self.cadres))
        taken = tuple(fact for fact in standing(loser.pk) if data.draw(st.booleans()))
        self.do(lambda: merge_dossiers(winner.pk, loser.pk, Choice({}, taken), by="minh", day=TODAY, reason="Một người"))

    @precondition(lambda self: self.before)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def is_undone(self, data, by):
        change_set = ChangeSet.objects.get(pk=data.draw(st.sampled_from(sorted(self.before))))
        is_last = change_set.pk == max(self.before)
        self.do(lambda: undo(change_set, by=by, day=TODAY, reason="Hoàn tác"))
        if is_last and change_set.undone_by.exists():
            assert self.believed() == self.before[change_set.pk], "undo restores exactly"


@pytest.mark.django_db
def test_no_sequence_of_doings_loses_a_recorded_fact():
    settings_ = settings(max_examples=8, stateful_step_count=14, suppress_health_check=list(HealthCheck), deadline=None)
    run_state_machine_as_test(Doings, settings=settings_)
