"""Text files of rows (.csv): which letters and which separator they are written with is found from their content. Pure."""

import csv
import io

from cadres.importing.package import MAX_COLUMNS, MAX_ROWS, RefusedFile

_SEPARATORS = ",;\t|"


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a delimited text. Raises RefusedFile when it is too long."""
    text = _decoded(data)
    separator = _separator(text)
    csv.field_size_limit(100_000)
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise RefusedFile("Tệp .csv này không phải bảng chữ: có ô dài bất thường hoặc ký tự lạ. Lưu lại từ Excel rồi gửi lại.") from error
    if len(rows) > MAX_ROWS:
        raise RefusedFile(f"Tệp có {len(rows)} dòng; nhận tới {MAX_ROWS}. Tách thành nhiều tệp.")
    if max(map(len, rows), default=0) > MAX_COLUMNS:
        raise RefusedFile(f"Tệp có dòng hơn {MAX_COLUMNS} cột. Kiểm tra dấu ngăn cách các cột.")
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8, else UTF-16 when it says so, else one byte a letter: old fonts are told apart by what they spell."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _separator(text: str) -> str:
    """The separator that cuts most lines into the same, largest number of cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]

    def cells(separator: str) -> int:
        counts = sorted(len(next(csv.reader([line], delimiter=separator), [])) for line in lines)
        return counts[len(counts) // 2] if counts else 0

    return max(_SEPARATORS, key=cells)
