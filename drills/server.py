"""A PostgreSQL server that can be stopped as by a power cut and started again on the same port, with durable writes, as in production."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests import postgres

SETTINGS = ("max_connections=200", "log_min_error_statement=panic")


class Server:
    """`url` names its own database `postgres`; its files live in `folder`/data and stay there."""

    def __init__(self, folder: Path):
        self.folder, self._binaries = folder, postgres.binaries()
        if self._binaries is None:
            raise FileNotFoundError(postgres.MISSING)
        folder.mkdir(parents=True, exist_ok=True)
        self._account = postgres._account(folder)
        self.port = postgres._free_port()
        postgres._initialize(self._binaries, folder, self._account)

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}"

    def start(self, patience: float = 60) -> None:
        """Start it, also after an unclean end: it reads its log of writes first."""
        told = (f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", *SETTINGS)
        self._control("-l", self.folder / "log", "-t", str(int(patience)), "-o", " ".join(f"-c {one}" for one in told), "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is a power cut for the server: no checkpoint, every connection cut."""
        self._control("-m", mode, "stop")

    def wait(self, seconds: float = 60) -> bool:
        """Whether it takes connections again within so many seconds (it restarts itself after a panic)."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_ready():
                return True
            time.sleep(0.2)
        return False

    def is_ready(self) -> bool:
        program = shutil.which("pg_isready", path=str(self._binaries))
        asked = [program, "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, env=os.environ).returncode == 0

    def is_running(self) -> bool:
        return not subprocess.run(
            [self._binaries / "pg_ctl", "-D", self.folder / "data", "status"], capture_output=True, **self._account
        ).returncode

    def recreate(self, name: str, template: str = "template1") -> str:
        """A new database of that name, an older one goes; returns its address.

        The checkpoint matters: a copied sequence believes that its next values are in the log already, and they are in the log of the
        template. Without it a crash takes the sequence back, and new rows meet the keys of old ones.
        """
        self.say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"', "CHECKPOINT")
        return f"{self.url}/{name}"

    def fill(self, name: str, source: str) -> None:
        """Copy another database, of the same version, into an empty one of ours."""
        dumped = subprocess.run([self._binaries / "pg_dump", "--format=custom", source], check=True, capture_output=True).stdout
        subprocess.run([self._binaries / "pg_restore", "--no-owner", f"--dbname={self.url}/{name}"], input=dumped, check=True)

    def say(self, *statements: str, database: str = "postgres") -> list[tuple]:
        """Run statements, each by itself; returns the rows of the last."""
        import psycopg2

        connection = psycopg2.connect(f"{self.url}/{database}")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _control(self, *words) -> None:
        postgres._run([self._binaries / "pg_ctl", "-D", self.folder / "data", "-w", *words], self._account)
