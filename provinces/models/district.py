"""Huyện, quận, thị xã, thành phố thuộc tỉnh: abolished on 1 July 2025."""

from django.db import models

from provinces.models.province import Province
from provinces.models.unit import Unit


class DistrictKind(models.TextChoices):
    RURAL = "rural_district", "Huyện"
    URBAN = "urban_district", "Quận"
    TOWN = "town", "Thị xã"
    CITY = "city", "Thành phố"


class District(Unit):
    """A second-level unit; three-digit code."""

    tier = "district"
    kind = models.CharField("loại", max_length=20, choices=DistrictKind.choices)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts", verbose_name="tỉnh")

    class Meta(Unit.Meta):
        verbose_name = "huyện"
        verbose_name_plural = "huyện"
