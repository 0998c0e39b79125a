"""What was planned, as a list: the entries that a planned number of a report adds up to, each with its own page."""

from django.db.models import QuerySet

from cadres.record_kinds import BY_MODEL
from reports.entries.listing import EntryRows
from reports.entries.records import cells_of, columns_of, record_href
from reports.entries.tables import PLANS, WHAT
from reports.report import Query
from reports.report_kind import RecordList
from reports.selection import Selection


def asks_plans(query: Query) -> bool:
    """Whether the records asked for are those that planned a number, not those that reached it."""
    return query.get(WHAT) == PLANS[WHAT]


def planned_records(selection: Selection, plans: QuerySet, unit: str) -> RecordList:
    """The plans as they stand, the latest first; their number is what they plan together, in `unit`."""
    kind = BY_MODEL[plans.model]
    related = [name for name in kind.fields if plans.model._meta.get_field(name).is_relation]
    read = plans.select_related(*related) if related else plans
    rows = EntryRows(read, lambda one, name: cells_of(kind, selection, one, name), record_href)
    return RecordList(kind.label, columns_of(kind), rows, unit, sum(plans.order_by().values_list("planned", flat=True)))
