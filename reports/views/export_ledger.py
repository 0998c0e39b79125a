"""/so-xuat/: the ledger of exports, one line of it, and the files that wait to be fetched."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from chuanxa import audit
from chuanxa.access import allow
from chuanxa.asked_names import asked_end, asked_page, check_names, check_one_value
from chuanxa.exports.files import path_of, pieces_of
from chuanxa.exports.issuing import HEADER
from chuanxa.exports.kinds import KINDS
from chuanxa.exports.ledger import stamp_of
from chuanxa.models import ExportRecord
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from reports.export_ledger import may_still_see, narrowed, seen_by, sees_everybody
from reports.sentences import number as written

A_PAGE = 50
NAMES = ("nguoi", "loai", "tu", "den", "tim", "trang")
HEADING = "Sổ xuất"


@require_safe
@allow(Permission.USE_ACCOUNT)
def export_list(request: HttpRequest) -> HttpResponse:
    """One's own files, or everybody's for auditors and administrators, newest first."""
    check_names(request, NAMES)
    check_one_value(request, NAMES)
    asked = {name: request.GET.get(name, "").strip()[:100].replace("\x00", "") for name in NAMES}
    if asked["loai"] and asked["loai"] not in KINDS:
        raise BadRequest(f"Tham số “loai” không nhận “{asked['loai'][:60]}”.", f"Nhận: {', '.join(KINDS)}.")
    everybody = sees_everybody(request.user)
    lines = narrowed(
        seen_by(request.user),
        by=asked["nguoi"] if everybody else "",
        kind=asked["loai"],
        first=asked_end("tu", asked["tu"]),
        last=asked_end("den", asked["den"]),
        words=asked["tim"],
    )
    shown = asked_page(lines, asked["trang"], A_PAGE)
    page = {
        "heading": HEADING,
        "crumbs": [(HEADING, None)],
        "asked": asked,
        "narrowed": any(value for name, value in asked.items() if name != "trang"),
        "everybody": everybody,
        "kinds": [(kind, label, kind == asked["loai"]) for kind, label in KINDS.items()],
        "total": shown.paginator.count,
        "lines": [_line(record) for record in shown],
        "shown": shown,
    }
    return render(request, "reports/exports.html", {"page": page})


@require_safe
@allow(Permission.USE_ACCOUNT)
def export_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Everything the ledger knows of one file, and the file itself while it is kept for this user."""
    check_names(request, ())
    record = _find(request, number)
    waits = _waiting(request, record) is not None
    page = {
        "heading": f"Số {record.number}",
        "crumbs": [(HEADING, reverse("export-list")), (f"Số {record.number}", None)],
        "name": record.name,
        "facts": _facts(record),
        "stamp": stamp_of(record).lines(),
        "file_href": reverse("export-file", args=[record.number]) if waits else None,
        "kept_until": timezone.localtime(record.outcome.kept_until) if waits else None,
        "was_kept": hasattr(record, "outcome") and bool(record.outcome.stored) and not waits and record.by == request.user.username,
        "whole": hasattr(record, "outcome"),
        "again": record.path if record.by == request.user.username and "dinh-dang=" in record.path else None,
    }
    return render(request, "reports/export.html", {"page": page})


@require_safe
@allow(Permission.EXPORT)
def export_file(request: HttpRequest, number: str) -> HttpResponse:
    """The file itself, for who ordered it, while its days last and they may still see what stands in it; each time on record."""
    check_names(request, ())
    record = _find(request, number)
    path = _waiting(request, record)
    if path is None:
        raise NotHere("Tệp này không còn để lấy.", advice="Mở lại trang ấy rồi tải tệp mới.")
    audit.record(by=request.user.username, act="fetched", subject=f"exportrecord:{record.number}", file=record.filename)
    answer = StreamingHttpResponse(pieces_of(path), content_type=record.content_type)
    answer[HEADER], answer["Content-Length"] = record.number, record.outcome.size
    answer["Content-Disposition"] = content_disposition_header(True, record.filename)
    return answer


def _find(request: HttpRequest, number: str) -> ExportRecord:
    record = seen_by(request.user).filter(number=number[:20].replace("\x00", "")).first()
    if record is None:
        raise NotHere("Không có số này trong sổ xuất của bạn.", advice="Mở Sổ xuất để tìm theo ngày hoặc tên tệp.")
    return record


def _waiting(request: HttpRequest, record: ExportRecord):
    """The path of a file that this user may fetch now, or None."""
    if record.by != request.user.username or not hasattr(record, "outcome"):
        return None
    path = path_of(record.outcome, timezone.now())
    return path if path and may_still_see(request.user, record) else None


def _line(record: ExportRecord) -> dict:
    outcome = getattr(record, "outcome", None)
    day = f"ngày {record.day:%d/%m/%Y}" if record.day else ""
    return {
        "number": record.number,
        "href": reverse("export-detail", args=[record.number]),
        "at": timezone.localtime(record.made_at),
        "by": record.by,
        "by_name": record.by_name,
        "name": record.name,
        "kind": f"{record.get_kind_display()} · {record.filename.rpartition('.')[2].upper()}",
        "what": " · ".join(filter(None, (record.place, day, *record.filters))),
        "numbers": {None: "", True: "đã che", False: "để nguyên"}[record.masked],
        "size": size_text(outcome.size) if outcome else "",
        "rows": written(outcome.rows) if outcome and outcome.rows is not None else "",
        "whole": outcome is not None,
        "waits": bool(outcome and outcome.stored and outcome.kept_until > timezone.now()),
    }


def _facts(record: ExportRecord) -> list[tuple[str, str | None]]:
    outcome = getattr(record, "outcome", None)
    facts = [
        ("Người xuất", f"{record.by_name} ({record.by})"),
        ("Xuất lúc", f"{timezone.localtime(record.made_at):%H:%M:%S ngày %d/%m/%Y}"),
        ("Loại", record.get_kind_display()),
        ("Tên tệp", record.filename),
        ("Địa chỉ trang", record.path),
    ]
    if record.masked is not None:
        facts.append(("Số định danh cá nhân", "đã che" if record.masked else "để nguyên"))
    facts += [("Lý do", record.reason)] if record.reason else []
    if outcome is None:
        return [*facts, ("Kết quả", "Không có tệp trọn vẹn: việc tải bị ngắt, hoặc tệp chưa làm xong")]
    facts += [("Số dòng", written(outcome.rows))] if outcome.rows is not None else []
    return [*facts, ("Cỡ tệp", size_text(outcome.size)), ("Mã SHA-256 của tệp", outcome.sha256)]


def size_text(size: int) -> str:
    """ "37 KB", "12,4 MB"."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
