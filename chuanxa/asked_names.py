"""What an address may ask with. What a page does not know or cannot read is refused with what it takes: nothing is silently ignored."""

from collections.abc import Iterable
from datetime import date

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import HttpRequest

from chuanxa.partial_dates import UnreadableDate, read_day
from chuanxa.refusals import BadRequest


def check_names(request: HttpRequest, accepted: Iterable[str]) -> None:
    """Raises BadRequest for the first name in the address that is not among those accepted."""
    accepted = tuple(accepted)
    told = f"Nhận: {', '.join(accepted)}." if accepted else "Trang này không nhận tham số nào."
    for name in request.GET:
        if name not in accepted:
            raise BadRequest(f"Địa chỉ có tham số “{name[:60]}” mà trang này không biết.", told)


def check_one_value(request: HttpRequest, names: Iterable[str]) -> None:
    """Raises BadRequest when one of these names is given two different values; an empty one is not given."""
    for name in names:
        if len(set(filter(None, request.GET.getlist(name)))) > 1:
            raise BadRequest(f"Tham số “{name}” có nhiều giá trị.", "Nhận một giá trị.")


def asked_end(name: str, text: str) -> date | None:
    """The day asked for as one end of a span; None when it is left open. Raises BadRequest."""
    try:
        return read_day(text) if text else None
    except UnreadableDate as error:
        raise BadRequest(f"Tham số “{name}”: {error}") from error


def asked_page(rows, number: str, per_page: int) -> Page:
    """The page with this number, the first when none is asked for. Raises BadRequest."""
    try:
        return Paginator(rows, per_page).page(number or 1)
    except (PageNotAnInteger, EmptyPage) as error:
        raise BadRequest(f"Không có trang “{number[:20]}”.", "Nhận số trang từ 1 đến trang cuối.") from error
