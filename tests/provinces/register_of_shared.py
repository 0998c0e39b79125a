"""The whole register of 2004-2025, kept outside the repository, as an oracle."""

from collections import defaultdict
from datetime import date

from provinces.comparison import COMMUNE, DISTRICT, name_key
from provinces.lists import Line, read
from tests.oracle import shared

UNITS = "data/units/administrative_units.csv"
CHANGES = "data/units/boundary_changes.csv"


def register_lines() -> dict[tuple[int, str], list[Line]]:
    """{(level, code): lines}; skips the test when the register is not there."""
    found = defaultdict(list)
    for line in read(shared(UNITS)).lines:
        found[line.unit.key].append(line)
    return found


def communes_on(oracle, day: date) -> dict[str, dict[str, str]]:
    """{province: {commune code: name key}} as the register has it."""
    provinces, found = {}, defaultdict(dict)
    for (level, code), lines in oracle.items():
        for line in lines:
            if line.first <= day and (line.last is None or day <= line.last):
                provinces[level, code] = line.unit
    for (level, code), unit in provinces.items():
        if level == COMMUNE:
            upper = provinces.get((DISTRICT, unit.parent)) if len(unit.parent) == 3 else None
            found[upper.parent if upper else unit.parent][code] = name_key(unit.name)
    return found
