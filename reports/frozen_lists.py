"""A list of people as a closing keeps it: everybody of the province once, so that the list of any of its places can be made again. Pure.

Kept are the cells, by column. The place is chosen by whoever reads it later, and so are the template and the signatures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reports.official_forms.filling import Value
from reports.official_forms.form import ListColumn, ListForm, Query


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column of the list as it was, without how wide it is drawn."""

    key: str
    path: tuple[str, ...]
    query: Query | None
    fact: str


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """One line: marks are 1, the cells of words and of days are told apart because JSON cannot."""

    cadre: int
    name: str
    commune: str
    district: str
    unit: str
    post: str
    marks: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Value]:
        """Every cell that is not blank, by its column."""
        return {**dict.fromkeys(self.marks, 1), **self.words, **self.days}


@dataclass(frozen=True)
class KeptList:
    """A list by its slug, its columns as they were, and everybody in the order of the list. `places` are districts by code."""

    slug: str
    title: str
    columns: tuple[KeptColumn, ...]
    people: tuple[KeptPerson, ...]
    places: Mapping[str, str]


def kept_person(cadre: int, name: str, commune: str, district: str, unit: str, post: str, values: Mapping[str, Value]) -> KeptPerson:
    """The line as it is kept."""
    marks = tuple(key for key, value in values.items() if isinstance(value, int))
    words = {key: value for key, value in values.items() if isinstance(value, str)}
    days = {key: value for key, value in values.items() if isinstance(value, date)}
    return KeptPerson(cadre, name, commune, district, unit, post, marks, words, days)


def kept_columns(form: ListForm) -> tuple[KeptColumn, ...]:
    """The columns as they are kept."""
    return tuple(KeptColumn(one.key, one.path, one.query, one.fact) for one in form.columns)


def form_then(form: ListForm, kept: KeptList) -> ListForm:
    """The form with the columns that were kept."""
    return replace(form, columns=tuple(ListColumn(one.key, one.path, one.query, one.fact) for one in kept.columns))


def people_of(kept: KeptList, *, district: str = "", commune: str = "") -> list[KeptPerson]:
    """Those of a district or a commune, in order."""
    return [one for one in kept.people if one.commune == commune or (not commune and district and one.district == district)]


def communes_of(people: Sequence[KeptPerson]) -> dict[str, str]:
    """Code → name of the communes that people of the list serve in, in the order of codes."""
    return dict(sorted({one.commune: one.unit for one in people}.items()))


def list_figures(kept: KeptList) -> dict[str, list]:
    """Whom the list holds, where, and each cell: the place of a person → their cells as they are written."""
    return {
        f"{one.commune}/{one.cadre}": [one.post, *(f"{key} {_told(value)}" for key, value in sorted(one.values.items()))]
        for one in kept.people
    }


def _told(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
