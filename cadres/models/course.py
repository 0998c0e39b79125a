"""Đào tạo, bồi dưỡng: courses, the year's plan, and attendances that were reported without names."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from cadres.attendances import Attendances
from cadres.models.entry import Entry, Tier, year_field
from cadres.models.qualification import LADDERS, check_level
from chuanxa.facts import Dated, DatedRecordedQuerySet

_PLANNED = "Kế hoạch phải từ 1 lượt trở lên; không nhận kế hoạch bằng 0."
_NUMBER = "Số lượt phải từ 1 trở lên."


class CourseKind(models.TextChoices):
    TRAINING = "training", "Đào tạo"
    REFRESHER = "refresher", "Bồi dưỡng"


class CourseSubject(models.TextChoices):
    PROFESSIONAL = "professional", "Chuyên môn, nghiệp vụ"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    DEFENCE_SECURITY = "defence_security", "Quốc phòng, an ninh"
    INFORMATICS = "informatics", "Tin học"
    LANGUAGE = "language", "Ngoại ngữ, tiếng dân tộc"
    JOB_POSITION = "job_position", "Chức danh, vị trí việc làm"
    SUCCESSION = "succession", "Kỹ năng xây dựng quy hoạch"
    OTHER = "other", "Nội dung khác"


class Course(Dated, Entry):
    """A class that was held; named people are in it by their enrolments. `ladder` and `level` are what it leads to, if anything."""

    name = models.CharField("tên lớp", max_length=200)
    kind = models.CharField("loại lớp", max_length=20, choices=CourseKind.choices)
    subject = models.CharField("nội dung", max_length=20, choices=CourseSubject.choices)
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS, blank=True)
    level = models.PositiveSmallIntegerField("trình độ", null=True, blank=True)
    opened_by = models.CharField("đơn vị mở lớp", max_length=200, blank=True)
    opened_tier = models.CharField("cấp mở lớp", max_length=20, choices=Tier.choices, blank=True)
    held_at = models.CharField("nơi học", max_length=200, blank=True)
    hours = models.PositiveIntegerField("số tiết", null=True, blank=True)
    budget = models.PositiveBigIntegerField("kinh phí (đồng)", null=True, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "lớp"
        verbose_name_plural = "lớp"
        ordering = ["-valid_from", "id"]
        constraints = [*Dated.Meta.constraints, *Entry.Meta.constraints]

    def __str__(self):
        return self.name

    def clean(self):
        if bool(self.ladder) != (self.level is not None):
            raise ValidationError({"level": "Ghi cả loại trình độ và trình độ mà lớp đưa tới, hoặc để trống cả hai."})
        check_level(self.ladder, self.level)


class TrainingPlan(Entry):
    """The attendances that a unit means to reach in a year; without a subject, all subjects of the kind together."""

    year = year_field("năm")
    kind = models.CharField("loại lớp", max_length=20, choices=CourseKind.choices, blank=True)
    subject = models.CharField("nội dung", max_length=20, choices=CourseSubject.choices, blank=True)
    planned = models.PositiveIntegerField("số lượt theo kế hoạch", validators=[MinValueValidator(1, _PLANNED)])
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "kế hoạch đào tạo, bồi dưỡng"
        verbose_name_plural = "kế hoạch đào tạo, bồi dưỡng"
        ordering = ["-year", "id"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="training_plan_plans_something", condition=Q(planned__gte=1), violation_error_message=_PLANNED),
        ]

    def __str__(self):
        return f"Kế hoạch {self.year}"

    def check_among(self) -> None:
        """One plan a unit, year, kind and subject: two would be added up."""
        super().check_among()
        names = ("province_id", "district_id", "commune_id", "year", "kind", "subject")
        if self.others(**{name: getattr(self, name) for name in names}).exists():
            sentence = f"{self.place} đã có kế hoạch năm {self.year} cho loại lớp, nội dung này; hãy sửa kế hoạch đang có."
            raise ValidationError({"planned": sentence})

    @property
    def attendances(self) -> Attendances:
        return Attendances(self.planned)


class Attendance(Dated, Entry):
    """So many lượt in a unit from a day to a day, as a report gives them, without names; `courses` is in how many classes.

    A named person's attendance is an enrolment, never one of these.
    """

    kind = models.CharField("loại lớp", max_length=20, choices=CourseKind.choices)
    subject = models.CharField("nội dung", max_length=20, choices=CourseSubject.choices, blank=True)
    attended = models.PositiveIntegerField("số lượt", validators=[MinValueValidator(1, _NUMBER)])
    courses = models.PositiveIntegerField("số lớp", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "lượt tham gia"
        verbose_name_plural = "lượt tham gia"
        ordering = ["-valid_from", "id"]
        constraints = [
            *Dated.Meta.constraints,
            *Entry.Meta.constraints,
            models.CheckConstraint(name="attendance_counts_something", condition=Q(attended__gte=1), violation_error_message=_NUMBER),
            models.CheckConstraint(
                name="attendance_has_a_last_day",
                condition=Q(valid_to__isnull=False),
                violation_error_message="Số lượt là của một khoảng thời gian đã qua: ghi cả ngày đầu và ngày cuối.",
            ),
        ]

    def __str__(self):
        return f"{self.attended} lượt"

    @property
    def attendances(self) -> Attendances:
        return Attendances(self.attended)
