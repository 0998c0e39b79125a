"""Reads files that list administrative units, and refuses what it cannot read with a sentence: file, line, found, accepted.

Four layouts, told apart by their header:
 - an edition (`level,code,name,kind,parent_code`): the units of one day;
 - a register (the same and `valid_from,valid_to`, where `valid_to` is the first day *out*): the units of many years;
 - moves (`effective_on,level,old_code,new_code,extent[,is_default][,legal_basis]`): which unit became (part of) which;
 - the statistics office's list of communes as published (`Mã, Tên, Cấp, Mã QH, Quận Huyện, Mã TP, Tỉnh / Thành Phố`).
CSV (UTF-8, also gzipped), .xls and .xlsx. Codes are text: "04", never 4. Pure: no database.
"""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from chuanxa.names import clean
from chuanxa.periods import ONE_DAY
from provinces.comparison import COMMUNE, DISTRICT, FULL, PARTIAL, PROVINCE, Move, Unit

EDITION, REGISTER, MOVES, PUBLISHED = "edition", "register", "moves", "published"
REQUIRED = {
    MOVES: ("effective_on", "level", "old_code", "new_code", "extent"),
    REGISTER: ("level", "code", "name", "kind", "parent_code", "valid_from", "valid_to"),
    EDITION: ("level", "code", "name", "kind", "parent_code"),
    PUBLISHED: ("Mã", "Tên", "Cấp", "Mã QH", "Quận Huyện", "Mã TP", "Tỉnh / Thành Phố"),
}
OPTIONAL = {MOVES: ("is_default", "legal_basis"), PUBLISHED: ("Tên Tiếng Anh",)}
CODES = {PROVINCE: re.compile(r"[0-9]{2,3}"), DISTRICT: re.compile(r"[0-9]{3}"), COMMUNE: re.compile(r"[0-9]{5}")}
DIGITS = {PROVINCE: "2", DISTRICT: "3", COMMUNE: "5"}
KINDS = {
    PROVINCE: {"province": "Tỉnh", "municipality": "Thành phố"},
    DISTRICT: {"rural_district": "Huyện", "urban_district": "Quận", "town": "Thị xã", "city": "Thành phố"},
    COMMUNE: {"commune": "Xã", "ward": "Phường", "township": "Thị trấn", "special_zone": "Đặc khu"},
}
"""The kinds of each level and the words that say them in front of a name."""

_ALIASES = {
    PROVINCE: {"tinh": "province", "thanh_pho_truc_thuoc_trung_uong": "municipality"},
    DISTRICT: {"huyen": "rural_district", "quan": "urban_district", "thi_xa": "town", "thanh_pho": "city"},
    COMMUNE: {"xa": "commune", "phuong": "ward", "thi_tran": "township", "dac_khu": "special_zone"},
}


class BadList(ValueError):
    """A file that cannot be loaded; the text is for people."""


class Line(NamedTuple):
    """One unit as a file gives it; `last` is the last day in. Both days are None in an edition."""

    number: int
    unit: Unit
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Listing:
    """What one file says. `layout` is EDITION, REGISTER or MOVES (a published list is an edition)."""

    file: str
    layout: str
    lines: tuple[Line, ...] = ()
    moves: tuple[Move, ...] = ()


def read(path: Path | str) -> Listing:
    """Read one file. Raises BadList; FileNotFoundError passes."""
    path = Path(path)
    rows = _records(path)
    header = next(rows, (1, []))[1]
    layout = _layout(path.name, [_text(cell) for cell in header])
    reader = _Reader(path.name, [_text(cell) for cell in header])
    if layout == MOVES:
        return Listing(path.name, MOVES, moves=tuple(reader.move(number, row) for number, row in rows if any(row)))
    if layout == PUBLISHED:
        return Listing(path.name, EDITION, tuple(_unfold(reader.published(number, row) for number, row in rows if any(row))))
    dated = layout == REGISTER
    return Listing(path.name, layout, tuple(reader.line(number, row, dated) for number, row in rows if any(row)))


