"""Who is meant: a population or a condition as the text of an address query, "chuc-danh=party_secretary&ly-luan=from_intermediate".

The empty text is everybody counted. A whole address of a list may be given: its filters are kept, its day and its pages are not, and
a place is refused, for a population is of a whole province. Names and values are those of the people filter, so a text can be opened
as a list.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from chuanxa.refusals import BadRequest
from reports.asking import PAGE_NAMES, PLACES
from reports.filters import ALL_OF, NAMES, PeopleFilter, as_asked
from reports.report import Query
from reports.selection import Selection

EVERYBODY = "mọi cán bộ, công chức cấp xã"
_LONGEST = 500


class UnreadablePopulation(ValueError):
    """The text is for people: what was found and what is accepted."""


def read_query(text: str) -> Query:
    """The names and values of a text; raises UnreadablePopulation. Values are checked by `check_query`."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise UnreadablePopulation(f"Dài {len(text)} ký tự; nhận tối đa {_LONGEST}.")
    parts = urlsplit(text) if "?" in text else None
    asked = (parts.query if parts else text).strip("&")
    try:
        pairs = parse_qsl(asked, strict_parsing=bool(asked), max_num_fields=60)
    except ValueError as error:
        raise UnreadablePopulation(f"Không đọc được “{text[:80]}”. {_ACCEPTED}") from error
    query: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in PLACES:
            raise UnreadablePopulation(f"Bỏ “{name}={value[:20]}”: chỉ tiêu tính trên toàn tỉnh, không trên một nơi.")
        if name in PAGE_NAMES and parts:
            continue
        if name not in NAMES or name == "tim":
            accepted = ", ".join(one for one in NAMES if one != "tim")
            raise UnreadablePopulation(f"“{name[:40]}” không phải là bộ lọc về người. Nhận: {accepted}.")
        if value not in query.setdefault(name, []):
            query[name].append(value)
    return {name: tuple(values) for name, values in query.items()}


_ACCEPTED = "Nhận các bộ lọc như trên địa chỉ của danh sách, chẳng hạn chuc-danh=party_secretary&ly-luan=from_intermediate."


def check_query(query: Mapping[str, Sequence[str]], selection: Selection) -> None:
    """Raises UnreadablePopulation for a value that its filter does not know."""
    try:
        selection.narrowed(query)
    except BadRequest as error:
        raise UnreadablePopulation(f"{error.found} {error.accepted}") from error


def written(query: Mapping[str, Sequence[str]]) -> str:
    """The one way a query is stored: names in the order of the filters."""
    return urlencode([(name, value) for name in NAMES for value in query.get(name, ())])


def said(query: Mapping[str, Sequence[str]], selection: Selection) -> str:
    """The query in words: "Chuyên môn, nghiệp vụ: Từ trung cấp trở lên"; of the empty one, everybody."""
    people = PeopleFilter(as_asked(query), catalogue=selection.catalogue, register=selection.register)
    told = "; ".join(f"{one.label}: {', '.join(label for _, label in one.values)}" for one in people.described())
    return told or EVERYBODY


def joined(first: Query, second: Query, filters: Mapping) -> Query | None:
    """A query of exactly the people of both, or None where no query can say it. `filters` are those of a PeopleFilter.

    Filters of which any value does are narrowed to the values both cover; those of which all must hold are added up.
    """
    found = dict(first)
    for name, values in second.items():
        both = _both(name, found[name], values, filters) if name in found else values
        if both is None:
            return None
        found[name] = both
    return found


def _both(name: str, first: tuple[str, ...], second: tuple[str, ...], filters: Mapping) -> tuple[str, ...] | None:
    if set(first) == set(second):
        return first
    if name in ALL_OF:
        return tuple(dict.fromkeys((*first, *second)))
    choices = getattr(filters[name], "choices_by_slug", None)
    if choices is None:
        return None
    wanted = _keys(choices, first) & _keys(choices, second)
    kept = tuple(slug for slug in dict.fromkeys((*first, *second)) if choices[slug].keys <= wanted)
    return kept if kept and _keys(choices, kept) == wanted else None


def _keys(choices: Mapping, slugs: Sequence[str]) -> set[int]:
    return {key for slug in slugs for key in choices[slug].keys}
