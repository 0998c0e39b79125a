"""The cells of one person's line, read by what their columns mean; what cannot be read is a problem at its cell. Pure."""

from collections.abc import Callable

from cadres.aliases import Unreadable
from cadres.importing.layout import Layout
from cadres.importing.rows import Problem, Reading, RowForm
from cadres.importing.sheet import Sheet, Value
from chuanxa.partial_dates import UnreadableDate


class LineCells:
    """What every reader of a line needs: the sheet, the layout of its header block, and the cells of the line."""

    sheet: Sheet
    layout: Layout
    reading: Reading
    by_meaning: dict[str, int]
    cells: tuple[Value, ...]

    def _value(self, form: RowForm, meaning: str) -> Value:
        place = self.by_meaning.get(meaning)
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def _try(self, form: RowForm, meaning: str, read: Callable, *arguments):
        """read(…), or None with an error at the cell."""
        try:
            return read(*arguments)
        except (Unreadable, UnreadableDate) as error:
            form.errors.append(Problem(str(error), form.columns.get(meaning), meaning))
            return None

    def _warn(self, form: RowForm, says: str, meaning: str) -> None:
        if says:
            form.warnings.append(Problem(says, form.columns.get(meaning), meaning))

    def _header(self, meaning: str) -> str:
        return next((column.header for column in self.layout.columns if column.meaning == meaning), "")
