"""Who meets the standard, why the others do not, and in which groups of positions. Pure.

Three verdicts add up to everybody; the reasons do not, and the text says so.
"""

from reports.report import Measure, Row, Table
from reports.sentences import day_text, lower_first
from reports.written.distributions import hundred_note, moved
from reports.written.source import Source
from reports.written.words import Part, Words, listed, sentence, words

_VERDICTS = {"meets": "đạt chuẩn", "falls_short": "chưa đạt chuẩn", "unknown": "chưa đủ dữ liệu để kết luận"}
_REASONS_SAID = 3


def verdicts(source: Source) -> Words:
    """How many meet the standard, fall short, cannot be judged; () of nobody."""
    table = source.table("verdict")
    if table is None or not table.total:
        return ()
    held = [row for row in table.rows if row.count]
    start = "đối chiếu với tiêu chuẩn chức danh, "
    if len(held) == 1:
        all_of_them = "toàn bộ " if table.total > 1 else ""
        return sentence(start, all_of_them, source.count(table, held[0]), f" người {_VERDICTS[held[0].key]}")
    parts = [
        words(source.count(table, row), f" người {_VERDICTS[row.key]} ({'' if place else 'chiếm '}", source.share(table, row), ")")
        for place, row in enumerate(held)
    ]
    return words(sentence(start, "có ", listed(parts)), hundred_note(held))


def change(source: Source, *, dated: bool = True) -> Words:
    """How the share of those who meet it moved; `dated` as in distributions.change."""
    table = source.table("verdict")
    if table is None or not source.compared_day or not table.total or not source.people(before=True):
        return ()
    return moved(source, table, [row for row in table.rows if row.key == "meets"], "tỷ lệ đạt chuẩn", dated=dated)


def reasons(source: Source, *, all_of_them: bool = False) -> list[Words]:
    """Of those who fall short, what they lack; with `all_of_them` everything, and why others cannot be judged."""
    table = source.table("verdict")
    if table is None:
        return []
    rows = {row.key: row for row in table.rows}
    told = [_lacking(source, table, rows["falls_short"], None if all_of_them else _REASONS_SAID)]
    if all_of_them:
        told.append(_unclear(source, table, rows["unknown"]))
    return told


def _lacking(source: Source, table: Table, row: Row, most: int | None) -> Words:
    single = [one for one in row.measures if "_and_" not in one.key]
    both = [one for one in row.measures if "_and_" in one.key]
    single.sort(key=lambda one: -one.share.count)
    shown = single[:most]
    if not row.count or not shown:
        return ()
    most_lacking = "các yêu cầu chưa đạt nhiều nhất là: " if len(single) > len(shown) else "các yêu cầu chưa đạt là: "
    only = "yêu cầu chưa đạt là: " if len(single) == 1 else most_lacking
    parts = [_counted(source, table, row, one, lower_first(lower_first(one.label).removeprefix("thiếu "))) for one in shown]
    told = sentence("trong ", source.count(table, row), " người chưa đạt chuẩn, ", only, listed(parts))
    if both:
        told = words(told, " Trong đó có ", source.measured(table, row, both[0]), " người thiếu cả chuyên môn và lý luận chính trị.")
    if len(single) + len(both) > 1:
        told = words(told, " (Một người có thể thiếu nhiều yêu cầu nên các tỷ lệ này không cộng thành 100%.)")
    return told


def _unclear(source: Source, table: Table, row: Row) -> Words:
    shown = sorted(row.measures, key=lambda one: -one.share.count)
    if not row.count or not shown:
        return ()
    parts = [_unclear_part(source, table, row, one) for one in shown]
    told = sentence("trong ", source.count(table, row), " người chưa đủ dữ liệu để kết luận, có ", listed(parts))
    return words(told, " (Một người có thể thiếu dữ liệu ở nhiều mục.)") if len(shown) > 1 else told


def _counted(source: Source, table: Table, row: Row, measure: Measure, label: str) -> Words:
    return words(f"{label} ", source.measured(table, row, measure), " người (", source.measured(table, row, measure, Part.SHARE), ")")


def _unclear_part(source: Source, table: Table, row: Row, measure: Measure) -> Words:
    why = "giữ chức danh chưa có tiêu chuẩn trong hệ thống" if measure.key == "unclear_standard" else lower_first(measure.label)
    return words(source.measured(table, row, measure), f" người {why} (", source.measured(table, row, measure, Part.SHARE), ")")


def groups(source: Source) -> Words:
    """Where the standard is met most and least; () where there are fewer than two groups of positions, or no difference."""
    table = source.table("group")
    if table is None:
        return ()
    held = [(row, measure) for row in table.rows if row.count for measure in row.measures if measure.key == "meets"]
    if len(held) < 2:
        return ()
    held.sort(key=lambda one: -one[1].share.count / one[1].share.total)
    (best, most), (worst, least) = held[0], held[-1]
    if most.share.count * least.share.total == least.share.count * most.share.total:
        return ()
    told = words("theo nhóm chức danh, tỷ lệ đạt chuẩn cao nhất ở nhóm ", _named(best), ", đạt ", _base(source, table, best, most))
    if not least.share.count:
        return sentence(told, "; nhóm ", _named(worst), " chưa có người nào đạt chuẩn trong ", source.count(table, worst), " người")
    return sentence(told, "; thấp nhất ở nhóm ", _named(worst), ", đạt ", _base(source, table, worst, least))


def _named(row: Row) -> str:
    return f"“{row.label}”"


def _base(source: Source, table: Table, row: Row, measure) -> Words:
    share = source.measured(table, row, measure, Part.SHARE)
    return words(share, " (", source.measured(table, row, measure), "/", source.count(table, row), " người)")


def years(source: Source) -> Words:
    """The trend of the standard from its first to its last known day; () when there are no two."""
    trend = next((trend for trend in source.report.trends if any(line.key == "meets" for line in trend.lines)), None)
    if trend is None:
        return ()
    line = next(line for line in trend.lines if line.key == "meets")
    known = [(day, share) for day, share in zip(trend.days, line.shares, strict=True) if share is not None and share.total]
    if len(known) < 2:
        return ()
    points = [_point(source, trend.id, day, share) for day, share in (known[0], known[-1])]
    days = [day_text(known[place][0]) for place in (0, -1)]
    verb, to = _went(known[0][1].percent(), known[-1][1].percent())
    return sentence(f"qua các năm, tỷ lệ đạt chuẩn {verb} ", points[0], f" ngày {days[0]} {to} ", points[1], f" ngày {days[1]}")


def _went(before, after) -> tuple[str, str]:
    """How a share went from one day to another: (verb, preposition)."""
    if before == after:
        return "giữ nguyên, từ", "đến"
    return ("tăng từ", "lên") if after > before else ("giảm từ", "xuống")


def _point(source: Source, trend: str, day, share) -> Words:
    count, total = (source.of_trend(trend, "meets", day, share, part) for part in (Part.COUNT, Part.TOTAL))
    return words(source.of_trend(trend, "meets", day, share), " (", count, "/", total, " người)")
