"""The one door through which files leave: nothing is answered as a file before its line stands in the ledger.

`write` gets the stamp and gives the file, whole or in pieces; what gives pieces may count its rows in an attribute `rows`.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from chuanxa.exports.ledger import Told, stamp_of, write_line, write_outcome
from chuanxa.exports.stamps import Stamp
from chuanxa.models import ExportRecord
from chuanxa.roles import Permission

logger = logging.getLogger(__name__)

HEADER = "Export-Number"
"""The header by which an answer tells its number in the ledger."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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
    inline: bool = False,
    permission: Permission = Permission.EXPORT,
) -> HttpResponse:
    """The file as an answer, stamped, on the ledger and in the audit trail. Raises PermissionDenied without the permission.

    `name` says what it is in words, `filename` what the browser saves it as; `inline` is shown in place of being saved (JSON).
    """
    if not request.user.may(permission):
        raise PermissionDenied("Vai trò của bạn không tải về được.")
    record = write_line(
        by=request.user,
        kind=kind,
        name=name,
        told=told,
        path=request.get_full_path(),
        filename=filename,
        content_type=content_type,
        needs=_permission_of(request, permission),
        at=timezone.now(),
    )
    made = write(stamp_of(record))
    answer = _whole(record, made, content_type) if isinstance(made, bytes) else _in_pieces(record, made, content_type)
    answer[HEADER] = record.number
    if not inline:
        answer["Content-Disposition"] = content_disposition_header(True, filename)
    return answer


def _permission_of(request: HttpRequest, otherwise: Permission) -> str:
    """What the view asks for: who fetches the file later must still have it."""
    view = getattr(request.resolver_match, "func", None)
    return str(getattr(view, "permission", otherwise))


def _whole(record: ExportRecord, made: bytes, content_type: str) -> HttpResponse:
    write_outcome(record, rows=None, size=len(made), sha256=hashlib.sha256(made).hexdigest(), at=timezone.now())
    return HttpResponse(made, content_type=content_type)


def _in_pieces(record: ExportRecord, made: Iterable[bytes], content_type: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(_told_at_the_end(record, made), content_type=content_type)


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
