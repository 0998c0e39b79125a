"""Forms of studies: somebody enters a course or sets out for a level; the end of it; the certificate it earned, to be confirmed."""

from django import forms
from django.db.models import Q

from cadres.forms.fields import DayField, level_choices, split_level
from cadres.forms.persons import PersonField
from cadres.levels import Ladder
from cadres.models import Course, Enrolment, Qualification, StudyMode, StudyResult
from provinces.models.scope import Reach
from provinces.register import Register

_MODES = [("", "—"), *StudyMode.choices]


class _CourseField(forms.ModelChoiceField):
    default_error_messages = {"invalid_choice": "Lớp đã chọn không có trong danh sách. Chọn một lớp trong danh sách."}

    def label_from_instance(self, course: Course) -> str:
        return f"{course.name} ({course.valid_from:%d/%m/%Y})"


def open_courses(reach: Reach, register: Register):
    """The known courses within reach and those of the province or district above: people go there, not to another commune's."""
    known = Course.objects.known()
    if reach.everywhere:
        return known
    units = register.units
    districts = set(reach.districts) | {units["commune"][pk].district for pk in reach.communes} - {None}
    provinces = (
        set(reach.provinces)
        | {units["district"][pk].province for pk in reach.districts}
        | {units["commune"][pk].province for pk in reach.communes}
    )
    above = Q(province__in=provinces, district=None, commune=None) | Q(district__in=districts, commune=None)
    return known.filter(reach.within() | above)


class StudyForm(forms.Form):
    """A named person in a course, on the way to a level, or both."""

    def __init__(self, data=None, *, reach: Reach, register: Register, person: int | None = None):
        super().__init__(data, initial={"cadre": person})
        self.fields["cadre"] = PersonField(label="Người", reach=reach)
        courses = open_courses(reach, register)
        self.fields["course"] = _CourseField(label="Lớp", queryset=courses, required=False, empty_label="— không thuộc lớp nào ở đây —")
        self.fields["towards"] = forms.ChoiceField(label="Học để đạt trình độ", choices=level_choices(), required=False)
        self.fields["towards"].help_text = "Lớp bồi dưỡng không đưa tới trình độ nào thì để trống."
        self.fields["major"] = forms.CharField(label="Ngành", max_length=200, required=False)
        self.fields["school"] = forms.CharField(label="Nơi đào tạo", max_length=200, required=False)
        self.fields["study_mode"] = forms.ChoiceField(label="Hình thức đào tạo", choices=_MODES, required=False)
        self.fields["valid_from"] = DayField(label="Từ ngày")
        self.fields["valid_to"] = DayField(label="Đến hết ngày", required=False)

    def clean(self):
        cleaned = super().clean()
        first, last, course = cleaned.get("valid_from"), cleaned.get("valid_to"), cleaned.get("course")
        if first and last and last < first:
            self.add_error("valid_to", f"Lớp bắt đầu ngày {first:%d/%m/%Y} nên không thể kết thúc ngày {last:%d/%m/%Y}.")
        if not cleaned.get("towards") and not course and "towards" not in self.errors:
            self.add_error("towards", "Ghi trình độ đang theo học, hoặc chọn một lớp.")
        if course and not cleaned.get("towards") and course.ladder:
            cleaned["towards"] = f"{course.ladder}.{Ladder(course.ladder).levels(course.level).slug}"
        return cleaned

    def made(self) -> Enrolment:
        """The enrolment as typed, not saved."""
        cleaned = self.cleaned_data
        ladder, level = split_level(cleaned["towards"])
        course = cleaned["course"]
        columns = {name: cleaned[name] for name in ("major", "school", "study_mode", "valid_from", "valid_to")}
        first = course and (course.first or course)
        return Enrolment(cadre_id=cleaned["cadre"], course=first, ladder=ladder, level=level, **columns)


class FinishForm(forms.Form):
    """How a study ended."""

    valid_to = DayField(label="Ngày kết thúc")
    result = forms.ChoiceField(label="Kết quả", choices=[("", "—"), *StudyResult.choices])
    certificate = forms.CharField(label="Số hiệu văn bằng, chứng chỉ", max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("certificate") and cleaned.get("result") != StudyResult.COMPLETED and "result" not in self.errors:
            self.add_error("result", "Có văn bằng, chứng chỉ thì kết quả phải là “Hoàn thành”.")
        return cleaned


class EarnedForm(forms.Form):
    """The certificate that a completed study earned: what the paper says, ready to be corrected and confirmed."""

    def __init__(self, data=None, *, proposed: Qualification):
        names = ("awarded_on", "major", "school", "study_mode", "evidence")
        super().__init__(data, initial={name: getattr(proposed, name) for name in names})
        self.proposed = proposed
        self.fields["awarded_on"] = DayField(label="Ngày cấp")
        self.fields["major"] = forms.CharField(label="Ngành", max_length=200, required=False)
        self.fields["school"] = forms.CharField(label="Nơi đào tạo", max_length=200, required=False)
        self.fields["study_mode"] = forms.ChoiceField(label="Hình thức đào tạo", choices=_MODES, required=False)
        self.fields["evidence"] = forms.CharField(label="Số hiệu, giấy tờ", max_length=200, required=False)

    def made(self) -> Qualification:
        """The qualification as confirmed, not saved."""
        for name, value in self.cleaned_data.items():
            setattr(self.proposed, name, value)
        return self.proposed
