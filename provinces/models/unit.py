"""What provinces, districts and communes share: one row is one legal existence.

Codes are text, are reused with new meanings, and names repeat, so neither alone is a key: (code, valid_from) is.
When a unit's name, kind or parent changes, the row ends and a new one with the same code begins; facts keep pointing at
the row of their day.
"""

from django.db import models

from chuanxa.facts import Dated
from chuanxa.names import match_key, place_sort_key, search_key


class Unit(Dated):
    """`name` has no kind in front ("Cao Bằng"); `full_name` has ("Tỉnh Cao Bằng")."""

    code = models.CharField("mã", max_length=5, db_index=True)
    name = models.CharField("tên", max_length=100)
    match_key = models.CharField(max_length=100, editable=False)
    search_key = models.CharField(max_length=100, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)

    class Meta(Dated.Meta):
        abstract = True
        ordering = ["code", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_code_begins_once",
                fields=["code", "valid_from"],
                violation_error_message="Đã có một đơn vị mang mã này bắt đầu từ cùng ngày.",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        """The kind and the name. "Phường 1" keeps its number; a kind already in the name is not said twice."""
        return f"{self.get_kind_display()} {self.name}"

    def write_keys(self) -> None:
        """Fill the three keys from the name; bulk loaders call it, `save` does too."""
        self.match_key, self.search_key, self.sort_key = match_key(self.name), search_key(self.name), place_sort_key(self.name)

    def save(self, *args, **kwargs):
        self.write_keys()
        super().save(*args, **kwargs)
