"""Chốt số liệu: the figures of a province on a day, kept to the digit as they were known at a moment, whatever is learnt later.

A period is a province and a day. Each time it is closed, made final or adjusted, a closing is added; the last one not retired is in
force. Nothing of a closing ever changes but that it is retired, so every paper that carried its figures can be found again.
"""

from django.db import models
from django.db.models import F, Q

from chuanxa.models import Job
from provinces.models import Province


class Mark(models.TextChoices):
    """How far the figures of a closing may be relied on."""

    PRELIMINARY = "preliminary", "sơ bộ"
    FINAL = "final", "chính thức"
    ADJUSTED = "adjusted", "điều chỉnh"


class ClosedPeriod(models.Model):
    """One province on one day. `version` counts what was done with it: a form made from an older one is refused."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="closed_periods", verbose_name="tỉnh")
    day = models.DateField("số liệu ngày")
    version = models.PositiveIntegerField("lần thay đổi", default=0)

    class Meta:
        verbose_name = "kỳ số liệu"
        verbose_name_plural = "kỳ số liệu"
        ordering = ["-day", "province__sort_key"]
        constraints = [
            models.UniqueConstraint(
                name="closed_period_once", fields=["province", "day"], violation_error_message="Kỳ này đã có trong sổ chốt số liệu."
            )
        ]

    def __str__(self):
        return f"{self.province} {self.day:%d/%m/%Y}"


class Closing(models.Model):
    """One version of a period's figures: what was known at `known_at`, by the rules known then.

    `kinds` are the reports kept ("" is the page of the province). Until `ready_at` they are still being made. `reason` is why it was
    closed again; `retired_…` say when and why it is no longer in force. `token` is the form's own: sending it twice closes once.
    """

    period = models.ForeignKey(ClosedPeriod, models.PROTECT, related_name="closings", verbose_name="kỳ số liệu")
    number = models.PositiveSmallIntegerField("bản thứ")
    mark = models.CharField("tính chất", max_length=20, choices=Mark.choices)
    known_at = models.DateTimeField("ghi nhận đến")
    closed_at = models.DateTimeField("chốt lúc")
    closed_by = models.CharField("người chốt", max_length=150)
    reason = models.CharField("lý do", max_length=300, blank=True)
    kinds = models.JSONField("các báo cáo", default=list)
    ready_at = models.DateTimeField("tính xong lúc", null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc nền")
    token = models.CharField("mã của biểu", max_length=36, blank=True)
    retired_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)
    retired_by = models.CharField("người mở lại, thay thế", max_length=150, blank=True)
    retired_reason = models.CharField("lý do thôi dùng", max_length=300, blank=True)

    class Meta:
        verbose_name = "bản chốt"
        verbose_name_plural = "bản chốt"
        ordering = ["period", "-number"]
        constraints = [
            models.UniqueConstraint(name="closing_number_once", fields=["period", "number"], violation_error_message="Bản này đã có."),
            models.UniqueConstraint(
                name="closing_in_force_once",
                fields=["period"],
                condition=Q(retired_at=None),
                violation_error_message="Kỳ này đang chốt rồi; mở lại hoặc điều chỉnh bản đang dùng.",
            ),
            models.UniqueConstraint(
                name="closing_saves_a_form_once",
                fields=["closed_by", "token"],
                condition=~Q(token=""),
                violation_error_message="Biểu này đã được gửi rồi.",
            ),
            models.CheckConstraint(
                name="closing_knows_the_past",
                condition=Q(known_at__lte=F("closed_at")),
                violation_error_message="Không thể chốt theo những gì chưa được ghi nhận.",
            ),
        ]

    def __str__(self):
        return f"{self.period} [{self.get_mark_display()}] bản {self.number}"


class FrozenReport(models.Model):
    """One report of a closing: the whole Report, form or text as JSON (chuanxa/packing.py), and the digest of its figures.

    `kind` is the name of a kind of the catalogue, "" the page of the province, "bieu-mau-bm02" a form, "van-ban" the report in words.
    """

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="reports", verbose_name="bản chốt")
    order = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("báo cáo", max_length=60, blank=True)
    title = models.CharField("tên", max_length=300)
    content = models.JSONField("nội dung")
    digest = models.CharField("dấu vết các chữ số", max_length=64)

    class Meta:
        verbose_name = "báo cáo đã chốt"
        verbose_name_plural = "báo cáo đã chốt"
        ordering = ["closing", "order"]
        constraints = [
            models.UniqueConstraint(name="frozen_report_once", fields=["closing", "kind"], violation_error_message="Báo cáo này đã chốt.")
        ]

    def __str__(self):
        return self.title
