"""The units of a data set: the shipped edition of 06/10/2019, or a part of it, valid over all the years."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from bench.scale import PROVINCE, Scale
from chuanxa.environment import ROOT
from provinces.comparison import COMMUNE, DISTRICT, Unit
from provinces.comparison import PROVINCE as FIRST_LEVEL
from provinces.lists import read
from provinces.models import Commune, District, Edition, Province

FILE = ROOT / "fixtures" / "units" / "2019-10-06.csv.gz"
EDITION_DAY = date(2019, 10, 6)
COVERS_FROM = date(2004, 1, 1)


def chosen_units(scale: Scale, only: str = "", file: Path = FILE) -> dict[int, list[Unit]]:
    """Level → units in the order of the edition; with `only`, the whole of one province as the scale has it."""
    found = defaultdict(list)
    for line in read(file).lines:
        found[line.unit.level].append(line.unit)
    provinces = [unit for unit in found[FIRST_LEVEL] if unit.code == PROVINCE]
    provinces += [unit for unit in found[FIRST_LEVEL] if unit.code != PROVINCE]
    codes = {unit.code for unit in provinces[: scale.provinces] if only in ("", unit.code)}
    districts = {unit.code: unit for unit in found[DISTRICT] if unit.parent in codes}
    kept, taken = [], defaultdict(int)
    for unit in found[COMMUNE]:
        district = districts.get(unit.parent)
        if district and (scale.communes is None or taken[district.parent] < scale.communes):
            taken[district.parent] += 1
            kept.append(unit)
    used = {unit.parent for unit in kept}
    return {
        FIRST_LEVEL: [unit for unit in found[FIRST_LEVEL] if unit.code in codes],
        DISTRICT: [unit for unit in districts.values() if unit.code in used],
        COMMUNE: kept,
    }


def load_units(scale: Scale, only: str = "") -> list[Commune]:
    """Write the units and the edition; returns the communes with their districts and provinces at hand."""
    units = chosen_units(scale, only)
    Edition.objects.create(day=EDITION_DAY, covers_from=COVERS_FROM, source=FILE.name, loaded_by="bench")
    provinces = _create(Province, units[FIRST_LEVEL], lambda unit: {})
    districts = _create(District, units[DISTRICT], lambda unit: {"province": provinces[unit.parent]})
    communes = _create(
        Commune, units[COMMUNE], lambda unit: {"district": districts[unit.parent], "province": districts[unit.parent].province}
    )
    return list(communes.values())


def _create(model, units: list[Unit], parents) -> dict:
    rows = [model(code=unit.code, name=unit.name, kind=unit.kind, valid_from=COVERS_FROM, **parents(unit)) for unit in units]
    for row in rows:
        row.write_keys()
    return {row.code: row for row in model.objects.bulk_create(rows, batch_size=1_000)}
