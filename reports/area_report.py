"""The report of an area on a day: head-count, distributions, standard, units, trend.

From a selection to a Report value. The counting is done by counts.py; everything here is arithmetic and words.
"""

from collections import Counter
from dataclasses import replace
from datetime import date

from cadres.levels import STANDING_LADDERS, Ladder
from cadres.standards import NO_STANDARD, Verdict
from cadres.standings.cells import Dimension
from reports import breakdowns, sentences
from reports.breakdowns import LADDERS, PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE, reaching
from reports.counts import Counts, UnitCounts, counts_by_unit, counts_on
from reports.report import AreaRef, KeyFigure, Line, Measure, Report, Row, Table, Trend
from reports.rule import marks, rule_text
from reports.selection import Selection
from reports.shares import Share
from reports.unit_tables import unit_tables

POPULATION = "Cán bộ, công chức cấp xã đang giữ chức danh; mỗi người tính một lần, theo chức danh chính."
_KEY_LADDERS = (
    ("professional_intermediate", Ladder.PROFESSIONAL, PROFESSIONAL_INTERMEDIATE, "Chuyên môn từ trung cấp trở lên"),
    ("theory_intermediate", Ladder.POLITICAL_THEORY, THEORY_INTERMEDIATE, "Lý luận chính trị từ trung cấp trở lên"),
)
TREND_YEARS = 10


def area_report(selection: Selection) -> Report:
    """The whole report: a fixed number of queries, whatever the area."""
    days = trend_days(selection.day)
    compared = selection.compared_day
    found = counts_on(selection, [selection.day, *days, *([compared] if compared else [])])
    now, before = found[selection.day], found[compared] if compared else None
    tier = _parts_tier(selection)
    units = counts_by_unit(selection, tier, selection.day) if tier else {}
    if not tier:
        units = {0: _own_ages(selection)}
    area = area_ref(selection)
    return Report(
        title=f"{area.name}: cán bộ, công chức cấp xã ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population=POPULATION,
        rule=rule_text(selection.catalogue.book, selection.day),
        key_figures=_key_figures(now, before, compared),
        tables=(*_tables(selection, now, before, units), *unit_tables(selection, tier, units)),
        trends=_trends(found, days, selection),
        filters=selection.filter.described(),
        compared_day=compared,
        known_at=selection.known_at,
    )


def area_ref(selection: Selection) -> AreaRef:
    """The nation has no code; somebody whose scope is smaller sees "Phạm vi của tôi"."""
    if selection.unit is None:
        return AreaRef("", "Cả nước" if selection.reach.everywhere else "Phạm vi được giao", "nation")
    return AreaRef(selection.unit.code, selection.unit.full_name, selection.unit.tier)


def trend_days(day: date) -> tuple[date, ...]:
    """The ends of the ten years before `day`, from 2004 on, and the day itself."""
    ends = [date(year, 12, 31) for year in range(max(2004, day.year - TREND_YEARS), day.year)]
    return (*ends, day)


def _parts_tier(selection: Selection) -> str | None:
    if selection.unit is None:
        return "province"
    return None if selection.unit.tier == "commune" else "commune"


def _own_ages(selection: Selection) -> UnitCounts:
    return counts_by_unit(selection, "commune", selection.day).get(selection.unit.id, UnitCounts())


# --- key figures ------------------------------------------------------------------------------------------------------------


def _key_figures(now: Counts, before: Counts | None, day: date | None) -> tuple[KeyFigure, ...]:
    return (
        _head_count(now, before, day),
        _meeting(now, before, day),
        *(_reaching(now, before, day, *one) for one in _KEY_LADDERS),
        _unknown(now, before, day),
    )


