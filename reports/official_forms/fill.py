"""Fills a template with live data: tags become values, repeated rows are written once a line; formulas, merges and the print area follow.

Numbers stay numbers. A text that begins with "=" stays a text, whoever typed it. Totals are written as SUM over the cells of this file.
"""

import io
from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import dataclass, field

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from chuanxa.exports.cells import put_text
from reports.official_forms.filling import Added, Filling, Line, Total, Value, plain, told
from reports.official_forms.fitting import height_of
from reports.official_forms.moved import Moves, moved_formula
from reports.official_forms.tags import Vocabulary, kind_of_row, only_tag, replaced, tags_in
from reports.official_forms.widths import widths_of

MOST_SUMMED = 250
"""Ranges in one SUM: Excel takes 255 arguments."""


@dataclass
class Filled:
    """The filled workbook, and what the formulas written by us come to: (sheet, row, column) → number."""

    book: Workbook
    shown: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def fill(template: bytes, known: Vocabulary, filling: Filling) -> Filled:
    """The template with everything filled in; hidden sheets stay as they are."""
    book = load_workbook(io.BytesIO(template), keep_links=False)
    filled = Filled(book)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _Sheet(sheet, known, filling, filled).fill()
    book.calculation.fullCalcOnLoad = True
    return filled


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to write: which row of the template, for which line of its list (its place), if it is repeated."""

    source: int
    line: Line | None = None
    place: int = -1


class _Sheet:
    """One sheet of a template on its way to a filled one."""

    def __init__(self, sheet: Worksheet, known: Vocabulary, filling: Filling, filled: Filled):
        self.sheet, self.known, self.filling, self.filled = sheet, known, filling, filled
        cells = (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell))
        self.cells = {(cell.row, cell.column): (cell.value, copy(cell._style)) for cell in cells}
        covered = (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, MergedCell))
        self.borders = {(cell.row, cell.column): copy(cell._style) for cell in covered}
        self.by_row: dict[int, list[int]] = {}
        for row, column in sorted({**self.cells, **self.borders}):
            self.by_row.setdefault(row, []).append(column)
        self.kinds = {row: kind for row in self.by_row if (kind := kind_of_row(self._tags(row), known))}
        self.rows = self._plan()
        self.moves = Moves.of([row.source for row in self.rows])
        self.places: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        self.once: dict[str, tuple[int, int]] = {}
        self.numbers: dict[tuple[str, str], list[int]] = {}
        self.widths = widths_of(sheet)

    def fill(self) -> None:
        """Rewrite the sheet in place."""
        if self.kinds:
            self._rearrange()
        self._note_places()
        for at, row in enumerate(self.rows, start=1):
            for column in self.by_row.get(row.source, ()):
                self._write(at, column, row)
        self._fit()

    def _fit(self) -> None:
        """Rows whose filled text would not be seen whole are made higher; none is made lower."""
        spans = {(one.min_row, one.min_col): one for one in self.sheet.merged_cells.ranges}
        usual = self.sheet.sheet_format.defaultRowHeight or 15
        for at, row in enumerate(self.rows, start=1):
            if not self._tags(row.source):
                continue
            needed = max((self._needed(at, column, spans) for column in self.by_row.get(row.source, ())), default=0)
            if needed > (self.sheet.row_dimensions[at].height or usual):
                self.sheet.row_dimensions[at].height = needed

    def _needed(self, row: int, column: int, spans: dict[tuple[int, int], CellRange]) -> float:
        """The height that a cell asks for; 0 where it is no text across that breaks, or stands in several rows."""
        cell, span = self.sheet.cell(row, column), spans.get((row, column))
        if not isinstance(cell.value, str) or cell.data_type == "f" or cell.alignment.text_rotation:
            return 0
        if not cell.alignment.wrap_text and "\n" not in cell.value:
            return 0
        if span is not None and span.max_row > row:
            return 0
        return height_of(cell.value, sum(map(self.widths, range(column, (span.max_col if span else column) + 1))), cell.font.size or 11)

    def _tags(self, row: int) -> list[str]:
        texts = (self.cells[row, column][0] for column in self.by_row.get(row, ()) if (row, column) in self.cells)
        return [tag for text in texts if isinstance(text, str) for tag in tags_in(text)]

    def _plan(self) -> list[_Row]:
        """The rows to write, in order; the rows of a list stand where they stood in the template."""
        last, row, found = max(self.sheet.max_row, *self.by_row, 1), 1, []
        while row <= last:
            kinds = self.known.list_of(self.kinds[row]) if row in self.kinds else None
            if kinds is None:
                found.append(_Row(row))
                row += 1
                continue
            end = row
            while end + 1 in self.kinds and self.kinds[end + 1] in kinds:
                end += 1
            block = range(row, end + 1)
            lines = self.filling.lists.get(kinds[0], ())
            written = [_Row(source, line, place) for place, line in enumerate(lines) for source in block if self.kinds[source] == line.kind]
            found += written or [_Row(end, Line(self.kinds[end], {}), 0)]
            row = end + 1
        return found

    def _rearrange(self) -> None:
        """Move heights, merges, the print area and filters to where the rows will be, and take the old cells away."""
        sheet, moves = self.sheet, self.moves
        heights = {row: (one.height, one.hidden) for row, one in sheet.row_dimensions.items()}
        merges = [one.bounds for one in sheet.merged_cells.ranges]
        area = sheet.print_area
        for one in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(one))
        sheet._cells.clear()
        for row in heights:
            del sheet.row_dimensions[row]
        for at, row in enumerate(self.rows, start=1):
            if row.source in heights:
                sheet.row_dimensions[at].height, sheet.row_dimensions[at].hidden = heights[row.source]
        for first_column, first, last_column, last in merges:
            spans = [(at, at) for at in moves.all(first)] if first == last else [(moves.first(first), moves.last(last))]
            for top, bottom in spans:
                if bottom >= top > 0:
                    sheet.merged_cells.add(CellRange(min_col=first_column, min_row=top, max_col=last_column, max_row=bottom))
        if area:
            bounds = CellRange(area.rpartition("!")[2].replace("$", "").split(",")[0])
            end = moves.last(bounds.max_row) or len(self.rows)
            first = moves.first(bounds.min_row) or 1
            sheet.print_area = f"{get_column_letter(bounds.min_col)}{first}:{get_column_letter(bounds.max_col)}{end}"

    def _note_places(self) -> None:
        """Where each tag comes to stand: of repeated rows (kind, name) → (row, column, place in the list), of others its first cell."""
        for at, row in enumerate(self.rows, start=1):
            for column in self.by_row.get(row.source, ()):
                text = self.cells.get((row.source, column), (None,))[0]
                tag = only_tag(text) if isinstance(text, str) else None
                if tag and row.line is None:
                    self.once.setdefault(tag, (at, column))
                elif tag and row.line.values and tag.startswith(f"{row.line.kind}."):
                    self.places.setdefault((row.line.kind, tag.partition(".")[2]), []).append((at, column, row.place))

    def _write(self, at: int, column: int, row: _Row) -> None:
        if (row.source, column) not in self.cells:
            if self.kinds:
                self.sheet.cell(at, column)._style = copy(self.borders[row.source, column])
            return
        value, style = self.cells[row.source, column]
        cell = self.sheet.cell(at, column)
        if isinstance(cell, MergedCell):
            return
        cell._style = copy(style)
        if not isinstance(value, str):
            cell.value = value
        elif value.startswith("="):
            cell.value = moved_formula(value, row.source, at, self.moves) if self.kinds else value
        elif tags_in(value):
            self._fill_in(cell, value, row)
        else:
            cell.value = value

    def _fill_in(self, cell, text: str, row: _Row) -> None:
        tag = only_tag(text)
        if tag is None:
            shown = {tag: told(self._value(tag, row)) for tag in tags_in(text)}
            put_text(cell, replaced(text, shown))
            return
        value = self._value(tag, row)
        formula = self._sum(value, row) if isinstance(value, Total) else self._added(value) if isinstance(value, Added) else None
        if formula:
            cell.value = formula
            self.filled.shown[self.sheet.title, cell.row, cell.column] = value.number
        elif isinstance(shown := plain(value), str):
            put_text(cell, shown)
        else:
            cell.value = shown

    def _value(self, tag: str, row: _Row) -> Value:
        kind, _, name = tag.partition(".")
        if row.line is not None and kind == row.line.kind:
            return row.line.values.get(name)
        return self.filling.values.get(tag)

    def _sum(self, total: Total, row: _Row) -> str | None:
        """SUM over the rows of the total: all of them, or those between this group's row and the next; None when they are not all here."""
        places = self.places.get((total.kind, total.name), [])
        if row.line is not None:
            ends = [place for _, _, place in self.places.get((row.line.kind, total.name), ())]
            next_group = bisect_right(ends, row.place)
            end = ends[next_group] if next_group < len(ends) else len(self._numbers(total))
            places = places[bisect_right(places, row.place, key=_place) : bisect_left(places, end, key=_place)]
        numbers = self._numbers(total)
        if not places or sum(numbers[place] for _, _, place in places) != total.number:
            return None
        ranges = _runs(places)
        return f"=SUM({','.join(ranges)})" if len(ranges) <= MOST_SUMMED else None

    def _added(self, value: Added) -> str | None:
        """SUM over cells that stand once; None when they are not all here or come to something else."""
        numbers = [plain(self.filling.values.get(tag)) for tag in value.tags]
        counts = [number if isinstance(number, int) else 0 for number in numbers]
        if any(tag not in self.once for tag in value.tags) or sum(counts) != value.number:
            return None
        return f"=SUM({','.join(_ranges([self.once[tag] for tag in value.tags]))})"

    def _numbers(self, total: Total) -> list[int]:
        """What each line of the list says under the name, 0 where it is no number or a line of another kind."""
        if (total.kind, total.name) not in self.numbers:
            lines = self.filling.lists[self.known.list_of(total.kind)[0]]
            found = [plain(line.values.get(total.name)) if line.kind == total.kind else 0 for line in lines]
            self.numbers[total.kind, total.name] = [value if isinstance(value, int) else 0 for value in found]
        return self.numbers[total.kind, total.name]


def _place(one: tuple[int, int, int]) -> int:
    return one[2]


def _runs(places: list[tuple[int, int, int]]) -> list[str]:
    """Cells as ranges of neighbours: C10:C19, C21."""
    runs: list[list[int]] = []
    for row, column, _ in places:
        if runs and runs[-1][2] == column and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row, column])
    names = ((get_column_letter(column), first, last) for first, last, column in runs)
    return [f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}" for letter, first, last in names]


def _ranges(cells: list[tuple[int, int]]) -> list[str]:
    """Cells as ranges of neighbours, along a row or down a column: D10:K10, D12."""
    if len({row for row, _ in cells}) > 1:
        return _runs([(row, column, 0) for row, column in cells])
    runs: list[list[int]] = []
    for row, column in cells:
        if runs and runs[-1][2] == column - 1:
            runs[-1][2] = column
        else:
            runs.append([row, column, column])
    names = ((row, get_column_letter(first), get_column_letter(last)) for row, first, last in runs)
    return [f"{first}{row}:{last}{row}" if first != last else f"{first}{row}" for row, first, last in names]
