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
from cadres.requirements import AgeKind, AllowanceKind, CountedFrom
from cadres.standard_checks import Asked, level_refusals
from provinces.models import AreaClass


class Unreadable(ValueError):
    """Carries a Vietnamese sentence: which row, what was found, what is accepted."""


@dataclass(frozen=True)
class StandardEntry:
    """One standard: its columns, the codes of its positions and its requirements in order, each as columns and its allowances' columns."""

    code: str
    columns: dict
    positions: tuple[str, ...]
    requirements: tuple[tuple[dict, tuple[dict, ...]], ...]


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

    def number(self, name: str, *, required: bool = True) -> int | None:
        value = self.values.get(name)
        if value is None and not required:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self.refuse(f"“{name}” là “{value}”. Nhận một số nguyên dương.")
        return value

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
        "basis_number": row.text("basis_number", ""),
        "basis_article": row.text("basis_article", ""),
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


def _requirement(row: _Row) -> tuple[dict, tuple[dict, ...]]:
    ladder = row.choice("ladder", [ladder.value for ladder in Ladder], "")
    columns = {
        "ladder": ladder,
        "minimum": row.level("minimum", ladder),
        "fitting": bool(row.values.get("fitting", False)),
        **_age(row, ladder),
        "exception_text": row.text("exception_text", ""),
        **_told(row),
    }
    if ladder and columns["minimum"] is None:
        raise row.refuse("có “ladder” thì phải có “minimum”.")
    allowances = row.values.get("allowances", ())
    if allowances and not (ladder or columns["age_kind"]):
        raise row.refuse("“allowances” cần “ladder” hoặc “age”: yêu cầu chỉ có lời thì không có gì để hạ, miễn hay nợ.")
    rows = [_Row(f"{row.place}, ngoại lệ {place}", values) for place, values in enumerate(allowances, start=1)]
    return columns, tuple(_allowance(one, ladder, columns["minimum"]) for one in rows)


def _told(row: _Row) -> dict:
    """What both a requirement and an allowance say of themselves."""
    return {
        "text": row.text("text"),
        "clause": row.text("clause", ""),
        "verified": bool(row.values.get("verified", False)),
        "source": row.text("source", ""),
    }


def _age(row: _Row, ladder: str) -> dict:
    asked = row.values.get("age")
    if asked is None:
        return {"age_kind": "", "age_limit": None, "age_limit_women": None}
    if ladder:
        raise row.refuse("“age” và “ladder” là hai yêu cầu khác nhau.")
    age = _Row(f"{row.place}, tuổi", asked)
    kind = age.choice("kind", [kind.value for kind in AgeKind])
    return {"age_kind": kind, "age_limit": age.number("limit"), "age_limit_women": age.number("limit_women", required=False)}


def _allowance(row: _Row, ladder: str, minimum: int | None) -> dict:
    kind = row.choice("kind", [kind.value for kind in AllowanceKind])
    areas = row.values.get("areas", [])
    if unknown := set(areas) - set(AreaClass.values):
        raise row.refuse(f"“areas” có “{', '.join(sorted(unknown))}”. Nhận: {', '.join(AreaClass.values)}.")
    columns = {
        "kind": kind,
        "minimum": row.level("minimum", ladder),
        "areas": list(areas),
        "minority": bool(row.values.get("minority", False)),
        **{name: row.day(name) for name in ("held_before", "held_on", "first_day", "last_day", "until")},
        "months": row.number("months", required=False),
        "counted_from": row.choice("counted_from", [start.value for start in CountedFrom], ""),
        **_told(row),
    }
    if said := level_refusals([Asked("mức hạ", ladder, columns["minimum"], minimum)] if columns["minimum"] is not None else []):
        raise row.refuse(said[0])
    given = {name for name in ("minimum", "until", "months", "counted_from") if columns[name] not in (None, "")}
    if given not in _NEEDED[kind]:
        accepted = " hoặc ".join(", ".join(f"“{name}”" for name in sorted(names)) or "không cột nào" for names in _NEEDED[kind])
        raise row.refuse(f"“{kind}” cần đúng {accepted}; dòng này có {', '.join(sorted(given)) or 'không cột nào'}.")
    return columns


_NEEDED = {
    AllowanceKind.LOWERED: ({"minimum"},),
    AllowanceKind.EXEMPT: (set(),),
    AllowanceKind.OWED: ({"until"}, {"months", "counted_from"}),
}
"""What each kind of allowance must say, and may not say besides, of how far it goes."""


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
