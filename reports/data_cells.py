"""The data sheet of a leader's workbook: people counted by commune, group of positions, category, levels and verdict. No names.

A cell may be one person, as it may on any filtered page that a leader opens; what could tell who it is beyond that (birth, sex, ethnic
group) is not in it, so the sheet can be passed on with the workbook.
"""

from collections import Counter
from dataclasses import dataclass

from cadres.levels import Ladder
from reports import breakdowns
from reports.breakdowns import LADDERS, Choice
from reports.counts import counts_of
from reports.selection import Selection

COLUMNS = (
    "Mã tỉnh",
    "Tỉnh, thành phố",
    "Mã huyện",
    "Huyện",
    "Mã xã",
    "Xã, phường, thị trấn",
    "Loại",
    "Nhóm chức danh",
    "Chuyên môn",
    "Lý luận chính trị",
    "Kết luận",
    "Số người",
)


@dataclass(frozen=True, slots=True)
class DataCells:
    """Rows of eleven texts and a count, in the order of COLUMNS. The counts add up to everybody of the report."""

    rows: tuple[tuple, ...]

    @property
    def people(self) -> int:
        return sum(row[-1] for row in self.rows)


def data_cells(selection: Selection) -> DataCells:
    """One grouping of the standings in force on the day."""
    day = selection.day
    found = counts_of(selection, day, "commune_id", "category", "group", "professional", "political_theory", "verdict")
    moved = selection.boundary_day is not None and selection.boundary_day != day
    there = selection.moved_communes(day) if moved else None
    cells: Counter = Counter()
    for (commune, *keys), people in found.items():
        cells[(there[commune] if there else commune, *_labels(*keys))] += people
    named = ((_names(selection, commune), labels, people) for (commune, *labels), people in cells.items())
    return DataCells(tuple(sorted((*names, *labels, people) for names, labels, people in named)))


def _labels(category: int, group: int, professional: int, theory: int, verdict: int) -> tuple[str, ...]:
    return (
        _of(breakdowns.CATEGORIES, category),
        _of(breakdowns.POSITION_GROUPS, group),
        _of(LADDERS[Ladder.PROFESSIONAL].choices, professional),
        _of(LADDERS[Ladder.POLITICAL_THEORY].choices, theory),
        _of(breakdowns.VERDICTS, verdict),
    )


def _of(choices: tuple[Choice, ...], key: int) -> str:
    return next(choice.label for choice in choices if key in choice.keys)


def _names(selection: Selection, commune: int) -> tuple[str, ...]:
    units = selection.register.units
    unit = units["commune"][commune]
    district = units["district"].get(unit.district)
    province = units["province"][unit.province]
    held = (district.code, district.full_name) if district else ("", "")
    return (province.code, province.full_name, *held, unit.code, unit.full_name)
