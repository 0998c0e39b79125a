"""The product as an office runs it: gunicorn with several workers on 127.0.0.1, whose workers can be killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chuanxa.environment import ROOT
from drills.grounds import Ground
from tests.postgres import _free_port

PATIENCE = 600
"""Seconds in which a server must have begun: a machine may have other things to do."""


class Office:
    """A running server. `log` is where its own words go."""

    def __init__(self, ground: Ground, *, workers: int = 3, threads: int = 4, tls: tuple[Path, Path] | None = None, **environment: str):
        self.port, self.log = _free_port(), ground.folder / "gunicorn.log"
        self._output = self.log.open("ab")
        command = [
            "-m",
            "gunicorn",
            "chuanxa.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
        ]
        command += ["--timeout", str(PATIENCE)]  # or a machine that stands still for half a minute counts as a worker that does
        command += ["--graceful-timeout", "20", "--no-control-socket"] + (
            ["--certfile", str(tls[0]), "--keyfile", str(tls[1])] if tls else []
        )
        told = ground.environment(**environment)
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=told, stdout=self._output, stderr=self._output, stdin=subprocess.DEVNULL
        )

    def workers(self) -> list[int]:
        """Process ids of the workers alive."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_worker(self, rng: random.Random) -> int | None:
        """End one worker in the middle of whatever it does, as the system does when memory runs out."""
        if not (alive := self.workers()):
            return None
        pid = rng.choice(alive)
        with suppress(ProcessLookupError):  # it was ending by itself
            os.kill(pid, signal.SIGKILL)
        return pid

    def kill_all(self) -> None:
        """End every worker at once."""
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def tracebacks(self) -> int:
        """How many failures that are nobody's outage stand in the log: those answered with 500."""
        return self.log.read_text(errors="replace").count("Traceback")

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(40)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()


@contextmanager
def office(ground: Ground, **options) -> Iterator[Office]:
    """A server that answers; stopped on the way out."""
    from drills.visitor import Lost, Visitor

    (ground.folder / "gunicorn.log").unlink(missing_ok=True)
    made = Office(ground, **options)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                Visitor(made.port, tls=options.get("tls") is not None).get("/healthz")
                break
            except Lost:
                if time.monotonic() > end:
                    raise RuntimeError(made.log.read_text(errors="replace")[-3000:]) from None
                time.sleep(0.2)
        yield made
    finally:
        made.close()


@contextmanager
def worker(ground: Ground) -> Iterator[subprocess.Popen]:
    """A process that does background work until it is stopped."""
    with (
        (ground.folder / "work.log").open("ab") as output,
        subprocess.Popen(
            [sys.executable, "manage.py", "work", "--with-parent"],
            cwd=ROOT,
            env=ground.environment(),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
