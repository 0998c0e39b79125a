"""Makes a backup that is known to be good: written under another name, read back whole, and only then given its own."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from chuanxa.backups import archive, databases
from chuanxa.backups.manifest import FileNote, Manifest, note

PREFIX, PARTIAL = "chuanxa-", ".dang-tao"


def make(folder: Path, *, at: datetime, recipients: Sequence[str] = (), keep: int | None = None) -> Path:
    """Back up database and media into a new file of `folder`; older ones beyond `keep` go afterwards. Nothing is left when it fails."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{PREFIX}{at:%Y-%m-%dT%H%M%S}.tar{'.age' if recipients else ''}"
    if target.exists():
        raise FileExistsError(f"{target} đã có; chờ một giây rồi chạy lại.")
    partial = target.with_name(f"{target.name}{PARTIAL}")
    try:
        with TemporaryDirectory(dir=folder, prefix=".backup-") as scratch:
            manifest = _collect(Path(scratch), at)
            archive.write(partial, Path(scratch), manifest, recipients)
        if not recipients:  # what is encrypted to others cannot be read back here; its files were noted before
            _read_back(partial, folder)
        os.replace(partial, target)
        _settle(folder)
    finally:
        partial.unlink(missing_ok=True)
    if keep is not None:
        for old in made_in(folder)[keep:]:
            old.unlink()
    return target


def made_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    return sorted(
        (file for file in folder.glob(f"{PREFIX}*.tar*") if not file.name.endswith(PARTIAL)), key=lambda file: file.name, reverse=True
    )


def _collect(scratch: Path, at: datetime) -> Manifest:
    found = databases.dump(scratch)
    files = {databases.DUMPS[connection.vendor]: _note(scratch / databases.DUMPS[connection.vendor])}
    for name, path in _media():
        copy = scratch / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        files[name] = _note(copy)
    counted = {"tables": found.tables, "migrations": found.migrations, "audit_head": found.audit_head}
    return Manifest(made_at=at.isoformat(timespec="seconds"), engine=connection.vendor, version=settings.VERSION, files=files, **counted)


def _media() -> list[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else None
    if root is None or not root.is_dir():
        return []
    return [(f"media/{path.relative_to(root).as_posix()}", path) for path in sorted(root.rglob("*")) if path.is_file()]


def _note(path: Path) -> FileNote:
    with open(path, "rb") as file:
        return note(file)


def _read_back(file: Path, folder: Path) -> None:
    with TemporaryDirectory(dir=folder, prefix=".backup-") as scratch:
        archive.unpack(file, Path(scratch))


def _settle(folder: Path) -> None:
    """Make the new name as durable as the file, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
