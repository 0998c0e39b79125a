"""Dated classes of areas: border, highland, poor district… They decide exceptions and filter reports."""

from django.db import models
from django.db.models import Q

from chuanxa.facts import Dated
from provinces.models.commune import Commune
from provinces.models.district import District


class AreaClass(models.TextChoices):
    BORDER = "border", "Biên giới"
    HIGHLAND = "highland", "Vùng cao"
    MOUNTAIN = "mountain", "Miền núi"
    ESPECIALLY_DIFFICULT = "especially_difficult", "Đặc biệt khó khăn"
    POOR_DISTRICT = "poor_district", "Huyện nghèo"
    KHMER_MANY = "khmer_many", "Đông đồng bào Khmer"


class AreaClassification(Dated):
    """One commune, or every commune of one district, belongs to a class for a period."""

    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="classifications")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="classifications")
    area_class = models.CharField("vùng", max_length=30, choices=AreaClass.choices)
    legal_basis = models.CharField("căn cứ", max_length=200, blank=True)
    verified = models.BooleanField("đã kiểm chứng", default=False)

    class Meta(Dated.Meta):
        verbose_name = "phân loại vùng"
        verbose_name_plural = "phân loại vùng"
        ordering = ["area_class", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="area_classification_names_one_unit",
                condition=Q(commune__isnull=False, district=None) | Q(commune=None, district__isnull=False),
                violation_error_message="Một phân loại vùng thuộc về đúng một xã hoặc một huyện.",
            ),
        ]

    def __str__(self):
        return f"{self.commune or self.district}: {self.get_area_class_display()}"
