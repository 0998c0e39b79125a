"""Nhập từ tệp: one file somebody sent, what they said about it, what became of it; and what their columns mean.

The file itself is kept, so that it can be given back with its refused cells marked, and read again when something is corrected.
"""

from django.db import models

from chuanxa.models import ChangeSet, Job


class ImportState(models.TextChoices):
    DRAFT = "draft", "Đang xem trước"
    QUEUED = "queued", "Đang ghi"
    DONE = "done", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class ImportBatch(models.Model):
    """`said` is what the sender said: columns, units, blanks, answers, ended posts (cadres/importing/batches.py gives it shape).

    `counts` are those of the plan that was written; `note` is a sentence about what happened last.
    """

    created_at = models.DateTimeField("gửi lúc")
    by = models.CharField("người gửi", max_length=150, db_index=True)
    name = models.CharField("tên tệp", max_length=200)
    digest = models.CharField("mã tệp", max_length=64)
    data = models.BinaryField("nội dung")
    as_of = models.DateField("tính đến ngày", null=True)
    said = models.JSONField("người gửi chọn", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    plan_digest = models.CharField("kế hoạch đã xác nhận", max_length=64, blank=True)
    counts = models.JSONField("số dòng", default=dict)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    change_set = models.ForeignKey(ChangeSet, models.PROTECT, null=True, related_name="+", verbose_name="lần ghi")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name="việc nền")

    class Meta:
        verbose_name = "lần nhập từ tệp"
        verbose_name_plural = "lần nhập từ tệp"
        ordering = ["-id"]

    def __str__(self):
        return self.name


class ImportColumn(models.Model):
    """What a column with this header means in the lists of one sender: the layout remembered from corrections."""

    by = models.CharField("người gửi", max_length=150)
    header = models.CharField("tiêu đề cột", max_length=400)
    meaning = models.CharField("nội dung", max_length=60)

    class Meta:
        verbose_name = "cách đọc cột"
        verbose_name_plural = "cách đọc cột"
        constraints = [
            models.UniqueConstraint(
                name="import_column_once_per_sender",
                fields=["by", "header"],
                violation_error_message="Cột này đã được nhớ rồi.",
            )
        ]

    def __str__(self):
        return f"{self.header}: {self.meaning}"
