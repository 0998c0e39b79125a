"""The number of this system that stands at an address: a page, a table, a row. Made by the same builders as the page, for one reader.

Each page is built once for a reader's request, however many figures point into it, and what all pages stand on is read once. What the
reader may not see does not exist here either: the answer is then a sentence in place of a number.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from chuanxa.models import User
from chuanxa.refusals import BadRequest
from chuanxa.roles import Permission
from reports.area_report import area_report
from reports.asking import ask, at_home, ground_of
from reports.catalogue import find_kind
from reports.links import PeopleLinks, records_href
from reports.published.verdicts import Computed
from reports.report import PEOPLE, Measure, Query, Report, Row, Table

AREAS = {"province-list": None, "province-detail": "province", "district-detail": "district", "commune-detail": "commune"}
AND, PLACE = "+", "#"
"""Between the keys of rows that are added: "advanced+bachelor" of a table whose rows do not overlap; before the number of a row
that is named by where it stands: "#3"."""


class Unresolved(Exception):
    """Nothing stands at the address for this reader; carries a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a computed value stands. Without `row` it is the table's total; `value` is share, count or total."""

    page: str
    query: str
    table: str
    row: str = ""
    measure: str = ""
    value: str = "count"

    @property
    def href(self) -> str:
        """The page itself, at its day and with its filters, at the table."""
        return f"{self.page}{'?' if self.query else ''}{self.query}#{self.table}"


@dataclass(frozen=True, slots=True)
class Found:
    """The number, and the list of exactly the records that it counts (None: it counts nobody, or the reader may not see names).

    A number that somebody set counts nothing: `declared` is the page of the plan or the target that sets it.
    """

    computed: Computed
    opens: str | None
    declared: str | None = None


@dataclass(frozen=True)
class _Page:
    """A page as one reader gets it: its report and what makes links out of its queries."""

    report: Report
    people_href: object
    records_href: object


class Resolver:
    """Finds numbers for one reader on one day; keeps the pages it has built."""

    def __init__(self, user: User, today: date):
        self._user, self._asked = user, {"today": today, "ground": ground_of(user)}
        self._pages: dict[tuple[str, str], _Page | Unresolved] = {}

    def find(self, address: Address) -> Found:
        """The number at the address. Raises Unresolved."""
        page = self._page(address.page, address.query)
        try:
            table = page.report.table(address.table)
        except KeyError as error:
            accepted = ", ".join(table.id for table in page.report.tables)
            raise Unresolved(f"Trang ấy không có bảng “{address.table}”. Có: {accepted}.") from error
        found = _number(table, address)
        if declared := _declared(table, address):
            return Found(found, None, declared)
        if not self._user.may(Permission.SEE_PEOPLE) or not found.count:
            return Found(found, None)
        return Found(found, _opens(page, table, address))

    def report(self, path: str, query: str) -> Report:
        """The report of a page as this reader gets it. Raises Unresolved."""
        return self._page(path, query).report

    def _page(self, path: str, query: str) -> _Page:
        if (path, query) not in self._pages:
            try:
                self._pages[path, query] = self._built(path, query)
            except BadRequest as error:
                self._pages[path, query] = Unresolved(" ".join(filter(None, (error.found, error.accepted))))
            except Unresolved as error:
                self._pages[path, query] = error
        page = self._pages[path, query]
        if isinstance(page, Unresolved):
            raise page
        return page

    def _built(self, path: str, query: str) -> _Page:
        try:
            match = resolve(path)
        except Resolver404 as error:
            raise Unresolved(f"Không có trang “{path}”.") from error
        request = HttpRequest()
        request.method, request.path, request.user, request.GET = "GET", path, self._user, QueryDict(query)
        if match.url_name in AREAS:
            selection = ask(request, tier=AREAS[match.url_name], code=match.kwargs.get("code"), **self._asked)
            return _Page(area_report(selection, over_years=False), PeopleLinks(request, selection).href, None)
        kind = find_kind(match.kwargs.get("slug", "")) if match.url_name == "kind-report" else None
        if kind is None:
            raise Unresolved(f"Trang “{path}” không phải trang số liệu của một nơi hay một báo cáo trong danh mục.")
        selection = at_home(ask(request, own=kind.names, filters=kind.filters, **self._asked))
        links = PeopleLinks(request, selection, kind.names).href
        return _Page(kind.build(selection), links, lambda records: records_href(request, kind.slug, records))


