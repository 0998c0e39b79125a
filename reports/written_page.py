"""A written report as a page: every number of its text opens the people it counts, or the report it stands in."""

from copy import copy
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.links import PeopleLinks, kind_href, records_href, unit_href
from reports.report import Report, Table, Trend, linked
from reports.selection import Selection
from reports.written.plan import Drawing, Heading, Illustration, Paragraph, Written
from reports.written.words import Number, Words

_KINDS = {"needs": "can-dao-tao", "quality": "chat-luong", "scheme": "de-an"}
_PLACES = {"province": "tinh", "district": "huyen", "commune": "xa"}
_ANCHORS = {"verdict": "dat-chuan", "figures": "so-lieu-chinh"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the template draws it: one of them is set."""

    heading: str = ""
    text: SafeString | None = None
    table: Table | None = None
    trend: Trend | None = None
    caption: str = ""


class WrittenPage:
    """Addresses for the numbers of one text. Readers who may not see names are led to the reports, not to the people."""

    def __init__(self, request: HttpRequest, selection: Selection, *, own: tuple[str, ...], names: bool):
        self._asked = _as_asked(request, selection, own)
        self._selection, self._names = selection, names
        self._people = PeopleLinks(self._asked, selection).href

    def blocks(self, written: Written) -> list[Shown]:
        """The blocks in order, each number with its address."""
        return [self._shown(block) for block in written.blocks]

    def _shown(self, block) -> Shown:
        match block:
            case Heading(text):
                return Shown(heading=text)
            case Paragraph(words):
                return Shown(text=self.text(words))
            case Illustration(caption, report, table, _):
                return Shown(table=self._linked(report, table), caption=caption)
            case Drawing(caption, _, trend):
                return Shown(trend=trend, caption=caption)

    def text(self, words: Words) -> SafeString:
        """The words as HTML."""
        return format_html_join("", "{}", ((self._word(word),) for word in words))

    def _word(self, word: str | Number) -> str:
        if isinstance(word, str):
            return word
        return format_html('<a class="written__number num" href="{}">{}</a>', self.href(word), word.text)

    def href(self, number: Number) -> str:
        """The people or the records it counts; otherwise the part of the report in which it stands."""
        source, _, scheme = number.where.report.partition(" ")
        if self._names and number.query is not None:
            return self._people(number.query)
        if self._names and number.records is not None:
            return records_href(_without(self._asked, ("so-voi",)), _KINDS[source], number.records)
        table = number.where.table
        anchor = f"trend-{table.removeprefix('trend ')}" if table.startswith("trend ") else _ANCHORS.get(table, table)
        return f"{self._report(source, scheme)}#{anchor}"

    def _report(self, source: str, scheme: str) -> str:
        unit, asked = self._selection.unit, self._asked.GET
        if source == "area":
            return unit_href(unit.tier, unit.code, asked) if unit else f"{reverse('province-list')}?{asked.urlencode()}"
        place = {_PLACES[unit.tier]: unit.code} if unit else {}
        chosen = {"de-an": scheme} if source == "scheme" else {}
        return kind_href(_KINDS[source], asked, **place, **chosen)

    def _linked(self, report: Report, table: Table) -> Table:
        opens = self._people if self._names else (lambda query: None)
        return linked(replace(report, tables=(table,), key_figures=()), opens, lambda id, key: None).tables[0]


def _as_asked(request: HttpRequest, selection: Selection, own: tuple[str, ...]) -> HttpRequest:
    """The same request as other pages understand it, with the day that the text compares with where none was asked."""
    asked = _without(request, own)
    if selection.compared_day and not asked.GET.get("so-voi"):
        asked.GET["so-voi"] = f"{selection.compared_day:%d/%m/%Y}"
    return asked


def _without(request: HttpRequest, own: tuple[str, ...]) -> HttpRequest:
    asked = copy(request)
    asked.GET = request.GET.copy()
    for name in (*own, "dinh-dang"):
        asked.GET.pop(name, None)
    return asked
