"""Where the rows of a template come to stand in a filled file, and formulas that follow them.

Pure. A formula of a row that stands once speaks of all copies of a repeated row; one inside a repeated row speaks of its own copy.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REFERENCE = re.compile(
    r"(\"[^\"]*\")|('[^']*'!|[A-Za-z_][A-Za-z0-9_.]*!)|((?<![A-Za-z0-9_.])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?:\s*:\s*\$?[A-Z]{1,3}\$?[0-9]{1,7})?(?![A-Za-z0-9_(]))"
)
_ONE = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Moves:
    """Row of the template → rows of the filled file."""

    to: dict[int, tuple[int, ...]]

    @classmethod
    def of(cls, sources: Sequence[int]) -> "Moves":
        """`sources`: the template's row of every row of the filled file, from the first on."""
        found: dict[int, list[int]] = {}
        for at, source in enumerate(sources, start=1):
            found.setdefault(source, []).append(at)
        return cls({source: tuple(rows) for source, rows in found.items()})

    def all(self, row: int) -> tuple[int, ...]:
        return self.to.get(row, ())

    def first(self, row: int) -> int:
        """0 when the row was left out or lies below everything."""
        return min(self.all(row), default=0)

    def last(self, row: int) -> int:
        return max(self.all(row), default=0)


def moved_formula(formula: str, source: int, at: int, moves: Moves) -> str:
    """The formula that stood in row `source` of the template, now in row `at`. References to other sheets are left alone."""
    parts, end, elsewhere = [], 0, False
    for found in _REFERENCE.finditer(formula):
        parts.append(formula[end : found.start()])
        _, sheet, reference = found.groups()
        if reference and not (elsewhere and found.start() == end):
            parts.append(_reference(reference, source, at, moves))
        else:
            parts.append(found.group(0))
        elsewhere, end = bool(sheet), found.end()
    return "".join([*parts, formula[end:]])


def _reference(reference: str, source: int, at: int, moves: Moves) -> str:
    ends = _ONE.findall(reference)
    first, last = ends[0], ends[-1]
    top = _row(int(first[1]), source, at, moves, moves.first)
    bottom = _row(int(last[1]), source, at, moves, moves.last)
    if len(ends) == 1:
        return f"{first[0]}{top}" if top == bottom or int(first[1]) == source else f"{first[0]}{top}:{first[0]}{bottom}"
    return f"{first[0]}{top}:{last[0]}{bottom}"


def _row(row: int, source: int, at: int, moves: Moves, way) -> int:
    return at if row == source else (way(row) or row)
