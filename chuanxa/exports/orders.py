"""How a file is asked for beyond its address: with ID numbers left open and why, made in the background, or only described first.

The address of a file is enough for most; an order is what a person typed on the page of orders. Whoever makes it in their name
(that page at once, or a worker later) asks the same address again through `ask_again`, so that permission and scope are checked as
on any other day and no export is written twice.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve

from chuanxa.models.user import User
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission

NO_FILE = "Địa chỉ này không cho tệp nào."


@dataclass(frozen=True, slots=True)
class Order:
    """`describe`: say what the file would be, make nothing. `run`: the piece of background work (chuanxa.jobs.Run) that makes it."""

    open_numbers: bool = False
    reason: str = ""
    describe: bool = False
    run: Any = None


class Described(HttpResponse):
    """What the file would be. `total` rows are known for lists only; `holds_numbers`: personal ID numbers stand in it."""

    def __init__(self, *, name: str, filename: str, total: int | None, holds_numbers: bool):
        super().__init__(status=204)
        self.called, self.filename, self.total, self.holds_numbers = name, filename, total, holds_numbers


def order_of(request: HttpRequest) -> Order:
    """What was ordered beside the address; for most requests nothing."""
    return getattr(request, "export_order", None) or Order()


def open_numbers(request: HttpRequest) -> bool:
    """Whether personal ID numbers are left open in this file. Raises PermissionDenied for who may not open them."""
    order = order_of(request)
    if order.open_numbers and not request.user.may(Permission.OPEN_NUMBERS):
        raise PermissionDenied("Vai trò của bạn không xem được số định danh đầy đủ.")
    return order.open_numbers and bool(order.reason)


def ask_again(user: User, path: str, order: Order) -> HttpResponse:
    """The answer to GET `path` for this user with this order; what the view raises is raised here. BadRequest where no file is made."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path) if path.startswith("/") and not parts.netloc else None
    except Resolver404:
        match = None
    if match is None or not hasattr(match.func, "permission") or (match.url_name or "").startswith("export-"):
        raise BadRequest(NO_FILE, "Nhận địa chỉ của một nút Tải Excel.", "Mở lại trang rồi bấm nút tải.")
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", parts.path, parts.path
    request.META |= {"QUERY_STRING": parts.query, "REQUEST_METHOD": "GET"}
    request.GET, request.resolver_match = QueryDict(parts.query), match
    request.user, request.export_order, request.htmx, request.session = user, order, False, {}
    return match.func(request, *match.args, **match.kwargs)
