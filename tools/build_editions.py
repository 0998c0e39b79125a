"""Builds the shipped editions of the list of administrative units (fixtures/units) from the three sources named in NOTICE.

    python tools/build_editions.py --list-2019 gso_cap_xa_2019-10-06.xls

It needs the `dev` extra (the package vietnamadminunits 1.0.4 is read for its two data files and never imported). The same
inputs give the same bytes. What it writes, and what it corrects, is told in docs/units.md; the corrections themselves are rows
of fixtures/units/corrections.csv and kind_changes.csv, each with its reason.
"""

import argparse
import csv
import gzip
import importlib.util
import io
import json
import sqlite3
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from provinces.comparison import COMMUNE, DISTRICT, FULL, PARTIAL, PROVINCE, Unit  # noqa: E402
from provinces.lists import KINDS, read, split_kind  # noqa: E402

FIXTURES = ROOT / "fixtures" / "units"
REFORM_DAY = "2025-07-01"
EXPECTED = {  # units of each level, as the sources publish them
    "2019-10-06": (63, 713, 11_160),
    "2025-06-30": (63, 696, 10_035),
    "2025-07-01": (34, 0, 3_321),
    "2026-04-30": (34, 0, 3_321),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list-2019", required=True, type=Path, help="the statistics office's list of 06/10/2019 (.xls)")
    parser.add_argument("--package", type=Path, help="folder of the vietnamadminunits package; found by itself when installed")
    parser.add_argument("--output", type=Path, default=FIXTURES)
    options = parser.parse_args()
    package = options.package or Path(importlib.util.find_spec("vietnamadminunits").submodule_search_locations[0])
    database = sqlite3.connect(package / "data" / "dataset.db")
    old, new = _three_levels(database), _two_levels(database)
    moves = _moves(database, json.loads((package / "data" / "converter_2025.json").read_text("utf-8")), options.output / "corrections.csv")
    for day, units in {
        "2019-10-06": _of_2019(options.list_2019, old),
        "2025-06-30": old,
        "2025-07-01": new,
        "2026-04-30": _with_kind_changes(new, options.output / "kind_changes.csv"),
    }.items():
        _write_edition(options.output / f"{day}.csv.gz", day, units)
    header = ("effective_on", "level", "old_code", "new_code", "extent", "is_default")
    _write(options.output / f"moves-{REFORM_DAY}.csv.gz", header, sorted(moves))


def _unit(level: int, code: str, full_name: str, parent: str = "") -> Unit:
    kind, name = split_kind(level, full_name)
    if kind is None:
        raise SystemExit(f"{full_name!r} ({code}) does not begin with a kind of level {level}")
    return Unit(level, code, name, kind, parent)


def _of_2019(path: Path, later: list[Unit]) -> list[Unit]:
    """The published list. It is a list of communes, so it cannot name the island districts without any: the later list does."""
    units = [line.unit for line in read(path).lines]
    known = {unit.parent for unit in later if unit.level == COMMUNE} | {unit.code for unit in units if unit.level == DISTRICT}
    return units + [unit for unit in later if unit.level == DISTRICT and unit.code not in known]


def _three_levels(database: sqlite3.Connection) -> list[Unit]:
    """The last list before 1 July 2025: every province, district and commune once."""
    units = {}
    rows = database.execute("SELECT provinceCode, province, districtCode, district, wardCode, ward FROM admin_units_legacy")
    for province, province_name, district, district_name, commune, commune_name in rows:
        units[PROVINCE, province] = _unit(PROVINCE, province, province_name)
        units[DISTRICT, district] = _unit(DISTRICT, district, district_name, province)
        if commune:  # five island districts have no commune
            units[COMMUNE, commune] = _unit(COMMUNE, commune, commune_name, district)
    return list(units.values())


def _two_levels(database: sqlite3.Connection) -> list[Unit]:
    units = {}
    rows = database.execute("SELECT provinceCode, province, wardCode, ward FROM admin_units")
    for province, province_name, commune, commune_name in rows:
        units[PROVINCE, province] = _unit(PROVINCE, province, province_name)
        units[COMMUNE, commune] = _unit(COMMUNE, commune, commune_name, province)
    return list(units.values())


def _moves(database: sqlite3.Connection, converter: dict, corrections: Path) -> list[tuple]:
    """Rows (day, level, old code, new code, extent, is_default) of 1 July 2025, corrected."""
    olds = {f"{province}_{district}_{ward or ''}": code for code, province, district, ward in database.execute(
        "SELECT wardCode, provinceKey, districtKey, wardKey FROM admin_units_legacy")}  # fmt: skip
    news = {(province, ward): code for code, province, ward in database.execute("SELECT wardCode, provinceKey, wardKey FROM admin_units")}
    targets: dict[str, dict[str, bool]] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                targets.setdefault(olds[key], {})[news[province, ward]] = True
    for province, split in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in split.items():
            for part in parts:
                targets.setdefault(olds[key], {})[news[province, part["newWardKey"]]] = part["isDefaultNewWard"]
    targets.pop(None)  # the five island districts without a commune: no post stood in them
    _correct(targets, corrections)
    return [*_province_moves(database, converter["DICT_PROVINCE"]), *_commune_moves(targets)]


def _correct(targets: dict[str, dict[str, bool]], corrections: Path) -> None:
    """Apply corrections.csv. Each row must still be needed: a newer package that has it right stops the build."""
    for row in csv.DictReader(corrections.open(encoding="utf-8", newline="")):
        parts = targets[row["old_code"]]
        if (row["new_code"] in parts) != (row["action"] == "drop"):
            raise SystemExit(f"corrections.csv: {row['old_code']} → {row['new_code']} is already as corrected")
        if row["action"] == "add":
            parts[row["new_code"]] = False
        elif parts.pop(row["new_code"]):
            parts[row["new_default"]] = True


def _commune_moves(targets: dict[str, dict[str, bool]]) -> list[tuple]:
    rows = []
    for before, parts in targets.items():
        if sum(parts.values()) != 1:
            raise SystemExit(f"{before} has not exactly one default: {parts}")
        extent = FULL if len(parts) == 1 else PARTIAL
        rows += [(REFORM_DAY, COMMUNE, before, after, extent, int(default)) for after, default in parts.items()]
    return rows


def _province_moves(database: sqlite3.Connection, mergers: dict[str, list[str]]) -> list[tuple]:
    olds = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units_legacy"))
    news = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    return [(REFORM_DAY, PROVINCE, olds[old], news[new], FULL, 1) for new, parts in mergers.items() for old in parts]


def _with_kind_changes(units: list[Unit], changes: Path) -> list[Unit]:
    """The units with the kinds of kind_changes.csv; names and codes stay. Each row names the unit it means."""
    by_key = {unit.key: unit for unit in units}
    for row in csv.DictReader(changes.open(encoding="utf-8", newline="")):
        unit = by_key[int(row["level"]), row["code"]]
        if (unit.name, unit.kind) != (row["name"], row["kind_before"]):
            raise SystemExit(f"kind_changes.csv: {row['code']} is {unit.kind} {unit.name}, not {row['kind_before']} {row['name']}")
        by_key[unit.key] = unit._replace(kind=row["kind_after"])
    return list(by_key.values())


def _write_edition(path: Path, day: str, units: list[Unit]) -> None:
    counts = Counter(unit.level for unit in units)
    if tuple(counts[level] for level in (PROVINCE, DISTRICT, COMMUNE)) != EXPECTED[day]:
        raise SystemExit(f"the list of {day} has {dict(counts)} units, expected {EXPECTED[day]}")
    rows = ((unit.level, unit.code, f"{KINDS[unit.level][unit.kind]} {unit.name}", unit.kind, unit.parent) for unit in sorted(units))
    _write(path, ("level", "code", "name", "kind", "parent_code"), rows)


def _write(path: Path, header: tuple[str, ...], rows) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write(text.getvalue().encode())
    print(f"{path.name}: {text.getvalue().count(chr(10)) - 1} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
