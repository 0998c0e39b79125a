"""The users made from one list, so that the file with their first links can be taken once, by whoever made them."""

from django.db import models


class UserBatch(models.Model):
    """`usernames` in the order of the list. `links_taken_at` is set when the file with the links was handed out."""

    at = models.DateTimeField("lúc")
    by = models.CharField("người tạo", max_length=150)
    name = models.CharField("tên tệp", max_length=200, blank=True)
    usernames = models.JSONField("người dùng", default=list)
    links_taken_at = models.DateTimeField("đã tải liên kết lúc", null=True)

    class Meta:
        verbose_name = "lần tạo người dùng từ danh sách"
        verbose_name_plural = "lần tạo người dùng từ danh sách"
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.by}"
