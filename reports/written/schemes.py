"""How the schemes of a province stand: targets reached, on track, behind, missed; and what each that is not reached still lacks. Pure."""

from reports.report import Measure, Row, Table
from reports.sentences import lower_first
from reports.written.source import Source
from reports.written.words import Part, Words, listed, sentence, words

_REACHED = "reached"


def scheme(source: Source, name: str) -> list[Words]:
    """One sentence of all targets, and one for each that is not reached; nothing of a scheme without targets."""
    table = source.table("targets")
    if table is None:
        return []
    states: dict[str, list[Row]] = {}
    for row in table.rows:
        states.setdefault(row.state, []).append(row)
    parts = [words(source.units(table, rows), f" chỉ tiêu {lower_first(rows[0].flags[0])}") for rows in states.values()]
    total = source.units(table, list(table.rows))
    if len(parts) == 1:
        several = "cả " if total.value > 1 else ""
        first = sentence(f"{name} có ", total, f" chỉ tiêu, {several}{lower_first(table.rows[0].flags[0])}")
    else:
        first = sentence(f"{name} có ", total, " chỉ tiêu, trong đó ", listed(parts))
    return [first, *(words("- ", _target(source, table, row)) for row in table.rows if row.state != _REACHED)]


def _target(source: Source, table: Table, row: Row) -> Words:
    goal, left = _measure(row, "goal"), _measure(row, "needed")
    told = words(f"chỉ tiêu “{_label(row)}”: ")
    if not row.total:
        return sentence(told, "chưa có người nào trong diện tính")
    if row.count:
        told = words(told, "đạt ", source.share(table, row), " (", source.count(table, row), "/", _total(source, table, row), " người)")
    else:
        told = words(told, "chưa có người nào đạt trong ", _total(source, table, row), " người")
    told = words(told, ", mục tiêu ", source.measured(table, row, goal, Part.SHARE))
    return sentence(told, *((", còn thiếu ", source.measured(table, row, left), " người") if left.share.count else ()))


def _total(source: Source, table: Table, row: Row):
    return source.measured(table, row, _measure(row, "goal"), Part.TOTAL)


def _label(row: Row) -> str:
    """Without the number of order in front."""
    order, dot, label = row.label.partition(". ")
    return label if dot and order.isdigit() else row.label


def _measure(row: Row, key: str) -> Measure:
    return next(measure for measure in row.measures if measure.key == key)
