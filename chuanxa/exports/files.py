"""Files made in the background wait in a folder of their own, readable by the server alone, until they are fetched or their days are over.

A file is written under another name and takes its own only when its last byte is on the disk; it is offered only when its outcome
stands in the ledger. What a killed worker leaves behind is never offered, and removed after a day.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.crypto import get_random_string

from chuanxa.models import ExportOutcome

PART = ".part"
_PIECE = 256 * 1024
_FORGOTTEN = 24 * 3600
"""Seconds after which what belongs to no outcome is nobody's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is whole and on the disk."""

    stored: str
    size: int
    sha256: str


def keep(number: str, pieces: Iterable[bytes], told: Callable[[], None] = lambda: None) -> Kept:
    """Write the pieces to a file of their own; `told` is called after each. Whatever happens, no half file stays."""
    folder = _folder()
    stored = f"{number}-{get_random_string(20)}"
    part, digest, size = folder / f"{stored}{PART}", hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
                told()
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / stored)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Kept(stored, size, digest.hexdigest())


def path_of(outcome: ExportOutcome, at: datetime) -> Path | None:
    """The file of this outcome while it is kept; None afterwards, and when it is not what was written."""
    if not outcome.stored or outcome.kept_until is None or outcome.kept_until <= at:
        return None
    path = Path(settings.EXPORT_DIR) / Path(outcome.stored).name
    return path if path.is_file() and path.stat().st_size == outcome.size else None


def pieces_of(path: Path) -> Iterator[bytes]:
    """The file as it is sent; opened when the first piece is asked for."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def remove_old(at: datetime) -> int:
    """Remove every file whose days are over, and what killed workers left; how many."""
    kept = set(ExportOutcome.objects.filter(kept_until__gt=at).exclude(stored="").values_list("stored", flat=True))
    gone = [path for path in _folder().iterdir() if path.name not in kept and (_is_forgotten(path) or _is_over(path, at))]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _is_over(path: Path, at: datetime) -> bool:
    return ExportOutcome.objects.filter(stored=path.name, kept_until__lte=at).exists()


def _is_forgotten(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time.time() - _FORGOTTEN
    except FileNotFoundError:
        return False


def _folder() -> Path:
    folder = Path(settings.EXPORT_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
