"""Reads how an address asks percentages to be rounded: `lam-tron` (several values) and `so-le` (decimals)."""

from functools import wraps

from django.http import HttpRequest

from chuanxa.refusals import BadRequest
from reports.rounding import MOST_PLACES, USUAL, Rounding, rounded

ROUNDING_NAMES = ("lam-tron", "so-le")
WAYS = (("nua-len", "Từ nửa làm tròn lên"), ("cat", "Cắt bỏ phần sau"))
MORE = (("bo-so-0", "Bỏ số 0 ở cuối"), ("con-lai", "Lớp cuối là phần còn lại của 100%"))


def asked_rounding(request: HttpRequest) -> Rounding:
    """The rounding asked for; half-up to two decimals by default. Raises BadRequest with what is accepted."""
    asked = [value for value in request.GET.getlist("lam-tron") if value]
    accepted = [value for value, _ in (*WAYS, *MORE)]
    for value in asked:
        if value not in accepted:
            raise BadRequest(f"Tham số “lam-tron” không nhận “{value[:60]}”.", f"Nhận: {', '.join(accepted)}.")
    if {"nua-len", "cat"} <= {*asked}:
        raise BadRequest("Tham số “lam-tron” nêu cả “nua-len” và “cat”.", "Nhận một trong hai.")
    return Rounding("cat" in asked, _places(request), "bo-so-0" not in asked, "con-lai" in asked)


def _places(request: HttpRequest) -> int:
    text = request.GET.get("so-le") or str(USUAL.places)
    if text not in {str(places) for places in range(MOST_PLACES + 1)}:
        raise BadRequest(f"Tham số “so-le” không nhận “{text[:60]}”.", f"Nhận số chữ số thập phân từ 0 đến {MOST_PLACES}.")
    return int(text)


def with_rounding(view):
    """The view's percentages are rounded as its address asks, in every rendering."""

    @wraps(view)
    def rounding(request: HttpRequest, *args, **kwargs):
        with rounded(asked_rounding(request)):
            return view(request, *args, **kwargs)

    return rounding


def rounding_box(request: HttpRequest) -> dict:
    """What the box of a page shows: the ways, what may be added, the decimals, and what is asked."""
    asked, places = {*request.GET.getlist("lam-tron")}, request.GET.get("so-le") or str(USUAL.places)
    return {
        "ways": [(value, label, value in asked or (value == "nua-len" and "cat" not in asked)) for value, label in WAYS],
        "more": [(value, label, value in asked) for value, label in MORE],
        "places": [(str(number), str(number) == places) for number in range(MOST_PLACES + 1)],
    }
