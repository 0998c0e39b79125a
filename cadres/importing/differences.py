"""What a line says beyond what is on record, as acts to be done and as old → new to be read. Pure.

A list never lowers a level, ends a post it does not name, or blurs a date: those are warnings. What it raises without saying since
when holds from the day of the list, so that figures of earlier days stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from cadres.ethnic_groups import BY_CODE
from cadres.importing import meanings as of
from cadres.importing.known import KnownLevel, KnownPerson, KnownPost
from cadres.importing.matching import compatible
from cadres.importing.rows import LevelTold, Problem, RowForm, StudyTold
from cadres.levels import Ladder
from chuanxa.exports.stamps import covered
from chuanxa.names import match_key
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Open a dossier; the other acts of the line are of this person."""

    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SetProfile:
    """Change these columns of the profile."""

    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordLevel:
    """A new qualification."""

    ladder: Ladder
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AmendLevel:
    """Change these columns of a qualification."""

    id: int
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordPost:
    """A new appointment."""

    commune: int
    position: str
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AmendPost:
    """Change these columns of an appointment; `position` is a code."""

    id: int
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordStudy:
    """A new enrolment."""

    ladder: Ladder
    columns: Mapping[str, object]


Act = NewPerson | SetProfile | RecordLevel | AmendLevel | RecordPost | AmendPost | RecordStudy


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as people read it; `old` is empty where nothing was known."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Positions by code: (label, period)."""

    positions: Mapping[str, tuple[str, Period]]

    def label(self, code: str) -> str:
        return self.positions[code][0]

    def since(self, code: str) -> date:
        return self.positions[code][1].first


@dataclass(slots=True)
class Found:
    """What one line comes to."""

    acts: list[Act] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def change(self, name: str, label: str, old: object, new: object) -> None:
        self.changes.append(Difference(name, label, "" if old is None else str(old), str(new)))


_SEXES = {"male": "Nam", "female": "Nữ"}


@lru_cache(maxsize=1024)
def day_text(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def newcomer(form: RowForm, catalogue: Catalogue, day: date) -> Found:
    """Everything of somebody new."""
    found = Found()
    if not form.positions:
        found.errors.append(
            Problem(
                "Người mới phải có chức danh. Ghi chức danh ở cột riêng hoặc dòng phía trên.", form.columns.get(of.POSITION), of.POSITION
            )
        )
        return found
    found.acts.append(NewPerson(_profile_columns(form)))
    since = _since(form, catalogue, day, found)
    for place, code in enumerate(form.positions):
        found.acts.append(RecordPost(form.unit.id, code, {"valid_from": since, "valid_to": None, "is_primary": place == 0}))
        found.change("position", "Chức danh", None, f"{catalogue.label(code)}, {form.unit.full_name}, từ {day_text(since)}")
    for ladder, told in form.levels.items():
        found.acts.append(RecordLevel(ladder, _level_columns(told, told.awarded)))
        found.change(ladder.value, ladder.label, None, level_text(told))
    for study in form.studying:
        _study(found, study, day)
    return found


def differences(form: RowForm, person: KnownPerson, catalogue: Catalogue, day: date) -> Found:
    """What the line says beyond what is on record of the person."""
    found = Found()
    _profile(form, person, found)
    _posts(form, person, catalogue, day, found)
    for ladder, told in form.levels.items():
        _level(form, ladder, told, person.levels.get(ladder, ()), day, found)
    for study in form.studying:
        if not any(_same_study(study, known, day) for known in person.studies):
            _study(found, study, day)
    return found


def level_text(told: LevelTold) -> str:
    """ "Đại học, Luật"."""
    equivalent = " (tương đương)" if told.equivalent else ""
    awarded = f", cấp {told.awarded}" if told.awarded else ""
    return f"{told.level.label}{equivalent}{f', {told.major}' if told.major else ''}{awarded}"


def _profile_columns(form: RowForm) -> dict[str, object]:
    columns: dict[str, object] = {
        "full_name": form.name,
        "sex": form.sex,
        "ethnic_group": form.ethnic_group,
        "personal_id": form.personal_id,
    }
    columns["party_member"] = form.party_member
    for name, told in (("born", form.born), ("party", form.party_since), ("party_full", form.party_full)):
        columns |= _date_columns(name, told) if told else {}
    return columns


_DATES = {
    "born": ("born_on", "born_precision"),
    "party": ("party_member_since", "party_precision"),
    "party_full": ("party_full_member_since", "party_full_precision"),
}


def _date_columns(name: str, told: PartialDate) -> dict[str, object]:
    day, precision = _DATES[name]
    return {day: told.day, precision: told.precision.value}


def _profile(form: RowForm, person: KnownPerson, found: Found) -> None:
    columns: dict[str, object] = {}
    if match_key(form.name) != match_key(person.name) and not form.name.isascii():
        columns["full_name"] = form.name
        found.change("full_name", "Họ và tên", person.name, form.name)
    for name, label, told, known, shown in (
        ("sex", "Giới tính", form.sex, person.sex, _SEXES.get),
        ("ethnic_group", "Dân tộc", form.ethnic_group, person.ethnic_group, lambda code: BY_CODE[code].name if code else ""),
        ("personal_id", "Số định danh", form.personal_id, person.personal_id, str),
    ):
        if told and told != known:
            columns[name] = told
            before = covered(known) if name == "personal_id" else shown(known)
            found.change(name, label, before or "", shown(told))
    for name, label, told, known in (
        ("born", "Ngày sinh", form.born, person.born),
        ("party", "Ngày vào Đảng", form.party_since, person.party_since),
        ("party_full", "Ngày chính thức", form.party_full, person.party_full),
    ):
        if told and _says_more(told, known):
            columns |= _date_columns(name, told)
            found.change(name, label, known, told)
    member = {True: "Có", False: "Không", None: ""}
    if form.party_member is not None and form.party_member != person.party_member:
        columns["party_member"] = form.party_member
        if not form.party_since:
            found.change("party_member", "Đảng viên", member[person.party_member], member[form.party_member])
    if columns:
        found.acts.append(SetProfile(columns))


_SHARPNESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}


