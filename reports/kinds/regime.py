"""The same people under every regime: how many met what was asked in 2004, 2012, 2019, 2023, and since 1 July 2025.

Everybody is judged with the facts of the day by each regime's standard for their post (reports/regimes.py); a debt is a part of "chưa đạt",
and a regime that never spoke of a post leaves its holder among those who cannot be judged.
"""

from collections import Counter

from cadres.checklist import regime_year, short_basis
from cadres.regime_spells import Answer
from reports import regimes, sentences
from reports.area_report import area_ref
from reports.report import Measure, Report, Row, Table
from reports.report_kind import ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share


def build(selection: Selection) -> Report:
    """Reads the facts of everybody in the place once. Raises BadRequest where they are too many."""
    asked = regimes.regimes_of(selection.catalogue)
    found = regimes.answers(selection.standings(selection.day), asked, selection.day, selection.catalogue, selection.known_at)
    counted = regimes.count_answers(found, asked)
    area = area_ref(selection)
    return Report(
        title=f"{area.name}: đạt chuẩn theo từng chế độ, ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã đang giữ chức danh; hồ sơ của ngày xem, xét lần lượt theo từng chế độ.",
        rule=rule_text(selection.catalogue.book, selection.day),
        tables=(_table(selection, counted),),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _table(selection: Selection, counted: dict[str, Counter]) -> Table:
    total = max((counts.total() for counts in counted.values()), default=0)
    rows = tuple(
        Row(
            regime,
            f"Chế độ {regime_year(regime)}: {_basis(selection, regime)}",
            counts[Answer.MEETS],
            total,
            {"theo-che-do": (f"{regime}.{Answer.MEETS.value}",)},
            measures=_measures(regime, counts, total),
        )
        for regime, counts in counted.items()
        if counts[Answer.SILENT] < total
    )
    note = (
        "Số người là người đạt. “Không có tiêu chuẩn”: chế độ ấy không nói đến chức danh của họ; chế độ không nói đến ai thì không có dòng."
    )
    return Table("regimes", "Đạt chuẩn nếu xét theo từng chế độ", "regime", total, rows, _said(rows), exclusive=False, notes=(note,))


def _measures(regime: str, counts: Counter, total: int) -> tuple[Measure, ...]:
    """People of the other answers. They go on from no row: each asks its own answer."""
    return tuple(
        Measure(answer.value, answer.label, Share(counts[answer], total), {"theo-che-do": (f"{regime}.{answer.value}",)})
        for answer in Answer
        if answer is not Answer.MEETS
    )


def _basis(selection: Selection, regime: str) -> str:
    rules = [rule for rule in selection.catalogue.book.standards if rule.regime == regime and not rule.provinces]
    return short_basis(max(rules, key=lambda rule: len(rule.positions)).basis) if rules else "tiêu chuẩn riêng của tỉnh"


def _said(rows: tuple[Row, ...]) -> str:
    told = ", ".join(f"{sentences.number(row.count)} người theo chế độ {regime_year(row.key)}" for row in rows)
    return f"Cùng những người ấy: đạt {told}." if rows else "Không có ai để xét."


KIND = ReportKind(
    slug="theo-che-do",
    label="Đạt chuẩn theo từng chế độ",
    says="Cùng những người ấy, nếu xét theo quy định 2004, 2012, 2019, 2023 và hiện nay thì bao nhiêu người đạt, còn nợ, chưa đạt.",
    group="Đạt chuẩn và đào tạo",
    build=build,
)
