"""Văn bằng, chứng chỉ: a level reached on a ladder, when, where and how well it is proved."""

from django.core.exceptions import ValidationError
from django.db import models

from cadres.levels import Ladder
from cadres.models.cadre import Cadre
from cadres.models.profile import PRECISIONS
from chuanxa.facts import Recorded
from chuanxa.partial_dates import PartialDate, Precision

LADDERS = [(ladder.value, ladder.label) for ladder in Ladder]


class StudyMode(models.TextChoices):
    FULL_TIME = "full_time", "Chính quy"
    IN_SERVICE = "in_service", "Tại chức, vừa làm vừa học"
    DISTANCE = "distance", "Từ xa"
    BRIDGING = "bridging", "Liên thông"
    NOMINATED = "nominated", "Cử tuyển"
    CONCENTRATED = "concentrated", "Tập trung"
    NON_CONCENTRATED = "non_concentrated", "Không tập trung"


class Qualification(Recorded):
    """Level 0 ("chưa qua đào tạo") is a recorded statement; without an award date the level holds on every day."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="qualifications")
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS)
    level = models.PositiveSmallIntegerField("trình độ")
    awarded_on = models.DateField("ngày cấp", null=True, blank=True)
    awarded_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    major = models.CharField("ngành", max_length=200, blank=True)
    school = models.CharField("nơi đào tạo", max_length=200, blank=True)
    study_mode = models.CharField("hình thức đào tạo", max_length=20, choices=StudyMode.choices, blank=True)
    equivalent = models.BooleanField("tương đương", default=False)
    is_relevant = models.BooleanField("phù hợp chức danh", null=True, blank=True)
    evidence = models.CharField("số hiệu, giấy tờ", max_length=200, blank=True)

    class Meta(Recorded.Meta):
        verbose_name = "văn bằng, chứng chỉ"
        verbose_name_plural = "văn bằng, chứng chỉ"
        ordering = ["ladder", "level", "id"]

    def __str__(self):
        return f"{Ladder(self.ladder).label}: {self.level_label}"

    @property
    def level_label(self) -> str:
        """The level's name, with "và tương đương" when the school confirmed an equivalent."""
        label = Ladder(self.ladder).levels(self.level).label
        return f"{label} (tương đương)" if self.equivalent else label

    @property
    def award(self) -> PartialDate | None:
        return PartialDate(self.awarded_on, Precision(self.awarded_precision)) if self.awarded_on else None

    def clean(self):
        check_level(self.ladder, self.level)


def check_level(ladder: str, level: int | None) -> None:
    """Raise ValidationError unless the ladder has the level; what is missing or no ladder at all is the fields' own matter."""
    if ladder not in dict(LADDERS) or level is None:
        return
    levels = Ladder(ladder).levels
    if level not in set(map(int, levels)):
        accepted = ", ".join(each.label for each in levels)
        raise ValidationError({"level": f"Trình độ này không có trong loại {Ladder(ladder).label}. Nhận: {accepted}."})
