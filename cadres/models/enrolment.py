"""Đang tham gia lớp: studies under way, which close a gap when they end."""

from django.db import models

from cadres.models.cadre import Cadre
from cadres.models.qualification import LADDERS, StudyMode, check_level
from chuanxa.facts import Dated, DatedRecordedQuerySet, Recorded


class Enrolment(Dated, Recorded):
    """A person studies towards a level from a day; the end is when the course ended or was left."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="enrolments")
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS)
    level = models.PositiveSmallIntegerField("trình độ theo học")
    major = models.CharField("ngành", max_length=200, blank=True)
    school = models.CharField("nơi đào tạo", max_length=200, blank=True)
    study_mode = models.CharField("hình thức đào tạo", max_length=20, choices=StudyMode.choices, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta:
        verbose_name = "đang tham gia lớp"
        verbose_name_plural = "đang tham gia lớp"
        ordering = ["valid_from", "id"]
        constraints = [*Dated.Meta.constraints, *Recorded.Meta.constraints]

    def __str__(self):
        return f"{self.get_ladder_display()} từ {self.valid_from:%d/%m/%Y}"

    def clean(self):
        check_level(self.ladder, self.level)
