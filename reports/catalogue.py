"""The catalogue of reports: every kind, by hand, in the order in which people read them.

A new kind is a module in reports/kinds/ and a line here; its page, workbook, JSON and lists of records come with it.
"""

from itertools import groupby

from reports.kinds import (
    age_training,
    attended,
    before_after,
    body,
    concurrent,
    departures,
    intakes,
    lacking,
    moves,
    position,
    quality,
    regime,
    requirement,
    scheme,
    studying,
    succession,
    training,
    training_needs,
    units,
)
from reports.report_kind import Ask, Record, RecordColumn, RecordList, ReportKind

__all__ = ["KINDS", "Ask", "Record", "RecordColumn", "RecordList", "ReportKind", "find_kind", "grouped"]

KINDS: tuple[ReportKind, ...] = (
    position.KIND,
    concurrent.KIND,
    age_training.KIND,
    before_after.KIND,
    body.KIND,
    scheme.KIND,
    units.KIND,
    requirement.KIND,
    lacking.KIND,
    regime.KIND,
    training_needs.KIND,
    training.KIND,
    studying.KIND,
    attended.KIND,
    moves.KIND,
    intakes.KIND,
    succession.KIND,
    departures.KIND,
    quality.KIND,
)

_BY_SLUG = {kind.slug: kind for kind in KINDS}


def find_kind(slug: str) -> ReportKind | None:
    """The kind with this name in addresses."""
    return _BY_SLUG.get(slug)


def grouped() -> list[tuple[str, list[ReportKind]]]:
    """(heading, its kinds) in the order in which the headings first appear."""
    order = list(dict.fromkeys(kind.group for kind in KINDS))
    kinds = sorted(KINDS, key=lambda kind: order.index(kind.group))
    return [(group, list(found)) for group, found in groupby(kinds, key=lambda kind: kind.group)]
