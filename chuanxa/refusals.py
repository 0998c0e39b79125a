"""Requests that are refused with a sentence: what was found, what is accepted, what to do. Never a trace."""

import errno
import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string

logger = logging.getLogger(__name__)

NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What the number of a failure is made of: nothing that is misread when it is told by telephone."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
_SPLIT = "Gửi ít hơn trong một lần: chia tệp (tới 10 MB mỗi tệp), đánh dấu ít người hơn, hoặc rút ngắn phần đã gõ."


class BadRequest(Exception):
    """The request cannot be read. `accepted` lists what would have been understood."""

    status = 400
    heading = "Yêu cầu chưa đúng"

    def __init__(self, found: str, accepted: str = "", advice: str = ""):
        super().__init__(found)
        self.found, self.accepted, self.advice = found, accepted, advice


class NotHere(BadRequest):
    """There is no such thing for this user; a thing outside one's scope is answered the same way."""

    status = 404
    heading = "Không tìm thấy"


class RefusalMiddleware:
    """Turns the two refusals above into a page, or into JSON when JSON was asked for.

    An address that nothing stands at gets the page of the project in DEBUG as well: whoever tries the demo is a user.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        unknown = response.status_code == NotHere.status and request.resolver_match is None
        return not_found(request) if settings.DEBUG and unknown else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, BadRequest):
            return None
        told = {"heading": exception.heading, "found": exception.found, "accepted": exception.accepted, "advice": exception.advice}
        if request.GET.get("dinh-dang") == "json":
            return JsonResponse({"error": told}, status=exception.status, json_dumps_params={"ensure_ascii": False})
        return render(request, "chuanxa/error.html", {"status": exception.status, **told}, status=exception.status)


def malformed(request, exception=None):
    """400 of Django itself, or 413 when too much was sent. It asks nothing of the request, which may be what is wrong."""
    number = _number(request)
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return _page(None, 413, "Gửi quá nhiều", "Những gì vừa gửi lớn hơn mức hệ thống nhận. Chưa có gì được ghi.", number, _SPLIT)
    return _page(None, 400, "Yêu cầu chưa đúng", "Trình duyệt gửi một yêu cầu mà hệ thống không đọc được.", number)


def forbidden(request, exception=None):
    """403: logged in, but the role does not allow it."""
    return _page(request, 403, "Không có quyền", str(exception or "") or "Vai trò của bạn không mở được trang này.")


def not_found(request, exception=None):
    """404: no such address, or not for this user; the two are not told apart."""
    return _page(request, 404, "Không tìm thấy", "Địa chỉ này không có, hoặc không thuộc phạm vi của bạn.")


def failed(request):
    """500: our fault, or 503 when it is the database's. The page shows a number that is also in the log.

    It asks nothing of the request's user, for the user may be what failed.
    """
    error = sys.exc_info()[1]
    number = _number(request, error)
    if _is_outage(error):
        return _unavailable(request, number)
    return _page(None, 500, "Hệ thống gặp lỗi", f"Việc vừa làm chưa được ghi. Báo quản trị viên mã {number}.")


def _number(request, error: BaseException | None = None) -> str:
    """A new number for a failure, put in the log beside the address without its query (which may hold a name).

    What failed is named; where it failed is written out only when it is our own fault: an outage would fill the log.
    """
    number = get_random_string(8, NUMBER_LETTERS)
    trace = error if error is not None and not _is_outage(error) else None
    what = f" {type(error).__name__}" if error is not None else ""
    logger.error("reference %s %s %s%s", number, request.method, request.path, what, exc_info=trace)
    return number


def _is_outage(error: BaseException | None) -> bool:
    """Whether something beneath us does not work now and may work in a minute: the database, or a disk without room."""
    return isinstance(error, (OperationalError, InterfaceError)) or (isinstance(error, OSError) and error.errno in _NO_ROOM)


def _unavailable(request, number: str) -> HttpResponse:
    """503: what was sent stands in the page, to be sent again; files must be chosen anew."""
    kept = [(name, values) for name, values in _sent(request) if name != "csrfmiddlewaretoken" and "password" not in name]
    fields = [(name, value) for name, values in kept for value in values]
    told = {"fields": fields, "action": request.get_full_path(), "token": get_token(request), "reference": number}
    return HttpResponse(render_to_string("chuanxa/unavailable.html", told), status=503, headers={"Retry-After": "60"})


def _sent(request) -> list[tuple[str, list[str]]]:
    """The texts of the form that was sent; none when it could not be read to its end."""
    try:
        return list(request.POST.lists())
    except Exception:
        return []


def _page(request, status: int, heading: str, found: str, reference: str = "", advice: str = "") -> HttpResponse:
    told = {"status": status, "heading": heading, "found": found, "accepted": "", "advice": advice, "reference": reference}
    return render(request, "chuanxa/error.html", told, status=status)
