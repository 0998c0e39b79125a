"""Many users from one list: a form to fill in, a preview of every row, then all of them or nobody, then their links once."""

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.importing.package import LIMITS, RefusedFile
from cadres.importing.reader import read_workbook
from chuanxa.access import allow
from chuanxa.asked_names import check_names
from chuanxa.models import UserBatch
from chuanxa.models.upkeep import upkeep
from chuanxa.refusals import BadRequest, NotHere
from chuanxa.roles import Permission
from provinces.register import register
from provinces.user_lists import checked, create_users, take_links
from provinces.user_rows import BadList, UserRow, read_rows
from reports.exporting import issue
from reports.user_workbooks import blank_list, links_list

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_SALT, _FRESH = "user-list", 24 * 3600
_COLUMNS = ("number", "full_name", "username", "role", "workplace", "places")


@_FORM
@allow(Permission.ADMINISTER)
def user_batch_new(request: HttpRequest) -> HttpResponse:
    """Send a list, see what would be made, confirm. What is confirmed travels signed, and is checked again before it is written."""
    check_names(request, ())
    if request.method != "POST":
        return _show(request)
    if "ghi" in request.POST:
        return _confirm(request)
    sent = request.FILES.get("file")
    if sent is None:
        return _show(request, error="Chưa chọn tệp.")
    try:
        book = read_workbook(sent.name, sent.read())
        sheet = next(sheet for sheet in book.sheets if sheet.visible and sheet.rows)
        rows = read_rows([[sheet.text(row, column) for column in range(sheet.width)] for row in range(len(sheet.rows))])
    except (RefusedFile, BadList) as error:
        return _show(request, error=str(error))
    checked(rows, register(upkeep().token), timezone.localdate())
    return _show(request, rows=rows, name=sent.name)


@require_safe
@allow(Permission.ADMINISTER)
def user_batch_blank(request: HttpRequest) -> HttpResponse:
    """The form to fill in."""
    check_names(request, ())
    told = {"kind": "template", "name": "Mẫu danh sách người dùng", "filename": "mau-danh-sach-nguoi-dung.xlsx"}
    return issue(request, selection=None, write=blank_list, **told)


@never_cache
@_FORM
@allow(Permission.ADMINISTER)
def user_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What was made; POST hands out the file with everybody's link, once."""
    check_names(request, ())
    batch = UserBatch.objects.filter(pk=pk, by=request.user.username).first() if pk < 2**63 else None
    if batch is None:
        raise NotHere("Không có danh sách này trong các danh sách bạn đã tạo.", advice="Mở trang Người dùng.")
    error = ""
    if request.method == "POST":
        try:
            links = [(user, request.build_absolute_uri(path)) for user, path in take_links(batch, by=request.user.username)]
            told = {"kind": "users", "name": f"Liên kết đặt mật khẩu, {len(links)} người", "filename": "lien-ket-dat-mat-khau.xlsx"}
            return issue(request, selection=None, write=lambda stamp: links_list(links, stamp), **told)
        except ValidationError as refused:
            error = " ".join(refused.messages)
            batch.refresh_from_db()
    taken = batch.links_taken_at and timezone.localtime(batch.links_taken_at)
    crumbs = [("Người dùng", reverse("user-list")), ("Danh sách vừa tạo", None)]
    page = {"crumbs": crumbs, "batch": batch, "at": timezone.localtime(batch.at), "taken": taken, "error": error}
    return render(request, "accounts/user_batch.html", {"page": page}, status=422 if error else 200)


def _confirm(request: HttpRequest) -> HttpResponse:
    try:
        name, told = signing.loads(request.POST["ghi"], salt=_SALT, max_age=_FRESH)
    except signing.BadSignature as error:
        raise BadRequest("Bản xem trước đã quá một ngày hoặc bị chép thiếu.", advice="Gửi lại tệp rồi xác nhận.") from error
    rows = [UserRow(**dict(zip(_COLUMNS, [*values[:-1], tuple(values[-1])], strict=True))) for values in told]
    reason = request.POST.get("reason", "").strip()[:300]
    units, today = register(upkeep().token), timezone.localdate()
    if not reason:
        checked(rows, units, today)
        return _show(request, rows=rows, name=name, error="Chưa ghi lý do nên chưa tạo ai. Ghi lý do rồi bấm lại.")
    try:
        batch = create_users(rows, register=units, day=today, name=name, by=request.user.username, reason=reason)
    except ValidationError as error:
        checked(rows, units, today)
        return _show(request, rows=rows, name=name, error=" ".join(error.messages))
    return redirect("user-batch", batch.pk)


def _show(request: HttpRequest, *, rows: list[UserRow] | None = None, name: str = "", error: str = "") -> HttpResponse:
    wrong = sum(1 for row in rows or () if row.errors)
    page = {
        "crumbs": [("Người dùng", reverse("user-list")), ("Thêm từ danh sách", None)],
        "limits": LIMITS,
        "error": error,
        "rows": rows,
        "name": name,
        "wrong": wrong,
        "signed": signing.dumps([name, [[getattr(row, one) for one in _COLUMNS] for row in rows]], salt=_SALT, compress=True)
        if rows and not wrong
        else "",
    }
    return render(request, "accounts/user_batch_new.html", {"page": page}, status=422 if error or wrong else 200)
