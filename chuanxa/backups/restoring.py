"""Puts a backup back, or only proves that it could be: into a new database beside the one in use, checked there, then swapped.

The database in use is never written to: it stays under another name, whatever happens.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from chuanxa.backups import archive, databases
from chuanxa.backups.manifest import Damaged, Manifest, differing_tables, unknown_migrations
from chuanxa.environment import ROOT

CHECKS = (
    ["migrate", "--noinput"],
    ["rebuild_standings", "--check"],
    ["verify_audit", "--expect", "{audit_head}"],
)
"""Commands that the restored database must pass; named, since the ground knows nothing of the floors above."""

TOLD = (["check_data"],)
"""Commands whose findings are told and refuse nothing: a dossier that somebody filled in badly is no damage of the backup."""


def restore(
    source: Path, *, at: datetime, identities: Sequence[str] = (), only_verify: bool = False, say: Callable[[str], None] = print
) -> str:
    """Put `source` in the place of the database of this process; returns the name the old one keeps ("" when only verified).

    Raises Damaged with a Vietnamese sentence; then the database in use is as it was.
    """
    stamp = f"{at:%Y%m%d%H%M%S}"
    with TemporaryDirectory(prefix="chuanxa-restore-") as scratch:
        manifest = archive.unpack(source, Path(scratch), identities)
        _check_manifest(manifest)
        say(f"Bản sao lưu lúc {manifest.made_at}, {len(manifest.files)} tệp, {sum(manifest.tables.values())} dòng: tệp nguyên vẹn.")
        with _made(Path(scratch), _named("restoring", stamp)) as (name, url):
            _check(url, manifest, say)
            if only_verify:
                return ""
            kept = _named("before", stamp)
            _put_media(Path(scratch), stamp)
            databases.swap(name, kept)
    return kept


def _check_manifest(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise Damaged(f"Bản sao lưu là của {manifest.engine}, cơ sở dữ liệu ở đây là {connection.vendor}. Đặt DATABASE_URL của cùng loại.")
    known = [f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations]
    if newer := unknown_migrations(manifest, known):
        raise Damaged(f"Bản sao lưu do chương trình mới hơn tạo (có {newer[0]}). Nâng cấp chương trình rồi phục hồi.")


@contextmanager
def _made(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """A new database filled from the dump; it is gone afterwards, unless it was swapped in."""
    try:
        yield name, databases.make(folder, name)
    finally:
        databases.drop(name)


def _named(what: str, stamp: str) -> str:
    own = connection.settings_dict["NAME"]
    return f"{Path(own).name}.{what}-{stamp}" if connection.vendor == "sqlite" else f"{own}_{what}_{stamp}"


def _check(url: str, manifest: Manifest, say: Callable[[str], None]) -> None:
    """Counts as in the manifest, then the program's own checks."""
    told = _run(url, ["count_tables"])
    if differing := differing_tables(manifest, told):
        raise Damaged("Phục hồi thử không đủ: " + "; ".join(differing[:5]) + ".")
    say(f"Số dòng của {len(manifest.tables)} bảng khớp bản kê.")
    for command in CHECKS:
        _run(url, [word.format(audit_head=manifest.audit_head) for word in command])
        say(f"{command[0]}: đạt.")
    for command in TOLD:
        try:
            _run(url, command)
            say(f"{command[0]}: đạt.")
        except Damaged as found:
            say(f"CHÚ Ý, dữ liệu trong bản sao lưu có chỗ sai (bản sao lưu vẫn nguyên vẹn): {found}")


def _run(url: str, command: list[str]) -> dict[str, int]:
    """Run a command of ours on another database. Raises Damaged with its last words. `count_tables` returns what it counted."""
    environment = os.environ | {"DATABASE_URL": url, "NO_BOOTSTRAP": "1"}
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603 - ours
    if done.returncode:
        raise Damaged(f"{command[0]} trên bản phục hồi không đạt:\n{(done.stderr or done.stdout).strip()[-2000:]}")
    return json.loads(done.stdout) if command == ["count_tables"] else {}


def _put_media(folder: Path, stamp: str) -> None:
    """The media of the backup in place of those there, which stay beside."""
    if not settings.MEDIA_ROOT or not (folder / "media").is_dir():
        return
    root = Path(settings.MEDIA_ROOT)
    if root.exists():
        os.replace(root, root.with_name(f"{root.name}.before-{stamp}"))
    root.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder / "media", root)
