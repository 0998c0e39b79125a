"""Xem lại: a clerk looked at a whole dossier on a day and found it right. Only ever added; what was wrong is amended instead."""

from django.db import models

from cadres.models.cadre import Cadre


class Review(models.Model):
    """`version` is the dossier's at that moment: a later change of facts does not undo the review, and is later than it."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="reviews")
    at = models.DateTimeField("xem lại lúc")
    by = models.CharField("người xem lại", max_length=150)
    version = models.PositiveIntegerField("lần sửa của hồ sơ")
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "lần xem lại"
        verbose_name_plural = "lần xem lại"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(name="review_cadre_at", fields=["cadre", "at"])]

    def __str__(self):
        return f"{self.cadre} {self.at:%d/%m/%Y} {self.by}"
