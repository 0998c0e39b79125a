"""A whole workbook read as row forms: every line is a person or is set aside with a reason; every person has a unit or an error. Pure.

The unit of a person comes from the nearest of: a cell of the line, the heading above it, the title, the sheet's name, what somebody
chose for the sheet, the only unit the sender has.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cadres.importing import meanings as of
from cadres.importing.header import Header, find_headers
from cadres.importing.layout import Layout, propose
from cadres.importing.lines import Line, LineKind, read_lines
from cadres.importing.people_rows import Filler
from cadres.importing.rows import Problem, Reading, RowForm, duplicates
from cadres.importing.sheet import Sheet, Workbook, as_text
from cadres.importing.units import Found, Gazetteer, Place
from chuanxa.partial_dates import UnreadableDate, read_day


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sender said: `columns` {header: meaning}, `units` {sheet's place: commune}, `unit` for whatever names none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[int, Place] = field(default_factory=dict)
    unit: Place | None = None


@dataclass(slots=True)
class SheetContents:
    """One sheet as understood; `day` is the day its titles speak of."""

    place: int
    sheet: Sheet
    blocks: list[tuple[Header, Layout]] = field(default_factory=list)
    unit: Found = field(default_factory=Found)
    unit_from: str = ""
    day: date | None = None
    set_aside: list[Line] = field(default_factory=list)
    forms: list[RowForm] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """All sheets, and all row forms in the order of the file."""

    workbook: Workbook
    sheets: tuple[SheetContents, ...]

    @property
    def forms(self) -> list[RowForm]:
        return [form for sheet in self.sheets for form in sheet.forms]

    @property
    def day(self) -> date | None:
        """The latest day any title speaks of."""
        return max((sheet.day for sheet in self.sheets if sheet.day), default=None)


_DAY = re.compile(r"(?:tính đến|đến|thời điểm|có mặt|ngày)[^0-9]{0,30}?(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4})", re.IGNORECASE)
_WORDED_DAY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


def read_contents(workbook: Workbook, gazetteer: Gazetteer, reading: Reading, choices: Choices | None = None) -> Contents:
    """Read every visible sheet. Sheets without a header block of people are noted and left."""
    choices = choices or Choices()
    sheets = tuple(_sheet(place, sheet, gazetteer, reading, choices) for place, sheet in enumerate(workbook.sheets))
    contents = Contents(workbook, sheets)
    for key, other in duplicates(contents.forms).items():
        form = next(form for form in contents.sheets[key[0]].forms if form.key == key)
        where = f"dòng {other.row + 1}" + ("" if other.sheet == form.sheet else f" trang “{sheets[other.sheet].sheet.name}”")
        says = f"Trùng người với {where}. Xóa một dòng; nếu một người giữ hai chức danh, ghi chung một dòng bằng chữ “kiêm”."
        form.errors.append(Problem(says, form.columns.get(of.FULL_NAME), of.FULL_NAME))
    return contents


def _sheet(place: int, sheet: Sheet, gazetteer: Gazetteer, reading: Reading, choices: Choices) -> SheetContents:
    found = SheetContents(place, sheet)
    if not sheet.visible:
        found.notes.append(f"Trang ẩn “{sheet.name}” không đọc.")
        return found
    headers = find_headers(sheet)
    if not headers:
        if sheet.rows:
            found.notes.append(f"Trang “{sheet.name}” không có dòng tiêu đề với cột “Họ và tên” nên không đọc.")
        return found
    titles = _texts(sheet, 0, headers[0].first)
    _title_unit(found, titles, gazetteer, choices)
    found.day = _day_in(titles)
    after = 0
    for header in headers:
        above = _texts(sheet, after, header.first) if after else []
        after = _block(found, header, above, gazetteer, reading, choices)
    return found


def _texts(sheet: Sheet, first: int, last: int) -> list[str]:
    return [value for row in sheet.rows[first:last] for value in row if isinstance(value, str)]


def _title_unit(found: SheetContents, titles: list[str], gazetteer: Gazetteer, choices: Choices) -> None:
    hint = " ; ".join([*titles, found.sheet.name])
    options = []
    for source, texts in (("title", titles), ("sheet name", [found.sheet.name])):
        options += [(source, unit) for text in texts if len(text) > 1 and (unit := gazetteer.find(text, hint))]
    if chosen := choices.units.get(found.place):
        found.unit, found.unit_from = Found(chosen), "chosen"
        return
    for source, unit in options:
        if unit.place:
            found.unit, found.unit_from = unit, source
            break
    else:
        if options:
            found.unit_from, found.unit = options[0]
        elif choices.unit:
            found.unit, found.unit_from = Found(choices.unit), "only unit"
    others = {unit.place.label for _, unit in options if unit.place and found.unit.place and unit.place.id != found.unit.place.id}
    if others and found.unit.place:
        found.notes.append(
            f"Tiêu đề và tên trang nói hai đơn vị khác nhau; theo tiêu đề: {found.unit.place.label} "
            f"(không theo {', '.join(sorted(others))})."
        )


def _block(found: SheetContents, header: Header, above: list[str], gazetteer: Gazetteer, reading: Reading, choices: Choices) -> int:
    """Read the lines under one header; returns the row after its last person.

    Where positions stand on lines of their own, a line that cannot be read as one ends the position above it: whoever follows is asked
    about, and never takes the post of another group.
    """
    sheet = found.sheet
    layout = propose(sheet, header, choices.columns)
    found.blocks.append((header, layout))
    hint = " ; ".join(_texts(sheet, 0, found.blocks[0][0].first))
    filler = Filler(sheet, found.place, layout, reading)
    unit, source = _carried(found, above, gazetteer, hint)
    positions: tuple[str, ...] = ()
    unread, grouped = None, False
    counted, last = [0, 0], header.data
    for line in read_lines(sheet, header, layout, gazetteer, hint):
        if line.kind is LineKind.PERSON:
            form = filler.read(line.row)
            _place(form, filler, unit, source, gazetteer, hint)
            _hold(form, positions, unread, reading)
            found.forms.append(form)
            counted, last = [count + 1 for count in counted], line.row + 1
            continue
        found.set_aside.append(line)
        if line.kind is LineKind.UNIT:
            unit, source, positions, unread, counted[1] = line.unit, "heading", (), None, 0
        elif line.kind is LineKind.POSITION:
            positions, unread, grouped = line.positions, None, True
        elif line.kind is LineKind.HEADING:
            positions, unread = (), None
        elif line.bare and grouped:
            positions, unread = (), line
        elif line.kind is LineKind.TOTAL:
            _check_total(found, line, counted)
    found_last = [form.unit for form in found.forms]
    if source == "heading" and found_last:
        found.unit, found.unit_from = (found.unit, found.unit_from) if found.unit.place else (Found(found_last[-1]), "heading")
    return last


def _carried(found: SheetContents, above: list[str], gazetteer: Gazetteer, hint: str) -> tuple[Found, str]:
    """The unit in force where a block begins: told just above it, else the last one met, else the sheet's."""
    for text in above:
        if (unit := gazetteer.find(text, hint)) and unit.place:
            return unit, "title"
    if found.forms and found.forms[-1].unit and found.forms[-1].unit_from != "cell":
        return Found(found.forms[-1].unit), found.forms[-1].unit_from
    return found.unit, found.unit_from


