"""Invented reports, and a slow, obvious reading of a cell: what a number of a text must be."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from hypothesis import strategies as st

from reports.report import AreaRef, KeyFigure, Line, Measure, Report, Row, Table, Trend
from reports.shares import Share
from reports.written.words import Number, Part

DAY, BEFORE = date(2021, 12, 31), date(2008, 12, 31)
AREA = AreaRef("06", "Tỉnh Bắc Kạn", "province")
CLASSES = {
    "category": (("elected", "Cán bộ"), ("civil_servant", "Công chức")),
    "verdict": (("meets", "Đạt"), ("falls_short", "Chưa đạt"), ("unknown", "Chưa đủ dữ liệu")),
    "professional": (
        ("postgraduate", "Sau đại học"),
        ("university", "Đại học"),
        ("college", "Cao đẳng"),
        ("intermediate", "Trung cấp"),
        ("elementary", "Sơ cấp"),
        ("untrained", "Chưa qua đào tạo"),
        ("unknown", "Chưa có dữ liệu"),
    ),
    "political_theory": (
        ("advanced", "Cao cấp"),
        ("intermediate", "Trung cấp"),
        ("elementary", "Sơ cấp"),
        ("untrained", "Chưa qua đào tạo"),
        ("unknown", "Chưa có dữ liệu"),
    ),
    "general_education": (("upper_secondary", "Trung học phổ thông"), ("primary", "Tiểu học"), ("unknown", "Chưa có dữ liệu")),
    "defence_security": (("group_3", "Đối tượng 3"), ("group_4", "Đối tượng 4"), ("unknown", "Chưa có dữ liệu")),
    "gender": (("male", "Nam"), ("female", "Nữ"), ("unknown", "Chưa có dữ liệu")),
    "ethnic_group": (("01", "Kinh"), ("02", "Tày"), ("unknown", "Chưa có dữ liệu")),
}
QUERIES = {"category": "loai", "verdict": "dat-chuan", "professional": "chuyen-mon", "political_theory": "ly-luan"}


def table(id: str, counts, before=None) -> Table:
    """A distribution; `before` are the counts of the compared day."""
    total, earlier = sum(counts), sum(before) if before is not None else 0
    rows = []
    for place, (key, label) in enumerate(CLASSES[id]):
        was = Share(before[place], earlier) if before is not None else None
        rows.append(Row(key, label, counts[place], total, {QUERIES.get(id, id): (key,)}, before=was))
    return Table(id, id, id, total, tuple(rows))


def report(tables, *, compared=False, **more) -> Report:
    return Report(
        "x",
        AREA,
        DAY,
        "Mỗi người tính một lần.",
        "Xét theo quy định.",
        tables=tuple(tables),
        compared_day=BEFORE if compared else None,
        **more,
    )


@st.composite
def split(draw, total: int, parts: int) -> tuple[int, ...]:
    """Counts that add up; many of them nobody."""
    cuts = sorted(
        draw(st.lists(st.sampled_from((0, total, total // 3, total // 2, max(total - 1, 0))), min_size=parts - 1, max_size=parts - 1))
    )
    edges = [0, *cuts, total]
    return tuple(last - first for first, last in pairwise(edges))


@st.composite
def area_reports(draw) -> Report:
    """Reports of a place: of nobody, of one, of many; compared with a day of nobody, of as many, or with none."""
    compared = draw(st.booleans())
    now, before = draw(st.sampled_from((0, 1, 2, 3, 7, 703, 3604))), draw(st.sampled_from((0, 1, 3, 722)))
    tables = []
    for id, classes in CLASSES.items():
        found = table(id, draw(split(now, len(classes))), draw(split(before, len(classes))) if compared else None)
        tables.append(_with_reasons(found, draw) if id == "verdict" else found)
    tables += [draw(groups(now)), draw(communes(now))]
    shares = tuple(Share(draw(st.integers(0, now)), now) if now else None for _ in range(2))
    trend = Trend("standardization", "Qua các năm", "", (BEFORE, DAY), (Line("meets", "Đạt chuẩn", shares),))
    return report(tables, compared=compared, trends=(trend,))


def _with_reasons(found: Table, draw) -> Table:
    short, unknown = found.rows[1], found.rows[2]
    names = (
        ("missing_professional", "Thiếu chuyên môn, nghiệp vụ"),
        ("missing_informatics", "Thiếu tin học"),
        ("missing_a_and_b", "Thiếu cả"),
    )
    held = [(key, label, draw(st.integers(0, short.count))) for key, label in names]
    reasons = tuple(Measure(key, label, Share(count, short.count), {"thieu": (key,)}) for key, label, count in held if count)
    blank = (Measure("unclear_standard", "Hệ thống chưa có tiêu chuẩn cho chức danh", Share(unknown.count, unknown.count)),)
    rows = (found.rows[0], replace(short, measures=reasons), replace(unknown, measures=blank if unknown.count else ()))
    return replace(found, rows=rows)


@st.composite
def groups(draw, total: int) -> Table:
    rows = []
    for key, count in zip(("party", "council", "committee"), draw(split(total, 3)), strict=True):
        if count:
            rows.append(Row(key, key.title(), count, total, {"nhom": (key,)}, measures=_verdicts(count, draw)))
    return Table("group", "Nhóm", "group", total, tuple(rows))


@st.composite
def communes(draw, total: int) -> Table:
    rows = []
    for place, count in enumerate(draw(split(total, 4))):
        rows.append(
            Row(
                f"0130{place}",
                f"Xã {'Thái Học' if place < 2 else place}",
                count,
                total,
                {"xa": (str(place),)},
                measures=_verdicts(count, draw),
            )
        )
    return Table("communes", "Xã", "commune", total, tuple(rows))


def _verdicts(count: int, draw) -> tuple[Measure, ...]:
    meets = draw(st.integers(0, count))
    shares = (("meets", meets), ("falls_short", count - meets))
    return tuple(Measure(key, key, Share(one, count), {"dat-chuan": (key,)}) for key, one in shares)


@st.composite
def need_reports(draw) -> Report:
    rows = []
    for key, label in (
        ("professional.intermediate", "Chuyên môn, nghiệp vụ: Trung cấp"),
        ("informatics.it_basic", "Tin học: Ứng dụng CNTT cơ bản"),
    ):
        count = draw(st.sampled_from((1, 2, 40)))
        parts = zip(("studying", "retiring", "to_send"), draw(split(count, 3)), strict=True)
        measures = tuple(Measure(part, part, Share(number, count), {"can-hoc": (f"{key}.{part}",)}) for part, number in parts)
        rows.append(Row(key, label, count, count, {"can-hoc": (key,)}, measures=measures))
    shown = tuple(rows[: draw(st.integers(0, 2))])
    return report([Table("courses", "Khóa", "course", sum(row.count for row in shown), shown, exclusive=False)])


@st.composite
def scheme_reports(draw) -> Report:
    rows = []
    for number, (state, flag) in enumerate(
        (("reached", "Đã đạt"), ("behind", "Chậm"), ("missed", "Quá hạn"))[: draw(st.integers(0, 3))], start=1
    ):
        total = draw(st.sampled_from((0, 1, 90)))
        count = draw(st.integers(0, total))
        measures = (
            Measure("goal", "Mục tiêu", Share(total, total, Decimal(90)), None),
            Measure("needed", "Còn thiếu", Share(total - count, total), None),
        )
        rows.append(Row(str(number), f"{number}. Chỉ tiêu {number}", count, total, {}, measures=measures, flags=(flag,), state=state))
    return report([Table("targets", "Chỉ tiêu", "target", 0, tuple(rows), exclusive=False)])


@st.composite
def quality_reports(draw) -> Report:
    people = draw(st.sampled_from((0, 1, 50)))
    bad = [KeyFigure(key, f"{key}: hồ sơ {key}", count := draw(st.integers(0, people)), Share(count, people)) for key in ("sai", "trùng")]
    return report([], key_figures=(KeyFigure("people", "Số người", people), *bad))


def value_of(found: Report, number: Number) -> int | Decimal:
    """What stands in the cell, read the slow way."""
    where = number.where
    if where.table.startswith("trend "):
        trend = next(one for one in found.trends if f"trend {one.id}" == where.table)
        line = next(line for line in trend.lines if line.key == where.rows[0])
        share = line.shares[[day.isoformat() for day in trend.days].index(where.rows[1])]
        return {Part.COUNT: share.count, Part.TOTAL: share.total, Part.SHARE: _percent(share.count, share.total)}[where.part]
    if where.table == "figures":
        figure = next(one for one in found.key_figures if one.key == where.rows[0])
        return figure.count if where.part is Part.COUNT else _percent(figure.count, figure.share.total)
    cells = next(one for one in found.tables if one.id == where.table)
    rows = [row for row in cells.rows if row.key in where.rows]
    assert len(rows) == len(where.rows), where
    if where.part is Part.UNITS:
        return len(rows)
    if where.measure:
        share = next(one for row in rows for one in row.measures if one.key == where.measure).share
        printed = share.printed if share.printed is not None else _percent(share.count, share.total)
        return {Part.COUNT: share.count, Part.TOTAL: share.total, Part.SHARE: printed}[where.part]
    now, was = sum(row.count for row in rows), sum(row.before.count for row in rows if row.before)
    all_now, all_was = rows[0].total if rows else cells.total, cells.rows[0].before.total if cells.rows[0].before else 0
    if where.part is Part.POINTS:
        gained = Decimal(100) * (Decimal(now) / all_now - Decimal(was) / all_was)
        return abs(gained).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if where.part is Part.GAINED:
        return abs(all_now - all_was)
    count, total = (was, all_was) if where.before else (now, all_now)
    return {Part.COUNT: count, Part.TOTAL: total, Part.SHARE: _percent(count, total)}[where.part]


def _percent(count: int, total: int) -> Decimal:
    return (Decimal(100) * count / total).quantize(Decimal("0.01"), ROUND_HALF_UP) if total else Decimal(0)
