"""Long lists as .xlsx, written row by row as they are read: one row in memory, ten times faster than a workbook of objects.

Pure Python over zipfile. Numbers are numbers and days are days; text is text even when it begins with `=`. The file has a heading
block, a frozen header that repeats on every printed page, column widths and a filter; its stamp stands on a sheet of its own, the last,
and its number at the foot of every printed page.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from xml.sax.saxutils import escape

from chuanxa.exports.stamps import Stamp
from reports.workbook_parts import stream_parts as parts
from reports.workbook_parts.text import cell_text, coded, opens_formula

MOST_ROWS = 1_048_576
"""Rows a sheet may have, heading and header included."""

CHUNK = 64 * 1024
_FASTEST = 1  # deflate: a list of a whole province grows by a third, and is written in half the time
_FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree about 29/2/1900
_DAY_ZERO = date(1899, 12, 30).toordinal()
_MOST_EXACT = 10**15  # spreadsheets keep fifteen digits


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its header, its width in letters, how its numbers look (a key of stream_parts.NUMBERS), and whether long
    text is broken into lines."""

    label: str
    width: float = 14
    numbers: str = "plain"
    wrapped: bool = False


class TooLong(ValueError):
    """More rows than a sheet may have."""


def stream(
    columns: Sequence[Column],
    rows: Iterable[Sequence],
    *,
    heading: Sequence[str] = (),
    sheet: str = "Danh sách",
    stamp: Stamp | None = None,
) -> "Streamed":
    """The file in pieces of about CHUNK bytes.

    `rows` hold one value per column: text, int, float, Decimal, date, datetime, bool or None. `heading` lines stand above
    the header, the first in bold; the first line of the `stamp` closes them. Raises TooLong.
    """
    return Streamed(columns, rows, [*heading, *(stamp.lines()[:1] if stamp else [])], sheet, stamp)


class Streamed:
    """A file as it is written, to be read once; `rows` counts those written so far."""

    def __init__(self, columns: Sequence[Column], read: Iterable[Sequence], heading: Sequence[str], name: str, stamp: Stamp | None):
        self.rows = 0
        self._columns, self._read, self._heading, self._name, self._stamp = columns, read, heading, name, stamp

    def __iter__(self) -> Iterator[bytes]:
        sink, heading = _Sink(), self._heading
        header_row = len(heading) + (2 if heading else 1)
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=_FASTEST) as archive:
            for name, text in parts.fixed(self._name, header_row, heading[0] if heading else self._name, self._stamp):
                archive.writestr(name, text)
            with archive.open("xl/worksheets/sheet1.xml", "w") as file:
                for text in _sheet(self._columns, self._counted(), heading, header_row, self._stamp):
                    file.write(text.encode())
                    if len(sink.waiting) > CHUNK:
                        yield sink.take()
        yield sink.take()

    def _counted(self) -> Iterator[Sequence]:
        for row in self._read:
            self.rows += 1
            yield row


class _Sink:
    """Where the archive is written: a file that cannot be rewound, emptied as it fills."""

    def __init__(self):
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def _sheet(
    columns: Sequence[Column], rows: Iterable[Sequence], heading: Sequence[str], header_row: int, stamp: Stamp | None
) -> Iterator[str]:
    """The sheet's XML, a few hundred rows at a time."""
    letters = [parts.letter(place) for place in range(len(columns))]
    yield parts.sheet_start([column.width for column in columns], header_row)
    for number, line in enumerate(heading, start=1):
        yield f'<row r="{number}">{_text(f"A{number}", line, parts.HEADING if number == 1 else parts.LINE)}</row>'
    cells = "".join(_text(f"{letter}{header_row}", column.label, parts.HEADER) for letter, column in zip(letters, columns, strict=True))
    yield f'<row r="{header_row}" ht="32" customHeight="1">{cells}</row>'
    number = header_row
    waiting = []
    styles = [(parts.NUMBERS[column.numbers], column.wrapped) for column in columns]
    wrapped = [(place, column.width) for place, column in enumerate(columns) if column.wrapped]
    for number, row in enumerate(rows, start=header_row + 1):
        if number > MOST_ROWS:
            raise TooLong(f"A sheet holds {MOST_ROWS} rows.")
        waiting.append(_row(number, letters, styles, row, wrapped))
        if len(waiting) == 200:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
    yield parts.sheet_end(f"A{header_row}:{letters[-1]}{number}", stamp)


def _row(number: int, letters: list[str], styles: list[tuple[int, bool]], values: Sequence, wrapped: list[tuple[int, float]]) -> str:
    placed = zip(letters, values, styles, strict=True)
    cells = "".join([_cell(f"{letter}{number}", value, *style) for letter, value, style in placed])
    lines = _lines(values, wrapped)
    return (
        f'<row r="{number}" ht="{parts.LINE_HEIGHT * lines}" customHeight="1">{cells}</row>'
        if lines > 1
        else f'<row r="{number}">{cells}</row>'
    )


def _lines(values: Sequence, wrapped: list[tuple[int, float]]) -> int:
    """How many lines the tallest text of the row needs; readers do not measure rows of a file they did not write."""
    return max((1 + int(len(values[place]) // (width * 1.05)) for place, width in wrapped if isinstance(values[place], str)), default=1)


def _cell(place: str, value, style: int, wrapped: bool) -> str:
    kind = type(value)
    if value is None or kind is str:
        return f'<c r="{place}"{_inline(value or "", wrapped)}'
    if kind is bool:
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if kind is int or kind is float or kind is Decimal:
        written = abs(value) < _MOST_EXACT and isfinite(value)
        return f'<c r="{place}" s="{style}"><v>{value!s}</v></c>' if written else f'<c r="{place}"{_inline(str(value))}'
    if isinstance(value, date):
        return _moment(place, value)
    return f'<c r="{place}"{_inline(str(value))}'


def _moment(place: str, value: date) -> str:
    """A day, or a moment without its time zone, as the number that spreadsheets show as a date; as text before 1/3/1900."""
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        return f'<c r="{place}"{_inline(f"{day:%d/%m/%Y}")}'
    whole = day.toordinal() - _DAY_ZERO
    if not isinstance(value, datetime):
        return f'<c r="{place}" s="{parts.DAY}"><v>{whole}</v></c>'
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f'<c r="{place}" s="{parts.MOMENT}"><v>{whole + seconds / 86400!r}</v></c>'


def _text(place: str, text: str, style: int) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_written(text)}</is></c>'


@lru_cache(maxsize=8192)
def _inline(text: str, wrapped: bool = False) -> str:
    """The rest of a text cell after its place; levels, positions and units repeat, so what was written is remembered."""
    said = cell_text(text)
    style = parts.TEXTS[wrapped, opens_formula(said)]
    if not said:
        return f' s="{style}"/>'
    return f' s="{style}" t="inlineStr"><is>{_written(text)}</is></c>'


def _written(text: str) -> str:
    return f'<t xml:space="preserve">{escape(coded(cell_text(text)))}</t>'
