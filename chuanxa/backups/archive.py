"""The one file of a backup: a tar of the manifest, the database and the media, encrypted to `age` recipients when there are any.

Only plain files whose names stand in the manifest are read back, one by one and never beyond their stated size: a foreign or
changed archive can neither write elsewhere nor fill the disk.
"""

import os
import tarfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from chuanxa.backups.manifest import Damaged, FileNote, Manifest, note

MANIFEST = "manifest.json"
ENCRYPTED = b"age-encryption.org/"
MAX_MANIFEST = 4 * 1024 * 1024


def write(target: Path, folder: Path, manifest: Manifest, recipients: Sequence[str]) -> None:
    """Pack the files of `folder` that the manifest names into `target`, readable by its owner alone and safely on the disk."""
    plain = target.with_name(f"{target.name}.plain") if recipients else target
    try:
        with open(plain, "xb", opener=_private) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                (folder / MANIFEST).write_bytes(manifest.as_json())
                for name in (MANIFEST, *sorted(manifest.files)):
                    tar.add(folder / name, arcname=name, recursive=False, filter=_nameless)
            file.flush()
            os.fsync(file.fileno())
        if recipients:
            _encrypt(plain, target, recipients)
    finally:
        if recipients:
            plain.unlink(missing_ok=True)


def unpack(source: Path, folder: Path, identities: Sequence[str] = ()) -> Manifest:
    """Read `source` into `folder` and hold every file against the manifest. Raises Damaged with a Vietnamese sentence."""
    with TemporaryDirectory(dir=folder) as scratch:
        plain = _decrypted(source, Path(scratch) / "plain.tar", identities)
        try:
            with tarfile.open(plain, mode="r:") as tar:
                return _read(tar, folder)
        except (tarfile.TarError, EOFError, OSError) as error:
            raise Damaged(f"{source.name} không đọc được: tệp bị cắt ngắn, đã hỏng, hoặc không phải bản sao lưu của Chuẩn Xã.") from error


def _read(tar: tarfile.TarFile, folder: Path) -> Manifest:
    first = tar.next()
    if first is None or first.name != MANIFEST or not first.isfile() or first.size > MAX_MANIFEST:
        raise Damaged("Tệp không bắt đầu bằng bản kê: đây không phải bản sao lưu của Chuẩn Xã.")
    manifest = Manifest.from_json(tar.extractfile(first).read())
    missing = dict(manifest.files)
    while (member := tar.next()) is not None:
        wanted = missing.pop(member.name, None)
        if wanted is None or not member.isfile():
            raise Damaged(f"Trong tệp có mục lạ “{member.name[:80]}”, không có trong bản kê.")
        _take(tar, member, wanted, folder)
    if missing:
        raise Damaged(f"Thiếu {', '.join(sorted(missing)[:5])}: tệp bị cắt ngắn.")
    return manifest


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, wanted: FileNote, folder: Path) -> None:
    target = (folder / member.name).resolve()
    if not target.is_relative_to(folder.resolve()) or member.size != wanted.size:
        raise Damaged(f"Mục “{member.name[:80]}” không đúng tên hoặc kích thước ghi trong bản kê.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(member) as source, open(target, "xb", opener=_private) as copy:
        while block := source.read(1 << 20):
            copy.write(block)
    with open(target, "rb") as copy:
        if note(copy) != wanted:
            raise Damaged(f"Nội dung “{member.name[:80]}” khác dấu vân ghi trong bản kê: tệp đã bị sửa hoặc hỏng.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the accounts of the machine it was made on."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _encrypt(plain: Path, target: Path, recipients: Sequence[str]) -> None:
    from pyrage import encrypt_io, x25519

    with open(plain, "rb") as source, open(target, "xb", opener=_private) as encrypted:
        encrypt_io(source, encrypted, [x25519.Recipient.from_str(recipient) for recipient in recipients])
        encrypted.flush()
        os.fsync(encrypted.fileno())


def _decrypted(source: Path, plain: Path, identities: Sequence[str]) -> Path:
    """The path of the plain archive: `source` itself when it is not encrypted."""
    with open(source, "rb") as file:
        if file.read(len(ENCRYPTED)) != ENCRYPTED:
            return source
    if not identities:
        raise Damaged(f"{source.name} được mã hóa. Thêm --identity TỆP, là tệp khóa riêng (AGE-SECRET-KEY-…) của nơi nhận.")
    from pyrage import DecryptError, decrypt_io, x25519

    try:
        with open(source, "rb") as encrypted, open(plain, "xb", opener=_private) as copy:
            decrypt_io(encrypted, copy, [x25519.Identity.from_str(identity) for identity in identities])
    except DecryptError as error:
        raise Damaged(f"{source.name} không giải mã được: khóa riêng không đúng, hoặc tệp đã bị sửa.") from error
    return plain
