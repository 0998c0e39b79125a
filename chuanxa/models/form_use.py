"""A form that did something, so that the same form sent again (a double press, a lost answer) does nothing more."""

from django.db import models


class FormUse(models.Model):
    """`digest` stands for who sent which form with which texts; `location` is where the first sending led. Kept for some days."""

    digest = models.CharField(max_length=64, unique=True)
    location = models.TextField("dẫn tới", blank=True)
    at = models.DateTimeField("lúc", db_index=True)

    class Meta:
        verbose_name = "biểu mẫu đã gửi"
        verbose_name_plural = "biểu mẫu đã gửi"

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.location}"
