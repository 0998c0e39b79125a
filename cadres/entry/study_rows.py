"""Rows of what was learnt and of what is being learnt: a level of a ladder, where and how."""

from django import forms

from cadres.aliases import Unreadable, accepted, read_level
from cadres.entry.fields import DateField, Words
from cadres.entry.places import CommunePicker
from cadres.entry.rows import TERNARY, FactForm, PeriodForm, day_of, precision_of, ternary, text_of
from cadres.levels import Ladder
from cadres.models import Enrolment, Qualification, StudyMode
from cadres.models.qualification import LADDERS


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
    folded = ("study_mode", "evidence", "is_relevant", "equivalent", "gone")
    awarded = DateField(called="ngày cấp", label="Ngày cấp")
    equivalent = forms.BooleanField(required=False, label="Tương đương")
    is_relevant = forms.ChoiceField(required=False, label="Ngành phù hợp chức danh", choices=[("", "—"), ("yes", "Có"), ("no", "Không")])
    evidence = Words(called="số hiệu", longest=200, label="Số hiệu, giấy tờ")

    def columns(self) -> dict:
        said = self.cleaned_data
        award = {"awarded_on": day_of(said["awarded"]), "awarded_precision": precision_of(said["awarded"])}
        equivalent = said["equivalent"] or said.get("also_equivalent", False)
        return (
            self.study_columns()
            | award
            | {"equivalent": equivalent, "evidence": said["evidence"], "is_relevant": TERNARY.get(said["is_relevant"])}
        )

    @staticmethod
    def texts(fact: Qualification, picker: CommunePicker) -> dict[str, str]:
        other = {"awarded": text_of(fact.award), "equivalent": "on" if fact.equivalent else "", "evidence": fact.evidence}
        return StudyRow.study_texts(fact) | other | {"is_relevant": ternary(fact.is_relevant), "preset": "on"}


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
