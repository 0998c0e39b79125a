"""What a backup says of itself: when, of which engine and schema, how many rows, and the digest of every file in it. Pure."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import BinaryIO

FORMAT = 1


class Damaged(Exception):
    """The file is no backup of ours, or not the one that was made. The text says what was found and what to do."""


@dataclass(frozen=True)
class FileNote:
    """One file of the backup: its size in bytes and the SHA-256 of its content, in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`migrations` are "app.name" in order of application; `tables` maps table to rows; `files` maps member name to its note.

    `audit_head` is "number:digest" of the last audit event, against which the restored trail is verified.
    """

    made_at: str
    engine: str
    version: str
    migrations: tuple[str, ...]
    tables: dict[str, int]
    files: dict[str, FileNote]
    audit_head: str
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises Damaged with a Vietnamese sentence."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise Damaged(
                    f"Bản sao lưu theo khuôn dạng {told['format']}, chương trình này đọc khuôn dạng {FORMAT}. Dùng đúng phiên bản."
                )
            files = {name: FileNote(int(note["size"]), str(note["sha256"])) for name, note in told["files"].items()}
            tables = {str(name): int(rows) for name, rows in told["tables"].items()}
            made, engine, version, head = (str(told[name]) for name in ("made_at", "engine", "version", "audit_head"))
            return cls(made, engine, version, tuple(map(str, told["migrations"])), tables, files, head)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged("Bản kê trong bản sao lưu không đọc được: tệp đã hỏng hoặc không phải bản sao lưu của Chuẩn Xã.") from error


def note(file: BinaryIO) -> FileNote:
    """The note of what is left to read in `file`."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(1 << 20):
        digest.update(block)
        size += len(block)
    return FileNote(size, digest.hexdigest())


def unknown_migrations(manifest: Manifest, known: Iterable[str]) -> list[str]:
    """Migrations that the backup has and this program does not: it was made by a newer one."""
    return sorted(set(manifest.migrations) - set(known))


def differing_tables(manifest: Manifest, found: dict[str, int]) -> list[str]:
    """A sentence for every table whose rows differ from what the manifest says."""
    told = []
    for table in sorted(manifest.tables.keys() | found.keys()):
        wanted, there = manifest.tables.get(table), found.get(table)
        if wanted != there:
            told.append(f"bảng {table}: bản kê ghi {_rows(wanted)}, đọc được {_rows(there)}")
    return told


def _rows(count: int | None) -> str:
    return "không có" if count is None else f"{count} dòng"
