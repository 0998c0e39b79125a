"""Answers that leave the system: a report or a list of records as a workbook, a list with names as JSON."""

import json
from collections.abc import Iterable, Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse

from reports.exporting import JSON, Stamp, filename_of, issue
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


def list_json(
    request: HttpRequest, told: dict, *, name: str, place: str, selection: Selection, kind: str = "records", **more
) -> HttpResponse:
    """A list that names people, for programs: it leaves as a file does, with `export`, its number in the ledger."""

    def write(stamp: Stamp) -> bytes:
        return json.dumps({**told, "export": stamp.number}, ensure_ascii=False, cls=DjangoJSONEncoder).encode()

    return issue(
        request,
        kind=kind,
        name=name,
        selection=selection,
        write=write,
        content_type=JSON,
        filename=filename_of(place, selection.day, "json"),
        inline=True,
        **more,
    )
