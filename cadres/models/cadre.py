"""A person on record. Who they are is in profiles, what they hold in appointments, what they learnt in qualifications."""

from django.core.validators import RegexValidator
from django.db import models

TWELVE_DIGITS = RegexValidator(r"^[0-9]{12}\Z", "Số định danh cá nhân gồm đúng 12 chữ số.")


class Cadre(models.Model):
    """Only an identity: it is what every fact points at and what is locked while facts change.

    `personal_id` repeats what the profile in force says, so that no two dossiers claim one number. `version` grows with every change
    of the person's facts: a form that was opened at another version is out of date. `merged_into` is where a duplicate's address leads.
    """

    personal_id = models.CharField(
        "số định danh cá nhân",
        max_length=12,
        unique=True,
        null=True,
        blank=True,
        validators=[TWELVE_DIGITS],
        error_messages={"unique": "Số định danh cá nhân này đã có ở một hồ sơ khác."},
    )
    version = models.PositiveIntegerField("lần sửa", default=0, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="đã gộp vào")
    created_at = models.DateTimeField("lập hồ sơ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"

    def __str__(self):
        return f"Hồ sơ {self.pk}"
