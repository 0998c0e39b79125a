"""What was done, by whom, when: rows are only ever added.

No foreign keys, so that history outlives what it speaks of.
"""

from django.db import models


class AuditEvent(models.Model):
    """One act. `subject` is "model:id"; `change` holds old and new values as text."""

    at = models.DateTimeField("lúc", db_index=True)
    by = models.CharField("người làm", max_length=150)
    act = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=100, db_index=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    change = models.JSONField("thay đổi", default=dict)

    class Meta:
        verbose_name = "dấu vết"
        verbose_name_plural = "dấu vết"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.by} {self.act} {self.subject}"
