"""From the bytes of a file to a Workbook, or a refusal in one sentence, in bounded memory and time."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from cadres.importing.package import RefusedFile, kind_of
from cadres.importing.sheet import Sheet, Value, Workbook

SECONDS = 90
_PROGRAM = Path(__file__).with_name("opening.py")


def read_workbook(name: str, data: bytes, *, meanwhile: Callable[[], object] | None = None) -> Workbook:
    """Read a spreadsheet. Raises RefusedFile with what was found and what to do.

    Another process opens the file, in about as long as the units of a day take to read: `meanwhile` is done here in that time.
    """
    kind = kind_of(name, data)
    with ThreadPoolExecutor(max_workers=1) as waiting:
        opened = waiting.submit(_run, kind, data)
        if meanwhile:
            meanwhile()
        told = opened.result()
    if refusal := told.get("refused"):
        raise RefusedFile(refusal)
    sheets = tuple(_sheet(one) for one in told["sheets"])
    if not any(sheet.rows for sheet in sheets if sheet.visible):
        raise RefusedFile("Tệp không có ô nào có chữ. Chọn lại tệp danh sách.")
    return Workbook(name, kind, hashlib.sha256(data).hexdigest(), sheets, told["coding"])


def _run(kind: str, data: bytes) -> dict:
    """Let another process open it: what a broken file does to the libraries ends there."""
    try:
        done = subprocess.run([sys.executable, "-I", str(_PROGRAM), kind], input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 our own program, no shell
    except subprocess.TimeoutExpired as error:
        raise RefusedFile(f"Mở tệp quá {SECONDS} giây chưa xong nên dừng. Chép riêng danh sách sang tệp mới rồi gửi lại.") from error
    if done.returncode:
        raise RefusedFile(
            "Không mở được tệp: tệp hỏng hoặc quá lớn khi bung ra. Mở bằng Excel, chép riêng danh sách sang tệp mới rồi gửi lại."
        )
    return json.loads(done.stdout)


def _sheet(told: dict) -> Sheet:
    return Sheet(
        name=told["name"],
        rows=tuple(tuple(_value(value) for value in row) for row in told["rows"]),
        merges=tuple(tuple(merge) for merge in told["merges"]),
        converted={(row, column): text for row, column, text in told["converted"]},
        unsolved=frozenset((row, column) for row, column in told["unsolved"]),
        visible=told["visible"],
        written_name=told["written_name"],
    )


def _value(value) -> Value:
    return date.fromisoformat(value["d"]) if isinstance(value, dict) else value
