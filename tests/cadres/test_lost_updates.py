"""Four writers change one dossier at once: each save is of the version it was made from, so none is lost, on either database."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from cadres.actions.changing import changing
from cadres.models import Cadre, Profile, Qualification
from cadres.standings.rebuild import check
from chuanxa.environment import ROOT
from chuanxa.models import ChangeSet
from tests import factories
from tests.cadres.adding import add_letters
from tests.cadres.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS, TIMES = "abcd", 5
SCRIPT = """
import sys, datetime, django
django.setup()
from tests.cadres.adding import add_letters
print(add_letters(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), datetime.date(2026, 6, 15)))
"""


def in_one_file(path) -> dict[str, str]:
    """The data base of the test as a file, and the environment of a process that works on it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "chuanxa.settings",
        "DEBUG": "1",
        "SECRET_KEY": "x",
        "NO_BOOTSTRAP": "1",
    }


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the other test has threads with connections of their own")
def test_processes_on_one_sqlite_file_lose_no_update(tmp_path):
    cadre = factories.person(note="")
    environment = in_one_file(tmp_path / "office.sqlite3")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(cadre.pk), letter, str(TIMES)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for letter in LETTERS
    ]
    said = [writer.communicate(timeout=240) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * len(writers), said
    with sqlite3.connect(tmp_path / "office.sqlite3") as file:
        note = file.execute("SELECT note FROM cadres_profile WHERE superseded_at IS NULL").fetchone()[0]
        version = file.execute("SELECT version FROM cadres_cadre").fetchone()[0]
        sets = file.execute("SELECT count(*) FROM chuanxa_changeset WHERE kind = 'amendment'").fetchone()[0]
    assert sorted(note) == sorted(LETTERS * TIMES)
    assert version == sets == len(note)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
def test_threads_on_postgresql_lose_no_update():
    cadre = factories.person(note="")
    at_once(*(lambda letter=letter: add_letters(cadre.pk, letter, TIMES, factories.TODAY) for letter in LETTERS))
    note = Profile.objects.known().get(cadre=cadre).note
    assert sorted(note) == sorted(LETTERS * TIMES)
    assert Cadre.objects.get().version == ChangeSet.objects.filter(kind="amendment").count() == len(note)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads share one connection to SQLite in memory")
def test_batches_over_the_same_people_in_any_order_do_not_wait_in_a_circle():
    """Several facts in one transaction: people are locked in order, tallies written at the end."""
    commune = factories.commune(factories.district(factories.province()))
    office = commune, factories.position()
    people = [factories.person(f"Người {number}") for number in range(6)]
    for person in people:
        factories.appoint(person, *office, day=factories.TODAY)

    def batch(order):
        for level in (10, 20, 40):
            with changing(by="minh", day=factories.TODAY, reason="Lô", people=[one.pk for one in order]) as change:
                for one in order:
                    change.record(Qualification(cadre=one, ladder="professional", level=level))

    at_once(*(lambda order=order: batch(order) for order in (people, people[::-1], people[3:], people[:4][::-1])))
    assert Qualification.objects.known().count() == 3 * (6 + 6 + 3 + 4)
    assert check() == []
