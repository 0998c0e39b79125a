"""Long files made at once take turns, so that one processor of the machine stays free for the pages people wait for.

To step back (nice) is not enough: PostgreSQL works for a file in a process of its own, which steps back for nobody. The turns are locks
on files in var/, kept by this machine and given back by the system when a process dies. Who has waited long goes on without a turn.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chuanxa.environment import VAR

try:
    import fcntl
except ImportError:  # Windows: files are made without turns
    fcntl = None

AT_ONCE = max(1, (os.cpu_count() or 1) - 1)
PATIENCE = 10.0
"""Seconds somebody waits for a turn."""
LOOK = 0.01
"""Seconds between two looks whether a turn is free."""


class Turn:
    """The turn of one process. `folder` holds the locks: one for each of `at_once`, and one for who is next."""

    def __init__(self, folder: Path = VAR, at_once: int = AT_ONCE):
        folder.mkdir(parents=True, exist_ok=True)
        names = ["next", *range(at_once)]
        self._next, *self._places = [os.open(folder / f"export-turn-{name}.lock", os.O_CREAT | os.O_RDWR, 0o600) for name in names]
        self._held: int | None = None

    def take(self) -> None:
        """Wait for a turn."""
        end = time.monotonic() + PATIENCE
        queued = False
        while time.monotonic() < end:
            queued = queued or _locked(self._next)
            if queued and (free := next((place for place in self._places if _locked(place)), None)) is not None:
                self._held = free
                break
            time.sleep(LOOK)
        if queued:
            _unlock(self._next)

    def pass_on(self) -> None:
        """Between two pieces: somebody who waits goes first."""
        self.give_back()
        self.take()

    def give_back(self) -> None:
        if self._held is not None:
            _unlock(self._held)
            self._held = None

    def close(self) -> None:
        for file in (self._next, *self._places):
            os.close(file)


@contextmanager
def turn(**options) -> Iterator[Turn]:
    """A turn while a file is made; call `pass_on` between its pieces."""
    mine = Turn(**options)
    try:
        mine.take()
        yield mine
    finally:
        mine.close()


def _locked(file: int) -> bool:
    if fcntl is None:
        return True
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _unlock(file: int) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_UN)
