"""The names that an address may ask with. One that a page does not know is refused with those it does: nothing is silently ignored."""

from collections.abc import Iterable

from django.http import HttpRequest

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
