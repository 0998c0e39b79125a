"""The tables of an area: how its people are distributed, how they meet the standard, which posts they hold.

From counts to Table values; rows of exclusive tables add up to everybody.
"""

from collections import Counter
from dataclasses import replace

from cadres.levels import Ladder
from cadres.requirements import CRITERIA, NO_STANDARD
from cadres.standards import Verdict
from cadres.standings.cells import Dimension
from reports import breakdowns, sentences
from reports.breakdowns import LADDERS
from reports.counts import Counts, UnitCounts
from reports.indicators import category
from reports.report import Measure, Row, Table
from reports.selection import Selection
from reports.shares import Share


def area_tables(selection: Selection, now: Counts, before: Counts | None, units: dict[int, UnitCounts]) -> list[Table]:
    """Every table but those of the parts; `units` bring the ages."""
    tables = [
        _category_table(now, before),
        _verdict_table(now, before),
        _group_table(now, before),
        *(_breakdown_table(LADDERS[ladder], now, before) for ladder in LADDER_ORDER),
        _position_table(selection, now, before),
        _breakdown_table(breakdowns.SEXES, now, before),
        _breakdown_table(breakdowns.ETHNIC, now, before, only_held=True),
    ]
    ages = Counter()
    for counted in units.values():
        ages.update(counted.ages)
    if selection.unit is not None or not selection.is_plain:
        tables.append(_age_table(ages, now.people))
    return tables


LADDER_ORDER = (
    Ladder.PROFESSIONAL,
    Ladder.POLITICAL_THEORY,
    Ladder.GENERAL_EDUCATION,
    Ladder.STATE_MANAGEMENT,
    Ladder.INFORMATICS,
    Ladder.DEFENCE_SECURITY,
)


def _table(id: str, label: str, rows: list[Row], total: int, sentence: str | None = None, **options) -> Table:
    found = tuple(rows)
    return Table(id, label, id, total, found, sentences.distribution(found, total) if sentence is None else sentence, **options)


def _row(key: str, label: str, count: int, counts: Counts, query: dict, before: Counts | None, count_before: int = 0) -> Row:
    return Row(key, label, count, counts.people, query, before=Share(count_before, before.people) if before else None)


def _breakdown_table(breakdown: breakdowns.Breakdown, now: Counts, before: Counts | None, *, only_held: bool = False) -> Table:
    """With `only_held` the rows of nobody are left out; such rows are names ("Kinh") and stay capitalised in the sentence."""
    rows = []
    for choice in breakdown.choices:
        count = breakdown.count(now.cells, choice)
        earlier = breakdown.count(before.cells, choice) if before else 0
        if only_held and not count and not earlier:
            continue
        rows.append(_row(choice.slug, choice.label, count, now, {breakdown.query: (choice.slug,)}, before, earlier))
    said = sentences.distribution(tuple(rows), now.people, names=only_held)
    return _table(breakdown.id, breakdown.label, rows, now.people, said)


def _category_table(now: Counts, before: Counts | None) -> Table:
    rows = [
        _row(
            choice.slug,
            choice.label,
            category(now, place),
            now,
            {"loai": (choice.slug,)},
            before,
            category(before, place) if before else 0,
        )
        for place, choice in enumerate(breakdowns.CATEGORIES)
    ]
    return _table("category", "Cán bộ, công chức", rows, now.people)


def _verdict_table(now: Counts, before: Counts | None) -> Table:
    reasons = {Verdict.FALLS_SHORT: _missing(now), Verdict.UNKNOWN: _unclear(now)}
    rows = []
    for verdict in (Verdict.MEETS, Verdict.FALLS_SHORT, Verdict.UNKNOWN):
        earlier = before.verdict(verdict) if before else 0
        row = _row(verdict.slug, verdict.label, now.verdict(verdict), now, {"dat-chuan": (verdict.slug,)}, before, earlier)
        rows.append(replace(row, measures=reasons.get(verdict, ())))
    note = "Một người có thể thiếu nhiều yêu cầu, nên các lý do không cộng thành số người chưa đạt."
    return _table("verdict", "Đạt chuẩn", rows, now.people, sentences.verdicts(*(row.count for row in rows)), notes=(note,))


