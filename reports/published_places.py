"""The numbers that a page of this system shows, to choose one from: its tables, their rows, and the columns of each row.

A place is written as a short JSON list [table, row, column]; an empty row is the table's total.
"""

import json
from collections.abc import Iterator

from reports.computed import Resolver, Unresolved
from reports.published.numbers import written
from reports.report import Report, Row, Table

MOST_ROWS = 80
"""Rows offered of one table: a longer one is narrowed by the page's own filters first."""

Choice = tuple[str, str]


def places_on(resolver: Resolver, page: str, query: str) -> list[tuple[str, list[Choice]]]:
    """[(title of a table, [(place, label)])] of the page as the reader gets it; empty where no number stands there."""
    try:
        report: Report = resolver.report(page, query)
    except Unresolved:
        return []
    return [(f"{table.title} ({table.id})", list(_of_table(table))) for table in report.tables]


def place_of(table: str, row: str = "", measure: str = "") -> str:
    """The text of a place."""
    return json.dumps([table, row, measure], ensure_ascii=False)


def read_place(text: str) -> tuple[str, str, str] | None:
    """(table, row, column) of a place's text; None for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    fits = isinstance(found, list) and len(found) == 3 and all(isinstance(part, str) for part in found)
    return tuple(found) if fits else None


def _of_table(table: Table) -> Iterator[Choice]:
    yield place_of(table.id), f"Tổng của bảng: {written(table.total)}"
    for row in (*table.rows[:MOST_ROWS], *([table.whole] if table.whole else [])):
        yield place_of(table.id, row.key), f"{row.label}: {_told(row)}"
        for measure in row.measures:
            share = measure.share
            yield place_of(table.id, row.key, measure.key), f"{row.label} › {measure.label}: {written(share.count)}/{written(share.total)}"


def _told(row: Row) -> str:
    return f"{written(row.count)}/{written(row.total)}" if row.total else written(row.count)
