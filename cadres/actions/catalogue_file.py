"""Reads the catalogue files: positions, standards and area classes as JSON lists, every row checked before anything is written.

What a file may say is what the models accept: levels are slugs of their ladder ("intermediate"), days are ISO, both ends
included. A row that says something else is refused with a sentence naming the file, the row and what is accepted.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cadres.levels import Ladder
from cadres.models import BasisKind, Category, PositionGroup
from provinces.models import AreaClass


class Unreadable(ValueError):
    """Carries a Vietnamese sentence: which row, what was found, what is accepted."""


@dataclass(frozen=True)
class StandardEntry:
    """One standard: its columns, the codes of its positions and its requirements as columns, in order."""

    code: str
    columns: dict
    positions: tuple[str, ...]
    requirements: tuple[dict, ...]


@dataclass(frozen=True)
class AreaEntry:
    """A class for named units, or for every district or commune of one province; codes are text."""

    area_class: str
    districts: tuple[str, ...]
    communes: tuple[str, ...]
    districts_of: str
    communes_of: str
    first: date
    last: date | None
    legal_basis: str
    verified: bool


class _Row:
    """One JSON object with the words needed to complain about it."""

    def __init__(self, place: str, values: dict):
        self.place, self.values = place, values

    def refuse(self, sentence: str) -> Unreadable:
        return Unreadable(f"{self.place}: {sentence}")

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self.refuse(f"thiếu “{name}”.")
        return value

    def choice(self, name: str, accepted: Collection[str], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in accepted and value != default:
            raise self.refuse(f"“{name}” là “{value}”. Nhận: {', '.join(accepted)}.")
        return value

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        try:
            return date.fromisoformat(value) if value is not None else None
        except (TypeError, ValueError) as error:
            raise self.refuse(f"“{name}” là “{value}”. Nhận ngày viết như 2013-12-31.") from error

    def period(self) -> tuple[date, date | None]:
        first, last = self.day("valid_from"), self.day("valid_to")
        if first is None or (last is not None and last < first):
            raise self.refuse("thiếu “valid_from”, hoặc “valid_to” đứng trước “valid_from”.")
        return first, last

    def level(self, name: str, ladder: str) -> int | None:
        value = self.values.get(name)
        if value is None:
            return None
        levels = {level.slug: int(level) for level in Ladder(ladder).levels} if ladder else {}
        if value not in levels:
            raise self.refuse(f"“{name}” là “{value}”. Nhận: {', '.join(levels) or 'không mức nào, vì yêu cầu không có “ladder”'}.")
        return levels[value]


def read_positions(file: Path) -> dict[str, dict]:
    """Code → columns of Position. Raises Unreadable."""
    found: dict[str, dict] = {}
    for row in _rows(file):
        code = row.text("code")
        if code in found:
            raise row.refuse(f"mã “{code}” đã dùng ở dòng trước.")
        first, last = row.period()
        found[code] = {
            "label": row.text("label"),
            "category": row.choice("category", Category.values),
            "group": row.choice("group", PositionGroup.values),
            "order": int(row.values.get("order", 0)),
            "is_key": bool(row.values.get("is_key", False)),
            "valid_from": first,
            "valid_to": last,
        }
    return found


def read_standards(file: Path, positions: Collection[str]) -> list[StandardEntry]:
    """Every standard of the file; `positions` are the accepted position codes. Raises Unreadable."""
    return [_standard(row, positions) for row in _rows(file)]


def _standard(row: _Row, positions: Collection[str]) -> StandardEntry:
    first, last = row.period()
    columns = {
        "regime": row.text("regime"),
        "name": row.text("name"),
        "basis_kind": row.choice("basis_kind", BasisKind.values),
        "basis": row.text("basis"),
        "valid_from": first,
        "valid_to": last,
    }
    held = tuple(row.values.get("positions", ()))
    for code in held:
        if code not in positions:
            raise row.refuse(f"không có chức danh “{code}”. Nhận: {', '.join(sorted(positions))}.")
    requirements = row.values.get("requirements", ())
    criteria = (_requirement(_Row(f"{row.place}, yêu cầu {place}", values)) for place, values in enumerate(requirements, start=1))
    return StandardEntry(row.text("code"), columns, held, tuple(criteria))


def _requirement(row: _Row) -> dict:
    ladder = row.choice("ladder", [ladder.value for ladder in Ladder], "")
    columns = {
        "ladder": ladder,
        "minimum": row.level("minimum", ladder),
        "text": row.text("text"),
        "clause": row.text("clause", ""),
        "exception_area": row.choice("exception_area", AreaClass.values, ""),
        "exception_minimum": row.level("exception_minimum", ladder),
        "exception_before": row.day("exception_before"),
        "exception_text": row.text("exception_text", ""),
        "verified": bool(row.values.get("verified", False)),
        "source": row.text("source", ""),
    }
    if ladder and columns["minimum"] is None:
        raise row.refuse("có “ladder” thì phải có “minimum”.")
    if bool(columns["exception_area"]) != (columns["exception_minimum"] is not None):
        raise row.refuse("“exception_area” và “exception_minimum” phải đi cùng nhau.")
    return columns


def read_area_classes(file: Path) -> list[AreaEntry]:
    """Every area class of the file. Raises Unreadable."""
    return [_area(row) for row in _rows(file)]


def _area(row: _Row) -> AreaEntry:
    first, last = row.period()
    units = {name: tuple(row.values.get(name, ())) for name in ("districts", "communes")}
    provinces = {name: row.text(name, "") for name in ("districts_of", "communes_of")}
    if sum(map(bool, (*units.values(), *provinces.values()))) != 1:
        raise row.refuse("cần đúng một trong “districts”, “communes”, “districts_of”, “communes_of”.")
    kind = row.choice("area_class", AreaClass.values)
    basis, verified = row.text("legal_basis", ""), bool(row.values.get("verified", False))
    return AreaEntry(kind, **units, **provinces, first=first, last=last, legal_basis=basis, verified=verified)


def _rows(file: Path) -> list[_Row]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file.name}: không đọc được ({error}). Cần một tệp JSON mã hóa UTF-8.") from error
    if not isinstance(values, list) or not all(isinstance(row, dict) for row in values):
        raise Unreadable(f"{file.name}: cần một danh sách các đối tượng JSON.")
    return [_Row(f"{file.name}, dòng {place} ({_name(row)})", row) for place, row in enumerate(values, start=1)]


def _name(row: dict) -> str:
    return row.get("code") or row.get("area_class") or "không mã"