def _place(form: RowForm, filler: Filler, unit: Found, source: str, gazetteer: Gazetteer, hint: str) -> None:
    """Give the form its unit, or the error that says what to do."""
    meaning, text = of.UNIT, as_text(_cell(filler, form, of.UNIT))
    district = as_text(_cell(filler, form, of.DISTRICT))
    if text:
        told = gazetteer.find(text, f"huyện {district} ; {hint}" if district else hint)
        if told:
            unit, source = told, "cell"
        elif unit.place is None or re.match(r"\s*(?:xã|phường|thị trấn|đặc khu)\b", text, re.IGNORECASE):
            unit, source = Found(), "cell"
    form.unit, form.unit_from = unit.place, source
    column = form.columns.get(meaning)
    if unit.place is None:
        form.errors.append(Problem(_no_unit(text, unit), column, of.UNIT))
    elif unit.former:
        says = f"Ngày {filler.reading.day:%d/%m/%Y} không có {unit.former.full_name}; nơi đó là {unit.place.label}. Nhập vào đơn vị này."
        form.warnings.append(Problem(says, column, of.UNIT))
    elif not unit.exact:
        form.warnings.append(Problem(f"Tên đơn vị viết khác dấu; hiểu là {unit.place.label}.", column, of.UNIT))


def _cell(filler: Filler, form: RowForm, meaning: str):
    place = filler.by_meaning.get(meaning)
    return None if place is None else filler.sheet.value(form.row, place)


def _no_unit(text: str, unit: Found) -> str:
    if unit.candidates:
        names = "; ".join(place.label for place in unit.candidates[:6])
        return f"Nhiều đơn vị trùng tên: {names}. Ghi thêm huyện (tỉnh) vào tiêu đề hoặc dòng tên đơn vị, hay chọn đơn vị."
    said = f"Không có đơn vị “{text[:60]}” trong danh mục của ngày này. " if text else "Không rõ người này ở xã nào. "
    return f"{said}Ghi tên xã, huyện ở tiêu đề, tên trang hoặc dòng riêng phía trên, hay chọn đơn vị."


def _hold(form: RowForm, positions: tuple[str, ...], unread: Line | None, reading: Reading) -> None:
    """Give the form the position of the line above, unless its own cell told one; `unread` is that line when it tells none we know."""
    if not form.positions and not form.position_from and positions:
        form.positions, form.position_from = positions, "heading"
    if not form.positions and not form.position_from and unread:
        says = f"Dòng {unread.row + 1} phía trên ghi “{unread.text[:60]}”, không phải chức danh đã biết. Sửa dòng ấy rồi gửi lại."
        form.errors.append(Problem(says, form.columns.get(of.POSITION), of.POSITION))
    gone = [code for code in form.positions if reading.in_force is not None and code not in reading.in_force]
    if gone:
        named = form.written.get(of.POSITION) or "ở dòng trên"
        says = f"Chức danh “{named}” không có trong danh mục ngày {reading.day:%d/%m/%Y}. Kiểm tra ngày của danh sách."
        form.errors.append(Problem(says, form.columns.get(of.POSITION), of.POSITION))
        form.positions = ()


def _check_total(found: SheetContents, line: Line, counted: list[int]) -> None:
    """A printed total that no count of ours meets is worth a look."""
    if line.number is not None and line.number not in {*counted, len(found.forms)}:
        found.notes.append(
            f"Dòng {line.row + 1} ghi tổng {line.number} người; đọc được {counted[1] or counted[0]} người phía trên. Kiểm tra dòng bị sót."
        )


def _day_in(titles: list[str]) -> date | None:
    for text in titles:
        match = _DAY.search(text)
        worded = _WORDED_DAY.search(text)
        try:
            if match:
                return read_day(re.sub(r"\s", "", match[1]))
            if worded:
                return read_day("/".join(worded.groups()))
        except UnreadableDate:
            continue
    return None
