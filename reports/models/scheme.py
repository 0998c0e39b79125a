"""Đề án: a province's dated undertaking to bring so many of its people to a level, and its target lines.

Both are recorded facts: an amendment keeps what stood before, its author and its reason. A scheme is named by its code, a target by the
id of its first version (`number`). Populations and conditions are texts of the people filter (reports/population.py), so what a target
counts is what a list shows.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from chuanxa.facts import Dated, DatedRecordedQuerySet, Recorded, RecordedQuerySet
from provinces.models import Province

_PERCENT = "Tỷ lệ phải từ 0 đến 100."
_CODE = "Mã gồm chữ thường không dấu, số và gạch nối, chẳng hạn de-an-03."


class Scheme(Dated, Recorded):
    """`valid_from` to `valid_to` is the period of the scheme; `phase` is what its paper calls it ("giai đoạn 2012-2015")."""

    code = models.SlugField("mã", max_length=60, error_messages={"invalid": _CODE})
    name = models.CharField("tên đề án", max_length=300)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    issued_by = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    decision = models.CharField("số quyết định, đề án", max_length=200, blank=True)
    decided_on = models.DateField("ngày ban hành", null=True, blank=True)
    phase = models.CharField("giai đoạn", max_length=100, blank=True)
    note = models.TextField("ghi chú", max_length=2000, blank=True)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="versions")

    objects = DatedRecordedQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = "đề án"
        verbose_name_plural = "đề án"
        ordering = ["-valid_from", "code"]
        constraints = [
            *Dated.Meta.constraints,
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                name="scheme_code_stands_once",
                fields=["code"],
                condition=Q(superseded_at__isnull=True),
                violation_error_message="Đã có một đề án mang mã này. Chọn mã khác.",
            ),
            models.CheckConstraint(
                name="scheme_has_a_last_day",
                condition=Q(valid_to__isnull=False),
                violation_error_message="Đề án phải có ngày kết thúc.",
            ),
        ]

    def __str__(self):
        return self.name

    PLACED_BY = ("province_id", None, None)
    TOLD_BY = ("name", "code", "province", "decision", "valid_from", "valid_to")

    @property
    def number(self) -> int:
        """The id of the first version: what targets point at."""
        return self.first_id or self.pk

    def check_among(self) -> None:
        """No target may end before its scheme begins."""
        for target in Target.objects.known().filter(Q(scheme=self.number) | Q(scheme__first=self.number), deadline__lt=self.valid_from):
            said_of = f"chỉ tiêu “{target.label}” có hạn {target.deadline:%d/%m/%Y}"
            raise ValidationError({"valid_from": f"Ngày bắt đầu {self.valid_from:%d/%m/%Y} sau hạn của một chỉ tiêu: {said_of}."})


class Target(Recorded):
    """`percent` of the population are to meet the condition by the deadline.

    `base_text` is the base as the paper declares it; where the paper can be read otherwise, `other_base` is the other population.
    The baseline is what the paper says of `baseline_day` (`baseline_count` of `baseline_total`); without it, it is counted that day.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="targets", verbose_name="đề án")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    label = models.CharField("chỉ tiêu", max_length=300)
    population = models.CharField("tính trên ai", max_length=500, blank=True)
    condition = models.CharField("điều kiện đạt", max_length=500)
    percent = models.DecimalField(
        "tỷ lệ cần đạt (%)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0), _PERCENT), MaxValueValidator(Decimal(100), _PERCENT)],
    )
    deadline = models.DateField("hạn")
    base_text = models.CharField("mẫu số theo văn bản", max_length=500, blank=True)
    other_base = models.CharField("mẫu số theo cách hiểu khác", max_length=500, blank=True)
    baseline_day = models.DateField("ngày xuất phát")
    baseline_count = models.PositiveIntegerField("số người đạt lúc xuất phát", null=True, blank=True)
    baseline_total = models.PositiveIntegerField(
        "tổng số lúc xuất phát", null=True, blank=True, validators=[MinValueValidator(1, "Tổng số lúc xuất phát phải từ 1 người trở lên.")]
    )
    baseline_source = models.CharField("nguồn số xuất phát", max_length=300, blank=True)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="versions")

    objects = RecordedQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["scheme", "order", "id"]
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                name="target_percent_is_one", condition=Q(percent__gte=0, percent__lte=100), violation_error_message=_PERCENT
            ),
            models.CheckConstraint(
                name="target_starts_before_its_deadline",
                condition=Q(deadline__gt=F("baseline_day")),
                violation_error_message="Hạn phải sau ngày xuất phát.",
            ),
            models.CheckConstraint(
                name="target_baseline_is_a_share",
                condition=Q(baseline_count=None, baseline_total=None)
                | Q(baseline_count__isnull=False, baseline_total__gte=1, baseline_count__lte=F("baseline_total")),
                violation_error_message="Số xuất phát ghi cả số đạt và tổng số; số đạt không lớn hơn tổng số.",
            ),
        ]

    def __str__(self):
        return self.label

    PLACED_BY = ("scheme__province_id", None, None)
    TOLD_BY = ("label", "population", "condition", "percent", "deadline")

    @property
    def number(self) -> int:
        """The id of the first version."""
        return self.first_id or self.pk

    def check_among(self) -> None:
        """Its scheme stands, and begins before it ends."""
        scheme = Scheme.objects.known().filter(Q(pk=self.scheme_id) | Q(first=self.scheme_id)).first()
        if scheme is None:
            raise ValidationError(f"Đề án của chỉ tiêu “{self.label}” đã bỏ. Khôi phục đề án trước.")
        scheme.check_among()

    def clean(self):
        if self.deadline and self.baseline_day and self.deadline <= self.baseline_day:
            said = f"Hạn {self.deadline:%d/%m/%Y} không sau ngày xuất phát {self.baseline_day:%d/%m/%Y}."
            raise ValidationError({"deadline": said})
        if (self.baseline_count is None) != (self.baseline_total is None):
            raise ValidationError({"baseline_total": "Số xuất phát phải có cả số đạt và tổng số, hoặc để trống cả hai để hệ thống tự đếm."})
        if self.baseline_total is not None and self.baseline_count > self.baseline_total:
            said = f"Số đạt ({self.baseline_count}) lớn hơn tổng số ({self.baseline_total})."
            raise ValidationError({"baseline_count": said})
