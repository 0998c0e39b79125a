"""Mẫu biểu: the .xlsx that an office puts in place of a built-in template, from a day on.

A file is never changed: another one is uploaded beside it. The day of a report decides which template fills it, so the form of an
earlier year goes on looking as it did.
"""

from django.db import models
from django.db.models import Q

from provinces.models import Province


class TemplateState(models.TextChoices):
    UPLOADED = "uploaded", "Chưa áp dụng"
    IN_FORCE = "in_force", "Áp dụng"
    WITHDRAWN = "withdrawn", "Đã rút"


class FormTemplate(models.Model):
    """`form` is the slug of an official form; without a province it is for the country. `valid_from` is set when it is put in force."""

    form = models.SlugField("biểu", max_length=30)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tỉnh")
    file_name = models.CharField("tên tệp", max_length=200)
    file = models.BinaryField("tệp")
    digest = models.CharField("mã kiểm tra tệp", max_length=64)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=TemplateState.choices, default=TemplateState.UPLOADED)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.CharField("người tải lên", max_length=150)

    class Meta:
        verbose_name = "mẫu biểu"
        verbose_name_plural = "mẫu biểu"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_form_template_from_a_day",
                fields=["form", "province", "valid_from"],
                condition=Q(state="in_force"),
                violation_error_message="Đã có một mẫu áp dụng từ đúng ngày này; rút mẫu ấy trước.",
            ),
            models.UniqueConstraint(
                name="one_national_form_template_from_a_day",
                fields=["form", "valid_from"],
                condition=Q(state="in_force", province=None),
                violation_error_message="Đã có một mẫu áp dụng từ đúng ngày này; rút mẫu ấy trước.",
            ),
            models.CheckConstraint(
                name="form_template_in_force_has_a_day",
                condition=~Q(state="in_force") | Q(valid_from__isnull=False),
                violation_error_message="Mẫu áp dụng phải có ngày bắt đầu áp dụng.",
            ),
        ]

    def __str__(self):
        return f"{self.form}: {self.file_name}"
