"""What the environment may say; everything else is refused with what to type, and no secret is repeated."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from chuanxa import environment


@pytest.fixture
def database(monkeypatch):
    def _database(url: str) -> dict:
        monkeypatch.setenv("DATABASE_URL", url)
        return environment.database()

    return _database


def test_without_a_word_the_database_is_a_file_of_the_checkout(database):
    assert database("")["NAME"] == environment.VAR / "chuanxa.sqlite3"


def test_sqlite_takes_a_path_of_the_checkout_or_of_the_machine(database, tmp_path):
    assert database("sqlite:///var/thu.sqlite3")["NAME"] == environment.ROOT / "var" / "thu.sqlite3"
    path = tmp_path / "một thư mục" / "thu.sqlite3"
    assert database(f"sqlite:///{path}")["NAME"] == path
    assert path.parent.is_dir()


def test_sqlite_waits_for_other_writers_and_keeps_references(database):
    options = database("sqlite:///var/thu.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 10
    assert "journal_mode=WAL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_read_part_by_part(database, scheme):
    found = database(f"{scheme}://hanh:p%40ss%2Fw%23rd@db.noi-bo:5433/ch%E1%BA%A9n?sslmode=require&connect_timeout=5")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("hanh", "p@ss/w#rd")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.noi-bo", "5433", "chẩn")
    assert found["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}


def test_postgresql_may_be_a_socket_of_the_machine(database):
    found = database("postgres:///chuanxa")
    assert (found["HOST"], found["PORT"], found["USER"]) == ("", "", "")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("mysql://hanh:bí-mật@db/chuanxa", "starts with 'mysql'"),
        ("chuanxa.sqlite3", "starts with ''"),
        ("postgres://hanh:bí-mật@db:bốn/chuanxa", "cannot be read"),
        ("postgres://hanh:bí/mật@db:5432/chuanxa", "cannot be read"),
        ("postgres://hanh:bí[mật@db:5432/chuanxa", "cannot be read"),
        ("postgres://hanh:bí-mật@db:5432", "names no database"),
        ("sqlite://", "names no database"),
        ("sqlite://var/bí-mật.sqlite3", "has two slashes"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_an_example(database, url, found):
    with pytest.raises(ImproperlyConfigured, match=re.escape(found)) as refused:
        database(url)
    assert "Accepted: sqlite:///var/chuanxa.sqlite3" in str(refused.value)
    assert "mật" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), (" yes ", True), ("on", True), ("0", False), ("", False), ("off", False), ("No", False)],
)
def test_a_flag_is_on_or_off(monkeypatch, text, value):
    monkeypatch.setenv("DEBUG", text)
    assert environment.flag("DEBUG") is value


def test_a_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG='maybe': set it to 1 or 0"):
        environment.flag("DEBUG")


def test_a_flag_that_is_not_set_is_off(monkeypatch):
    monkeypatch.delenv("DEBUG", raising=False)
    assert environment.flag("DEBUG") is False


def test_words_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " chuanxa.vn , ,127.0.0.1")
    assert environment.words("ALLOWED_HOSTS") == ["chuanxa.vn", "127.0.0.1"]
    monkeypatch.delenv("ALLOWED_HOSTS")
    assert environment.words("ALLOWED_HOSTS", "localhost") == ["localhost"]


def test_production_must_choose_its_key(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"export SECRET_KEY="):
        environment.secret_key(debug=False)
    assert environment.secret_key(debug=True)
    monkeypatch.setenv("SECRET_KEY", "chosen")
    assert environment.secret_key(debug=False) == "chosen"