def _says_more(told: PartialDate, known: PartialDate | None) -> bool:
    """A date that was not known, that is sharper, or that contradicts."""
    if known is None or not compatible(told, known):
        return True
    return _SHARPNESS[told.precision] > _SHARPNESS[known.precision]


def _since(form: RowForm, catalogue: Catalogue, day: date, found: Found, floor: date = date.min) -> date:
    """The first day of a post: the day told, if it can be, else the day of the list."""
    told = form.appointed
    if told is None:
        return day
    earliest = max(form.unit.since, floor, *(catalogue.since(code) for code in form.positions))
    if told.day > day or told.day < earliest:
        why = "đơn vị hoặc chức danh chưa có, hoặc đang giữ chức danh khác"
        says = f"Giữ chức danh từ {told} không ghi được ({why}); ghi từ ngày {day:%d/%m/%Y}."
        found.warnings.append(Problem(says, form.columns.get(of.APPOINTED), of.APPOINTED))
        return day
    return told.day


def _posts(form: RowForm, person: KnownPerson, catalogue: Catalogue, day: date, found: Found) -> None:
    held = [post for post in person.posts if day in post.period and post.place == form.unit.id]
    primary = person.primary_on(day)
    if not form.positions:
        if primary is None:
            says = "Không rõ chức danh, và người này không giữ chức danh nào ngày ấy. Ghi chức danh."
            found.errors.append(Problem(says, form.columns.get(of.POSITION), of.POSITION))
        elif primary.place != form.unit.id:
            says = f"Đang ghi ở {primary.unit}, danh sách không nói chức danh ở {form.unit.full_name}. Ghi chức danh."
            found.errors.append(Problem(says, form.columns.get(of.POSITION), of.POSITION))
        return
    codes = {post.position for post in held}
    if form.positions[0] not in codes:
        _primary(form, person, primary, catalogue, day, found)
    elif primary and form.appointed:
        _start(form, person, next(post for post in held if post.position == form.positions[0]), catalogue, day, found)
    for code in form.positions[1:]:
        if code not in codes:
            found.acts.append(RecordPost(form.unit.id, code, {"valid_from": day, "valid_to": None, "is_primary": False}))
            found.change("position", "Kiêm nhiệm", None, f"{catalogue.label(code)}, từ {day:%d/%m/%Y}")


def _primary(form: RowForm, person: KnownPerson, held: KnownPost | None, catalogue: Catalogue, day: date, found: Found) -> None:
    """The primary post becomes the one the list names."""
    code, label = form.positions[0], catalogue.label(form.positions[0])
    others = sorted((post for post in person.posts if post.primary and post is not held), key=lambda post: post.period.first)
    later = next((post for post in others if post.period.first > day), None)
    before = max((post.period.last for post in others if post.period.last and post.period.last < day), default=date.min)
    new_text = f"{label}, {form.unit.full_name}"
    if held is None:
        since = _since(form, catalogue, day, found, before + ONE_DAY if before > date.min else date.min)
        if later and later.position == code and later.place == form.unit.id:
            found.acts.append(AmendPost(later.id, {"valid_from": since}))
            found.change("position", "Chức danh", f"{later.label} từ {later.period.first:%d/%m/%Y}", f"{new_text} từ {since:%d/%m/%Y}")
            return
        last = later.period.first - ONE_DAY if later else None
        found.acts.append(RecordPost(form.unit.id, code, {"valid_from": since, "valid_to": last, "is_primary": True}))
        found.change("position", "Chức danh", None, f"{new_text}, từ {since:%d/%m/%Y}")
        return
    since = _since(form, catalogue, day, found, held.period.first)
    old_text = f"{held.label}, {held.unit}"
    if since <= held.period.first:
        found.acts.append(AmendPost(held.id, {"position": code, "commune_id": form.unit.id}))
        found.change("position", "Chức danh", old_text, new_text)
        return
    found.acts.append(AmendPost(held.id, {"valid_to": since - ONE_DAY}))
    found.acts.append(RecordPost(form.unit.id, code, {"valid_from": since, "valid_to": held.period.last, "is_primary": True}))
    found.change("position", "Chức danh", f"{old_text}, đến {since - ONE_DAY:%d/%m/%Y}", f"{new_text}, từ {since:%d/%m/%Y}")


