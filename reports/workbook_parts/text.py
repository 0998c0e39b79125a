"""Text as a cell can hold it, for the renderings of this floor; the rule stands on the ground (chuanxa/exports/cells.py). Pure."""

from chuanxa.exports.cells import LIMIT, cell_text, coded, opens_formula

__all__ = ["LIMIT", "cell_text", "coded", "opens_formula"]
