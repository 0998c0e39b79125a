"""Tham gia lớp: one named person in a course or on the way to a level, and how it ended."""

from django.core.exceptions import ValidationError
from django.db import models

from cadres.models.cadre import Cadre
from cadres.models.course import Course
from cadres.models.profile import PRECISIONS
from cadres.models.qualification import LADDERS, StudyMode, check_level
from chuanxa.facts import Dated, DatedRecordedQuerySet, Recorded
from chuanxa.partial_dates import PartialDate, Precision


class StudyResult(models.TextChoices):
    COMPLETED = "completed", "Hoàn thành"
    FAILED = "failed", "Không đạt"
    LEFT = "left", "Bỏ học"


class Enrolment(Dated, Recorded):
    """A person studies from a day; the end is when the course ended or was left.

    Without a ladder it is a refresher course that leads to no level. `course` is the first version of the course (Entry.first).
    Studies change no verdict; the certificate at their end is a Qualification of its own.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="enrolments")
    from_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    to_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS, blank=True)
    level = models.PositiveSmallIntegerField("trình độ theo học", null=True, blank=True)
    major = models.CharField("ngành", max_length=200, blank=True)
    school = models.CharField("nơi đào tạo", max_length=200, blank=True)
    study_mode = models.CharField("hình thức đào tạo", max_length=20, choices=StudyMode.choices, blank=True)
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name="lớp")
    result = models.CharField("kết quả", max_length=20, choices=StudyResult.choices, blank=True)
    certificate = models.CharField("số hiệu văn bằng, chứng chỉ", max_length=200, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta:
        verbose_name = "tham gia lớp"
        verbose_name_plural = "tham gia lớp"
        ordering = ["valid_from", "id"]
        constraints = [*Dated.Meta.constraints, *Recorded.Meta.constraints]
        indexes = [*Recorded.Meta.indexes]

    def __str__(self):
        return f"{self.get_ladder_display() or self.major or 'Bồi dưỡng'} từ {self.valid_from:%d/%m/%Y}"

    def clean(self):
        if not self.ladder and self.course_id is None:
            raise ValidationError({"ladder": "Ghi loại trình độ đang theo học, hoặc chọn lớp bồi dưỡng."})
        if bool(self.ladder) != (self.level is not None):
            raise ValidationError({"level": "Ghi cả loại trình độ và trình độ theo học, hoặc để trống cả hai (lớp bồi dưỡng)."})
        if self.result and self.valid_to is None:
            raise ValidationError({"valid_to": "Đã có kết quả thì phải có ngày kết thúc lớp."})
        if self.certificate and self.result != StudyResult.COMPLETED:
            raise ValidationError({"result": "Có văn bằng, chứng chỉ thì kết quả phải là “Hoàn thành”."})
        check_level(self.ladder, self.level)

    @property
    def begun(self) -> PartialDate:
        """The first day in, as exactly as it is known."""
        return PartialDate(self.valid_from, Precision(self.from_precision))

    @property
    def ended(self) -> PartialDate | None:
        """The last day in, as exactly as it is known; None while it lasts."""
        return PartialDate(self.valid_to, Precision(self.to_precision)) if self.valid_to else None
