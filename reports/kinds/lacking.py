"""Thiếu gì: positions against requirements. Everybody stands once, under the primary post by which they are judged."""

from collections import Counter, defaultdict

from cadres.requirements import CRITERIA
from cadres.standards import Verdict
from reports import sentences
from reports.area_report import area_ref
from reports.counts import counts_of
from reports.report import Measure, Report, Row, Table
from reports.report_kind import ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share


def build(selection: Selection) -> Report:
    """One grouping by position, verdict and what is missing."""
    area = area_ref(selection)
    return Report(
        title=f"{area.name}: mỗi chức danh thiếu gì, ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã đang giữ chức danh; mỗi người tính một lần, ở chức danh chính.",
        rule=rule_text(selection.catalogue.book, selection.day),
        tables=(_matrix(selection),),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _matrix(selection: Selection) -> Table:
    people: Counter = Counter()
    short: Counter = Counter()
    lacking: dict[int, Counter] = defaultdict(Counter)
    for (position, verdict, missing), number in counts_of(selection, selection.day, "position_id", "verdict", "missing").items():
        people[position] += number
        short[position] += number if verdict == Verdict.FALLS_SHORT else 0
        for slug, _, bit in CRITERIA:
            lacking[position][slug] += number if missing & bit else 0
    total = people.total()
    asked = [(slug, label) for slug, label, _ in CRITERIA if any(counts[slug] for counts in lacking.values())]
    query = {"dat-chuan": ("falls_short",)}
    rows = tuple(
        Row(
            row.code,
            row.label,
            short[row.id],
            people[row.id],
            {"chuc-danh-chinh": (row.code,), **query},
            measures=_measures(asked, people[row.id], lacking[row.id]),
        )
        for row in sorted(selection.catalogue.by_code.values(), key=lambda row: row.order)
        if people[row.id]
    )
    whole = sum(lacking.values(), Counter())
    last = Row("whole", "Tổng số", short.total(), total, query, measures=_measures(asked, total, whole)) if rows else None
    note = "Số người là người chưa đạt, kể cả người còn trong hạn nợ; một người có thể thiếu nhiều yêu cầu."
    said = _said(asked, whole, total)
    return Table("lacking", "Chức danh và yêu cầu còn thiếu", "position", short.total(), rows, said, notes=(note,), whole=last)


def _measures(asked: list[tuple[str, str]], total: int, lacking: Counter) -> tuple[Measure, ...]:
    return tuple(
        Measure(slug, f"Thiếu {sentences.lower_first(label)}", Share(lacking[slug], total), {"thieu": (slug,)}) for slug, label in asked
    )


def _said(asked: list[tuple[str, str]], whole: Counter, total: int) -> str:
    if not asked:
        return "Không ai thiếu yêu cầu nào xét được."
    slug, label = max(asked, key=lambda one: whole[one[0]])
    share = Share(whole[slug], total)
    base = f"{sentences.number(share.count)} / {sentences.number(total)} người"
    return f"Thiếu nhiều nhất là {sentences.lower_first(label)}: {base} ({sentences.percent(share)})."


KIND = ReportKind(
    slug="thieu-gi",
    label="Mỗi chức danh thiếu gì",
    says="Bảng chức danh và yêu cầu: bao nhiêu người chưa đạt, thiếu điều nào; mỗi ô mở đúng những người ấy.",
    group="Đạt chuẩn và đào tạo",
    build=build,
)
