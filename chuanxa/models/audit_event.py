"""What was done, by whom, when, from where: rows are only ever added.

No foreign keys, so that history outlives what it speaks of. Written by chuanxa/audit.py alone.
"""

from django.db import models


class OnlyAdded(TypeError):
    """A program tried to change or delete what is on record."""


class AuditQuerySet(models.QuerySet):
    """Reads, and adds."""

    def update(self, **changes):
        raise OnlyAdded("audit events are never changed")

    def delete(self):
        raise OnlyAdded("audit events are never deleted")


class AuditEvent(models.Model):
    """One act. `subject` is "model:id"; `change` holds old and new values as text.

    `number` counts without gaps and `digest` chains the event to the one before it (chuanxa/audit_chain.py).
    """

    number = models.BigIntegerField("số", unique=True)
    at = models.DateTimeField("lúc", db_index=True)
    by = models.CharField("người làm", max_length=150, db_index=True)
    act = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=100, db_index=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    address = models.CharField("từ địa chỉ", max_length=45, blank=True)
    change = models.JSONField("thay đổi", default=dict)
    digest = models.CharField("dấu vân", max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu vết"
        verbose_name_plural = "dấu vết"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.by} {self.act} {self.subject}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise OnlyAdded("audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise OnlyAdded("audit events are never deleted")


class AuditHead(models.Model):
    """One row, id 1: the number and digest of the last event, which a writer locks."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self):
        return f"{self.number} {self.digest}"
