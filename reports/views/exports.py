"""Answers that are workbooks: a report, or a list of records."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from reports.exporting import Stamp, filename_of, issue
from reports.report import Filter, Report
from reports.selection import Selection
from reports.streaming import Column, stream


def workbook(request: HttpRequest, report: Report, selection: Selection, *, place: str = "") -> HttpResponse:
    """What is on the screen, as a workbook; `place` names the file where the area alone would not do."""

    def write(stamp: Stamp) -> bytes:
        from reports.workbooks import workbook_bytes  # openpyxl takes a quarter of a second to import: only who exports pays

        return workbook_bytes(report, stamp=stamp, rule=report.rule, address=request.get_full_path())

    return issue(
        request,
        kind="report",
        name=report.title,
        selection=selection,
        filters=report.filters,
        write=write,
        filename=filename_of(place or report.area.name, report.day),
    )


def list_workbook(
    request: HttpRequest,
    columns: Sequence[Column],
    rows: Iterable[Sequence],
    *,
    heading: tuple[str, ...],
    place: str,
    day,
    selection: Selection | None,
    kind: str = "records",
    filters: Iterable[Filter] | None = None,
    **more,
) -> HttpResponse:
    """A list of any records as a workbook, written as it is read."""
    return issue(
        request,
        kind=kind,
        name=heading[0],
        selection=selection,
        filters=filters,
        write=lambda stamp: stream(columns, rows, heading=heading, stamp=stamp),
        filename=filename_of(place, day),
        **more,
    )