def _head_count(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    elected, servants = (_category(now, place) for place in (0, 1))
    delta = sentences.head_count_change(now.people, before.people, day) if before else ("", "same")
    base = f"{sentences.number(elected)} cán bộ · {sentences.number(servants)} công chức"
    return KeyFigure("people", "Cán bộ, công chức cấp xã", now.people, base=base, delta=delta[0], direction=delta[1])


def _share_figure(key: str, label: str, share: Share, before: Share | None, day: date | None, query: dict) -> KeyFigure:
    delta = sentences.change(share, before, day) if before else ("", "same")
    base = f"{sentences.number(share.count)} / {sentences.number(share.total)} người"
    return KeyFigure(key, label, share.count, share, base, query, delta=delta[0], direction=delta[1])


def _meeting(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    query = {"dat-chuan": ("meets",)}
    return _share_figure(
        "meets", "Đạt chuẩn chức danh", _verdict_share(now, Verdict.MEETS), before and _verdict_share(before, Verdict.MEETS), day, query
    )


def _unknown(now: Counts, before: Counts | None, day: date | None) -> KeyFigure:
    query = {"dat-chuan": ("unknown",)}
    share = _verdict_share(now, Verdict.UNKNOWN)
    return _share_figure("unknown", "Chưa đủ dữ liệu để kết luận", share, before and _verdict_share(before, Verdict.UNKNOWN), day, query)


def _reaching(now: Counts, before: Counts | None, day: date | None, key: str, ladder: Ladder, minimum: int, label: str) -> KeyFigure:
    breakdown = LADDERS[ladder]

    def share(counts: Counts) -> Share:
        return Share(counts.at_least(breakdown.dimension, minimum), counts.people)

    return _share_figure(key, label, share(now), before and share(before), day, {breakdown.query: reaching(ladder, minimum)})


def _verdict_share(counts: Counts, verdict: Verdict) -> Share:
    return Share(counts.verdict(verdict), counts.people)


def _category(counts: Counts, place: int) -> int:
    return sum(number for key, number in counts.standard() if key.category == place)


# --- tables -----------------------------------------------------------------------------------------------------------------


def _tables(selection: Selection, now: Counts, before: Counts | None, units: dict[int, UnitCounts]) -> list[Table]:
    tables = [
        _category_table(now, before),
        _verdict_table(now, before),
        _group_table(now, before),
        *(_breakdown_table(LADDERS[ladder], now, before) for ladder in _ORDER),
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


_ORDER = (
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
    rows = []
    for choice in breakdown.choices:
        count = breakdown.count(now.cells, choice)
        earlier = breakdown.count(before.cells, choice) if before else 0
        if only_held and not count and not earlier:
            continue
        rows.append(_row(choice.slug, choice.label, count, now, {breakdown.query: (choice.slug,)}, before, earlier))
    return _table(breakdown.id, breakdown.label, rows, now.people)


def _category_table(now: Counts, before: Counts | None) -> Table:
    rows = [
        _row(
            choice.slug,
            choice.label,
            _category(now, place),
            now,
            {"loai": (choice.slug,)},
            before,
            _category(before, place) if before else 0,
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
    """Why people fall short: each ladder, and professional and political theory together."""
    short = counts.verdict(Verdict.FALLS_SHORT)
    reasons = [((ladder,), f"Thiếu {sentences.lower_first(ladder.label)}") for ladder in STANDING_LADDERS]
    reasons.append(((Ladder.PROFESSIONAL, Ladder.POLITICAL_THEORY), "Thiếu cả chuyên môn và lý luận"))
    found = []
    for ladders, label in reasons:
        mask = sum(ladder.bit for ladder in ladders)
        count = sum(number for key, number in counts.standard() if key.missing & mask == mask)
        if count:
            slug = "_and_".join(ladder.value for ladder in ladders)
            found.append(Measure(f"missing_{slug}", label, Share(count, short), {"thieu": tuple(ladder.value for ladder in ladders)}))
    return tuple(found)


def _unclear(counts: Counts) -> tuple[Measure, ...]:
    """Why people cannot be judged: a level that is not on record, or no standard for the position."""
    unknown = counts.verdict(Verdict.UNKNOWN)
    reasons = [(ladder.bit, ladder.value, f"Chưa có dữ liệu {sentences.lower_first(ladder.label)}") for ladder in STANDING_LADDERS]
    reasons.append((NO_STANDARD, "standard", "Hệ thống chưa có tiêu chuẩn cho chức danh"))
    found = []
    for bit, slug, label in reasons:
        count = sum(number for key, number in counts.standard() if not key.missing and key.unclear & bit)
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
    return sum(number for key, number in counts.standard() if key.group == place and (verdict is None or key.verdict is verdict))


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


# --- trends -----------------------------------------------------------------------------------------------------------------


def _trends(found: dict[date, Counts], days: tuple[date, ...], selection: Selection) -> tuple[Trend, ...]:
    """How the shares moved, and each ladder's distribution over the years."""
    lines = [_line("meets", "Đạt chuẩn", [(found[day].verdict(Verdict.MEETS), found[day].people) for day in days])]
    for key, ladder, minimum, label in _KEY_LADDERS:
        dimension = LADDERS[ladder].dimension
        lines.append(_line(key, label, [(found[day].at_least(dimension, minimum), found[day].people) for day in days]))
    trends = [_trend("standardization", "Chuẩn hóa qua các năm", days, lines, selection)]
    trends += [_ladder_trend(found, days, ladder, selection) for ladder in _ORDER]
    return tuple(trends)


def _ladder_trend(found: dict[date, Counts], days: tuple[date, ...], ladder: Ladder, selection: Selection) -> Trend:
    breakdown = LADDERS[ladder]
    lines = [
        _line(choice.slug, choice.label, [(breakdown.count(found[day].cells, choice), found[day].people) for day in days])
        for choice in breakdown.choices
    ]
    return _trend(breakdown.id, f"{breakdown.label} qua các năm", days, lines, selection)


def _line(key: str, label: str, counted: list[tuple[int, int]]) -> Line:
    return Line(key, label, tuple(Share(count, total) if total else None for count, total in counted))


def _trend(id: str, title: str, days: tuple[date, ...], lines: list[Line], selection: Selection) -> Trend:
    trend = Trend(id, title, "", days, tuple(lines), marks(days, selection.catalogue.book, selection.register, selection.unit))
    return Trend(id, title, sentences.trend(trend) if id == "standardization" else "", days, tuple(lines), trend.marks)
