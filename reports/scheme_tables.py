"""The tables and trends of a scheme: its targets, its communes furthest behind, one target commune by commune, the years to go."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from provinces.register import UnitRef
from reports.filters import PeopleFilter
from reports.many_counts import Question, ask_by_commune
from reports.population import joined
from reports.report import GoalLine, Line, Measure, Query, Row, Table, Trend
from reports.schemes import Progress
from reports.selection import Selection
from reports.sentences import day_text, decimal, in_full, lower_first, number
from reports.shares import Share
from reports.targets import Pace, needed, points_left, required, rounded_points

FURTHEST = 20
"""How many communes the table of those furthest behind has."""

SCHEME, TARGET, PART = "de-an", "chi-tieu", "phan"
"""Query names: a scheme's code; a target's number; of its people, who meets the condition, who does not, or all."""


def targets_table(progress: list[Progress], filters: PeopleFilter, day: date) -> Table:
    """One row a target; nothing adds up, for one person stands in many lines."""
    rows = tuple(_target_row(one, filters) for one in progress)
    return Table(
        "targets", "Các chỉ tiêu", "target", 0, rows, standing_sentence(progress, day), exclusive=False, notes=_target_notes(progress)
    )


def _target_row(one: Progress, filters: PeopleFilter) -> Row:
    query, records = opening(one, filters)
    total = one.now.total
    measures = (
        Measure("baseline", f"Xuất phát {day_text(one.target.baseline_day)}", one.baseline, None),
        Measure("goal", f"Mục tiêu {day_text(one.target.deadline)}", goal_share(one), None, href=target_href(one)),
        Measure("needed", "Còn thiếu", Share(min(needed(one.now, one.percent), total), total), None, said=distance_text(one)),
        Measure("falls_short", "Chưa đạt điều kiện", Share(total - one.now.count, total), None, records=records | {PART: ("chua-dat",)}),
    )
    return Row(
        str(one.target.number),
        f"{one.target.order}. {one.target.label}",
        one.now.count,
        total,
        query,
        measures=measures,
        flags=(one.pace.label,),
        state=one.pace.value,
        records=None if query is not None else records | {PART: ("dat",)},
        total_query=one.population,
    )


def opening(one: Progress, filters: PeopleFilter) -> tuple[Query | None, Query]:
    """What opens those who meet the condition: a query of people where there is one; and the records of the target."""
    return joined(one.population, one.condition, filters.filters), {SCHEME: (one.scheme.code,), TARGET: (str(one.target.number),)}


def target_href(one: Progress) -> str:
    """The page of the scheme at this target: who set it, by which paper, and its history."""
    return f"{reverse('scheme-detail', args=[one.scheme.code])}?ngay={day_text(one.day)}&{TARGET}={one.target.number}"


def goal_share(one: Progress) -> Share:
    """The people that the target asks for, with its own percentage."""
    return Share(required(one.now.total, one.percent), one.now.total, one.percent)


def plain_percent(one: Progress) -> str:
    """The target's percentage without zeros at its end: "90", "73,5"."""
    return decimal(f"{one.percent.normalize():f}")


def distance_text(one: Progress) -> str:
    """ "12,34 điểm"; "" when there is nothing left to go, or nobody."""
    left = points_left(one.now, one.percent)
    return f"{decimal(rounded_points(left))} điểm" if left else ""


def standing_sentence(progress: list[Progress], day: date) -> str:
    """How many targets stand how, and which is the furthest."""
    if not progress:
        return "Đề án chưa có chỉ tiêu nào."
    paces = Counter(one.pace for one in progress)
    told = [f"{paces[pace]} {lower_first(pace.label)}" for pace in Pace if paces[pace]]
    said = f"Ngày {day_text(day)}, trong {number(len(progress))} chỉ tiêu: {', '.join(told)}."
    behind = [one for one in progress if points_left(one.now, one.percent)]
    if not behind:
        return said
    worst = max(behind, key=lambda one: points_left(one.now, one.percent))
    people = number(needed(worst.now, worst.percent))
    return f"{said} Xa nhất: {lower_first(worst.target.label)}, {in_full(worst.now)}, còn {distance_text(worst)}, cần thêm {people} người."


def _target_notes(progress: list[Progress]) -> tuple[str, ...]:
    notes = ["“Còn thiếu” là số người ít nhất phải đạt thêm, khi tổng số không đổi."] if progress else []
    for one in progress:
        if one.target.base_text:
            notes.append(f"Chỉ tiêu {one.target.order}, mẫu số: {one.target.base_text}")
        if one.other is not None:
            notes.append(f"Chỉ tiêu {one.target.order}, nếu hiểu mẫu số theo cách khác: {in_full(one.other)}.")
    return tuple(notes)


