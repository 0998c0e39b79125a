"""Tỉnh, thành phố trực thuộc trung ương."""

from django.db import models

from provinces.models.unit import Unit


class ProvinceKind(models.TextChoices):
    PROVINCE = "province", "Tỉnh"
    MUNICIPALITY = "municipality", "Thành phố"


class Province(Unit):
    """A first-level unit; two-digit code."""

    tier = "province"
    kind = models.CharField("loại", max_length=20, choices=ProvinceKind.choices)

    class Meta(Unit.Meta):
        verbose_name = "tỉnh"
        verbose_name_plural = "tỉnh"
