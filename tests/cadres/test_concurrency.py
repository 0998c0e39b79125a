"""Several people save at once: nobody sees an error, nobody's save is lost, and the tallies equal a rebuild.

Only PostgreSQL has several writers at once; SQLite gives each its turn, and in memory the threads of a test share one connection.
"""

import threading
import time
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cadres.actions.facts import amend_fact, retract_fact
from cadres.models import Appointment, Qualification, Serving
from cadres.standings.rebuild import check, rebuild
from cadres.standings.serving_day import advance
from tests import factories
from tests.cadres.worlds import assert_agree

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory"),
]

YESTERDAY, TODAY = date(2021, 3, 31), date(2021, 4, 1)
FIRST = date(2020, 1, 1)
WAIT = 60


@pytest.fixture
def office():
    commune = factories.commune(factories.district(factories.province()))
    position = factories.position("office_statistics", "Văn phòng", category="civil_servant", group="civil_service")
    factories.standard(position, professional=20)
    return commune, position


def at_once(*acts) -> None:
    """Run the acts in threads that start together, each with a connection of its own; raise the first error."""
    errors, gate = [], threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait(WAIT)
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    if errors:
        raise errors[0]


def career(office, number: int, day: date) -> None:
    """One clerk's minute: a person, a post, a diploma, corrected, and another one withdrawn."""
    cadre = factories.person(f"Người Thứ {number}", day=day, sex="male")
    post = factories.appoint(cadre, *office, FIRST + timedelta(days=number), day=day)
    diploma = factories.qualify(cadre, "professional", 10, day=day)
    amend_fact(diploma, by="hanh", day=day, reason="Sửa", level=40, awarded_on=date(2020, 6, 1))
    wrong = factories.qualify(cadre, "political_theory", 20, day=day)
    retract_fact(wrong, by="hanh", day=day, reason="Nhầm người")
    amend_fact(post, by="hanh", day=day, reason="Sửa", valid_to=date(2021, 6, 30))


def test_eight_writers_in_one_commune_leave_tallies_equal_to_a_rebuild(office):
    at_once(*(lambda number=number: [career(office, number + 8 * turn, TODAY) for turn in range(3)] for number in range(8)))
    assert Appointment.objects.known().count() == 24
    assert check() == []
    assert_agree([FIRST, YESTERDAY, TODAY], first=FIRST)


def test_writers_who_correct_the_same_person_wait_for_each_other(office):
    cadre = factories.person(day=TODAY)
    factories.appoint(cadre, *office, FIRST, day=TODAY)
    at_once(*(lambda level=level: factories.qualify(cadre, "professional", level, day=TODAY) for level in (0, 10, 20, 30, 40, 50, 60)))
    assert Qualification.objects.known().count() == 7
    assert Serving.objects.get().professional == 60
    assert check() == []


def test_two_clerks_cannot_give_one_person_two_primary_posts(office):
    """The second looks for other posts only when the first has committed hers."""
    cadre = factories.person(day=TODAY)
    written, refused = threading.Event(), []

    def first():
        with transaction.atomic():
            factories.appoint(cadre, *office, FIRST, day=TODAY)
            written.set()
            time.sleep(0.5)

    def second():
        assert written.wait(WAIT)
        try:
            factories.appoint(cadre, *office, FIRST, day=TODAY)
        except ValidationError as error:
            refused.append(str(error))

    at_once(first, second)
    assert "đang giữ chức danh chính" in refused[0]
    assert Appointment.objects.known().count() == 1
    assert check() == []


def test_the_first_save_of_a_day_and_the_last_of_the_day_before_do_not_miss_each_other(office):
    """Around midnight some writers still say yesterday, others today, and one moves the serving day between them."""
    advance(YESTERDAY)
    late = [lambda number=number: career(office, number, YESTERDAY) for number in range(4)]
    early = [lambda number=number: career(office, number, TODAY) for number in range(4, 8)]
    at_once(*late, *early)
    assert check() == []


def test_a_writer_of_yesterday_holds_the_day_until_done(office):
    """The exact moment: yesterday's writer has written, not yet committed, when today's first save moves the day."""
    advance(YESTERDAY)
    written, moved = threading.Event(), threading.Event()

    def yesterday():
        with transaction.atomic():
            factories.appoint(factories.person(day=YESTERDAY), *office, TODAY, day=YESTERDAY)
            written.set()
            assert not moved.wait(1), "the day was moved past a writer who had not finished"

    def today():
        assert written.wait(WAIT)
        advance(TODAY)
        moved.set()

    at_once(yesterday, today)
    assert Serving.objects.count() == 1
    assert check() == []


def test_a_rebuild_beside_writers_loses_nobody(office):
    for number in range(6):
        career(office, number, TODAY)
    writers = [lambda number=number: career(office, number, TODAY) for number in range(10, 14)]
    at_once(*writers, lambda: rebuild(day=TODAY), lambda: rebuild(day=TODAY))
    assert check() == []
    assert Serving.objects.count() == 10
