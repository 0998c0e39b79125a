"""Lần ghi: everything somebody recorded in one go, so that it can be told, and undone, whole.

Every fact points at the change set that recorded it and, later, at the one that superseded it. A form, a bulk change, an import,
a merge and an undo are one change set each. Facts loaded before change sets existed point at none, and cannot be undone.
"""

from django.db import models
from django.db.models import Q


class ChangeKind(models.TextChoices):
    ENTRY = "entry", "Nhập hồ sơ"
    AMENDMENT = "amendment", "Sửa hồ sơ"
    BULK = "bulk", "Sửa hàng loạt"
    IMPORT = "import", "Nhập từ tệp"
    REMOVAL = "removal", "Xóa hồ sơ"
    MERGE = "merge", "Gộp hồ sơ"
    SCHEME = "scheme", "Đề án, chỉ tiêu"
    PUBLISHED = "published", "Số liệu đã công bố"
    UNDO = "undo", "Hoàn tác"


class ChangeSet(models.Model):
    """Who changed facts, when, why and from which paper or file. Never changed after its transaction.

    `token` is the form's own: sending a form twice saves once. `redirects` holds dossiers that a merge closed, as text id →
    [dossier it led to before, dossier it leads to since]. `undoes` is the change set whose facts this one put back.
    """

    at = models.DateTimeField("lúc", db_index=True)
    by = models.CharField("người làm", max_length=150)
    kind = models.CharField("loại", max_length=20, choices=ChangeKind.choices)
    what = models.CharField("việc", max_length=300, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="hoàn tác lần")
    redirects = models.JSONField("hồ sơ đã chuyển", default=dict, blank=True)
    token = models.CharField("mã của biểu nhập", max_length=36, blank=True)

    class Meta:
        verbose_name = "lần ghi"
        verbose_name_plural = "lần ghi"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="change_set_saves_a_form_once",
                fields=["by", "token"],
                condition=~Q(token=""),
                violation_error_message="Biểu này đã được lưu rồi.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y %H:%M} {self.by}"
