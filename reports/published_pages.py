"""What the pages, the workbook and the JSON of /doi-chieu/ say of a compared figure: one line, three renderings."""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from django.urls import reverse

from reports import rounding
from reports.compared import ComparedReport, Line
from reports.published.figures import OF_PLAN, PERCENT, Finding
from reports.published.numbers import written
from reports.published.verdicts import Outcome
from reports.sentences import day_text
from reports.streaming import Column

OUTCOMES = {
    Outcome.EQUAL.value: ("Khớp", "hồ sơ cho ra đúng số đã in"),
    Outcome.FLAGGED.value: ("Cần xem lại", "có lý do kèm theo"),
    Outcome.INPUT.value: ("Số nêu sẵn", "không hồ sơ nào tính ra"),
}
"""(label, sentence) by outcome."""

_SHEET = (
    Column("TT", 7),
    Column("Báo cáo, bài", 30, wrapped=True),
    Column("Nhóm", 22, wrapped=True),
    Column("Nội dung", 44, wrapped=True),
    Column("Số đã in", 14),
    Column("Đơn vị", 12),
    Column("Tính đến ngày", 13),
    Column("Tính từ hồ sơ", 14),
    Column("Số đếm", 10),
    Column("Tổng số", 10),
    Column("Kết luận", 14),
    Column("Lý do", 60, wrapped=True),
    Column("Mã", 40),
)


def printed_text(line: Line) -> str:
    """ "29,01%", "27.071 lượt", "104,2% kế hoạch"."""
    return _with_unit(line.figure.printed, line.figure.unit)


def computed_text(line: Line) -> str:
    """The computed value with the unit of the printed one; "" when nothing was computed."""
    return _with_unit(line.compared.computed, line.figure.unit) if line.compared.computed else ""


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{unit}" if unit in (PERCENT, OF_PLAN) else f"{text} {unit}".strip()


def line_dict(line: Line) -> dict:
    """One figure in JSON; `computed` is written as `printed` is, and `count`, `total`, `share` are the exact numbers behind it."""
    figure, computed = line.figure, line.computed
    share = rounding.percentage(computed.count, computed.total, rounding.USUAL) if computed and computed.total else None
    return {
        "key": figure.key,
        "report": figure.report.code,
        "label": figure.label,
        "printed": figure.printed,
        "unit": figure.unit,
        "computed": line.compared.computed or None,
        "verdict": line.outcome.value,
        "reason": line.compared.reason,
        "day": figure.day.isoformat() if figure.day else None,
        "population": figure.population,
        "group": figure.group,
        "count": computed.count if computed else None,
        "total": computed.total if computed else None,
        "share": None if share is None else str(share),
        "page": line.page_href or None,
        "list": line.opens,
        "declared": line.declared,
    }


def drawn(found: ComparedReport, lines: Sequence[Line], may_enter: bool) -> dict:
    """A report for the template: its findings, and the lines under the headings of their groups."""
    report = found.report
    labels = {line.figure.key: line.figure.label for line in found.lines}
    shown = {line.figure.key for line in lines}
    return {
        "code": report.code,
        "title": report.title,
        "facts": " · ".join(filter(None, (report.publisher, _published(report.published_on), str(report.province or "Cả nước")))),
        "note": report.note,
        "href": reverse("published-detail", args=[report.code]),
        "totals": [(OUTCOMES[key][0], key, number) for key, number in found.totals.items()],
        "number": len(found.lines),
        "findings": drawn_findings(found.findings, labels, shown),
        "errors": drawn_findings([finding for finding in found.findings if finding.is_error], labels, shown),
        "groups": _groups(lines, may_enter),
    }


def _published(day: date | None) -> str:
    return f"công bố ngày {day_text(day)}" if day else "không rõ ngày công bố"


def drawn_findings(findings: Sequence[Finding], labels: dict[str, str], shown: Container[str]) -> list[dict]:
    """Findings for the template, errors first; the figures that cannot stand are told apart, and those `shown` below lead there."""
    ordered = sorted(findings, key=lambda finding: not finding.is_error)
    return [
        {
            "error": finding.is_error,
            "sentence": finding.sentence,
            "figures": [(f"so-{anchor(key)}" if key in shown else "", labels[key], key in finding.wrong) for key in finding.figures],
        }
        for finding in ordered
    ]


def anchor(key: str) -> str:
    """A key as part of an id of the page."""
    return key.replace("/", "--")


def _groups(lines: Sequence[Line], may_enter: bool) -> list[dict]:
    """Lines by group in the order printed; figures of no group, and groups of which one line is shown, stand together."""
    found: list[dict] = []
    for line in lines:
        heading = line.figure.group
        if not found or found[-1]["heading"] != heading:
            found.append({"heading": heading, "lines": []})
        found[-1]["lines"].append(_drawn_line(line, may_enter))
    return found


def _drawn_line(line: Line, may_enter: bool) -> dict:
    figure, computed = line.figure, line.computed
    fraction = f"{written(computed.count)}/{written(computed.total)}" if computed and computed.total else ""
    return {
        "id": f"so-{anchor(figure.key)}",
        "label": figure.label,
        "population": figure.population,
        "day": day_text(figure.day) if figure.day else "",
        "printed": printed_text(line),
        "beside": _beside(line),
        "computed": computed_text(line),
        "fraction": fraction if figure.unit in (PERCENT, OF_PLAN) else "",
        "outcome": line.outcome.value,
        "outcome_label": OUTCOMES[line.outcome.value][0],
        "reason": line.compared.reason,
        "opens": line.opens,
        "declared": line.declared,
        "page_href": line.page_href,
        "edit_href": reverse("published-figure", args=[figure.report.code, figure.code]) if may_enter else "",
    }


def _beside(line: Line) -> str:
    """What was printed beside the value: "94/332", "trên 109"."""
    figure = line.figure
    if figure.count is not None and figure.total is not None:
        return f"{written(figure.count)}/{written(figure.total)}"
    if figure.count is not None:
        return written(figure.count)
    return f"trên {written(figure.total)}" if figure.total is not None else ""


def sheet(lines: Sequence[tuple[ComparedReport, Line]]) -> tuple[tuple[Column, ...], Iterator[tuple]]:
    """Columns and rows of the workbook, one row a figure."""
    return _SHEET, (_row(number, found, line) for number, (found, line) in enumerate(lines, start=1))


def _row(number: int, found: ComparedReport, line: Line) -> tuple:
    figure, computed = line.figure, line.computed
    return (
        number,
        found.report.title,
        figure.group,
        figure.label,
        figure.printed,
        figure.unit,
        figure.day,
        line.compared.computed,
        computed.count if computed else None,
        computed.total if computed else None,
        OUTCOMES[line.outcome.value][0],
        line.compared.reason,
        figure.key,
    )
