"""People behind a number that the list of people cannot ask for: who studies, who attended; one line a person."""

from collections.abc import Callable, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from reports.entries.listing import CHUNK, UNNAMED, names_of
from reports.report import PEOPLE
from reports.report_kind import Cell, Record, RecordColumn, RecordList
from reports.selection import Selection

_PERSON = (
    RecordColumn("Họ và tên", width=28),
    RecordColumn("Chức danh", width=30),
    RecordColumn("Đơn vị", width=34),
)


class _PeopleRows(Sequence):
    """`found` are dictionaries with cadre_id, one a person; names and posts are read a slice at a time."""

    def __init__(self, selection: Selection, found: QuerySet, cells: Callable[[dict], tuple[Cell, ...]]):
        self._selection, self._found, self._cells = selection, found, cells

    def __len__(self) -> int:
        if not hasattr(self, "_length"):
            self._length = self._found.count()
        return self._length

    def __getitem__(self, place):
        return self._records(list(self._found[place])) if isinstance(place, slice) else self[place : place + 1][0]

    def __iter__(self):
        for start in range(0, len(self), CHUNK):
            yield from self[start : start + CHUNK]

    def _records(self, rows: list[dict]) -> list[Record]:
        wanted = [row["cadre_id"] for row in rows]
        names, posts = names_of(wanted), self._posts(wanted)
        return [self._record(row, names.get(row["cadre_id"], UNNAMED), posts.get(row["cadre_id"], ("", ""))) for row in rows]

    def _record(self, row: dict, name: str, post: tuple[str, str]) -> Record:
        day = f"{self._selection.day:%d/%m/%Y}"
        return Record((name, *post, *self._cells(row)), f"{reverse('cadre-detail', args=[row['cadre_id']])}?ngay={day}")

    def _posts(self, cadres: list[int]) -> dict[int, tuple[str, str]]:
        """Cadre id → (position, commune) on the day of the report."""
        labels, communes = self._selection.catalogue.labels, self._selection.register.units["commune"]
        held = self._selection.standings(self._selection.day).filter(cadre__in=cadres).order_by()
        return {
            cadre: (labels[position][1], communes[commune].full_name)
            for cadre, position, commune in held.values_list("cadre_id", "position_id", "commune_id")
        }


def people_rows(
    selection: Selection, heading: str, found: QuerySet, columns: tuple[RecordColumn, ...], cells: Callable[[dict], tuple[Cell, ...]]
) -> RecordList:
    """A list of people with what `cells` says of each beside name, position and unit."""
    return RecordList(heading, (*_PERSON, *columns), _PeopleRows(selection, found, cells), PEOPLE)
