"""What a file must be before it is opened: one of four kinds, of a bearable size, and no carrier of anything but cells.

Looks only at the first bytes and at the list of parts, so that a hostile file costs nothing. Every refusal is a sentence that
says what was found and what to do. Pure.
"""

import io
import zipfile

MEGABYTE = 1 << 20
MAX_BYTES = 10 * MEGABYTE
MAX_UNPACKED = 150 * MEGABYTE
MAX_RATIO = 100
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 300

LIMITS = (
    f"Nhận tệp .xlsx, .xls, .ods, .csv tới {MAX_BYTES // MEGABYTE} MB, {MAX_ROWS:,} dòng và {MAX_COLUMNS} cột mỗi trang tính, "
    f"{MAX_SHEETS} trang tính."
).replace(",000", ".000")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_SAVE_AS = "Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (.xlsx)” rồi gửi lại."
_KINDS = ("xlsx", "xls", "ods", "csv")


class RefusedFile(ValueError):
    """The file cannot be taken; the text says what was found and what to do."""


def kind_of(name: str, data: bytes) -> str:
    """ "xlsx", "xls", "ods" or "csv". Raises RefusedFile unless name and content agree and the content is harmless."""
    said = name.rpartition(".")[2].lower()
    if not data:
        raise RefusedFile("Tệp rỗng. Chọn lại tệp danh sách.")
    if len(data) > MAX_BYTES:
        raise RefusedFile(f"Tệp nặng {len(data) / MEGABYTE:.1f} MB. {LIMITS} Tách danh sách thành nhiều tệp.".replace(".", ",", 1))
    if said in {"xlsm", "xltm", "xlsb", "xlam"}:
        raise RefusedFile(f"Tệp .{said} có thể chứa macro nên không nhận. {_SAVE_AS}")
    if said not in _KINDS:
        raise RefusedFile(f"Không nhận tệp đuôi “.{said[:10]}”. {LIMITS}" if "." in name else f"Tên tệp không có đuôi. {LIMITS}")
    found = _content(data)
    if found != said:
        raise RefusedFile(_misnamed(said, found))
    return said


def _content(data: bytes) -> str:
    """What the bytes are: a kind, or "html", "zip", "password", "binary"."""
    if data.startswith(_ZIP):
        return _zip_content(data)
    if data.startswith(_OLE):
        return _ole_content(data)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<style", b"<meta", b"mime-version")):
        return "html"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary" if b"\x00" in data[:65536] and not wide else "csv"


def _misnamed(said: str, found: str) -> str:
    told = {
        "html": f"Tệp .{said} này thật ra là một trang web hoặc XML. {_SAVE_AS}",
        "zip": f"Tệp .{said} này là một gói nén khác, không phải bảng tính. Giải nén rồi gửi đúng tệp bảng tính.",
        "password": "Tệp có mật khẩu nên không đọc được. Mở bằng Excel, vào Tệp → Thông tin → Bảo vệ sổ làm việc, bỏ mật khẩu, "
        "lưu rồi gửi lại.",
        "binary": f"Tệp .{said} này không phải bảng tính hoặc đã hỏng. {_SAVE_AS}",
        "ole": f"Tệp .{said} này là một tài liệu Office khác, không phải bảng tính. Chọn đúng tệp danh sách.",
    }
    if found in told:
        return told[found]
    return f"Tệp tên .{said} nhưng nội dung là .{found}. Đổi đuôi tên tệp thành .{found} rồi gửi lại."


def _zip_content(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise RefusedFile("Tệp bị hỏng hoặc tải về chưa hết. Mở thử bằng Excel, lưu lại rồi gửi lại.") from error
    _check_sizes(parts)
    names = {part.filename.replace("\\", "/").lower(): part for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "xl/workbook.xml" not in names:
        return "zip"
    _check_parts(names)
    return "xlsx"


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise RefusedFile(f"Tệp gồm {len(parts)} phần, quá nhiều cho một bảng tính. {_SAVE_AS}")
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, MEGABYTE // 10):
        raise RefusedFile(
            f"Tệp bung ra tới {unpacked // MEGABYTE} MB, lớn bất thường nên không mở. Chép riêng danh sách sang tệp mới rồi gửi lại."
        )


def _check_parts(names: dict) -> None:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise RefusedFile(f"Tệp có macro nên không nhận. {_SAVE_AS}")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise RefusedFile(
            "Tệp lấy số liệu từ tệp khác (liên kết ngoài) nên không nhận. "
            "Mở bằng Excel, vào Dữ liệu → Sửa liên kết → Ngắt liên kết, lưu rồi gửi lại."
        )
    if "xl/workbook.bin" in names:
        raise RefusedFile(f"Tệp là sổ nhị phân .xlsb nên không nhận. {_SAVE_AS}")


def _ole_content(data: bytes) -> str:
    """Names of streams in a compound file are UTF-16."""
    if _wide("EncryptedPackage") in data:
        return "password"
    if _wide("_VBA_PROJECT") in data or _wide("VBA_PROJECT_CUR") in data:
        raise RefusedFile(f"Tệp có macro nên không nhận. {_SAVE_AS}")
    return "xls" if _wide("Workbook") in data or _wide("Book") in data else "ole"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")
