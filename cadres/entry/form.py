"""The form of one person: identity, posts, qualifications, enrolments, Party, notes; from facts to fields and back to changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.utils import ErrorDict

from cadres.actions.dossiers import DossierChanges, differing
from cadres.entry.checks import check_dossier
from cadres.entry.places import CommunePicker
from cadres.entry.profile_form import ProfileForm
from cadres.entry.rows import FactForm
from cadres.entry.sections import MOST_ROWS, ROWS, SECTIONS
from cadres.levels import STANDING_LADDERS
from cadres.models import Appointment, Enrolment, Profile, Qualification
from cadres.standings.catalogue import Catalogue
from chuanxa.names import clean

NO_REASON = "Thiếu lý do sửa. Ghi vì sao sửa, ví dụ: theo giấy khai sinh, nhập nhầm."


@dataclass(frozen=True)
class Desk:
    """What the form of a user knows on a day."""

    picker: CommunePicker
    law: Catalogue
    day: date

    @property
    def options(self) -> dict:
        return {"day": self.day, "picker": self.picker, "positions": self.law.by_code}


@dataclass
class Opened:
    """A dossier as it stands: what the form is filled from. `beyond` are posts outside the user's reach: shown, not changed."""

    profile: Profile | None = None
    posts: tuple[Appointment, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    beyond: tuple[Appointment, ...] = ()
    version: int | None = None

    def of(self, section: str) -> dict[int, Appointment | Qualification | Enrolment]:
        return {fact.pk: fact for fact in getattr(self, section)}


class DossierForm:
    """Bound when `data` is given. `start` are first values of a new person's form, by field name."""

    def __init__(self, desk: Desk, opened: Opened, data: Mapping[str, str] | None = None, start: Mapping[str, str] | None = None):
        self.desk, self.opened, self.data = desk, opened, data
        texts = ProfileForm.texts(opened.profile, desk.picker) | {"fact": opened.profile.pk} if opened.profile else {}
        self.profile = ProfileForm(data, prefix="profile", initial=texts | dict(start or {}), **desk.options)
        self.rows = {section: self._rows(section, start or {}) for section in ROWS}
        self.problems: list[str] = []
        self.token = (data or {}).get("token") or str(uuid4())
        self.version = (data or {}).get("version") or opened.version

    def _rows(self, section: str, start: Mapping[str, str]) -> list[FactForm]:
        if self.data is not None:
            return self._typed_rows(section)
        found = [ROWS[section].texts(fact, self.desk.picker) | {"fact": fact.pk} for fact in self.opened.of(section).values()]
        if section == "qualifications":
            missing = [ladder.value for ladder in STANDING_LADDERS if ladder.value not in {text["ladder"] for text in found}]
            order = {ladder.value: place for place, ladder in enumerate(STANDING_LADDERS)}
            found += [{"ladder": ladder, "preset": "on"} for ladder in missing]
            found.sort(key=lambda text: order.get(text["ladder"], len(order)))
        if section == "posts" and not found:
            found = [{name: start[name] for name in ("commune", "position") if name in start}]
        return [self._row(section, place, initial) for place, initial in enumerate(found)]

    def _typed_rows(self, section: str) -> list[FactForm]:
        """A fact stands in one row: of two (a restored draft) the first counts."""
        rows = [self._row(section, place) for place in range(row_count(self.data.get(f"{section}-rows")))]
        facts: set[str] = set()
        return [row for row in rows if not (fact := row.typed("fact")) or not (fact in facts or facts.add(fact))]

    def _row(self, section: str, place: int, initial: Mapping[str, str] | None = None) -> FactForm:
        row = ROWS[section](self.data, prefix=f"{section}-{place}", initial=initial, **self.desk.options)
        fact = row.typed("fact")
        row.opened = self.opened.of(section).get(int(fact)) if fact.isdecimal() and len(fact) < 19 else None
        return row

    def empty_row(self, section: str) -> FactForm:
        """The row that a script copies; its number is __n__."""
        return ROWS[section](None, prefix=f"{section}-__n__", **self.desk.options)

    def add_row(self, section: str) -> None:
        """One more row at the end, for those without a script."""
        for form in (self.profile, *(row for rows in self.rows.values() for row in rows)):
            _leave_unchecked(form)
        if len(self.rows[section]) < MOST_ROWS:
            self.rows[section].append(ROWS[section](None, prefix=f"{section}-{len(self.rows[section])}", **self.desk.options))

    # --- reading ----------------------------------------------------------------------------------------------------------------

    @property
    def reason(self) -> str:
        return clean((self.data or {}).get("reason", ""))[:300]

    @property
    def source(self) -> str:
        return clean((self.data or {}).get("source", ""))[:300]

    def is_valid(self) -> bool:
        """Validate every row and what must hold between them. A row opened from a fact of somebody else is 403."""
        kept = {section: [row for row in rows if self._counts(section, row)] for section, rows in self.rows.items()}
        for row in (row for section, rows in self.rows.items() for row in rows if row not in kept[section]):
            _leave_unchecked(row)
        forms = [self.profile, *(row for rows in kept.values() for row in rows)]
        for form in forms:
            form.full_clean()
        check_dossier(self.profile, kept)
        if self.opened.profile and not self.reason:
            self.problems.append(NO_REASON)
        self._kept = kept
        return not self.problems and all(form.is_valid() for form in forms)

    def _counts(self, section: str, row: FactForm) -> bool:
        """Whether the row says something: not an empty new one, nor one that is taken out."""
        if row.typed("fact"):
            if row.opened is None:
                raise PermissionDenied("Dòng này không thuộc hồ sơ đang mở hoặc không thuộc phạm vi của bạn.")
            return not row.typed("gone")
        return not row.is_blank and not row.typed("gone")

    def changes(self) -> DossierChanges:
        """What the valid form changes of the opened dossier; a new person's facts are all recorded."""
        found = DossierChanges()
        for section, rows in self.rows.items():
            for row in rows:
                if row in self._kept[section]:
                    _say(found, row)
                elif row.opened:
                    found.retracted.append(row.opened)
        if self.opened.profile and (values := differing(self.opened.profile, self.profile.columns())):
            found.amended.append((self.opened.profile, values))
        return found

    def new_profile(self) -> Profile:
        return Profile(**self.profile.columns())

    # --- showing ----------------------------------------------------------------------------------------------------------------

    def refuse(self, error: ValidationError) -> None:
        """Put what the data base or another dossier does not allow beside its field, or on top."""
        if hasattr(error, "error_dict") and "personal_id" in error.error_dict:
            self.profile.add_error("personal_id", error.error_dict["personal_id"])
        else:
            self.problems += error.messages

    def errors(self) -> list[tuple[str, str, str]]:
        """(where, sentence, id of the field) of everything that was refused, in the order of the form."""
        found = [("", problem, "id_reason" if problem == NO_REASON else "") for problem in self.problems]
        found += _errors("Lý lịch", self.profile)
        for section, rows in self.rows.items():
            for place, row in enumerate(rows, start=1):
                found += _errors(f"{SECTIONS[section]}, dòng {place}", row)
        return found


def _leave_unchecked(form: FactForm) -> None:
    """A bound form is checked when its errors are looked at: not this one."""
    form._errors, form.cleaned_data = ErrorDict(), {}


def _say(found: DossierChanges, row: FactForm) -> None:
    if row.opened is None:
        found.recorded.append(row.model(**row.columns()))
    elif values := differing(row.opened, row.columns()):
        found.amended.append((row.opened, values))


def _errors(where: str, form: FactForm) -> list[tuple[str, str, str]]:
    if not form.is_bound:
        return []
    if form.typed("gone") or (form.is_blank and not isinstance(form, ProfileForm) and not form.typed("fact")):
        _leave_unchecked(form)  # nor is anything said beside its fields
        return []
    found = []
    for name, sentences in form.errors.items():
        known = name in form.fields
        said = f"{where}: {form.fields[name].label}" if known else where
        found += [(said, sentence, form[name].auto_id if known else "") for sentence in sentences]
    return found


def row_count(text: str | None) -> int:
    """How many rows a form says it has; 0 for what is no number, never more than MOST_ROWS."""
    return min(int(text), MOST_ROWS) if text and text.isdecimal() and len(text) < 5 else 0
