"""Plans kept for a connection (cadres/standings/kept_plans.py): PostgreSQL alone plans."""

import pytest
from django.db import DatabaseError, connection, transaction

from cadres.models import Position
from cadres.standings import kept_plans, storage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs on the other database"),
]
NAMED = ("SELECT code FROM cadres_position WHERE id = %s AND valid_from <= %s::text::date", [1, "2026-06-15"])


@pytest.fixture(autouse=True)
def _new_connection():
    kept_plans._kept.pop(connection.connection, None)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    yield
    kept_plans._kept.pop(connection.connection, None)


def ask(*statements) -> list[tuple]:
    with connection.cursor() as cursor:
        kept_plans.execute(cursor, statements)
        return cursor.fetchall()


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_a_statement_is_kept_from_its_second_time_on_and_answers_the_same():
    first, before = ask(NAMED), kept()
    assert before == 0
    assert ask(NAMED) == ask(NAMED) == ask(("SELECT %s::int", [1]), NAMED) == first
    assert kept() == 1


def test_rows_written_since_are_seen_and_a_rollback_takes_no_plan_away():
    question = storage.Question(Position, ("code",), "code = %s", ["moi"])
    assert [storage.gather(question) for _ in range(3)] == [[[]]] * 3
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Position.objects.create(code="moi", label="Mới", category="elected", order=1, valid_from="2004-01-01")
        assert storage.gather(question) == [[("moi",)]]
        raise ZeroDivisionError
    assert storage.gather(question) == [[]]


def test_a_refused_statement_can_be_asked_again():
    wrong = ("SELECT 1 / %s::int", [0])
    for _ in range(3):
        with pytest.raises(DatabaseError), transaction.atomic():
            ask(wrong)
    assert ask((wrong[0], [1])) == [(1,)]


def test_nothing_is_kept_in_a_pool_of_connections_nor_beyond_a_bound(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert [ask(NAMED) for _ in range(3)] and kept() == 0
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", False)
    monkeypatch.setattr(kept_plans, "MOST", 2)
    for _ in range(3):
        for number in range(5):
            assert ask((f"SELECT {number} + %s::int", [0])) == [(number,)]
    assert kept() == 2
