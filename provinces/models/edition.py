"""Editions of the official list of units, as they were loaded."""

from django.db import models


class Edition(models.Model):
    """A list as of `day`; it speaks for the days from `covers_from` on (earlier than `day` only for the oldest one).

    `exact` is true for a dated register, whose every change has its own day.
    """

    day = models.DateField("danh mục ngày", unique=True)
    covers_from = models.DateField("dùng từ ngày")
    source = models.CharField("nguồn", max_length=300)
    exact = models.BooleanField("đủ ngày hiệu lực", default=False)
    loaded_at = models.DateTimeField("nạp lúc", auto_now_add=True)
    loaded_by = models.CharField("người nạp", max_length=150)

    class Meta:
        verbose_name = "danh mục đơn vị hành chính"
        verbose_name_plural = "danh mục đơn vị hành chính"
        ordering = ["day"]

    def __str__(self):
        return f"Danh mục ngày {self.day:%d/%m/%Y}"