def split_kind(level: int, full_name: str) -> tuple[str | None, str]:
    """("commune", "Vĩnh Quang") of "Xã Vĩnh Quang"; (None, name) when no kind of the level stands in front."""
    name = _cleaned(full_name)
    lower = name.lower()
    for kind, word in KINDS[level].items():
        if lower.startswith(word.lower() + " "):
            return kind, name[len(word) + 1 :]
    return None, name


def _records(path: Path) -> Iterator[tuple[int, list]]:
    """(line number as an editor or Excel shows it, cells)."""
    if path.suffix.lower() in (".xls", ".xlsx"):
        from python_calamine import CalamineWorkbook

        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        yield from enumerate(sheet.to_python(skip_empty_area=False), start=1)
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        try:
            yield from enumerate(csv.reader(file), start=1)
        except UnicodeDecodeError:
            raise BadList(f"{path.name}: không đọc được chữ. Chấp nhận tệp CSV mã hóa UTF-8.") from None


def _layout(file: str, header: list[str]) -> str:
    for layout, required in REQUIRED.items():
        if set(required) <= set(header):
            if unknown := [name for name in header if name not in (*required, *OPTIONAL.get(layout, ()))]:
                raise BadList(f"{file}, dòng 1: có cột lạ {', '.join(map(repr, unknown))}. Chấp nhận các cột: {', '.join(required)}.")
            return layout
    accepted = " | ".join(",".join(REQUIRED[layout]) for layout in (EDITION, REGISTER, MOVES, PUBLISHED))
    raise BadList(f"{file}, dòng 1: có các cột {','.join(header) or '(trống)'}. Chấp nhận một trong các bộ cột: {accepted}.")


def _text(cell) -> str:
    return _cleaned(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


_cleaned = lru_cache(maxsize=65_536)(clean)  # the few kinds, parents and days of a list come back on every line


class _Reader:
    """Turns the cells of one file into lines and moves; every refusal names the file and the line."""

    def __init__(self, file: str, header: list[str]):
        self.file, self.places = file, {name: place for place, name in enumerate(header)}

    def refuse(self, number: int, found: str, accepted: str) -> BadList:
        return BadList(f"{self.file}, dòng {number}: {found}. Chấp nhận: {accepted}.")

    def cell(self, number: int, row: list, column: str) -> str:
        value = row[self.places[column]] if self.places.get(column, len(row)) < len(row) else ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            raise self.refuse(number, f"cột {column} là số {value:g}", "mã viết dạng chữ, đủ số 0 ở đầu, ví dụ 04 hay 01234")
        return _text(value)

    def code(self, number: int, text: str, level: int) -> str:
        if not CODES[level].fullmatch(text):
            raise self.refuse(number, f"mã {text!r} không đủ chữ số", f"mã {DIGITS[level]} chữ số viết dạng chữ, đủ số 0 ở đầu")
        return text

    def level(self, number: int, row: list) -> int:
        text = self.cell_or_number(number, row, "level")
        if text not in ("1", "2", "3"):
            raise self.refuse(number, f"cột level là {text!r}", "1 (tỉnh), 2 (huyện), 3 (xã)")
        return int(text)

    def cell_or_number(self, number: int, row: list, column: str) -> str:
        value = row[self.places[column]] if self.places[column] < len(row) else ""
        return f"{value:g}" if isinstance(value, (int, float)) else _text(value)

    def day(self, number: int, row: list, column: str, *, empty: bool = False) -> date | None:
        value = row[self.places[column]] if self.places[column] < len(row) else ""
        if isinstance(value, (date, datetime)):
            return value.date() if isinstance(value, datetime) else value
        text = _text(value)
        if empty and not text:
            return None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        raise self.refuse(number, f"cột {column} là {text!r}, không phải ngày", "2013-12-31 hoặc 31/12/2013")

    def line(self, number: int, row: list, dated: bool) -> Line:
        level = self.level(number, row)
        unit = Unit(
            level,
            self.code(number, self.cell(number, row, "code"), level),
            *self.naming(number, row, level),
            self.parent(number, row, level),
        )
        if not dated:
            return Line(number, unit)
        first, out = self.day(number, row, "valid_from"), self.day(number, row, "valid_to", empty=True)
        if out is not None and out <= first:
            raise self.refuse(
                number, f"valid_to {out} không sau valid_from {first}", "valid_to là ngày đầu tiên không còn hiệu lực, hoặc để trống"
            )
        return Line(number, unit, first, out and out - ONE_DAY)

    def naming(self, number: int, row: list, level: int) -> tuple[str, str]:
        """(name without kind, kind)."""
        kind = self.cell(number, row, "kind")
        kind = _ALIASES[level].get(kind, kind)
        if kind not in KINDS[level]:
            raise self.refuse(number, f"loại {kind!r}", ", ".join((*KINDS[level], *_ALIASES[level])))
        return self.named(number, split_kind(level, self.cell(number, row, "name"))[1]), kind

    def named(self, number: int, name: str) -> str:
        if not name or len(name) > 100:
            raise self.refuse(number, f"tên {name!r}", "tên từ 1 đến 100 chữ")
        return name

    def parent(self, number: int, row: list, level: int) -> str:
        code = self.cell(number, row, "parent_code")
        if level == PROVINCE:
            if code:
                raise self.refuse(number, f"tỉnh có mã cấp trên {code!r}", "để trống với cấp tỉnh")
            return ""
        above = DISTRICT if level == COMMUNE and len(code) == 3 else PROVINCE
        return self.code(number, code, above)

    def move(self, number: int, row: list) -> Move:
        level, extent = self.level(number, row), self.cell(number, row, "extent")
        if extent not in (FULL, PARTIAL):
            raise self.refuse(number, f"mức độ {extent!r}", "full (toàn bộ), partial (một phần)")
        default = self.cell_or_number(number, row, "is_default") if "is_default" in self.places else ""
        if default not in ("", "0", "1"):
            raise self.refuse(number, f"cột is_default là {default!r}", "1 (nơi tiếp nhận mặc định) hoặc 0")
        before = self.cell(number, row, "old_code")
        old = level if CODES[level].fullmatch(before) else DISTRICT  # a district that became a commune-level unit
        return Move(
            level, self.code(number, before, old), self.code(number, self.cell(number, row, "new_code"), level), extent,
            default == "1" if default else extent == FULL, self.day(number, row, "effective_on"), self.cell(number, row, "legal_basis"),
        )  # fmt: skip

    def published(self, number: int, row: list) -> tuple[Line, Line, Line]:
        """A commune of the published list with the district and the province it names."""
        columns = {PROVINCE: ("Mã TP", "Tỉnh / Thành Phố"), DISTRICT: ("Mã QH", "Quận Huyện"), COMMUNE: ("Mã", "Tên")}
        units, parent = [], ""
        for level, (code_column, name_column) in columns.items():
            code = self.code(number, self.cell(number, row, code_column), level)
            kind, name = split_kind(level, self.cell(number, row, name_column))
            if kind is None:
                raise self.refuse(number, f"tên {name!r} không có loại ở đầu", f"bắt đầu bằng {', '.join(KINDS[level].values())}")
            units.append(Line(number, Unit(level, code, self.named(number, name), kind, parent)))
            parent = code
        return tuple(units)


def _unfold(triples: Iterator[tuple[Line, Line, Line]]) -> list[Line]:
    """Each province and district once, before the communes."""
    uppers, communes = {}, []
    for province, district, commune in triples:
        uppers.setdefault(province.unit, province)
        uppers.setdefault(district.unit, district)
        communes.append(commune)
    return sorted(uppers.values(), key=lambda line: line.unit.level) + communes
