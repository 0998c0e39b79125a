"""Addresses of pages, made from what a page asks: the same day, filters and boundaries go along."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from reports.asking import PLACES
from reports.filters import ALL_OF, NAMES
from reports.report import Query
from reports.rounding_asked import ROUNDING_NAMES
from reports.selection import Selection

_LEFT_OUT_FOR_PEOPLE = {"so-voi", "dinh-dang", "sap-xep", "trang", *PLACES, *ROUNDING_NAMES}
_LEFT_OUT_FOR_RECORDS = {"dinh-dang", "sap-xep", "trang", *ROUNDING_NAMES}
_STRICTEST = {"tuoi-tu": max, "tuoi-den": min}
"""Of two ages asked, the one that lets fewer people through."""
_REPLACED = {"ngay", "ranh-gioi", *PLACES}
"""A number may be of a day or a place of its own: it goes before what the page asks."""
OF_A_LIST = ("cot", "moi-trang", "loc")
"""What a list of people is asked beside what every page is: its columns, rows on a page, and the filter whose choices are open."""
_KEPT_FOR_UNITS = {"ngay", "so-voi", "ghi-nhan", "ranh-gioi", *NAMES, *ROUNDING_NAMES}
"""What the page of a unit understands of what another page is asked; the names of lists and reports of their own are left behind."""
_PAGES = {"province": "province-detail", "district": "district-detail", "commune": "commune-detail"}
_PLACE_NAMES = {tier: name for name, tier in PLACES.items()}


class PeopleLinks:
    """Addresses of the lists of exactly the people that the numbers of one page count.

    A page of 200 communes has more than a thousand such numbers, so what they share is encoded once.
    """

    def __init__(self, request: HttpRequest, selection: Selection, own: tuple[str, ...] = ()):
        """`own` are the names that only the page's kind of report knows."""
        left_out = _LEFT_OUT_FOR_PEOPLE | {*own}
        self._filters = selection.filter.filters
        self._path = reverse("cadre-list")
        self._asked = {name: values for name, values in request.GET.lists() if name not in left_out and any(values)}
        unit = selection.unit
        self._place = urlencode({_PLACE_NAMES[unit.tier]: unit.code}) if unit else ""
        self._shared = urlencode(self._asked, doseq=True)

    def href(self, query: Query) -> str:
        """What the page asks, narrowed by the number's own query; a place in the query goes before the page's own."""
        place = "" if query.keys() & PLACES.keys() else self._place
        if query.keys() & self._asked.keys():
            narrowed = {name: self._narrowed(name, values) for name, values in query.items()}
            parts = (place, urlencode({**self._asked, **narrowed}, doseq=True))
        else:
            parts = (place, self._shared, urlencode(query, doseq=True))
        asked = "&".join(part for part in parts if part)
        return f"{self._path}?{asked}" if asked else self._path

    def _narrowed(self, name: str, values: tuple[str, ...]) -> list[str]:
        """Both conditions at once. Filters that ask for all of their values take the union; those that ask for any, what both cover."""
        asked = self._asked.get(name, [])
        together = list(dict.fromkeys([*asked, *values]))
        if not asked or name in _REPLACED:
            return list(values)
        if name in ALL_OF:
            return together
        if name in _STRICTEST:
            return [_STRICTEST[name](together, key=int)]
        choices = self._filters[name].choices_by_slug
        wanted = _keys(choices, asked) & _keys(choices, values)
        return [slug for slug in together if choices[slug].keys <= wanted]


def _keys(choices: dict, slugs) -> set[int]:
    return {key for slug in slugs if slug in choices for key in choices[slug].keys}


def records_href(request: HttpRequest, slug: str, records: Query) -> str:
    """The list of the records behind a number of a report of the kind `slug`, asked as the page is; a number's own place goes first."""
    left_out = _LEFT_OUT_FOR_RECORDS | (PLACES.keys() if records.keys() & PLACES.keys() else set())
    asked = {name: values for name, values in request.GET.lists() if name not in left_out and any(values)}
    query = urlencode({**asked, **records}, doseq=True)
    address = reverse("kind-records", args=[slug])
    return f"{address}?{query}" if query else address


def kind_href(slug: str, asked: QueryDict, **query: str) -> str:
    """A kind of report at the same day, with `query` added."""
    kept = {name: asked[name] for name in ("ngay", "ghi-nhan", "ranh-gioi") if asked.get(name)} | query
    address = reverse("kind-report", args=[slug])
    return f"{address}?{urlencode(kept)}" if kept else address


def unit_href(tier: str, code: str, asked: QueryDict) -> str:
    """The page of a unit, asked the same way."""
    kept = _without(asked, [name for name in asked if name not in _KEPT_FOR_UNITS])
    address = reverse(_PAGES[tier], args=[code])
    return f"{address}?{kept.urlencode()}" if kept else address


def with_format(request: HttpRequest, form: str) -> str:
    """This page in another rendering."""
    asked = request.GET.copy()
    asked["dinh-dang"] = form
    for name in ("trang", "moi-trang", "loc"):
        asked.pop(name, None)
    return f"?{asked.urlencode()}"


def _without(asked: QueryDict, names) -> QueryDict:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept
