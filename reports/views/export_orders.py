"""/so-xuat/lay/: ordering a file that is too large to wait for, or whose personal ID numbers must be left open, with the reason."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from chuanxa.access import allow
from chuanxa.acts import address_of
from chuanxa.asked_names import check_names, check_one_value
from chuanxa.exports.orders import NO_FILE, Described, Order, ask_again
from chuanxa.names import clean
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission
from reports.actions.exports import order_export
from reports.sentences import number as written

ADDRESS = "dia-chi"
NUMBERS, REASON, HOW = "so-dinh-danh", "ly-do", "cach"
SHORTEST = 10
"""Letters of a reason: "x" is none."""


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.EXPORT)
def export_order(request: HttpRequest) -> HttpResponse:
    """What the file will be; then the file, at once or made by a worker. Whatever the address refuses is refused here."""
    check_names(request, (ADDRESS,))
    check_one_value(request, (ADDRESS,))
    path = request.GET.get(ADDRESS, "")[:2000]
    found = ask_again(request.user, path, Order(describe=True))
    if not isinstance(found, Described):
        raise BadRequest(NO_FILE, "Nhận địa chỉ của một nút Tải Excel.", "Mở lại trang rồi bấm nút tải.")
    typed = {name: clean(request.POST.get(name, ""))[:300] for name in (NUMBERS, REASON, HOW)}
    if request.method != "POST":
        return _show(request, path, found, typed)
    if refused := _refused(request, found, typed):
        return _show(request, path, found, typed, refused)
    opened = typed[NUMBERS] == "nguyen"
    if typed[HOW] == "nen" or _is_long(found):
        told = {"name": found.called, "open_numbers": opened, "reason": typed[REASON], "address": address_of(request)}
        return redirect("job-detail", order_export(path, by=request.user.username, **told).pk)
    return ask_again(request.user, path, Order(open_numbers=opened, reason=typed[REASON]))


def _refused(request: HttpRequest, found: Described, typed: dict[str, str]) -> str:
    if typed[NUMBERS] not in {"", "che", "nguyen"} or typed[HOW] not in {"", "ngay", "nen"}:
        return "Chọn lại cách lấy tệp."
    if typed[NUMBERS] != "nguyen":
        return ""
    if not request.user.may(Permission.OPEN_NUMBERS):
        return "Vai trò của bạn không xem được số định danh đầy đủ; chọn “Che”."
    if not found.holds_numbers:
        return "Tệp này không có cột số định danh; thêm cột ấy ở bảng rồi lấy lại."
    if len(typed[REASON]) < SHORTEST:
        return f"Ghi lý do để nguyên số định danh, ít nhất {SHORTEST} chữ: dùng vào việc gì, theo văn bản nào."
    return ""


def _is_long(found: Described) -> bool:
    return found.total is not None and found.total > settings.EXPORT_ROWS_AT_ONCE


def _show(request: HttpRequest, path: str, found: Described, typed: dict[str, str], refused: str = "") -> HttpResponse:
    page = {
        "heading": "Lấy tệp",
        "crumbs": [("Sổ xuất", reverse("export-list")), ("Lấy tệp", None)],
        "name": found.called,
        "filename": found.filename,
        "total": written(found.total) if found.total is not None else "",
        "most": written(settings.EXPORT_ROWS_AT_ONCE),
        "long": _is_long(found),
        "days": settings.EXPORT_KEEP_DAYS,
        "holds_numbers": found.holds_numbers,
        "may_open": request.user.may(Permission.OPEN_NUMBERS),
        "typed": {"numbers": typed[NUMBERS], "reason": typed[REASON], "how": typed[HOW]},
        "refused": refused,
        "back": path,
    }
    return render(request, "reports/export_order.html", {"page": page}, status=422 if refused else 200)
