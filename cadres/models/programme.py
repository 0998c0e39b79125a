"""Chương trình: what money and posts come from (Resolution 30a, Decision 70/2009, the project of 600 deputy chairs…), as data."""

from django.db import models

from chuanxa.facts import Dated


class Programme(Dated):
    """A catalogue row; records of moves and intakes name the programme that paid for them."""

    code = models.SlugField("mã", max_length=50, unique=True)
    label = models.CharField("chương trình", max_length=200)
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)
    verified = models.BooleanField("đã kiểm chứng", default=False)

    class Meta(Dated.Meta):
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["valid_from", "code"]

    def __str__(self):
        return self.label
