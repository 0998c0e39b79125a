"""Long lists as .xlsx: the product's stream beside openpyxl's write-only mode, each run in a process of its own, in turn."""

import json
import subprocess
import sys
from pathlib import Path

from bench.results import Measure, Target
from bench.timing import Timing
from chuanxa.environment import ROOT

PRODUCT, OPENPYXL = "product", "openpyxl, write-only"
_WRITERS = {PRODUCT: "product", OPENPYXL: "openpyxl"}


def workbook(how_many: int, rounds: int, folder: Path) -> Measure:
    """Both write the same rows; the two sheets are read back and compared."""
    timings, memory, files = {}, {}, {}
    for _ in range(rounds):
        for name, writer in _WRITERS.items():
            files[name] = folder / f"export-{writer}.xlsx"
            told = _run(writer, how_many, files[name])
            timings.setdefault(name, Timing()).samples.append(told["seconds"])
            memory[name] = told["megabytes"]
    found = Measure.of("any", f"xlsx of {how_many:,} rows", timings, same=_same(files.values()))
    if memory[PRODUCT]:
        found.notes.append("peak memory: " + ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in memory.items()))
    found.notes.append("sizes: " + ", ".join(f"{name} {file.stat().st_size / 1e6:.1f} MB" for name, file in files.items()))
    found.targets.append(Target("stream, share of openpyxl's time", found.ratio(PRODUCT, OPENPYXL), 1 / 5))
    for file in files.values():
        file.unlink()
    return found


def _run(writer: str, how_many: int, file: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.exports", writer, str(how_many), str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _same(files) -> bool:
    from python_calamine import CalamineWorkbook

    sheets = [CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python() for file in files]
    return sheets[0] == sheets[1]
