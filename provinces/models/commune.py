"""Xã, phường, thị trấn, đặc khu: where commune-level cadres serve."""

from django.db import models

from provinces.models.district import District
from provinces.models.province import Province
from provinces.models.unit import Unit


class CommuneKind(models.TextChoices):
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWNSHIP = "township", "Thị trấn"
    SPECIAL_ZONE = "special_zone", "Đặc khu"


class Commune(Unit):
    """A commune-level unit; five-digit code. `district` is empty from 1 July 2025."""

    tier = "commune"
    kind = models.CharField("loại", max_length=20, choices=CommuneKind.choices)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes", verbose_name="tỉnh")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name="huyện")

    class Meta(Unit.Meta):
        verbose_name = "xã"
        verbose_name_plural = "xã"
