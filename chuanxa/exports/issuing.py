"""The one door through which files leave: nothing is answered as a file before its line stands in the ledger.

`write` gets the stamp and gives the file, whole or in pieces; what gives pieces may count its rows in an attribute `rows`. A list too
long to be waited for is not made at once: who asks for it is sent to the page of orders, from where a worker makes it.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from chuanxa.exports.files import keep
from chuanxa.exports.ledger import Told, stamp_of, write_line, write_outcome
from chuanxa.exports.orders import Described, open_numbers, order_of
from chuanxa.exports.stamps import Stamp
from chuanxa.jobs import Run
from chuanxa.models import ExportRecord
from chuanxa.roles import Permission

logger = logging.getLogger(__name__)

HEADER = "Export-Number"
"""The header by which an answer tells its number in the ledger."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"

Write = Callable[[Stamp], bytes | Iterable[bytes]]


def issue(
    request: HttpRequest,
    *,
    kind: str,
    name: str,
    told: Told,
    write: Write,
    content_type: str,
    filename: str,
    total: int | None = None,
    holds_numbers: bool = False,
    inline: bool = False,
    permission: Permission = Permission.EXPORT,
) -> HttpResponse:
    """The file as an answer, stamped, on the ledger and in the audit trail. Raises PermissionDenied without the permission.

    `name` says what it is in words, `filename` what the browser saves it as; `inline` is shown in place of being saved (JSON). `total`
    is how many rows a list will have; `holds_numbers`: personal ID numbers stand in it, covered unless `open_numbers(request)`.
    """
    if not request.user.may(permission):
        raise PermissionDenied("Vai trò của bạn không tải về được.")
    order = order_of(request)
    if order.describe:
        return HttpResponse(status=204) if inline else Described(name=name, filename=filename, total=total, holds_numbers=holds_numbers)
    if _is_long(total) and order.run is None and not inline:
        return HttpResponseRedirect(order_address(request.get_full_path()))
    if holds_numbers:
        told = replace(told, masked=not open_numbers(request))
    record = write_line(
        by=request.user,
        kind=kind,
        name=name,
        told=replace(told, reason=order.reason),
        path=request.get_full_path(),
        filename=filename,
        content_type=content_type,
        needs=_permission_of(request, permission),
        at=timezone.now(),
    )
    made = write(stamp_of(record))
    answer = _kept(record, made, total, order.run) if order.run else _answered(record, made)
    answer[HEADER] = record.number
    if not inline:
        answer["Content-Disposition"] = content_disposition_header(True, filename)
    return answer


def order_address(path: str) -> str:
    """The page where the file of `path` is ordered."""
    return f"{reverse('export-order')}?dia-chi={quote(path, safe='')}"


def _is_long(total: int | None) -> bool:
    return total is not None and total > settings.EXPORT_ROWS_AT_ONCE


def _permission_of(request: HttpRequest, otherwise: Permission) -> str:
    """What the view asks for: who fetches the file later must still have it."""
    view = getattr(request.resolver_match, "func", None)
    return str(getattr(view, "permission", otherwise))


def _answered(record: ExportRecord, made: bytes | Iterable[bytes]) -> HttpResponse:
    if not isinstance(made, bytes):
        return StreamingHttpResponse(_told_at_the_end(record, made), content_type=record.content_type)
    write_outcome(record, rows=None, size=len(made), sha256=hashlib.sha256(made).hexdigest(), at=timezone.now())
    return HttpResponse(made, content_type=record.content_type)


def _told_at_the_end(record: ExportRecord, made: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces; when the last one has left, the outcome. Who hangs up leaves a line without one."""
    digest, size = hashlib.sha256(), 0
    for piece in made:
        digest.update(piece)
        size += len(piece)
        yield piece
    try:
        write_outcome(record, rows=getattr(made, "rows", None), size=size, sha256=digest.hexdigest(), at=timezone.now())
    except DatabaseError:  # the file has left; its line stands without an outcome
        logger.exception("export %s left whole, its outcome could not be written", record.number)


def _kept(record: ExportRecord, made: bytes | Iterable[bytes], total: int | None, run: Run) -> HttpResponse:
    """Made by a worker and kept to be fetched; how far it is, is told once a second."""
    last = 0.0

    def tell() -> None:
        nonlocal last
        run.rest()
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            run.tell(getattr(made, "rows", 0), total or 0, "Đang viết tệp; bạn có thể rời trang này.")

    kept = keep(record.number, [made] if isinstance(made, bytes) else made, tell)
    rows = getattr(made, "rows", None)
    run.tell(rows or 0, total or 0)
    days = timedelta(days=settings.EXPORT_KEEP_DAYS)
    write_outcome(record, rows=rows, size=kept.size, sha256=kept.sha256, at=timezone.now(), stored=kept.stored, keep=days)
    return HttpResponse(status=204)