def goal_trend(one: Progress, *, id: str) -> Trend:
    """The share from the baseline to the day, and the straight line to the target on its deadline; days to come are empty."""
    shares = {**one.days, one.target.baseline_day: one.baseline}
    days = tuple(sorted({*shares, one.target.deadline}))
    line = Line("now", "Thực hiện", tuple(share if (share := shares.get(day)) and share.total else None for day in days))
    start = one.baseline.percent()
    points = ((one.target.baseline_day, start), (one.target.deadline, one.percent)) if start is not None else ()
    said = f"Từ {in_full(one.baseline)} ngày {day_text(one.target.baseline_day)} đến {in_full(one.now)} ngày {day_text(one.day)}"
    said = f"{said}; mục tiêu {plain_percent(one)}% ngày {day_text(one.target.deadline)}: {lower_first(one.pace.label)}."
    goals = (GoalLine("Đường tới mục tiêu", points),) if points else ()
    return Trend(id, f"{one.target.order}. {one.target.label}", said, days, (line,), goals=goals)


@dataclass(frozen=True)
class Place:
    """A commune and how each target stands there."""

    unit: UnitRef
    shares: tuple[Share, ...]


def places_of(selection: Selection, progress: list[Progress]) -> list[Place]:
    """Every commune of the place, by name, with the shares of the targets in order; one statement."""
    drawn = selection.boundary_day or selection.day
    asked = [
        (Question(selection.day, (one.target.population, one.target.condition)), Question(selection.day, (one.target.population,)))
        for one in progress
    ]
    found = ask_by_commune(selection, [question for pair in asked for question in pair])
    units = [selection.unit] if selection.unit.tier == "commune" else selection.register.children(selection.unit, "commune", drawn)
    return [
        Place(unit, tuple(Share(found[meets].get(unit.id, 0), found[total].get(unit.id, 0)) for meets, total in asked)) for unit in units
    ]


def behind_table(places: list[Place], progress: list[Progress], filters: PeopleFilter) -> Table:
    """The communes with the most targets not reached, then with the most people needed; those without people are left out."""
    ranked = sorted((place for place in places if any(share.total for share in place.shares)), key=lambda place: _rank(place, progress))
    short = [place for place in ranked if _rank(place, progress)[0] < 0]
    rows = tuple(_behind_row(place, progress, filters) for place in short[:FURTHEST])
    said = f"{number(len(short))}/{number(len(ranked))} xã, phường, thị trấn còn ít nhất một chỉ tiêu chưa đạt."
    if rows:
        said = f"{said} Xa nhất: {short[0].unit.full_name}, {rows[0].count}/{rows[0].total} chỉ tiêu chưa đạt."
    notes = (f"Chỉ liệt kê {FURTHEST} đơn vị xa nhất; chọn một chỉ tiêu để xem mọi đơn vị.",) if len(short) > FURTHEST else ()
    return Table(
        "behind",
        "Những xã xa mục tiêu nhất",
        "commune",
        0,
        rows,
        said,
        exclusive=False,
        notes=notes or ("Xếp theo số chỉ tiêu chưa đạt.",),
        unit="chỉ tiêu",
    )


def _rank(place: Place, progress: list[Progress]) -> tuple[int, int, str]:
    """Furthest first: targets not reached, people needed, name."""
    short = [needed(share, one.percent) for share, one in zip(place.shares, progress, strict=True)]
    return -sum(1 for people in short if people), -sum(short), place.unit.sort_key


def _behind_row(place: Place, progress: list[Progress], filters: PeopleFilter) -> Row:
    where = {"xa": (place.unit.code,)}
    measures = []
    for share, one in zip(place.shares, progress, strict=True):
        query, records = opening(one, filters)
        opens = {"query": where | query} if query is not None else {"query": None, "records": where | records | {PART: ("dat",)}}
        measures.append(Measure(f"target_{one.target.number}", f"{one.target.order}. {one.target.label}", share, **opens))
    unreached = -_rank(place, progress)[0]
    counted = sum(1 for share in place.shares if share.total)
    return Row(place.unit.code, place.unit.full_name, unreached, counted, None, measures=tuple(measures))


def communes_table(places: list[Place], one: Progress, filters: PeopleFilter) -> Table:
    """One target in every commune, the furthest first."""
    query, records = opening(one, filters)
    ranked = sorted(places, key=lambda place: (-needed(place.shares[0], one.percent), place.unit.sort_key))
    rows = []
    for place in ranked:
        share, where = place.shares[0], {"xa": (place.unit.code,)}
        lacking = Share(min(needed(share, one.percent), share.total), share.total)
        opens = where | records
        measures = (
            Measure("needed", "Còn thiếu", lacking, None),
            Measure(
                "falls_short",
                "Chưa đạt điều kiện",
                Share(share.total - share.count, share.total),
                None,
                records=opens | {PART: ("chua-dat",)},
            ),
        )
        rows.append(
            Row(
                place.unit.code,
                place.unit.full_name,
                share.count,
                share.total,
                None if query is None else where | query,
                measures=measures,
                records=opens | {PART: ("dat",)} if query is None else None,
                total_query=where | one.population,
            )
        )
    whole = Row("all", "Toàn bộ", one.now.count, one.now.total, query)
    short = sum(1 for row in rows if row.measures[0].share.count)
    said = f"{number(short)}/{number(len(rows))} xã, phường, thị trấn chưa đạt {plain_percent(one)}%."
    return Table("target_communes", "Từng xã, phường, thị trấn", "commune", one.now.total, tuple(rows), said, exclusive=False, whole=whole)
