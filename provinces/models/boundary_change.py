"""How one legal existence follows another: mergers, splits, renamings, by day and legal basis."""

from django.db import models
from django.db.models import Q

from provinces.models.commune import Commune
from provinces.models.district import District
from provinces.models.province import Province


class ChangeKind(models.TextChoices):
    MERGER = "merger", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    RENAMING = "renaming", "Đổi tên"
    KIND_CHANGE = "kind_change", "Đổi loại"
    RE_PARENTING = "re_parenting", "Chuyển về đơn vị cấp trên khác"


class Extent(models.TextChoices):
    FULL = "full", "Toàn bộ"
    PARTIAL = "partial", "Một phần"


class BoundaryChange(models.Model):
    """All (`full`) or part (`partial`) of `before` became (part of) `after` on `day`. Exactly one tier is filled.

    Of the parts of a split, one is the `default`: where a post in the old unit is counted until somebody says otherwise.
    """

    day = models.DateField("ngày hiệu lực")
    kind = models.CharField("loại", max_length=20, choices=ChangeKind.choices)
    extent = models.CharField("mức độ", max_length=10, choices=Extent.choices)
    default = models.BooleanField("nơi tiếp nhận mặc định", default=True)
    legal_basis = models.CharField("căn cứ", max_length=200, blank=True)
    province_before = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="changes_out")
    province_after = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="changes_in")
    district_before = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="changes_out")
    district_after = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="changes_in")
    commune_before = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="changes_out")
    commune_after = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="changes_in")

    class Meta:
        verbose_name = "thay đổi địa giới"
        verbose_name_plural = "thay đổi địa giới"
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                name="boundary_change_joins_two_units_of_one_tier",
                condition=(
                    Q(
                        province_before__isnull=False,
                        province_after__isnull=False,
                        district_before=None,
                        district_after=None,
                        commune_before=None,
                        commune_after=None,
                    )
                    | Q(
                        district_before__isnull=False,
                        district_after__isnull=False,
                        province_before=None,
                        province_after=None,
                        commune_before=None,
                        commune_after=None,
                    )
                    | Q(
                        commune_before__isnull=False,
                        commune_after__isnull=False,
                        province_before=None,
                        province_after=None,
                        district_before=None,
                        district_after=None,
                    )
                ),
                violation_error_message="Một thay đổi địa giới nối đúng hai đơn vị cùng cấp.",
            )
        ]

    def __str__(self):
        return f"{self.before} → {self.after} ({self.day:%d/%m/%Y})"

    @property
    def before(self):
        return self.province_before or self.district_before or self.commune_before

    @property
    def after(self):
        return self.province_after or self.district_after or self.commune_after