def _start(form: RowForm, person: KnownPerson, post: KnownPost, catalogue: Catalogue, day: date, found: Found) -> None:
    """The list says since when the post is held: an earlier day is taken where nothing else was held then."""
    told = form.appointed
    if told.precision is not Precision.DAY or told.day >= post.period.first:
        return
    earlier = [
        one.period.last
        for one in person.posts
        if one.primary and one.id != post.id and one.period.last and one.period.last < post.period.first
    ]
    floor = max(earlier, default=date.min)
    since = _since(form, catalogue, day, found, floor + ONE_DAY if floor > date.min else date.min)
    if since < post.period.first:
        found.acts.append(AmendPost(post.id, {"valid_from": since}))
        found.change("appointed", "Giữ chức danh từ", f"{post.period.first:%d/%m/%Y}", f"{since:%d/%m/%Y}")


def _level(form: RowForm, ladder: Ladder, told: LevelTold, known: tuple[KnownLevel, ...], day: date, found: Found) -> None:
    now = [one for one in known if one.holds(day)]
    best = max(now, key=lambda one: one.level, default=None)
    column = form.columns.get(f"level.{ladder}")
    if best is None or told.level > best.level:
        later = next((one for one in known if one.level == told.level and not one.holds(day)), None)
        if later and told.awarded is None:
            says = f"{ladder.label}: đang ghi “{told.level.label}” cấp {later.awarded}, sau ngày của danh sách; không đổi."
            found.warnings.append(Problem(says, column, f"level.{ladder}"))
            return
        awarded = told.awarded or (PartialDate(day) if best else None)
        found.acts.append(RecordLevel(ladder, _level_columns(told, awarded)))
        found.change(ladder.value, ladder.label, ladder.levels(best.level).label if best else None, level_text(told))
        if best and told.awarded is None:
            says = f"{ladder.label}: danh sách không ghi ngày cấp; mức mới ghi từ ngày {day:%d/%m/%Y} của danh sách."
            found.warnings.append(Problem(says, column, f"level.{ladder}"))
        return
    if told.level < best.level:
        if not told.at_least:
            on_record = ladder.levels(best.level).label
            says = f"{ladder.label}: danh sách ghi “{told.level.label}”, thấp hơn mức đang ghi nhận là “{on_record}”; không hạ mức."
            found.warnings.append(Problem(says, column, f"level.{ladder}"))
        return
    _same_level(ladder, told, [one for one in now if one.level == best.level], found)


def _same_level(ladder: Ladder, told: LevelTold, known: list[KnownLevel], found: Found) -> None:
    """The level is known: what else the list says of it is added, and another field of study replaces the one on record."""
    same_major = [one for one in known if told.major and match_key(one.major) == match_key(told.major)]
    blank = [one for one in known if not one.major]
    one = (same_major or blank or known)[0]
    columns: dict[str, object] = {}
    if told.major and not same_major:
        columns["major"] = told.major
        found.change(f"{ladder.value}.major", f"{ladder.label}: ngành", one.major, told.major)
    if told.equivalent and not one.equivalent:
        columns["equivalent"] = True
        found.change(f"{ladder.value}.equivalent", f"{ladder.label}: tương đương", "", "Có")
    if told.awarded and _says_more(told.awarded, one.awarded):
        columns |= {"awarded_on": told.awarded.day, "awarded_precision": told.awarded.precision.value}
        found.change(f"{ladder.value}.awarded", f"{ladder.label}: ngày cấp", one.awarded, told.awarded)
    for name, label, value, old in (
        ("school", "nơi đào tạo", told.school, one.school),
        ("study_mode", "hình thức", told.study_mode, one.study_mode),
    ):
        if value and not old:
            columns[name] = value
            found.change(f"{ladder.value}.{name}", f"{ladder.label}: {label}", old, value)
    if columns:
        found.acts.append(AmendLevel(one.id, columns))


def _level_columns(told: LevelTold, awarded: PartialDate | None) -> dict[str, object]:
    columns: dict[str, object] = {
        "level": int(told.level),
        "major": told.major[:200],
        "school": told.school[:200],
        "study_mode": told.study_mode,
    }
    columns["equivalent"] = told.equivalent
    if awarded:
        columns |= {"awarded_on": awarded.day, "awarded_precision": awarded.precision.value}
    return columns


def _same_study(told: StudyTold, known, day: date) -> bool:
    return known.ladder is told.ladder and known.level == int(told.level) and day in known.period


def _study(found: Found, study: StudyTold, day: date) -> None:
    columns = {"level": int(study.level), "major": study.major[:200], "valid_from": day}
    found.acts.append(RecordStudy(study.ladder, columns))
    major = f", {study.major}" if study.major else ""
    found.change("studying", "Đang học", None, f"{study.ladder.label}: {study.level.label}{major}, từ {day:%d/%m/%Y}")
