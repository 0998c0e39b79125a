"""Bảng đã lưu: what a list of people asks (filters, columns, order), kept under a name to be opened again.

A saved view holds only the question. Who opens it is answered within their own reach, so sharing one shows nobody anything new.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from provinces.models import Province


class SavedView(models.Model):
    """The owner's alone, or shared with whoever works in `shared_with`. `query` is the list's address without its page."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name="người lưu")
    name = models.CharField("tên", max_length=100)
    query = models.CharField("câu hỏi", max_length=2000, blank=True)
    shared_with = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chia sẻ với tỉnh")
    saved_at = models.DateTimeField("lưu lúc", auto_now=True)

    class Meta:
        verbose_name = "bảng đã lưu"
        verbose_name_plural = "bảng đã lưu"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="saved_view_named_once", fields=["owner", "name"], violation_error_message="Bạn đã có một bảng mang tên này."
            ),
            models.CheckConstraint(name="saved_view_has_a_name", condition=~Q(name=""), violation_error_message="Bảng đã lưu phải có tên."),
        ]

    def __str__(self):
        return self.name
