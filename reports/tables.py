"""The tables of units that pages show, with their shares.

What a cell says is the Report's or the list's own number; nothing is counted here but the totals of a table whose rows add up.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chuanxa.names import place_sort_key
from reports.formed_tables import FormedColumn, FormedTable
from reports.report import Measure, Row, Table
from reports.shares import Share
from reports.templatetags.figures import counted, row_band, shared, vn

UNITS_ON_A_PAGE = 200


class UnitsTable(FormedTable):
    """One row per unit (`reports.report.Row`): its people, how many meet the standard, how many have the two levels, its verdicts.

    A page may show districts and communes: the id of the box tells the two apart when one is swapped.
    """

    def __init__(self, part: Table, **options):
        measured = part.rows[0].measures if part.rows else ()
        add = part.exclusive and bool(part.rows)
        columns = [
            ("ten", FormedColumn("Đơn vị", _unit, key=lambda row: place_sort_key(row.label), total=_told_total if add else None)),
            ("so-nguoi", FormedColumn("Số người", _people, key=lambda row: row.count, kind="n", total=_all_people if add else None)),
            *((_MEASURED[measure.key], _measure_column(measure, add=add)) for measure in measured if measure.key in _MEASURED),
            ("ket-qua", FormedColumn("Đạt · chưa đạt · chưa rõ", row_band, kind="mini-cell")),
        ]
        super().__init__(part.rows, columns, caption=part.title, attrs={"id": f"bang-{part.id}"}, **options)


_MEASURED = {"meets": "dat-chuan", "professional_intermediate": "chuyen-mon", "theory_intermediate": "ly-luan"}
"""The measures that are columns, and the names by which the table is ordered."""


def units_table(part: Table, request: HttpRequest) -> UnitsTable:
    """The units of an area as the address asks; all of a province's on one page unless they are more than UNITS_ON_A_PAGE."""
    return UnitsTable(part, empty_text="Chưa có đơn vị nào.").asked(request, UNITS_ON_A_PAGE)


def _unit(row: Row) -> SafeString:
    name = format_html('<a href="{}">{}</a>', row.unit_href, row.label) if row.unit_href else format_html("{}", row.label)
    return name + format_html_join("", ' <span class="flag">{}</span>', ((flag,) for flag in row.flags))


def _people(row: Row) -> SafeString:
    return counted(row.count, row.href)


def _told_total(rows: Sequence[Row]) -> str:
    return "Tổng số"


def _all_people(rows: Sequence[Row]) -> str:
    return vn(sum(row.count for row in rows))


def _measure_column(measure: Measure, *, add: bool) -> FormedColumn:
    def found(row: Row) -> Measure:
        return next(one for one in row.measures if one.key == measure.key)

    def form(row: Row) -> SafeString:
        one = found(row)
        return shared(one, one.href)

    def key(row: Row):
        share = found(row).share
        return (share.count / share.total, share.total) if share.total else None

    def total(rows: Sequence[Row]) -> SafeString:
        shares = [found(row).share for row in rows]
        return shared(Share(sum(share.count for share in shares), sum(share.total for share in shares)))

    return FormedColumn(measure.label, form, key=key, kind="n", total=total if add else None)
