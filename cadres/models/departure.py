"""Nghỉ việc: who left, why, and the support paid for it, in whole đồng. Schemes of support and their categories are data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cadres.models.entry import PeoplePlan, PersonalEntry
from chuanxa.facts import Dated, RecordedQuerySet
from provinces.models import Province


class DepartureReason(models.TextChoices):
    SEVERANCE = "severance", "Thôi việc"
    BELOW_STANDARD = "below_standard", "Nghỉ do không đạt chuẩn"
    DOWNSIZING = "downsizing", "Tinh giản biên chế"
    RETIREMENT = "retirement", "Nghỉ hưu"
    EARLY_RETIREMENT = "early_retirement", "Nghỉ hưu trước tuổi"
    NOT_RE_ELECTED = "not_re_elected", "Không tái cử"
    TRANSFERRED = "transferred", "Chuyển công tác"
    DISMISSAL = "dismissal", "Buộc thôi việc"
    DEATH = "death", "Từ trần"


class SupportScheme(Dated):
    """A decree or a province's own resolution that pays for leaving; `province` set means only there."""

    code = models.SlugField("mã", max_length=60, unique=True)
    label = models.CharField("chính sách", max_length=200)
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tỉnh")
    verified = models.BooleanField("đã kiểm chứng", default=False)

    class Meta(Dated.Meta):
        verbose_name = "chính sách hỗ trợ nghỉ việc"
        verbose_name_plural = "chính sách hỗ trợ nghỉ việc"
        ordering = ["-valid_from", "code"]

    def __str__(self):
        return self.label


class SupportCategory(models.Model):
    """A kind of support in a scheme; `over_years` is the service it asks for: more than so many years."""

    scheme = models.ForeignKey(SupportScheme, models.CASCADE, related_name="categories", verbose_name="chính sách")
    code = models.SlugField("mã", max_length=60)
    label = models.CharField("diện hỗ trợ", max_length=200)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    over_years = models.PositiveSmallIntegerField("trên số năm công tác", null=True, blank=True)

    class Meta:
        verbose_name = "diện hỗ trợ"
        verbose_name_plural = "diện hỗ trợ"
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(
                name="support_category_once", fields=["scheme", "code"], violation_error_message="Chính sách này đã có diện mang mã ấy."
            )
        ]

    def __str__(self):
        return self.label


class Departure(PersonalEntry):
    """One person who left, or as many as a report counts without names; `amount` is for all of them together."""

    left_on = models.DateField("ngày nghỉ")
    reason_to_leave = models.CharField("lý do nghỉ", max_length=20, choices=DepartureReason.choices)
    scheme = models.ForeignKey(
        SupportScheme, models.PROTECT, null=True, blank=True, related_name="departures", verbose_name="chính sách hỗ trợ"
    )
    category = models.ForeignKey(
        SupportCategory, models.PROTECT, null=True, blank=True, related_name="departures", verbose_name="diện hỗ trợ"
    )
    years = models.PositiveSmallIntegerField("số năm công tác", null=True, blank=True)
    amount = models.PositiveBigIntegerField("số tiền hỗ trợ (đồng)", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    paid_on = models.DateField("ngày chi trả", null=True, blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta(PersonalEntry.Meta):
        verbose_name = "nghỉ việc"
        verbose_name_plural = "nghỉ việc"
        ordering = ["-left_on", "id"]
        constraints = [
            *PersonalEntry.Meta.constraints,
            models.CheckConstraint(
                name="departure_is_supported_by_a_scheme",
                condition=Q(scheme__isnull=False) | Q(category=None, amount=None, paid_on=None),
                violation_error_message="Có diện hỗ trợ, số tiền hoặc ngày chi trả thì phải ghi chính sách hỗ trợ.",
            ),
        ]

    def __str__(self):
        return f"{self.get_reason_to_leave_display()} {self.left_on:%d/%m/%Y}"

    def clean(self):
        if self.scheme_id is None and (self.category_id or self.amount is not None or self.paid_on):
            raise ValidationError({"scheme": "Có diện hỗ trợ, số tiền hoặc ngày chi trả thì phải ghi chính sách hỗ trợ."})
        if self.category_id is None:
            return
        if self.category.scheme_id != self.scheme_id:
            raise ValidationError({"category": "Diện hỗ trợ này không thuộc chính sách đã chọn."})
        asked = self.category.over_years
        if asked and self.years is not None and self.years <= asked:
            raise ValidationError({"years": f"Diện “{self.category}” đòi trên {asked} năm công tác; đã ghi {self.years} năm."})


class DeparturePlan(PeoplePlan):
    """How many people are to be settled under a scheme in a province by the end of some years."""

    scheme = models.ForeignKey(SupportScheme, models.PROTECT, related_name="plans", verbose_name="chính sách hỗ trợ")

    class Meta(PeoplePlan.Meta):
        verbose_name = "số người cần giải quyết nghỉ việc"
        verbose_name_plural = "số người cần giải quyết nghỉ việc"
        ordering = ["-first_year", "id"]

    def __str__(self):
        return f"{self.scheme}, {self.years}"
