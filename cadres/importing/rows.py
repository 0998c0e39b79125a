"""One line of a list as one row form: every field as read, what stands in the file, and every problem found, all at once. Pure.

Errors keep a row out (somebody must look); warnings let it in and are said. What the line does not tell is unknown, never "no".
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cadres.importing.units import Place
from cadres.levels import Ladder, Level
from chuanxa.names import match_key
from chuanxa.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Problem:
    """`column` is where (None: the whole line); `says` is a full sentence."""

    says: str
    column: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class LevelTold:
    """What a line tells of one ladder."""

    level: Level
    major: str = ""
    at_least: bool = False
    equivalent: bool = False
    awarded: PartialDate | None = None
    school: str = ""
    study_mode: str = ""


@dataclass(frozen=True, slots=True)
class StudyTold:
    """A course under way towards a level of the professional ladder or another."""

    ladder: Ladder
    level: Level
    major: str = ""


@dataclass(slots=True)
class RowForm:
    """`sheet` is the sheet's place in the workbook, `row` counts from 0. None and empty mean: the line does not tell."""

    sheet: int
    row: int
    name: str = ""
    personal_id: str = ""
    sex: str = ""
    born: PartialDate | None = None
    ethnic_group: str = ""
    party_member: bool | None = None
    party_since: PartialDate | None = None
    party_full: PartialDate | None = None
    unit: Place | None = None
    unit_from: str = ""
    positions: tuple[str, ...] = ()
    position_from: str = ""
    appointed: PartialDate | None = None
    levels: dict[Ladder, LevelTold] = field(default_factory=dict)
    studying: tuple[StudyTold, ...] = ()
    note: str = ""
    written: dict[str, str] = field(default_factory=dict)
    """{meaning: what stands in the file, as shown}."""
    columns: dict[str, int] = field(default_factory=dict)
    """{meaning: the column it was read from}."""
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int]:
        """Unique inside one workbook."""
        return self.sheet, self.row

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the fields the line does not tell."""
        told = {
            "sex": self.sex,
            "born": self.born,
            "ethnic_group": self.ethnic_group,
            "personal_id": self.personal_id,
            "party_member": self.party_member is not None or None,
        }
        ladders = [ladder for ladder in list(Ladder)[:6] if ladder not in self.levels]
        return tuple([name for name, value in told.items() if not value] + [ladder.value for ladder in ladders])


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the day of the list, what blanks mean, further names of positions, and when positions were in force."""

    day: date
    blank_is_untrained: frozenset[Ladder] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    in_force: frozenset[str] | None = None
    """Codes of positions of that day; None: all."""


def duplicates(forms: Iterable[RowForm]) -> dict[tuple[int, int], RowForm]:
    """{row: the earlier row that is the same person}: one personal ID, or one name, birth and unit."""
    forms = list(forms)
    shared = Counter((form.born, form.unit.id) for form in forms if form.name and form.unit and form.born)
    seen: dict[tuple, RowForm] = {}
    found: dict[tuple[int, int], RowForm] = {}
    for form in forms:
        keys = [("id", form.personal_id)] if form.personal_id else []
        if form.name and form.unit and form.born and shared[form.born, form.unit.id] > 1:
            keys.append(("name", match_key(form.name), form.born, form.unit.id))
        for key in keys:
            if key in seen and form.key not in found:
                other = seen[key]
                if key[0] == "id" or not (form.personal_id and other.personal_id and form.personal_id != other.personal_id):
                    found[form.key] = other
            seen.setdefault(key, form)
    return found
