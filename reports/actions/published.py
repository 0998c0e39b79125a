"""Enters, amends and retracts published figures: the figures and their audit row, in one transaction or not at all.

Each verb validates and raises ValidationError with Vietnamese sentences; nothing is written then.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from chuanxa import audit
from chuanxa.facts import amend, assert_, retract
from reports.models import PublishedFigure, PublishedReport

_TOLD = ("code", "label", "printed", "unit", "count", "total", "population", "day", "group", "part", "habit", "note")
_ADDRESS = ("page", "query", "table", "row", "measure", "value")


@transaction.atomic
def record_report(report: PublishedReport, *, by: str, reason: str = "") -> PublishedReport:
    """A new report, or a changed one, with what it said before."""
    before = PublishedReport.objects.filter(pk=report.pk).first() if report.pk else None
    report.full_clean()
    report.save()
    act = "amend publishedreport" if before else "record publishedreport"
    old = {"old": report_told(before)} if before else {}
    audit.record(by=by, act=act, subject=_subject(report), reason=reason, new=report_told(report), **old)
    return report


@transaction.atomic
def record_figures(figures: Iterable[PublishedFigure], *, by: str, reason: str = "") -> list[PublishedFigure]:
    """New figures of one report, in the order given; those without a code get the next number."""
    figures = list(figures)
    if not figures:
        return []
    report = PublishedReport.objects.select_for_update().get(pk=figures[0].report_id)
    order = PublishedFigure.objects.filter(report=report).aggregate(Max("order"))["order__max"] or 0
    for place, figure in enumerate(figures, start=order + 1):
        figure.order = place
        figure.code = figure.code or f"so-{place}"
        assert_(figure, by=by, reason=reason)
    audit.record(
        by=by, act="record publishedfigure", subject=_subject(report), reason=reason, new=[figure_told(figure) for figure in figures]
    )
    return figures


@transaction.atomic
def amend_figure(figure: PublishedFigure, *, by: str, reason: str, **changes) -> PublishedFigure:
    """Supersede a figure by a changed copy. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    old = figure_told(figure)
    successor = amend(figure, by=by, reason=reason, **changes)
    audit.record(by=by, act="amend publishedfigure", subject=_subject(figure.report), reason=reason, old=old, new=figure_told(successor))
    return successor


@transaction.atomic
def retract_figure(figure: PublishedFigure, *, by: str, reason: str) -> None:
    """Take a figure off the register; it stays as history."""
    retract(figure, by=by, reason=reason)
    audit.record(by=by, act="retract publishedfigure", subject=_subject(figure.report), reason=reason, old=figure_told(figure))


def figure_told(figure: PublishedFigure) -> dict[str, str]:
    """A figure as text, for the audit trail; what is not known is empty."""
    told = {name: getattr(figure, name) for name in (*_TOLD, *_ADDRESS)}
    return {name: "" if value is None else str(value) for name, value in told.items()}


def report_told(report: PublishedReport) -> dict[str, str]:
    """A report as text."""
    told = {name: getattr(report, name) for name in ("code", "title", "publisher", "published_on", "province_id", "note")}
    return {name: "" if value is None else str(value) for name, value in told.items()}


def _subject(report: PublishedReport) -> str:
    return f"publishedreport:{report.pk}"
