"""Published figures beside what this system computes, for one reader: the lines of /doi-chieu/, its totals and its findings.

Everything is made once for a request: figures are read in one query, each page that figures point into is built once.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chuanxa.models import User
from provinces.models.scope import Reach
from reports.computed import Address, Found, Resolver, Unresolved
from reports.models import PublishedFigure, PublishedReport
from reports.published.checks import check, exclusive_groups
from reports.published.figures import Figure, Finding
from reports.published.hundred import remainder_of
from reports.published.rounding import Habit
from reports.published.verdicts import Compared, Computed, Outcome, compare, remaining

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One figure compared. `opens` lists the records behind the computed number, `page_href` is the report it stands in.

    A number that somebody set has no records: `declared` is the page of the plan or the target that sets it.
    """

    figure: PublishedFigure
    compared: Compared
    computed: Computed | None = None
    opens: str | None = None
    page_href: str = ""
    declared: str | None = None

    @property
    def outcome(self) -> Outcome:
        return self.compared.outcome


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A published report with its lines in the order printed, and everything the checks say of its figures."""

    report: PublishedReport
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Lines by outcome; the three add up to all of them."""
        return totals(self.lines)


def totals(lines: Sequence[Line]) -> dict[str, int]:
    """{"equal": …, "flagged": …, "input": …}."""
    counted = Counter(line.outcome for line in lines)
    return {outcome.value: counted[outcome] for outcome in Outcome}


def reports_in(reach: Reach):
    """The published reports whose province is in reach; those of the country only for who sees everywhere."""
    reports = PublishedReport.objects.select_related("province")
    return reports if reach.everywhere else reports.filter(province__in=reach.provinces)


def compared_reports(reports: Sequence[PublishedReport], user: User, today: date) -> list[ComparedReport]:
    """Every figure of the reports, compared. One query for the figures, and those of each page that they point into."""
    by_report: dict[int, list[PublishedFigure]] = defaultdict(list)
    for figure in PublishedFigure.objects.known().filter(report__in=reports).order_by("order", "id"):
        by_report[figure.report_id].append(figure)
    resolver = Resolver(user, today)
    return [_compared(report, by_report[report.pk], resolver) for report in reports]


def _compared(report: PublishedReport, stored: Sequence[PublishedFigure], resolver: Resolver) -> ComparedReport:
    for one in stored:
        one.report = report
    figures = {one.key: one.figure() for one in stored}
    findings = check(list(figures.values()))
    found = {one.key: _found(one, resolver) for one in stored}
    rests = _rests(list(figures.values()), found)
    lines = tuple(_line(one, figures[one.key], found[one.key], findings, rests.get(one.key)) for one in stored)
    return ComparedReport(report, lines, findings)


def address_of(figure: PublishedFigure) -> Address | None:
    """Where the figure is computed; None for an input."""
    if not figure.page:
        return None
    return Address(figure.page, figure.query, figure.table, figure.row, figure.measure, figure.value)


def _found(figure: PublishedFigure, resolver: Resolver) -> Found | Unresolved | None:
    address = address_of(figure)
    if address is None:
        return None
    try:
        return resolver.find(address)
    except Unresolved as error:
        return error


def _rests(figures: Sequence[Figure], found: dict) -> dict:
    """For each figure that its group makes 100 by subtraction: 100 minus what the others compute to."""
    rests = {}
    for group in exclusive_groups(figures):
        if sum(figure.number.value for figure in group) != HUNDRED:
            continue
        last = remainder_of(group)
        if all(isinstance(found[figure.key], Found) for figure in group):
            others = [(figure, found[figure.key].computed) for figure in group if figure is not last]
            rests[last.key] = remaining(others, found[last.key].computed)
    return rests


def _line(stored: PublishedFigure, figure: Figure, found, findings: Sequence[Finding], rest) -> Line:
    address = address_of(stored)
    href = address.href if address else ""
    if isinstance(found, Unresolved):
        return Line(stored, Compared(Outcome.FLAGGED, f"Chưa tính được. {found}"), page_href=href)
    computed = found.computed if found else None
    compared = compare(figure, computed, findings=findings, habit=Habit(stored.habit), rest=rest, note=stored.note)
    return Line(stored, compared, computed, found.opens if found else None, href, found.declared if found else None)
