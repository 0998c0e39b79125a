"""Text as a cell can hold it: what was typed, never a formula, never a file that will not open.

Pure. A cell keeps its `=`, `+`, `-` or `@`; it is only marked as text (openpyxl would turn a leading `=` into a live formula).
Control characters, which no workbook can hold, are dropped: one of them would leave a file that does not open.
"""

import re

LIMIT = 32_767
"""Characters a cell may hold."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n?")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_OPENS_FORMULA = frozenset("=+-@\t\n＝＋－＠")


def cell_text(text: str) -> str:
    """`text` without characters that a workbook cannot hold, lines broken by `\\n`, at most LIMIT long."""
    return _UNWRITABLE.sub("", _BREAK.sub("\n", text))[:LIMIT]


def coded(text: str) -> str:
    """Text that looks like the format's own code for a character (`_x0041_`), written so that it is read back as typed."""
    return _CODED.sub("_x005F_", text) if "_x" in text else text


def opens_formula(text: str) -> bool:
    """True when a spreadsheet would take typed `text` for a formula; such a cell is marked as text."""
    return text[:1] in _OPENS_FORMULA


def put_text(cell, text: str) -> None:
    """Write text into a cell of openpyxl so that it is text whatever it begins with."""
    said = cell_text(text)
    cell.value = coded(said) or None
    if said:
        cell.data_type = "s"
    if opens_formula(said):
        cell.quotePrefix = True
