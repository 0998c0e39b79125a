"""Who meets what: the verdict with debts and exemptions told apart, exactly what is missing, and each requirement by itself.

A debt is a part of "chưa đạt" and an exemption a part of "đạt" (Verdict): they are shown as parts, never added beside them.
"""

from collections import Counter
from collections.abc import Callable

from cadres.requirements import CRITERIA, NO_STANDARD
from cadres.standards import Verdict
from cadres.standings.cells import StandardKey
from reports import sentences
from reports.area_report import area_ref
from reports.counts import Counts, counts_on
from reports.report import KeyFigure, Measure, Query, Report, Row, Table
from reports.report_kind import ReportKind
from reports.rule import rule_text
from reports.selection import Selection
from reports.shares import Share

MOST_SETS = 12
"""Sets of missing requirements beyond so many stand together in one row."""


def build(selection: Selection) -> Report:
    """One reading of the tallies."""
    now = counts_on(selection, [selection.day])[selection.day]
    area = area_ref(selection)
    return Report(
        title=f"{area.name}: đạt chuẩn theo từng yêu cầu, ngày {sentences.day_text(selection.day)}",
        area=area,
        day=selection.day,
        population="Cán bộ, công chức cấp xã đang giữ chức danh; mỗi người xét theo chức danh chính.",
        rule=rule_text(selection.catalogue.book, selection.day),
        key_figures=_figures(now),
        tables=(
            _verdicts(now),
            _sets(now),
            _of_mask(now, "unclear", "Chưa rõ", "Yêu cầu mà hồ sơ chưa đủ để kết luận.", "chua-ro"),
            _criteria(now),
            _of_mask(now, "exempt", "Được miễn, hạ mức", "Yêu cầu mà một người đạt nhờ được miễn hoặc hạ mức.", "mien"),
        ),
        filters=selection.filter.described(),
        known_at=selection.known_at,
    )


def _people(counts: Counts, wanted: Callable[[StandardKey], object]) -> int:
    return sum(number for key, number in counts.standard if wanted(key))


def _only_owing(key: StandardKey) -> bool:
    return bool(key.missing) and key.missing == key.owed


def _figures(now: Counts) -> tuple[KeyFigure, ...]:
    total = now.people
    figures = (
        ("meets", "Đạt chuẩn", now.verdict(Verdict.MEETS), {"dat-chuan": ("meets",)}),
        ("owing", "Chưa đạt nhưng còn trong hạn nợ", _people(now, _only_owing), {"tinh-trang": ("owes_all",)}),
        (
            "missing",
            "Chưa đạt, có điều không được nợ",
            _people(now, lambda key: key.missing & ~key.owed),
            {"tinh-trang": ("owes_some", "owes_nothing")},
        ),
        ("exempt", "Đạt nhờ được miễn hoặc hạ mức", _people(now, _met_by_exemption), {"tinh-trang": ("by_exemption",)}),
        ("unknown", "Chưa đủ dữ liệu", now.verdict(Verdict.UNKNOWN), {"dat-chuan": ("unknown",)}),
    )
    return tuple(_figure(key, label, Share(count, total), query) for key, label, count, query in figures)


def _met_by_exemption(key: StandardKey) -> bool:
    return key.verdict is Verdict.MEETS and bool(key.exempt)


def _figure(key: str, label: str, share: Share, query: Query) -> KeyFigure:
    return KeyFigure(key, label, share.count, share, f"{sentences.number(share.count)} / {sentences.number(share.total)} người", query)


def _verdicts(now: Counts) -> Table:
    """The three verdicts; owed and exempt stand as parts of theirs."""
    short, meets = now.verdict(Verdict.FALLS_SHORT), now.verdict(Verdict.MEETS)
    parts = {
        Verdict.MEETS: (
            Measure(
                "exempt", "Nhờ được miễn hoặc hạ mức", Share(_people(now, _met_by_exemption), meets), {"tinh-trang": ("by_exemption",)}
            ),
        ),
        Verdict.FALLS_SHORT: (
            Measure("owing", "Tất cả còn trong hạn nợ", Share(_people(now, _only_owing), short), {"tinh-trang": ("owes_all",)}),
            Measure("owing_too", "Nợ một phần", Share(_people(now, _owing_too), short), {"tinh-trang": ("owes_some",)}),
        ),
    }
    rows = tuple(
        Row(verdict.slug, verdict.label, now.verdict(verdict), now.people, {"dat-chuan": (verdict.slug,)}, measures=parts.get(verdict, ()))
        for verdict in (Verdict.MEETS, Verdict.FALLS_SHORT, Verdict.UNKNOWN)
    )
    said = sentences.verdicts(*(row.count for row in rows))
    return Table("verdict", "Đạt chuẩn", "verdict", now.people, rows, said)


