"""The units of a place: how many all meet the standard, and where most people are still short of it. Pure."""

from reports.report import Measure, Row, Table
from reports.sentences import lower_first
from reports.written.source import Source
from reports.written.words import Part, Words, listed, sentence, words

_KINDS = (("communes", "xã, phường, thị trấn, đặc khu"), ("provinces", "tỉnh, thành phố"))
MOST = 5


def units(source: Source) -> list[Words]:
    """Nothing for a place without parts."""
    for id, several in _KINDS:
        if (table := source.table(id)) is not None:
            return [_met(source, table, several), _furthest(source, table)]
    return []


def _met(source: Source, table: Table, several: str) -> Words:
    inhabited = [row for row in table.rows if row.count]
    if len(inhabited) < 2:
        return ()
    full = [row for row in inhabited if _measure(row, "meets").share.count == row.count]
    none = [row for row in inhabited if not _measure(row, "meets").share.count]
    empty = [row for row in table.rows if not row.count]
    told = [words(source.units(table, full), " đơn vị có toàn bộ cán bộ, công chức đạt chuẩn")] if full else []
    told += [words(source.units(table, none), " đơn vị chưa có người nào đạt chuẩn")] if none else []
    told += [words(source.units(table, empty), " đơn vị chưa có hồ sơ")] if empty else []
    start = words("trong ", source.units(table, list(table.rows)), f" {several}, ")
    return sentence(start, listed(told)) if told else ()


def _furthest(source: Source, table: Table) -> Words:
    short = [row for row in table.rows if _measure(row, "falls_short").share.count]
    if len(short) < 2:
        return ()
    short.sort(key=lambda row: (-_measure(row, "falls_short").share.count, row.key))
    items = []
    for row in short[:MOST]:
        missing = source.measured(table, row, _measure(row, "falls_short"), Part.COUNT)
        items.append(words(f"{_name(row, table)} (", missing, "/", source.count(table, row), " người)"))
    return sentence("các đơn vị còn nhiều người chưa đạt chuẩn nhất gồm ", listed(items))


def _name(row: Row, table: Table) -> str:
    """Its name, with its code where another unit has the same."""
    alike = sum(1 for other in table.rows if other.label == row.label)
    return lower_first(row.label) if alike == 1 else f"{lower_first(row.label)}, mã {row.key}"


def _measure(row: Row, key: str) -> Measure:
    return next(measure for measure in row.measures if measure.key == key)
