"""Opens a spreadsheet in a process of its own, with bounded memory and time, and prints it as JSON.

Run as a program by `cadres.importing.reader`, never imported by pages: whatever a hostile file does to the libraries that read it
ends with this process. The kind of the file is the only argument, its bytes come on standard input.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 2 << 30
SECONDS = 60


def main(kind: str) -> None:
    """Print {"sheets": [...]} or {"refused": sentence}."""
    _bound()
    sys.path.insert(0, str(ROOT))
    from cadres.importing.package import RefusedFile

    data = sys.stdin.buffer.read()
    try:
        answer = _opened(kind, data)
    except RefusedFile as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "Tệp quá lớn khi mở ra nên không đọc. Chép riêng danh sách sang tệp mới rồi gửi lại."}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))


def _bound() -> None:
    """Memory and processor time; Windows has no such limits, there the caller's time-out alone holds."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))


def _opened(kind: str, data: bytes) -> dict:
    from cadres.importing.coded_cells import converted
    from cadres.importing.package import MAX_SHEETS, RefusedFile

    if kind == "csv":
        from cadres.importing.delimited import rows_of

        sheets = [{"name": "", "rows": rows_of(data), "merges": [], "visible": True, "unsolved": [], "fonts": {}}]
    else:
        sheets = _calamine(kind, data)
    if len(sheets) > MAX_SHEETS:
        raise RefusedFile(f"Tệp có {len(sheets)} trang tính; nhận tới {MAX_SHEETS}. Tách thành nhiều tệp.")
    coding = converted(sheets)
    return {"coding": coding, "sheets": [sheet | {"rows": [_plain(row) for row in sheet["rows"]]} for sheet in sheets]}


def _calamine(kind: str, data: bytes) -> list[dict]:
    import io

    import python_calamine as calamine

    from cadres.importing.package import RefusedFile
    from cadres.importing.parts import Parts

    parts = Parts(kind, data)
    parts.check()
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = []
        for place, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            visible = meta.visible == calamine.SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_index(place)
            parts.check_size(meta.name, sheet.end)
            merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            rows = sheet.to_python(skip_empty_area=False) if visible and sheet.end else []
            found.append({"name": meta.name, "rows": rows, "merges": merges, "visible": visible} | parts.cells_of(meta.name))
        return found
    except calamine.PasswordError as error:
        raise RefusedFile("Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu trong Excel, lưu rồi gửi lại.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "assword" in str(error):
            raise RefusedFile("Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu trong Excel, lưu rồi gửi lại.") from error
        raise RefusedFile("Tệp bị hỏng hoặc tải về chưa hết. Mở thử bằng Excel, lưu lại rồi gửi lại.") from error


def _plain(row: list) -> list:
    """A row without its empty end; days as {"d": iso}."""
    while row and row[-1] in ("", None):
        row.pop()
    return [_value(value) for value in row]


def _value(value):
    if isinstance(value, str):
        return _tidy(value) or None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


@lru_cache(maxsize=65_536)
def _tidy(text: str) -> str:
    from chuanxa.names import clean

    return clean(text)


if __name__ == "__main__":
    main(sys.argv[1])
