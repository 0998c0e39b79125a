"""The form in which a list is arranged: which columns in which order, and what it is ordered by. Plain selects: no script is needed."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from reports.people_columns import COLUMNS, ORDERED, Arrangement

PLACES = 9
"""Columns that the form can ask for beside the name; an address may ask for all."""

KEYS = 3

SETS = (
    ("Thường dùng", ()),
    ("Mọi trình độ", ("chuc-danh", "don-vi", "hoc-van", "chuyen-mon", "ly-luan", "quan-ly-nha-nuoc", "tin-hoc", "quoc-phong")),
    ("Nhân thân", ("sinh", "tuoi", "dan-toc", "vao-dang", "chuc-danh", "kiem-nhiem", "don-vi")),
)
"""Columns that are often wanted together."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One select: its number, and (value, label, chosen) of its choices."""

    number: int
    choices: tuple[tuple[str, str, bool], ...]


def arranging(arrangement: Arrangement, request: HttpRequest) -> dict:
    """`columns` and `order` (Slot…), `sets` (label, address, in force): what templates/_components/arranging.html draws."""
    chosen = [column.name for column in arrangement.columns]
    asked = [f"{'-' * backwards}{column.name}" for column, backwards in arrangement.order]
    return {
        "columns": [_slot(number, chosen, _COLUMNS) for number in range(max(PLACES, len(chosen)))],
        "order": [_slot(number, asked, _ORDERS) for number in range(max(KEYS, len(asked)))],
        "sets": [(label, _with_columns(request, names), tuple(request.GET.getlist("cot")) == names) for label, names in SETS],
    }


_COLUMNS = [(name, column.label) for name, column in COLUMNS.items()]
_WAYS = {"ten": ("A → Z", "Z → A"), "don-vi": ("A → Z", "Z → A"), "huyen": ("A → Z", "Z → A"), "tinh": ("A → Z", "Z → A")}
_ORDERS = [
    (f"{sign}{name}", f"{column.label}: {way}")
    for name, column in ORDERED.items()
    for sign, way in zip(("", "-"), _WAYS.get(name, ("tăng dần", "giảm dần")), strict=True)
]


def _slot(number: int, chosen: list[str], choices) -> Slot:
    value = chosen[number] if number < len(chosen) else ""
    return Slot(number + 1, tuple((one, label, one == value) for one, label in [("", "—"), *choices]))


def _with_columns(request: HttpRequest, names: tuple[str, ...]) -> str:
    asked = request.GET.copy()
    asked.setlist("cot", names)
    asked.pop("trang", None)
    return f"{reverse('cadre-list')}?{asked.urlencode()}"
