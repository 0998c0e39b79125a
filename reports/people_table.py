"""The list of people as a table of django-tables2: a page of rows, the columns asked for, ordered by several of them at once.

The rows order themselves (reports/people.py); the table says by what, and how to ask for another order: by a column alone, or by a
column after those already asked for. Both are links, so the keyboard and a browser without scripts do the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cadres.standards import Verdict
from reports.formed_tables import FormedColumn, FormedTable
from reports.people_columns import NAME, Arrangement, PeopleColumn
from reports.templatetags.figures import NOTHING, verdict_mark

PEOPLE_ON_A_PAGE = 50
MOST_ON_A_PAGE = 200

_BLANK = SafeString('<span class="missing">chưa có dữ liệu</span>')
_VERDICTS = {verdict.slug: verdict_mark(verdict.slug, verdict.label) for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column: `alone` and `also` are the orders its two links ask for, `place` its number among several (0: none)."""

    column: PeopleColumn
    alone: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    place: int = 0
    backwards: bool = False

    @property
    def sorted(self) -> str:
        """For aria-sort; "" when the list is not ordered by this column."""
        return "" if not self.place else "descending" if self.backwards else "ascending"


def headings(arrangement: Arrangement) -> list[Heading]:
    """One a column, in order."""
    order = arrangement.order or ((NAME, False),)
    names = [f"{'-' * backwards}{column.name}" for column, backwards in order]
    places = {column.name: place for place, (column, _) in enumerate(order)}
    return [_heading(column, names, places.get(column.name)) for column in arrangement.all_columns]


def _heading(column: PeopleColumn, names: list[str], place: int | None) -> Heading:
    if not column.order:
        return Heading(column)
    if place is None:
        return Heading(column, (column.name,), (*names, column.name))
    backwards = names[place].startswith("-")
    turned = column.name if backwards else f"-{column.name}"
    also = tuple(turned if at == place else name for at, name in enumerate(names))
    return Heading(column, (turned,), also if len(names) > 1 else (), place + 1, backwards)


class PeopleTable(FormedTable):
    """One row per person: dictionaries with id, href (None: may not be opened) and a text for each part of the columns."""

    choosing = False
    """Whether a box stands before each name."""

    def __init__(self, rows: Sequence[dict], arrangement: Arrangement | None = None, **options):
        self.arrangement = arrangement or Arrangement()
        self.headings = headings(self.arrangement)
        columns = [(column.name, FormedColumn(column.label, _former(column))) for column in self.arrangement.all_columns]
        super().__init__(
            rows, columns, caption="Danh sách cán bộ, công chức", orderable=False, template_name="reports/_people_table.html", **options
        )


def people_table(
    rows: Sequence[dict], request: HttpRequest, arrangement: Arrangement | None = None, per_page: int | None = None
) -> PeopleTable:
    """A page of people as the address asks. `rows` is counted with `len`, read one slice a page, and orders itself."""
    table = PeopleTable(rows, arrangement, empty_text="Không có ai.")
    table.request = request
    per_page = per_page or PEOPLE_ON_A_PAGE
    if len(table.rows) > per_page:
        table.turn_to(request.GET.get("trang") or "1", per_page)
    return table


def _former(column: PeopleColumn):
    if column is NAME:
        return _name
    if column.name == "dat-chuan":
        return lambda row: _VERDICTS[row["verdict"]]
    first, *others = (part.id for part in column.parts)
    blank = NOTHING if column.name == "sinh" else _BLANK if not column.known else ""

    def form(row: dict) -> SafeString | str:
        beside = " ".join(row[part] for part in others if row[part])
        return format_html('{} <span class="of">{}</span>', row[first] or blank, beside) if beside else row[first] or blank

    return form


def _name(row: dict) -> SafeString:
    return format_html('<a href="{}">{}</a>', row["href"], row["name"]) if row["href"] else format_html("{}", row["name"])
