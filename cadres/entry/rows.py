"""One row of the entry form a fact: what is typed, what it means as columns of the model, and how a fact is written back into a row."""

from datetime import date

from django import forms

from cadres.aliases import Unreadable, accepted, alias_key, read_level
from cadres.entry.fields import DateField, EthnicField, Words, ethnic_text, last_day
from cadres.entry.places import CommunePicker
from cadres.levels import Ladder
from cadres.models import Appointment, Enrolment, Position, Profile, Qualification, Route, Sex, StudyMode
from cadres.models.qualification import LADDERS
from cadres.position_aliases import read_positions
from chuanxa.names import clean
from chuanxa.partial_dates import PartialDate, Precision

_PLAIN = Precision.DAY.value


LISTS = {"commune": "ds-xa", "position": "ds-chuc-danh", "ethnic_group": "ds-dan-toc"}
"""The datalists of the page that help to fill a field."""


class FactForm(forms.Form):
    """What all rows share. `fact` is the id of the fact the row was opened from, `opened` that fact; `gone` takes it out."""

    model: type
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    fact = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    gone = forms.BooleanField(required=False, label="Bỏ dòng này")

    def __init__(self, *args, day: date, picker: CommunePicker, positions: dict[str, Position], **options):
        self.day, self.picker, self.positions = day, picker, positions
        self.opened = None
        super().__init__(*args, **options)
        for name in self.dates:
            self.fields[name].day = day
        for name, listed in LISTS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"list": listed, "autocomplete": "off"}

    def typed(self, name: str) -> str:
        """What stands in a field, as typed or as first shown."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.get_initial_for_field(self.fields[name], name)
        return "" if value in (None, False) else str(value).strip()

    @property
    def shows_more(self) -> bool:
        """Whether the fields that are folded away must be seen: one was refused, or the row is being taken out."""
        return bool(self.typed("gone")) or (self.is_bound and any(name in self.errors for name in self.folded))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that makes a fact."""
        return not any(self.typed(name) for name in self.names)

    def columns(self) -> dict:
        """The columns that the row speaks of, by field name."""
        raise NotImplementedError

    @staticmethod
    def texts(fact, picker: CommunePicker) -> dict[str, str]:
        """The row that says what `fact` says."""
        raise NotImplementedError


def _day(partial: PartialDate | None) -> date | None:
    return partial.day if partial else None


def _precision(partial: PartialDate | None) -> str:
    return partial.precision.value if partial else _PLAIN


def _text(partial: PartialDate | None) -> str:
    return str(partial) if partial else ""


