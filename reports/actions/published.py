"""Enters, amends and retracts published figures: the figures, their change set and their audit rows, in one transaction or not at all.

What a report says of itself (title, publisher, day) is a label and no figure: it is corrected in place, and the audit keeps what it said.
Each verb validates and raises ValidationError with Vietnamese sentences; nothing is written then.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from hashlib import sha256
from json import dumps

from django.db import transaction
from django.db.models import Max

from cadres.actions.changing import Change, changing
from chuanxa import audit
from chuanxa.facts import Superseded
from chuanxa.models import ChangeKind
from reports.models import PublishedFigure, PublishedReport


@transaction.atomic
def record_report(report: PublishedReport, *, by: str, reason: str = "", expected: str = "") -> PublishedReport:
    """A new report, or a changed one, with what it said before.

    `expected` is the digest of what the writer had read. Raises chuanxa.facts.Superseded when somebody changed it since.
    """
    before = PublishedReport.objects.select_for_update().filter(pk=report.pk).first() if report.pk else None
    if before and expected and report_digest(before) != expected:
        raise Superseded("Báo cáo này vừa được người khác sửa. Mở lại trang, xem bản mới ở phần lịch sử, rồi sửa tiếp.")
    report.full_clean()
    report.save()
    act = "amend publishedreport" if before else "record publishedreport"
    old = {"old": report_told(before)} if before else {}
    audit.record(by=by, act=act, subject=_subject(report), reason=reason, new=report_told(report), **old)
    return report


def record_figures(figures: Iterable[PublishedFigure], *, by: str, reason: str = "") -> list[PublishedFigure]:
    """New figures of one report, in the order given, as one change set; those without a code get the next number."""
    figures = list(figures)
    if not figures:
        return []
    with _changing(figures[0], by, reason) as change:
        report = PublishedReport.objects.select_for_update().get(pk=figures[0].report_id)
        order = PublishedFigure.objects.filter(report=report).aggregate(Max("order"))["order__max"] or 0
        for place, figure in enumerate(figures, start=order + 1):
            figure.order = place
            figure.code = figure.code or f"so-{place}"
            change.record(figure)
    return figures


def amend_figure(figure: PublishedFigure, *, by: str, reason: str, **changes) -> PublishedFigure:
    """Supersede a figure by a changed copy. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    with _changing(figure, by, reason) as change:
        return change.amend(figure, **changes)


def retract_figure(figure: PublishedFigure, *, by: str, reason: str) -> None:
    """Take a figure off the register; it stays as history."""
    with _changing(figure, by, reason) as change:
        change.retract(figure)


def _changing(figure: PublishedFigure, by: str, reason: str) -> AbstractContextManager[Change]:
    return changing(by=by, reason=reason, kind=ChangeKind.PUBLISHED, what=figure.report.title)


def report_told(report: PublishedReport) -> dict[str, str]:
    """A report as text."""
    told = {name: getattr(report, name) for name in ("code", "title", "publisher", "published_on", "province_id", "note")}
    return {name: "" if value is None else str(value) for name, value in told.items()}


def report_digest(report: PublishedReport) -> str:
    """Names exactly what a report says of itself."""
    return sha256(dumps(report_told(report), sort_keys=True).encode()).hexdigest()[:16]


def _subject(report: PublishedReport) -> str:
    return f"publishedreport:{report.pk}"
