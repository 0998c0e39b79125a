"""Answers that are files."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from chuanxa.names import search_key
from chuanxa.roles import Permission
from reports.report import Report
from reports.streaming import Column, stream

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(request: HttpRequest, report: Report) -> HttpResponse:
    """What is on the screen, as a workbook."""
    from reports.workbooks import workbook_bytes  # openpyxl takes a quarter of a second to import: only who exports pays

    check_export(request)
    made = workbook_bytes(
        report,
        made_by=f"{request.user.full_name} ({request.user.username})",
        made_at=timezone.localtime(),
        rule=report.rule,
        address=request.get_full_path(),
    )
    return named(HttpResponse(made, content_type=XLSX), report.area.name, report.day)


def list_workbook(
    request: HttpRequest, columns: Sequence[Column], rows: Iterable[Sequence], *, heading: tuple[str, ...], place: str, day
) -> StreamingHttpResponse:
    """A list of any records as a workbook, written as it is read."""
    check_export(request)
    made_by, made_at = f"{request.user.full_name} ({request.user.username})", timezone.localtime()
    lines = [*heading, f"Người xuất: {made_by}, lúc {made_at:%H:%M ngày %d/%m/%Y}", request.get_full_path()]
    chunks = stream(columns, rows, heading=lines, creator=made_by, made_at=made_at)
    return named(StreamingHttpResponse(chunks, content_type=XLSX), place, day)


def check_export(request: HttpRequest) -> None:
    """Exports are a permission of their own."""
    if not request.user.may(Permission.EXPORT):
        raise PermissionDenied("Vai trò của bạn không tải về được.")


def named(response: HttpResponse | StreamingHttpResponse, place: str, day) -> HttpResponse | StreamingHttpResponse:
    """Give the file a name that sorts and that every system can store: chuan-xa-tinh-cao-bang-2013-12-31.xlsx."""
    slug = "-".join(search_key(place).split())
    name = f"chuan-xa-{slug}-{day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}"'
    return response
