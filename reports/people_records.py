"""Any people of a day as a list of records: those whom no filter of an address can name (who does not meet a target, whose commune …)."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from reports.people import PeopleRows
from reports.report_kind import Record, RecordColumn, RecordList
from reports.selection import Selection


class PeopleOf(PeopleRows):
    """The people of a query set of standings, in name order, with the usual columns."""

    def __init__(self, selection: Selection, people: QuerySet):
        super().__init__(selection, lambda cadre: f"{reverse('cadre-detail', args=[cadre])}?ngay={selection.day:%d/%m/%Y}")
        self._standings = people


class _Records(Sequence):
    """The same as records; read one slice a page."""

    def __init__(self, people: PeopleOf, parts: Sequence[str]):
        self._people, self._parts = people, parts

    def __len__(self) -> int:
        return len(self._people)

    def __getitem__(self, place):
        found = self._people[place]
        return [self._record(row) for row in found] if isinstance(place, slice) else self._record(found)

    def __iter__(self) -> Iterator[Record]:
        return map(self._record, self._people)

    def _record(self, row: dict) -> Record:
        return Record(tuple(row[part] for part in self._parts), row["href"])


def people_records(selection: Selection, people: QuerySet, heading: str) -> RecordList:
    """`people` are rows of the standings of the selection's day."""
    found = PeopleOf(selection, people)
    parts = found.arrangement.parts
    columns = tuple(RecordColumn(part.label, width=part.width) for part in parts)
    return RecordList(heading, columns, _Records(found, [part.id for part in parts]), unit="người")
