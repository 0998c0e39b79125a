"""A backup is whole or not there; a restore takes nothing on trust, and the database in use is never written to.

The commands run as people run them: each in a process of its own, on a database of its own.
"""

import os
import resource
import subprocess
import sys
import tarfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from chuanxa.backups import archive, restoring
from chuanxa.backups.manifest import Damaged, FileNote, Manifest, differing_tables, note, unknown_migrations
from chuanxa.environment import ROOT

MANIFEST = Manifest("2026-11-22T08:00:00+07:00", "sqlite", "0.1.0", ("chuanxa.0001_initial",), {"a": 1}, {}, f"0:{'0' * 64}")
counts = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 5))


# what the manifest says


@given(counts, counts)
def test_tables_differ_exactly_where_their_rows_do(wanted, found):
    told = differing_tables(replace(MANIFEST, tables=wanted), found)
    assert len(told) == len({name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)})


def test_a_manifest_reads_as_it_was_written():
    files = {"database.dump": FileNote(3, "f" * 64)}
    whole = replace(MANIFEST, files=files)
    assert Manifest.from_json(whole.as_json()) == whole


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format": 1}', b"\xff", b'{"format": 1, "files": 3}', b"null"])
def test_a_manifest_that_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(Damaged, match="không"):
        Manifest.from_json(text)


def test_a_schema_of_a_newer_program_is_known_by_its_migrations():
    assert unknown_migrations(MANIFEST, ["chuanxa.0001_initial", "x.1"]) == []
    assert unknown_migrations(MANIFEST, ["x.1"]) == ["chuanxa.0001_initial"]


# the file


@pytest.fixture
def packed(tmp_path) -> Path:
    """A small archive of one file."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "database.dump").write_bytes(b"Tr\xe1\xba\xa7n" * 1000)
    with open(inside / "database.dump", "rb") as file:
        manifest = replace(MANIFEST, files={"database.dump": note(file)})
    archive.write(tmp_path / "b.tar", inside, manifest, [])
    return tmp_path / "b.tar"


def unpacked(file: Path, tmp_path: Path, name: str = "out", identities=()) -> Path:
    (tmp_path / name).mkdir()
    archive.unpack(file, tmp_path / name, identities)
    return tmp_path / name


def test_an_archive_gives_back_what_was_put_in_and_only_its_owner_may_read_it(packed, tmp_path):
    out = unpacked(packed, tmp_path)
    assert (out / "database.dump").read_bytes() == b"Tr\xe1\xba\xa7n" * 1000
    assert packed.stat().st_mode & 0o077 == 0 == (out / "database.dump").stat().st_mode & 0o077


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_one_changed_bit_or_a_cut_is_noticed_or_harms_nothing(tmp_path_factory, place, bit, cut):
    tmp_path = tmp_path_factory.mktemp("bits")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "database.dump").write_bytes(os.urandom(2000))
    with open(inside / "database.dump", "rb") as file:
        manifest = replace(MANIFEST, files={"database.dump": note(file)})
    archive.write(tmp_path / "b.tar", inside, manifest, [])
    content = bytearray((tmp_path / "b.tar").read_bytes())
    at = int(place * len(content))
    if cut:
        del content[at:]
    else:
        content[at] ^= 1 << bit
    (tmp_path / "b.tar").write_bytes(content)
    (tmp_path / "out").mkdir()
    try:
        archive.unpack(tmp_path / "b.tar", tmp_path / "out")
    except Damaged:
        return
    assert (tmp_path / "out" / "database.dump").read_bytes() == (inside / "database.dump").read_bytes()


@pytest.mark.parametrize("name", ["../stolen", "/tmp/stolen", "database.dump"])  # noqa: S108 - a name that must be refused
def test_a_foreign_archive_writes_nowhere_else(tmp_path, name):
    content = replace(MANIFEST, files={name: FileNote(3, "f" * 64)}).as_json()
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        for member, data in (("manifest.json", content), (name, b"abc")):
            info = tarfile.TarInfo(member)
            info.size = len(data)
            tar.addfile(info, BytesIO(data))
    with pytest.raises(Damaged):
        unpacked(tmp_path / "b.tar", tmp_path)
    assert not (tmp_path / "stolen").exists() and not Path("/tmp/stolen").exists()  # noqa: S108


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5000, b"age-encryption.org/v1\nrubbish"])
def test_what_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(Damaged):
        unpacked(tmp_path / "b.tar", tmp_path, identities=[str(x25519.Identity.generate())])


def test_what_is_encrypted_opens_with_its_key_alone(tmp_path):
    key, other = x25519.Identity.generate(), x25519.Identity.generate()
    (tmp_path / "inside").mkdir()
    archive.write(tmp_path / "b.age", tmp_path / "inside", MANIFEST, [str(key.to_public())])
    assert b"made_at" not in (tmp_path / "b.age").read_bytes() and not (tmp_path / "b.age.plain").exists()
    with pytest.raises(Damaged, match="--identity"):
        unpacked(tmp_path / "b.age", tmp_path, "one")
    with pytest.raises(Damaged, match="không giải mã được"):
        unpacked(tmp_path / "b.age", tmp_path, "two", [str(other)])
    unpacked(tmp_path / "b.age", tmp_path, "three", [str(key)])


# the commands


class Place:
    """A database of its own with a few audit events, and a folder for backups."""

    def __init__(self, folder: Path, url: str):
        self.folder, self.url = folder / "backups", url

    def run(self, *command: str, limit: int | None = None, **environment: str) -> subprocess.CompletedProcess:
        """Run a command of ours on this database; with `limit` it cannot write a file larger than that many bytes."""
        names = {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "tests.settings", "NO_BOOTSTRAP": "1", **environment}
        restrict = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
        command = [sys.executable, "manage.py", *command]
        return subprocess.run(command, cwd=ROOT, env=os.environ | names, preexec_fn=restrict, capture_output=True, text=True)

    def backup(self, *more: str, **environment: str) -> Path:
        done = self.run("backup", "--to", str(self.folder), *more, **environment)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def events(self) -> int:
        done = self.run("verify_audit")
        assert done.returncode == 0, done.stderr
        return int(done.stdout.split("nguyên vẹn: ")[1].split(" ")[0])


@pytest.fixture
def place(tmp_path, transactional_db):
    """The empty schema of the tests, copied into a database of its own."""
    if connection.vendor == "sqlite":
        file = tmp_path / "live.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        yield Place(tmp_path, f"sqlite:///{file}")
        return
    own, name = connection.settings_dict["NAME"], f"backups_{os.getpid()}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own}"')
    try:
        yield Place(tmp_path, urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")))
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"])
            for (leftover,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{leftover}" WITH (FORCE)')


def test_a_backup_restores_and_the_database_in_use_is_left_alone(place):
    made = place.backup()
    assert made.stat().st_mode & 0o077 == 0 and list(place.folder.iterdir()) == [made]
    done = place.run("restore", "--verify", str(made))
    assert done.returncode == 0 and "phục hồi được" in done.stdout, done.stderr
    assert all(f"{name}: đạt" in done.stdout for name in ("check_data", "rebuild_standings", "verify_audit"))
    assert place.events() == 1, "the backup itself is on record, and nothing else happened"


def test_what_was_done_after_the_backup_is_gone_after_a_restore_and_kept_beside(place):
    made = place.backup()
    place.backup("--to", str(place.folder / "second"))
    assert place.events() == 2
    refused = place.run("restore", str(made))
    assert refused.returncode == 1 and "--force" in refused.stderr and place.events() == 2
    done = place.run("restore", "--force", str(made))
    assert done.returncode == 0 and "Bản cũ được giữ tên" in done.stdout, done.stderr
    assert place.events() == 0


def test_a_damaged_backup_changes_nothing(place):
    made = place.backup()
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    done = place.run("restore", "--force", str(made))
    assert done.returncode == 1 and "còn nguyên" in done.stderr and "Traceback" not in done.stderr
    assert place.events() == 1


def test_a_backup_that_finds_no_room_leaves_the_older_ones_and_nothing_half_written(place):
    made = place.backup()
    before = made.read_bytes()
    done = place.run("backup", "--to", str(place.folder), limit=20_000)
    assert done.returncode == 1 and "Chưa sao lưu được" in done.stderr and "Traceback" not in done.stderr
    assert list(place.folder.iterdir()) == [made] and made.read_bytes() == before


def test_only_so_many_are_kept_and_an_encrypted_one_needs_its_key(place, tmp_path):
    key = x25519.Identity.generate()
    first = place.backup()
    last = place.backup("--keep", "1", BACKUP_RECIPIENTS=str(key.to_public()))
    assert list(place.folder.iterdir()) == [last] and last != first and last.suffix == ".age"
    (tmp_path / "key").write_text(f"# của phòng máy\n{key}\n", encoding="utf-8")
    assert place.run("restore", "--verify", str(last)).returncode == 1
    assert place.run("restore", "--verify", str(last), "--identity", str(tmp_path / "key")).returncode == 0


def test_faults_of_the_data_are_told_and_do_not_stand_in_the_way_of_a_restore(monkeypatch):
    def run(url, command):
        if command == ["check_data"]:
            raise Damaged("3 chỗ sai")
        return {}

    said = []
    monkeypatch.setattr(restoring, "_run", run)
    restoring._check("sqlite:///x", replace(MANIFEST, tables={}), said.append)
    assert "CHÚ Ý" in said[-1] and "3 chỗ sai" in said[-1]
