"""How wide the columns of a template are: what fits into a row depends on it."""

from collections.abc import Callable

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

_USUAL_WIDTH = 8.43
"""Of a column that says none."""


def widths_of(sheet: Worksheet) -> Callable[[int], float]:
    """How wide a column is, by its number. Neighbours of one width are kept as one by openpyxl, under the letter of the first."""
    told: dict[int, float] = {}
    for letter, one in sheet.column_dimensions.items():
        first = one.min or column_index_from_string(letter)
        for column in range(first, max(first, one.max or 0) + 1):
            told[column] = one.width or _USUAL_WIDTH
    return lambda column: told.get(column, _USUAL_WIDTH)
