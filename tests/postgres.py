"""A PostgreSQL server for as long as a program runs: made from the installed binaries, alone on its port, gone afterwards.

Works as root too (the server refuses to run as root, so it is started as the user postgres). It is for tests and measurements only:
nothing is made durable unless asked. As a program it gives its server to a command:

    python3 -m chuanxa.bootstrap python -m tests.postgres pytest tests/test_facts.py
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
"""The first version whose databases can be ordered by ICU, as Vietnamese needs."""

FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql@*/bin",  # macOS
    "/Program Files/PostgreSQL/*/bin",  # Windows
)
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
LOCALE = {"linux": "C.UTF-8", "darwin": "en_US.UTF-8"}.get(sys.platform, "C")

MISSING = f"no PostgreSQL {OLDEST}+ server binaries (initdb, pg_ctl) found; on Debian and Ubuntu: apt-get install postgresql"


def binaries() -> Path | None:
    """The folder with the newest initdb and pg_ctl of version 15 or later; None when the machine has none."""
    candidates = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern.removeprefix("/"))]
    if found := shutil.which("initdb"):
        candidates.append(Path(found).resolve().parent)
    usable = [(version, folder) for folder in candidates if (version := _version(folder)) >= OLDEST]
    return max(usable)[1] if usable else None


def _version(folder: Path) -> int:
    """15 for 15.18; 0 when the folder does not hold a whole server."""
    if not all(shutil.which(name, path=str(folder)) for name in ("initdb", "pg_ctl", "postgres")):
        return 0
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\d+", answer)
    return int(found.group()) if found else 0


@contextmanager
def cluster(keep: Path | None = None, settings: Sequence[str] = HASTE) -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop it on the way out, whatever happened, and remove its files.

    With `keep` the files live in that folder, stay there, and are used again by the next server of the same version.
    Raises FileNotFoundError when there are no binaries, RuntimeError with the server's own words when it does not start.
    """
    folder = binaries()
    if folder is None:
        raise FileNotFoundError(MISSING)
    base = keep or Path(tempfile.mkdtemp(prefix="chuanxa-pg-"))
    base.mkdir(parents=True, exist_ok=True)
    account = _account(base)
    try:
        port = _free_port()
        _initialize(folder, base, account)
        told = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={base}", *settings)
        control = [folder / "pg_ctl", "-D", base / "data", "-w"]
        _run([*control, "-l", base / "log", "-o", " ".join(f"-c {setting}" for setting in told), "start"], account)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "fast" if keep else "immediate", "stop"], account)
    finally:
        if keep is None:
            shutil.rmtree(base, ignore_errors=True)


def _initialize(folder: Path, base: Path, account: dict) -> None:
    """Make an empty server in `base`, unless one of this version is there."""
    made = base / "data" / "PG_VERSION"
    if made.exists() and made.read_text().strip() == str(_version(folder)):
        return
    shutil.rmtree(base / "data", ignore_errors=True)
    locale = [f"--locale={LOCALE}", "--locale-provider=icu", "--icu-locale=vi-VN"]
    _run([folder / "initdb", "-D", base / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale, "--no-sync"], account)


def _account(base: Path) -> dict:
    """How the server's programs are started: as ourselves, or, when we are root, as postgres (else nobody), who then owns `base`."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {"cwd": base}
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(base, user.pw_uid, user.pw_gid)
    return {"cwd": base, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(command: list, account: dict) -> None:
    """The server inherits our output if it can, and a pipe that a server holds never ends: the output goes to a file."""
    with tempfile.TemporaryFile("w+") as output:
        if subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **account).returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{output.read()}")


def stop_politely() -> None:
    """Make a request to terminate unwind the program, so that the server is stopped with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


if __name__ == "__main__":
    stop_politely()
    with cluster() as url:
        sys.exit(subprocess.call(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}))
