"""Addresses of pages, made from what a page asks: the same day, filters and boundaries go along."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from reports.asking import PLACES
from reports.filters import ALL_OF
from reports.report import Query
from reports.selection import Selection

_KEPT_FOR_PEOPLE = {"so-voi", "dinh-dang", "sap-xep", "trang", *PLACES}
_KEPT_FOR_UNITS = {"dinh-dang", "sap-xep", "trang", *PLACES}
_PAGES = {"province": "province-detail", "district": "district-detail", "commune": "commune-detail"}
_PLACE_NAMES = {tier: name for name, tier in PLACES.items()}


def people_href(request: HttpRequest, selection: Selection, query: Query) -> str:
    """The list of exactly the people that a number counts: what the page asks, narrowed by the number's own query."""
    asked = _without(request.GET, _KEPT_FOR_PEOPLE)
    if selection.unit is not None and not set(query) & set(PLACES):
        asked[_PLACE_NAMES[selection.unit.tier]] = selection.unit.code
    for name, values in query.items():
        asked.setlist(name, _narrowed(selection, name, asked.getlist(name), values))
    return f"{reverse('cadre-list')}?{asked.urlencode()}" if asked else reverse("cadre-list")


def _narrowed(selection: Selection, name: str, asked: list[str], values: tuple[str, ...]) -> list[str]:
    """Both conditions at once. Filters that ask for all of their values take the union; those that ask for any, what both cover."""
    together = list(dict.fromkeys([*asked, *values]))
    if not asked or name in PLACES:
        return list(values)
    if name in ALL_OF:
        return together
    choices = selection.filter.filters[name].choices_by_slug
    wanted = _keys(choices, asked) & _keys(choices, values)
    return [slug for slug in together if choices[slug].keys <= wanted]


def _keys(choices: dict, slugs) -> set[int]:
    return {key for slug in slugs if slug in choices for key in choices[slug].keys}


def unit_href(tier: str, code: str, asked: QueryDict) -> str:
    """The page of a unit, asked the same way."""
    kept = _without(asked, _KEPT_FOR_UNITS)
    address = reverse(_PAGES[tier], args=[code])
    return f"{address}?{kept.urlencode()}" if kept else address


def with_format(request: HttpRequest, form: str) -> str:
    """This page in another rendering."""
    asked = request.GET.copy()
    asked["dinh-dang"] = form
    asked.pop("trang", None)
    return f"?{asked.urlencode()}"


def _without(asked: QueryDict, names) -> QueryDict:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept
