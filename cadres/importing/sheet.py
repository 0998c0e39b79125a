"""A workbook as read: values in rows, merged cells, and which texts were converted from an old font. Pure.

Rows and columns are counted from 0 here; people are told Excel's row numbers and column letters.
"""

from dataclasses import dataclass, field
from datetime import date

Value = str | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`converted` maps a place to what stands in the file; `unsolved` are formulas whose result the file does not hold."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """(first row, first column, last row, last column), all in."""
    converted: dict[tuple[int, int], str] = field(default_factory=dict)
    unsolved: frozenset[tuple[int, int]] = frozenset()
    visible: bool = True
    written_name: str = ""
    """The sheet's name in the file when it had to be converted."""

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> Value:
        """None outside the sheet and where nothing stands."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """The value as people see it; a day as dd/mm/yyyy, whole numbers without a point."""
        return as_text(self.value(row, column))


@dataclass(frozen=True, slots=True)
class Workbook:
    """`name` is the file's; `digest` identifies its bytes; `coding` says how its texts were coded, if not in Unicode."""

    name: str
    kind: str
    digest: str
    sheets: tuple[Sheet, ...]
    coding: str = "unicode"


def as_text(value: Value) -> str:
    """A value as people see it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def letters(column: int) -> str:
    """The letters Excel shows above a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


def address(row: int, column: int) -> str:
    """Excel's name of a cell: (4, 1) is B5."""
    return f"{letters(column)}{row + 1}"
