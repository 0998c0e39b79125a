"""Giữ chức danh: who holds which position in which commune, from when to when, and how they came."""

from django.db import models

from cadres.models.cadre import Cadre
from cadres.models.position import Position
from cadres.models.profile import PRECISIONS
from chuanxa.facts import Dated, DatedRecordedQuerySet, Recorded
from chuanxa.partial_dates import PartialDate, Precision
from provinces.models import Commune


class Route(models.TextChoices):
    ELECTION = "election", "Bầu cử"
    RECRUITMENT = "recruitment", "Tuyển dụng"
    ROTATION = "rotation", "Luân chuyển"
    TRANSFER = "transfer", "Điều động"
    REINFORCEMENT = "reinforcement", "Tăng cường"
    SECONDMENT = "secondment", "Biệt phái"
    YOUNG_INTELLECTUAL = "young_intellectual", "Trí thức trẻ"
    TALENT_POLICY = "talent_policy", "Thu hút"


class Appointment(Dated, Recorded):
    """A primary post decides where the person is counted; concurrent posts are held beside it.

    It keeps pointing at the commune of its day: where that commune went is the lineage's business.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="appointments")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="appointments", verbose_name="xã")
    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments", verbose_name="chức danh")
    is_primary = models.BooleanField("chức danh chính", default=True)
    from_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    to_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY)
    route = models.CharField("hình thức", max_length=20, choices=Route.choices, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta:
        verbose_name = "giữ chức danh"
        verbose_name_plural = "giữ chức danh"
        ordering = ["valid_from", "id"]
        constraints = [*Dated.Meta.constraints, *Recorded.Meta.constraints]
        indexes = [*Recorded.Meta.indexes]

    def __str__(self):
        return f"{self.position} {self.commune}"

    @property
    def begun(self) -> PartialDate:
        """The first day in, as exactly as it is known."""
        return PartialDate(self.valid_from, Precision(self.from_precision))

    @property
    def ended(self) -> PartialDate | None:
        """The last day in, as exactly as it is known; None while it lasts."""
        return PartialDate(self.valid_to, Precision(self.to_precision)) if self.valid_to else None