class ProfileForm(FactForm):
    """Who the person is, Party membership, notes."""

    model = Profile
    dates = ("born", "party", "party_full")
    names = ("full_name", "personal_id", "born", "sex", "ethnic_group", "party", "party_full", "note")
    full_name = Words(called="họ và tên", longest=100, required=True, label="Họ và tên")
    personal_id = Words(called="số định danh", longest=20, label="Số định danh cá nhân")
    born = DateField(called="ngày sinh", label="Ngày sinh")
    sex = forms.ChoiceField(required=False, label="Giới tính", choices=[("", "—"), *Sex.choices])
    ethnic_group = EthnicField(label="Dân tộc")
    party = DateField(called="ngày vào Đảng", label="Ngày vào Đảng")
    party_full = DateField(called="ngày chính thức", label="Ngày chính thức")
    note = forms.CharField(required=False, max_length=1000, label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3, "maxlength": None}))

    def clean_personal_id(self) -> str:
        digits = self.cleaned_data["personal_id"].replace(" ", "").replace(".", "")
        if digits and not (len(digits) == 12 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(f"Số định danh cá nhân gồm đúng 12 chữ số; đang ghi {len(digits)} ký tự.")
        return digits

    def clean_note(self) -> str:
        return "\n".join(map(clean, self.cleaned_data["note"].splitlines())).strip()

    def columns(self) -> dict:
        said = self.cleaned_data
        return {name: said[name] for name in ("full_name", "personal_id", "sex", "ethnic_group", "note")} | {
            "born_on": _day(said["born"]),
            "born_precision": _precision(said["born"]),
            "party_member_since": _day(said["party"]),
            "party_precision": _precision(said["party"]),
            "party_full_member_since": _day(said["party_full"]),
            "party_full_precision": _precision(said["party_full"]),
        }

    @staticmethod
    def texts(fact: Profile, picker: CommunePicker) -> dict[str, str]:
        dates = {"born": fact.birth, "party": fact.party_entry, "party_full": fact.party_full_entry}
        same = {name: getattr(fact, name) for name in ("full_name", "personal_id", "sex", "note")}
        return same | {name: _text(value) for name, value in dates.items()} | {"ethnic_group": ethnic_text(fact.ethnic_group)}


class PeriodForm(FactForm):
    """A row with a first and a last day."""

    dates = ("first", "last")
    first = DateField(called="ngày bắt đầu", label="Từ ngày", required=True)
    last = DateField(called="ngày kết thúc", label="Đến hết ngày", ahead=True)

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last_day(last) < first.day:
            self.add_error("last", f"Kết thúc ({last}) trước khi bắt đầu ({first}). Ghi ngày kết thúc bằng hoặc sau ngày bắt đầu.")
        return said

    def period_columns(self) -> dict:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        days = {"valid_from": first.day, "valid_to": last_day(last) if last else None}
        return days | {"from_precision": _precision(first), "to_precision": _precision(last)}

    @staticmethod
    def period_texts(fact) -> dict[str, str]:
        return {"first": str(fact.begun), "last": _text(fact.ended)}


class PostForm(PeriodForm):
    """A position held."""

    model = Appointment
    names = ("position", "first", "last")
    folded = ("route", "gone")
    commune = forms.CharField(required=True, label="Xã, phường, thị trấn", error_messages={"required": "Thiếu xã của chức danh."})
    position = forms.CharField(required=True, label="Chức danh", error_messages={"required": "Thiếu chức danh."})
    concurrent = forms.BooleanField(required=False, label="Kiêm nhiệm")
    route = forms.ChoiceField(required=False, label="Hình thức", choices=[("", "—"), *Route.choices])

    def clean(self):
        said = super().clean()
        day = said["first"].day if said.get("first") else self.day
        self._resolve("position", self._position, day)
        if self.opened is None or said.get("commune") != self.picker.text(self.opened.commune, self.opened.valid_from):
            self._resolve("commune", self.picker.read, day)
        else:
            said["commune"] = self.opened.commune  # perhaps a commune of before: what it became is within reach
        return said

    def _resolve(self, name: str, read, day: date) -> None:
        if text := self.cleaned_data.get(name):
            try:
                self.cleaned_data[name] = read(text, day)
            except Unreadable as error:
                self.add_error(name, str(error))

    def _position(self, text: str, day: date) -> Position:
        labels = {alias_key(one.label): one.code for one in self.positions.values()}
        codes = read_positions(text, labels)
        if len(codes) > 1:
            raise Unreadable("Mỗi dòng một chức danh: thêm một dòng cho chức danh kiêm nhiệm và đánh dấu “Kiêm nhiệm”.")
        position = self.positions.get(codes[0])
        if position is None or day not in position.period:
            raise Unreadable(f"Chức danh “{position or text}” không có ngày {day:%d/%m/%Y}. Chọn chức danh của ngày ấy.")
        return position

    def columns(self) -> dict:
        said = self.cleaned_data
        post = {"commune": said["commune"], "position": said["position"], "route": said["route"], "is_primary": not said["concurrent"]}
        return post | self.period_columns()

    @staticmethod
    def texts(fact: Appointment, picker: CommunePicker) -> dict[str, str]:
        place = {"commune": picker.text(fact.commune, fact.valid_from), "position": fact.position.label}
        return place | {"concurrent": "" if fact.is_primary else "on", "route": fact.route} | PeriodForm.period_texts(fact)


class StudyRow(FactForm):
    """What a diploma and a study under way have in common: a level of a ladder, and where it is learnt.

    `preset` rows have their ladder from the form itself: its name is the label of the level, one stop less for the keyboard.
    """

    preset = forms.BooleanField(required=False, widget=forms.HiddenInput)
    ladder = forms.ChoiceField(required=False, label="Loại trình độ", choices=[("", "—"), *LADDERS])
    level = forms.CharField(required=False, label="Trình độ")
    major = Words(called="ngành", longest=200, label="Ngành")
    school = Words(called="nơi đào tạo", longest=200, label="Nơi đào tạo")
    study_mode = forms.ChoiceField(required=False, label="Hình thức", choices=[("", "—"), *StudyMode.choices])

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        ladder = self.typed("ladder")
        if ladder in list(Ladder):
            self.fields["level"].widget.attrs |= {"list": f"ds-{ladder}", "autocomplete": "off"}
            if self.typed("preset"):
                self.fields["level"].label = Ladder(ladder).label
                self.fields["ladder"].widget = forms.HiddenInput()

    def clean(self):
        said = super().clean()
        if not said.get("ladder"):
            self.add_error("ladder", "Chọn loại trình độ của dòng này.")
        elif not said.get("level"):
            self.add_error("level", f"Thiếu trình độ. {accepted(Ladder(said['ladder']))}")
        else:
            self._read_level(Ladder(said["ladder"]))
        return said

    def _read_level(self, ladder: Ladder) -> None:
        said = self.cleaned_data
        try:
            found = read_level(ladder, said["level"])
        except Unreadable as error:
            self.add_error("level", str(error))
            return
        if found.at_least or found.others:
            self.add_error("level", f"“{said['level']}” chưa nói rõ một mức. {accepted(ladder)} Mỗi văn bằng một dòng.")
            return
        said["level"], said["also_equivalent"] = int(found.level), found.equivalent
        if found.rest and not said.get("major"):
            said["major"] = found.rest[:200]

    def study_columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("ladder", "level", "major", "school", "study_mode")}

    @staticmethod
    def study_texts(fact) -> dict[str, str]:
        same = {name: getattr(fact, name) for name in ("ladder", "major", "school", "study_mode")}
        return same | {"level": Ladder(fact.ladder).levels(fact.level).label if fact.ladder else ""}


