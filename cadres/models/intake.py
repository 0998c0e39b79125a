"""Trí thức trẻ: young intellectuals taken by a programme, year by year, with what degree and for which post."""

from django.core.exceptions import ValidationError
from django.db import models

from cadres.levels import ProfessionalLevel
from cadres.models.entry import PeoplePlan, PersonalEntry, year_field
from cadres.models.position import Position
from cadres.models.programme import Programme
from cadres.models.qualification import StudyMode
from chuanxa.facts import RecordedQuerySet


class DegreeClass(models.TextChoices):
    EXCELLENT = "excellent", "Xuất sắc"
    VERY_GOOD = "very_good", "Giỏi"
    GOOD = "good", "Khá"
    FAIR = "fair", "Trung bình khá"
    AVERAGE = "average", "Trung bình"


class IntakeOutcome(models.TextChoices):
    STAYS = "stays", "Ở lại công tác"
    LEFT = "left", "Đã thôi"


class Intake(PersonalEntry):
    """One young intellectual, or as many as a report counts without names. The degree is that of the day of recruitment."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="intakes", verbose_name="chương trình")
    year = year_field("năm tuyển chọn")
    taken_on = models.DateField("ngày nhận việc", null=True, blank=True)
    degree = models.PositiveSmallIntegerField(
        "trình độ", null=True, blank=True, choices=[(one.value, one.label) for one in ProfessionalLevel]
    )
    degree_class = models.CharField("loại tốt nghiệp", max_length=20, choices=DegreeClass.choices, blank=True)
    study_mode = models.CharField("hình thức đào tạo", max_length=20, choices=StudyMode.choices, blank=True)
    school = models.CharField("nơi đào tạo", max_length=200, blank=True)
    school_public = models.BooleanField("trường công lập", null=True, blank=True)
    post = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chức danh bố trí")
    outcome = models.CharField("sau khi hết hạn", max_length=20, choices=IntakeOutcome.choices, blank=True)
    left_on = models.DateField("ngày thôi", null=True, blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta(PersonalEntry.Meta):
        verbose_name = "tuyển chọn trí thức trẻ"
        verbose_name_plural = "tuyển chọn trí thức trẻ"
        ordering = ["-year", "id"]

    def __str__(self):
        return f"{self.programme}, {self.year}"

    def clean(self):
        if self.taken_on and self.year and self.taken_on.year != self.year:
            raise ValidationError({"taken_on": f"Ngày nhận việc {self.taken_on:%d/%m/%Y} không thuộc năm tuyển chọn {self.year}."})
        if self.left_on and self.outcome != IntakeOutcome.LEFT:
            raise ValidationError({"outcome": "Có ngày thôi thì mục này phải là “Đã thôi”."})
        if self.left_on and self.taken_on and self.left_on < self.taken_on:
            raise ValidationError({"left_on": "Ngày thôi phải bằng hoặc sau ngày nhận việc."})


class IntakePlan(PeoplePlan):
    """How many a programme means to take in a province in one year, or over several."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans", verbose_name="chương trình")

    class Meta(PeoplePlan.Meta):
        verbose_name = "kế hoạch tuyển chọn"
        verbose_name_plural = "kế hoạch tuyển chọn"
        ordering = ["-first_year", "id"]

    def __str__(self):
        return f"{self.programme}, {self.years}"
