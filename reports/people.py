"""The people behind a number: the same selection as the number, listed by name.

Rows are tuples from the database, turned into plain dictionaries once; no model objects are made for a list.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from cadres.levels import NO_RECORD, Ladder
from cadres.models import Profile, Standing
from cadres.standards import NO_STANDARD, Verdict
from cadres.standings.storage import chunks
from reports.selection import Selection
from reports.sentences import lower_first

_FIELDS = (
    "cadre_id",
    "born_on",
    "sex",
    "position_id",
    "commune_id",
    "district_id",
    "professional",
    "political_theory",
    "verdict",
    "missing",
    "unclear",
)
CHUNK = 1_000
_SEXES = {0: "", 1: "Nam", 2: "Nữ"}


class PeopleRows(Sequence):
    """A lazy sequence of people in name order; slicing reads only the slice (a pager's page), `len` counts."""

    def __init__(self, selection: Selection, people_href, order: str = "ten"):
        self._selection, self._href = selection, people_href
        self._standings: QuerySet = selection.standings(selection.day)
        self._backwards = order.startswith("-")

    def __len__(self) -> int:
        if not hasattr(self, "_length"):
            self._length = self._standings.count()
        return self._length

    def __getitem__(self, place):
        if isinstance(place, slice):
            return self._read(place)
        return self._read(slice(place, place + 1))[0]

    def __iter__(self):
        """Everybody, read a thousand names at a time: a file of the whole country stays in bounded memory."""
        for chunk in chunks(self._names().iterator(chunk_size=CHUNK), CHUNK):
            yield from self._rows(chunk)

    def _read(self, part: slice) -> list[dict]:
        return self._rows(list(self._names()[part]))

    def _names(self) -> QuerySet:
        """(cadre id, name) in name order; standings of another day take the names from the profiles."""
        named: QuerySet = self._standings
        if named.model is Standing:
            named = Profile.objects.known().filter(cadre__in=self._standings.order_by().values("cadre"))
        sign = "-" if self._backwards else ""
        return named.order_by(f"{sign}sort_key", "cadre_id").values_list("cadre_id", "full_name")

    def _rows(self, names: list[tuple[int, str]]) -> list[dict]:
        """Somebody who left between the two questions is left out."""
        rows = {row[0]: row for row in self._standings.filter(cadre__in=[cadre for cadre, _ in names]).values_list(*_FIELDS)}
        return [self._row(rows[cadre], name) for cadre, name in names if cadre in rows]

    def _row(self, row: tuple, name: str) -> dict:
        cadre, born, sex, position, commune, district, professional, theory, verdict, missing, unclear = row
        units = self._selection.register.units
        return {
            "id": cadre,
            "name": name,
            "href": self._href(cadre),
            "born": f"{born:%d/%m/%Y}" if born else "",
            "sex": _SEXES[sex],
            "position": self._selection.catalogue.labels[position][1],
            "commune": units["commune"][commune].full_name,
            "district": units["district"][district].full_name if district else "",
            "professional": level_label(Ladder.PROFESSIONAL, professional),
            "theory": level_label(Ladder.POLITICAL_THEORY, theory),
            "verdict": Verdict(verdict).slug,
            "missing": why(missing, unclear),
        }


def level_label(ladder: Ladder, level: int) -> str:
    """The level's name; "" without a record."""
    return "" if level == NO_RECORD else ladder.levels(level).label


def why(missing: int, unclear: int) -> str:
    """What is missing, or what is not known: "thiếu chuyên môn, nghiệp vụ; chưa rõ tin học"."""
    said = []
    if lacking := _named(missing):
        said.append(f"thiếu {lacking}")
    if doubtful := _named(unclear):
        said.append(f"chưa rõ {doubtful}")
    if unclear & NO_STANDARD:
        said.append("hệ thống chưa có tiêu chuẩn cho chức danh")
    return "; ".join(said)


def _named(mask: int) -> str:
    return ", ".join(lower_first(ladder.label) for ladder in Ladder if mask & ladder.bit)


def heading(selection: Selection, area: str, day: date) -> str:
    """What the list is of."""
    return f"{area}: danh sách cán bộ, công chức cấp xã ngày {day:%d/%m/%Y}"


def described(filters: Iterable) -> str:
    """Filters in words: "Chuyên môn: Đại học, Cao đẳng; Đạt chuẩn: Chưa đạt"."""
    return "; ".join(f"{item.label}: {', '.join(label for _, label in item.values)}" for item in filters)
