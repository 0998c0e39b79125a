"""Tables of django-tables2 whose cells are made once, by one plain function of the row.

django-tables2 keeps the order, the pages and the template; its own way to a cell (an accessor, then a signature read again for
every cell) costs several times what the cell does. The order is asked with `sap-xep` and the page with `trang`; how many rows
a page has is never read from the address (the library takes any `per_page`, and one request could ask for a million rows).
"""

from collections.abc import Callable, Sequence
from typing import Any

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.data import TableData
from django_tables2.rows import BoundRow, BoundRows

from chuanxa.refusals import BadRequest, NotHere


class FormedColumn(tables.Column):
    """A column whose cells are `form(row)`, ordered by `key(row)` (None: not ordered here), with `total(rows)`,
    over all rows and not only the page, as its footer."""

    def __init__(self, label: str, form: Callable[[Any], Any], *, key=None, kind: str = "", total=None, ordered: bool = False):
        footer = (lambda table: total(table.data.rows)) if total else None
        super().__init__(label, orderable=ordered or key is not None, footer=footer)
        self.form, self.key, self.kind = form, key, kind

    @property
    def begins(self) -> SafeString:
        """What stands before each of its cells that does not name the row."""
        return format_html('<td class="{}" data-label="{}">' if self.kind else '<td{} data-label="{}">', self.kind, self.verbose_name)


class _FormedRow(BoundRow):
    @property
    def written(self) -> SafeString:
        """Its cells as HTML, the first names the row. Joined here: a province has over a thousand, and a template's loop takes longer."""
        cells = (f"{begin}{conditional_escape(form(self._record))}{end}" for begin, form, end in self._table.frames)
        return mark_safe("".join(cells))  # noqa: S308 (every part is escaped)


class _FormedRows(BoundRows):
    def __iter__(self):
        return (_FormedRow(record, table=self.table) for record in self.data)

    def __getitem__(self, key):
        return _FormedRows(self.data[key], self.table) if isinstance(key, slice) else _FormedRow(self.data[key], table=self.table)


class RowData(TableData):
    """Rows in hand, or read page by page (`rows` then orders itself). A row that has nothing to be ordered by comes last."""

    def __init__(self, rows: Sequence):
        super().__init__(rows)
        self.rows = rows

    def __len__(self):
        return len(self.data)

    def order_by(self, aliases):
        """Order by the first alias; the rows keep their own order where it says nothing."""
        key = self.table.columns[aliases[0].bare].column.key if aliases else None
        if key is None:
            return
        known = [row for row in self.rows if key(row) is not None]
        known.sort(key=key, reverse=aliases[0].is_descending)
        self.data = known + [row for row in self.rows if key(row) is None]


class FormedTable(tables.Table):
    """A table of (name, column) pairs; the names are what `sap-xep` accepts. `caption` names it for those who hear it."""

    def __init__(self, rows: Sequence, columns: Sequence[tuple[str, FormedColumn]], *, caption: str = "", **options):
        self.caption = caption
        super().__init__(RowData(rows), extra_columns=columns, order_by_field="sap-xep", page_field="trang", **options)
        self.rows = _FormedRows(self.data, self)

    @cached_property
    def frames(self) -> list[tuple[str, Callable[[Any], Any], str]]:
        """What stands before a cell of each column, what forms the cell, and what stands behind it."""
        first, *others = (column.column for column in self.columns)
        return [('<th scope="row">', first.form, "</th>"), *((column.begins, column.form, "</td>") for column in others)]

    def asked(self, request: HttpRequest, per_page: int):
        """The table ordered and paged as the address asks; raises BadRequest or NotHere with what is accepted."""
        self.request = request
        if wanted := request.GET.get(self.prefixed_order_by_field):
            self.order_by = self._checked_order(wanted)
        if len(self.rows) > per_page:
            self.turn_to(request.GET.get(self.prefixed_page_field) or "1", per_page)
        return self

    def _checked_order(self, wanted: str) -> str:
        accepted = [column.name for column in self.columns if column.orderable]
        if wanted.removeprefix("-") not in accepted:
            every = ", ".join(f"{name}, -{name}" for name in accepted)
            raise BadRequest(f"Không xếp được theo “{wanted[:60]}”.", f"Nhận: {every} (dấu - là từ cao xuống thấp).")
        return wanted

    def turn_to(self, number: str, per_page: int) -> None:
        """Show one page; raises BadRequest or NotHere when there is no such page."""
        try:
            self.paginate(page=number, per_page=per_page)
        except PageNotAnInteger as error:
            raise BadRequest(f"Không có trang “{number[:60]}”.", f"Nhận: 1 đến {self.paginator.num_pages}.") from error
        except EmptyPage as error:
            raise NotHere(f"Không có trang {number[:60]}.", f"Nhận: 1 đến {self.paginator.num_pages}.") from error
