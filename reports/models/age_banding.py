"""Khoảng tuổi của biểu mẫu: where the bands of age of a family of forms end, from a day on, by which paper.

A row is never changed, only withdrawn; the day of a report decides which one its ages are of, and a report as known at an earlier
moment takes those known then.
"""

from django.db import models
from django.db.models import F, Q

from provinces.models import Province


class AgeBanding(models.Model):
    """`uppers` are the last ages of all bands but the highest, ascending. Without a province it is for the country."""

    family = models.SlugField("nhóm biểu", max_length=20)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tỉnh")
    uppers = models.JSONField("tuổi cuối của mỗi khoảng")
    valid_from = models.DateField("áp dụng từ ngày")
    basis = models.CharField("căn cứ", max_length=300)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.CharField("người ghi", max_length=150)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = models.CharField("người rút", max_length=150, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "khoảng tuổi của biểu"
        verbose_name_plural = "khoảng tuổi của biểu"
        ordering = ["family", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_age_banding_from_a_day",
                fields=["family", "province", "valid_from"],
                condition=Q(withdrawn_at=None),
                violation_error_message="Đã có khoảng tuổi áp dụng từ đúng ngày này; rút khoảng ấy trước.",
            ),
            models.UniqueConstraint(
                name="one_national_age_banding_from_a_day",
                fields=["family", "valid_from"],
                condition=Q(withdrawn_at=None, province=None),
                violation_error_message="Đã có khoảng tuổi áp dụng từ đúng ngày này; rút khoảng ấy trước.",
            ),
            models.CheckConstraint(
                name="age_banding_withdrawn_after_recorded",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("recorded_at")),
                violation_error_message="Khoảng tuổi không thể bị rút trước khi được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.family} {self.uppers} từ {self.valid_from:%d/%m/%Y}"