def _number(table: Table, address: Address) -> Computed:
    if not address.row:
        return Computed(table.total)
    rows = _rows(table, address)
    shares = [_measure(row, address.measure).share if address.measure else row.share for row in rows]
    if address.value == "total":
        return Computed(shares[0].total)
    percent = getattr(shares[0], "printed", None) if len(shares) == 1 else None
    return Computed(sum(share.count for share in shares), shares[0].total, percent)


def _rows(table: Table, address: Address) -> list[Row]:
    keys = address.row.split(AND)
    if len(keys) > 1 and not table.exclusive:
        raise Unresolved(f"Các dòng của bảng “{table.title}” trùng người, không cộng được.")
    by_key = {row.key: row for row in (*table.rows, *([table.whole] if table.whole else []))}
    by_key |= {f"{PLACE}{number}": row for number, row in enumerate(table.rows, start=1)}
    found = [by_key[key] for key in keys if key in by_key]
    if not found:
        raise Unresolved(f"Bảng “{table.title}” không có dòng “{address.row}”. Có: {', '.join(row.key for row in table.rows)}.")
    return found


def _measure(row: Row, key: str) -> Measure:
    found = next((measure for measure in row.measures if measure.key == key), None)
    if found is None:
        accepted = ", ".join(measure.key for measure in row.measures)
        raise Unresolved(f"Dòng “{row.label}” không có cột “{key}”. Có: {accepted or 'không cột nào'}.")
    return found


def _opens(page: _Page, table: Table, address: Address) -> str | None:
    """The list behind the number: of people, or of other records; a plan its entries; any other total everybody on the page."""
    rows = _rows(table, address) if address.row else []
    if address.value == "total" and rows and rows[0].total_records is not None and not address.measure:
        return page.records_href(rows[0].total_records)
    if address.value == "total" or not rows:
        return _opens_total(page, table)
    numbers = [_measure(row, address.measure) if address.measure else row for row in rows]
    if any(one.records is not None for one in numbers):
        return page.records_href(_joined([one.records for one in numbers if one.records is not None]))
    queries = [
        row.query | one.query if address.measure else one.query
        for row, one in zip(rows, numbers, strict=True)
        if one.query is not None and row.query is not None
    ]
    return page.people_href(_joined(queries)) if queries else None


def _opens_total(page: _Page, table: Table) -> str | None:
    """Everybody on the page; of parts that add up, what all of them ask alike. A goal is a number somebody set: it opens nothing."""
    if any(row.attained for row in table.rows):
        return None
    asked = [row.records for row in table.rows if row.records is not None]
    if asked and table.exclusive:
        return page.records_href({name: values for name, values in asked[0].items() if all(one.get(name) == values for one in asked)})
    return page.people_href({}) if not asked or table.unit == PEOPLE else None


def _declared(table: Table, address: Address) -> str | None:
    """The page of whoever set the number: of a plan, or of a target's goal. Nothing counted has one before its links are made."""
    rows = _rows(table, address) if address.row else []
    if len(rows) != 1:
        return None
    if address.measure:
        return _measure(rows[0], address.measure).href
    return rows[0].total_href if address.value == "total" else None


def _joined(queries: list[Query]) -> Query:
    """What any of the rows asks: their values side by side. Rows of one table ask with one name, or with names they all share."""
    names = list(dict.fromkeys(name for query in queries for name in query))
    return {name: tuple(dict.fromkeys(value for query in queries for value in query.get(name, ()))) for name in names}
