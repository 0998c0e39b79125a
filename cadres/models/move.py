"""Luân chuyển, điều động, tăng cường, biệt phái: people sent from one tier and unit to another.

Law 80/2025 art. 30 (and the rules before it): a transfer goes over to the receiver's payroll, a secondment stays on the sender's, a
rotation is of leaders and by plan.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from cadres.models.entry import PersonalEntry, Tier
from cadres.models.position import Position
from cadres.models.programme import Programme
from chuanxa.facts import Dated, DatedRecordedQuerySet


class MoveKind(models.TextChoices):
    ROTATION = "rotation", "Luân chuyển"
    TRANSFER = "transfer", "Điều động"
    REINFORCEMENT = "reinforcement", "Tăng cường"
    SECONDMENT = "secondment", "Biệt phái"


class Move(Dated, PersonalEntry):
    """`valid_from` is the first day there, `valid_to` the last. The place is the commune-level end: where they came, or left from."""

    kind = models.CharField("hình thức", max_length=20, choices=MoveKind.choices)
    from_tier = models.CharField("từ cấp", max_length=20, choices=Tier.choices)
    to_tier = models.CharField("đến cấp", max_length=20, choices=Tier.choices)
    from_unit = models.CharField("từ đơn vị", max_length=200, blank=True)
    to_unit = models.CharField("đến đơn vị", max_length=200, blank=True)
    post = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chức danh được giao")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chương trình")
    decision = models.CharField("quyết định", max_length=200, blank=True)
    planned_end = models.DateField("dự kiến đến ngày", null=True, blank=True)
    result = models.CharField("kết quả", max_length=300, blank=True)

    objects = DatedRecordedQuerySet.as_manager()

    class Meta(PersonalEntry.Meta):
        verbose_name = "luân chuyển, điều động"
        verbose_name_plural = "luân chuyển, điều động"
        ordering = ["-valid_from", "id"]
        constraints = [
            *Dated.Meta.constraints,
            *PersonalEntry.Meta.constraints,
            models.CheckConstraint(
                name="move_is_planned_to_end_after_it_starts",
                condition=Q(planned_end=None) | Q(planned_end__gte=F("valid_from")),
                violation_error_message="Ngày dự kiến kết thúc phải bằng hoặc sau ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} từ {self.valid_from:%d/%m/%Y}"

    def clean(self):
        if self.planned_end and self.valid_from and self.planned_end < self.valid_from:
            raise ValidationError({"planned_end": "Ngày dự kiến kết thúc phải bằng hoặc sau ngày bắt đầu."})
        if self.to_tier == Tier.COMMUNE and self.cadre_id and self.commune_id is None:
            raise ValidationError({"commune": "Người được đưa về xã thì phải ghi xã nhận."})