class QualificationForm(StudyRow):
    """A diploma or certificate, or the statement that there is none."""

    model = Qualification
    dates = ("awarded",)
    names = ("level", "awarded", "major", "school", "evidence")
    folded = ("study_mode", "evidence", "equivalent", "gone")
    awarded = DateField(called="ngày cấp", label="Ngày cấp")
    equivalent = forms.BooleanField(required=False, label="Tương đương")
    evidence = Words(called="số hiệu", longest=200, label="Số hiệu, giấy tờ")

    def columns(self) -> dict:
        said = self.cleaned_data
        award = {"awarded_on": _day(said["awarded"]), "awarded_precision": _precision(said["awarded"])}
        equivalent = said["equivalent"] or said.get("also_equivalent", False)
        return self.study_columns() | award | {"equivalent": equivalent, "evidence": said["evidence"]}

    @staticmethod
    def texts(fact: Qualification, picker: CommunePicker) -> dict[str, str]:
        other = {"awarded": _text(fact.award), "equivalent": "on" if fact.equivalent else "", "evidence": fact.evidence}
        return StudyRow.study_texts(fact) | other | {"preset": "on"}


class EnrolmentForm(PeriodForm, StudyRow):
    """A study under way."""

    model = Enrolment
    names = ("level", "first", "last", "major", "school")
    folded = ("study_mode", "gone")

    def columns(self) -> dict:
        return self.study_columns() | self.period_columns()

    @staticmethod
    def texts(fact: Enrolment, picker: CommunePicker) -> dict[str, str]:
        return StudyRow.study_texts(fact) | PeriodForm.period_texts(fact)


ROWS: dict[str, type[FactForm]] = {"posts": PostForm, "qualifications": QualificationForm, "enrolments": EnrolmentForm}
"""The sections with rows, by the prefix of their fields."""
