"""Writing beside a long reading (chuanxa/aside.py)."""

import pytest
from django.db import ConnectionHandler, OperationalError, connection, connections

from chuanxa.aside import aside

pytestmark = [pytest.mark.django_db, pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite refuses such a write")]


@pytest.fixture
def file(tmp_path):
    """This thread's database is a file with a thousand rows, set as in production."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 1, "init_command": "PRAGMA journal_mode=WAL"}
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "list.sqlite3", "OPTIONS": options}
    outer, ours = connections["default"], ConnectionHandler({"default": settings})["default"]
    connections["default"] = ours
    try:
        run("CREATE TABLE list (number int)")
        run("WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 1000) INSERT INTO list SELECT n FROM up")
        yield
    finally:
        connections["default"] = outer
        ours.close()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def someone_else_writes() -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("INSERT INTO list VALUES (0)")
    other.close()


def test_a_reader_may_write_aside_and_reads_on_what_it_began_with(file):
    with connection.cursor() as reading:
        reading.execute("SELECT number FROM list")
        found = reading.fetchmany(10)
        someone_else_writes()
        with pytest.raises(OperationalError, match="locked"):
            run("UPDATE list SET number = -1 WHERE number = 1")
        with aside():
            run("UPDATE list SET number = -1 WHERE number = 1000")
        found += reading.fetchall()
    assert sorted(number for (number,) in found) == list(range(1, 1001))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(number = -1) FROM list")
        assert cursor.fetchone() == (1001, 1)


def test_a_transaction_that_has_begun_goes_on(file):
    connection.set_autocommit(False)
    run("INSERT INTO list VALUES (5000)")
    connection.in_atomic_block = True
    with aside():
        run("INSERT INTO list VALUES (5001)")
    connection.in_atomic_block = False
    connection.rollback()
    connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM list WHERE number > 1000")
        assert cursor.fetchone() == (0,)
