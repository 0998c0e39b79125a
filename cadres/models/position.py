"""Chức danh: the dated catalogue of commune-level positions.

Until 30 June 2025: Law 22/2008 art. 61, Decree 92/2009, Decree 33/2023 art. 5. From 1 July 2025: Law 80/2025, Regulation
368-QĐ/TW group IV, Decree 150/2025 art. 11-16.
"""

from django.db import models

from chuanxa.facts import Dated


class Category(models.TextChoices):
    ELECTED = "elected", "Cán bộ"
    CIVIL_SERVANT = "civil_servant", "Công chức"
    PART_TIME = "part_time", "Người hoạt động không chuyên trách"
    BODY = "body", "Thành viên cấp ủy"


COUNTED = (Category.ELECTED, Category.CIVIL_SERVANT)
"""The categories that make the head-count "cán bộ, công chức cấp xã"; their places in this tuple are stored in derived tables."""


class PositionGroup(models.TextChoices):
    PARTY = "party", "Đảng ủy"
    COUNCIL = "council", "Hội đồng nhân dân"
    COMMITTEE = "committee", "Ủy ban nhân dân"
    ORGANIZATIONS = "organizations", "Mặt trận, đoàn thể"
    CIVIL_SERVICE = "civil_service", "Công chức chuyên môn"
    OFFICES = "offices", "Lãnh đạo cơ quan, phòng"


GROUPS = tuple(PositionGroup)
"""Their places in this tuple are stored in derived tables: append only."""


class Position(Dated):
    """A post that people hold; several people may hold one civil-service post of one commune."""

    code = models.SlugField("mã", max_length=50, unique=True)
    label = models.CharField("chức danh", max_length=150)
    category = models.CharField("loại", max_length=20, choices=Category.choices)
    group = models.CharField("nhóm", max_length=20, choices=PositionGroup.choices)
    order = models.PositiveSmallIntegerField("thứ tự")
    is_key = models.BooleanField("chủ chốt", default=False)

    class Meta(Dated.Meta):
        verbose_name = "chức danh"
        verbose_name_plural = "chức danh"
        ordering = ["order"]

    def __str__(self):
        return self.label
