"""A person on record. Who they are is in profiles, what they hold in appointments, what they learnt in qualifications."""

from django.core.validators import RegexValidator
from django.db import models


class Cadre(models.Model):
    """Only an identity: it is what every fact points at and what is locked while facts change."""

    personal_id = models.CharField(
        "số định danh cá nhân",
        max_length=12,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"\d{12}", "Số định danh cá nhân gồm đúng 12 chữ số.")],
    )
    created_at = models.DateTimeField("lập hồ sơ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"

    def __str__(self):
        return f"Hồ sơ {self.pk}"