def _owing_too(key: StandardKey) -> bool:
    return bool(key.owed) and key.missing != key.owed


def _sets(now: Counts) -> Table:
    """Exactly what those who fall short lack, owed or not: only political theory, only professional, both…; every person once."""
    short = now.verdict(Verdict.FALLS_SHORT)
    found: Counter = Counter()
    for key, number in now.standard:
        if key.missing:
            found[key.missing] += number
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    rows = [Row(_slug(mask), _label(mask), number, short, {"chi-thieu": _slugs(mask)}) for mask, number in ordered[:MOST_SETS]]
    if rest := ordered[MOST_SETS:]:
        rows.append(Row("others", "Các trường hợp khác", sum(number for _, number in rest), short, None))
    said = f"Trong {sentences.number(short)} người chưa đạt, {_first(rows)}." if rows else "Không ai chưa đạt."
    return Table("missing_sets", "Thiếu đúng những gì", "missing", short, tuple(rows), said)


def _first(rows: list[Row]) -> str:
    first = rows[0]
    return f"nhiều nhất là {sentences.lower_first(first.label)}: {sentences.number(first.count)} người ({sentences.percent(first.share)})"


def _bits(mask: int) -> list[tuple[str, str]]:
    return [(slug, label) for slug, label, bit in CRITERIA if mask & bit]


def _slugs(mask: int) -> tuple[str, ...]:
    return tuple(slug for slug, _ in _bits(mask))


def _slug(mask: int) -> str:
    return "_and_".join(_slugs(mask))


def _label(mask: int) -> str:
    named = [sentences.lower_first(label) for _, label in _bits(mask)]
    if len(named) == 1:
        return f"Chỉ thiếu {named[0]}"
    return f"Thiếu {', '.join(named[:-1])} và {named[-1]}"


def _criteria(now: Counts) -> Table:
    """Each requirement by itself; somebody who lacks two stands in two rows. Who owes it is a part of who lacks it."""
    rows = []
    for slug, label, bit in CRITERIA:
        lacking = _people(now, lambda key, bit=bit: key.missing & bit)
        if lacking:
            owing = Measure("owed", "Còn trong hạn nợ", Share(_people(now, lambda key, bit=bit: key.owed & bit), lacking), {"no": (slug,)})
            rows.append(Row(slug, label, lacking, now.people, {"thieu": (slug,)}, measures=(owing,)))
    said = "Bao nhiêu người thiếu từng yêu cầu, và trong đó bao nhiêu người còn trong hạn nợ."
    return Table("requirements", "Thiếu từng yêu cầu", "requirement", now.people, tuple(rows), said, exclusive=False, notes=(_SEVERAL,))


_SEVERAL = "Một người có thể đứng ở nhiều dòng, nên các dòng không cộng thành số người."


def _of_mask(now: Counts, id: str, title: str, said: str, query: str) -> Table:
    """Each requirement of one mask by itself."""
    mask = {"mien": lambda key: key.exempt, "chua-ro": lambda key: key.unclear}[query]
    criteria = (*CRITERIA, *((("standard", "Chưa có tiêu chuẩn cho chức danh", NO_STANDARD),) if query == "chua-ro" else ()))
    counted = [(slug, label, _people(now, lambda key, bit=bit: mask(key) & bit)) for slug, label, bit in criteria]
    rows = tuple(Row(slug, label, count, now.people, {query: (slug,)}) for slug, label, count in counted if count)
    return Table(
        id, title, "requirement", now.people, rows, said if rows else "Không có ai.", exclusive=False, notes=(_SEVERAL,) if rows else ()
    )


KIND = ReportKind(
    slug="theo-yeu-cau",
    label="Đạt và thiếu theo từng yêu cầu",
    says="Chỉ thiếu lý luận, chỉ thiếu chuyên môn hay thiếu cả hai; ai còn trong hạn nợ, ai được miễn; từng yêu cầu.",
    group="Đạt chuẩn và đào tạo",
    build=build,
)