def _missing(counts: Counts) -> tuple[Measure, ...]:
    """Why people fall short: each criterion, and professional and political theory together."""
    short = counts.verdict(Verdict.FALLS_SHORT)
    reasons = [((slug,), bit, f"Thiếu {sentences.lower_first(label)}") for slug, label, bit in CRITERIA]
    both = (Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY)
    reasons.append((tuple(ladder.value for ladder in both), sum(ladder.bit for ladder in both), "Thiếu cả chuyên môn và lý luận"))
    found = []
    for slugs, mask, label in reasons:
        count = sum(number for key, number in counts.standard if key.missing & mask == mask)
        if count:
            found.append(Measure(f"missing_{'_and_'.join(slugs)}", label, Share(count, short), {"thieu": slugs}))
    return tuple(found)


def _unclear(counts: Counts) -> tuple[Measure, ...]:
    """Why people cannot be judged: something that is not on record, or no standard for the position."""
    unknown = counts.verdict(Verdict.UNKNOWN)
    reasons = [(bit, slug, f"Chưa có dữ liệu {sentences.lower_first(label)}") for slug, label, bit in CRITERIA]
    reasons.append((NO_STANDARD, "standard", "Hệ thống chưa có tiêu chuẩn cho chức danh"))
    found = []
    for bit, slug, label in reasons:
        count = sum(number for key, number in counts.standard if not key.missing and key.unclear & bit)
        if count:
            query = {"dat-chuan": ("unknown",), "chua-ro": (slug,)}
            found.append(Measure(f"unclear_{slug}", label, Share(count, unknown), query))
    return tuple(found)


def _group_table(now: Counts, before: Counts | None) -> Table:
    rows = []
    for place, choice in enumerate(breakdowns.POSITION_GROUPS):
        count, earlier = _in_group(now, place), _in_group(before, place) if before else 0
        if count or earlier:
            row = _row(choice.slug, choice.label, count, now, {"nhom": (choice.slug,)}, before, earlier)
            rows.append(replace(row, measures=_verdict_measures(now, place, count)))
    return _table(
        "group",
        "Đạt chuẩn theo nhóm chức danh",
        rows,
        now.people,
        "Trong mỗi nhóm, bao nhiêu người đạt chuẩn; tỷ lệ trên số người của nhóm.",
    )


def _verdict_measures(counts: Counts, place: int, total: int) -> tuple[Measure, ...]:
    return tuple(
        Measure(verdict.slug, verdict.label, Share(_in_group(counts, place, verdict), total), {"dat-chuan": (verdict.slug,)})
        for verdict in (Verdict.MEETS, Verdict.FALLS_SHORT, Verdict.UNKNOWN)
    )


def _in_group(counts: Counts, place: int, verdict: Verdict | None = None) -> int:
    return sum(number for key, number in counts.standard if key.group == place and (verdict is None or key.verdict is verdict))


def _position_table(selection: Selection, now: Counts, before: Counts | None) -> Table:
    rows = []
    for position in sorted(selection.catalogue.by_code.values(), key=lambda position: position.order):
        cell = (Dimension.POSITION.value, position.id)
        count, earlier = now.cells.get(cell, 0), before.cells.get(cell, 0) if before else 0
        if count or earlier:
            rows.append(_row(position.code, position.label, count, now, {"giu": (position.code,)}, before, earlier))
    held = sum(row.count for row in rows)
    said = f"{sentences.number(now.people)} người giữ {sentences.number(held)} chức danh."
    notes = ("Người kiêm nhiệm được tính ở mỗi chức danh họ giữ.",) if held != now.people else ()
    return _table("position", "Chức danh", rows, now.people, said, exclusive=held == now.people, notes=notes)


def _age_table(ages: Counter, total: int) -> Table:
    rows = [Row(band.slug, band.label, ages[band.slug], total, {"tuoi": (band.slug,)}) for band in breakdowns.AGE_BANDS]
    unknown = total - sum(row.count for row in rows)
    rows.append(Row(breakdowns.NO_BIRTH.slug, breakdowns.NO_BIRTH.label, unknown, total, {"tuoi": ("unknown",)}))
    return _table("age_band", "Độ tuổi", rows, total)
