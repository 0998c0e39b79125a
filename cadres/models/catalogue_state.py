"""What the catalogues said at a moment: units, area classes, positions and standards, kept whole whenever one of them changed.

They are corrected in place, so an earlier moment's law cannot be read from them. Nothing is kept before a first figure was frozen
(cadres/standings/catalogue_history.py says when).
"""

from django.db import models


class CataloguePart(models.Model):
    """One catalogue as compressed JSON, found by the digest of its content: states that share a part share its row."""

    digest = models.CharField("dấu vết", max_length=64, unique=True)
    content = models.BinaryField("nội dung")

    class Meta:
        verbose_name = "phần danh mục đã giữ"
        verbose_name_plural = "phần danh mục đã giữ"

    def __str__(self):
        return self.digest[:12]


class CatalogueState(models.Model):
    """The catalogues since `kept_at`, until the next state. Never changed, never deleted."""

    kept_at = models.DateTimeField("giữ lúc", db_index=True)
    units = models.ForeignKey(CataloguePart, models.PROTECT, related_name="+", verbose_name="đơn vị hành chính")
    law = models.ForeignKey(CataloguePart, models.PROTECT, related_name="+", verbose_name="chức danh, tiêu chuẩn")

    class Meta:
        verbose_name = "danh mục tại một lúc"
        verbose_name_plural = "danh mục tại một lúc"
        ordering = ["kept_at", "id"]

    def __str__(self):
        return f"{self.kept_at:%d/%m/%Y %H:%M}"
