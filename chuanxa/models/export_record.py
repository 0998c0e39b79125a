"""Sổ xuất: every file that left the system, who took it, when, with what in it. Rows are only ever added.

No foreign keys to people, so that the ledger outlives accounts. What is known only when the last byte was made (rows, size, digest)
is a row of its own: a record without an outcome is a file that nobody got whole. Written by chuanxa/exports/ledger.py alone.
"""

from django.db import models

from chuanxa.exports.kinds import KINDS
from chuanxa.models.audit_event import OnlyAdded


class LedgerQuerySet(models.QuerySet):
    """Reads, and adds."""

    def update(self, **changes):
        raise OnlyAdded("lines of the export ledger are never changed")

    def delete(self):
        raise OnlyAdded("lines of the export ledger are never deleted")


class OnlyAddedModel(models.Model):
    """A row that is never changed or deleted."""

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise OnlyAdded("lines of the export ledger are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise OnlyAdded("lines of the export ledger are never deleted")


class ExportRecord(OnlyAddedModel):
    """One file. `number` is "2026-000123": the year and a count without gaps.

    `covers` are the units whose people it speaks of, [tier, id] each, or ["everywhere", 0]; `needs` is the permission it was made by.
    `masked` is None of a file without personal ID numbers; `reason` says why they were left open.
    """

    number = models.CharField("số", max_length=13, unique=True)
    made_at = models.DateTimeField("xuất lúc", db_index=True)
    by = models.CharField("người xuất", max_length=150)
    by_name = models.CharField("họ tên người xuất", max_length=150)
    kind = models.CharField("loại tệp", max_length=30, choices=list(KINDS.items()))
    name = models.CharField("nội dung", max_length=300)
    search_key = models.CharField(max_length=300, editable=False, default="")
    place = models.CharField("nơi", max_length=200, blank=True)
    day = models.DateField("ngày số liệu", null=True)
    known_at = models.DateTimeField("ghi nhận đến", null=True)
    filters = models.JSONField("bộ lọc", default=list)
    rules = models.JSONField("tiêu chuẩn", default=list)
    data_version = models.BigIntegerField("dữ liệu đến dòng nhật ký số")
    masked = models.BooleanField("che số định danh", null=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    path = models.CharField("địa chỉ", max_length=2000)
    filename = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("loại nội dung", max_length=100)
    covers = models.JSONField("gồm các đơn vị", default=list)
    needs = models.CharField("quyền", max_length=30)

    class Meta:
        verbose_name = "sổ xuất số"
        verbose_name_plural = "sổ xuất số"
        ordering = ["-id"]
        indexes = [models.Index(name="exports_of_a_person", fields=["by", "-id"])]

    def __str__(self):
        return f"{self.number} {self.by} {self.name}"


class ExportOutcome(OnlyAddedModel):
    """The file was made to its last byte. `rows` is None where nobody counts them; `stored` names a file kept until `kept_until`."""

    record = models.OneToOneField(ExportRecord, models.PROTECT, related_name="outcome", verbose_name="sổ xuất số")
    at = models.DateTimeField("xong lúc")
    rows = models.BigIntegerField("số dòng", null=True)
    size = models.BigIntegerField("số byte")
    sha256 = models.CharField("SHA-256", max_length=64)
    stored = models.CharField("tệp cất giữ", max_length=100, blank=True)
    kept_until = models.DateTimeField("giữ đến", null=True)

    class Meta:
        verbose_name = "kết quả xuất"
        verbose_name_plural = "kết quả xuất"

    def __str__(self):
        return f"{self.record_id} {self.sha256}"


class ExportCount(models.Model):
    """How many files left in a year; who takes a number locks the row until the line is kept."""

    year = models.PositiveSmallIntegerField("năm", primary_key=True)
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "bộ đếm số xuất"

    def __str__(self):
        return f"{self.year}: {self.last}"
