"""One row a log-in: when, from where, until when. It lets a user see, and end, every session that is open in their name."""

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """`session_key` names the row of django_session, whose end ends the session; `ended_at` is set when somebody ended it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField("bắt đầu lúc")
    seen_at = models.DateTimeField("còn dùng lúc")
    ended_at = models.DateTimeField("kết thúc lúc", null=True)
    address = models.CharField("từ địa chỉ", max_length=45, blank=True)
    browser = models.CharField("trình duyệt", max_length=200, blank=True)

    class Meta:
        verbose_name = "phiên làm việc"
        verbose_name_plural = "phiên làm việc"
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.user} {self.started_at:%d/%m/%Y %H:%M}"
