"""The remainder class: where a report is asked to round so, the last class of each distribution is what is left of 100 %.

Pure. Only tables whose rows add up and whose sentence names one class are written so: their sentence is then made anew.
"""

from dataclasses import replace

from reports import sentences
from reports.report import Report, Row, Table
from reports.rounding import column, in_force, remainder_place


def with_remainders(report: Report) -> Report:
    """The report with its remainders; unchanged when the rounding in force asks for none."""
    if not in_force().remainder:
        return report
    return replace(report, tables=tuple(map(_with_remainder, report.tables)))


def _with_remainder(table: Table) -> Table:
    named = {sentences.distribution(table.rows, table.total, names=names): names for names in (True, False)}
    place = remainder_place([row.count for row in table.rows], table.total)
    if not table.exclusive or place is None or table.sentence not in named or any(row.attained for row in table.rows):
        return table
    rows = _rows(table.rows, table.total)
    note = f"Tỷ lệ của “{rows[place].label}” là phần còn lại: 100% trừ các dòng khác."
    said = sentences.distribution(rows, table.total, names=named[table.sentence])
    return replace(table, rows=rows, sentence=said, notes=(*table.notes, note))


def _rows(rows: tuple[Row, ...], total: int) -> tuple[Row, ...]:
    printed = column([row.count for row in rows], total)
    rows = tuple(replace(row, printed=percent) for row, percent in zip(rows, printed, strict=True))
    before = [row.before for row in rows]
    if not all(before) or len({share.total for share in before}) != 1:
        return rows
    earlier = column([share.count for share in before], before[0].total)
    shares = (replace(share, printed=percent) for share, percent in zip(before, earlier, strict=True))
    return tuple(replace(row, before=share) for row, share in zip(rows, shares, strict=True))
