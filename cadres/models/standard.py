"""Tiêu chuẩn chức danh as data: a new decree is a row, not a release."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cadres.models.position import Position
from cadres.models.qualification import LADDERS
from cadres.requirements import AgeKind, AllowanceKind, CountedFrom
from chuanxa.facts import Dated
from provinces.models import AreaClass, Province


class BasisKind(models.TextChoices):
    LAW = "law", "Luật"
    DECREE = "decree", "Nghị định"
    DECISION = "decision", "Quyết định"
    CIRCULAR = "circular", "Thông tư"
    RESOLUTION = "resolution", "Nghị quyết"
    GUIDANCE = "guidance", "Công văn, hướng dẫn"
    PARTY_RULE = "party_rule", "Quy định của Đảng"


class StandardState(models.TextChoices):
    """Only published standards judge anybody."""

    DRAFT = "draft", "Bản thảo"
    PUBLISHED = "published", "Đã ban hành"
    WITHDRAWN = "withdrawn", "Đã rút"


def _choices(kinds) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


class Standard(Dated):
    """What one legal text asks of some positions for a period; `province` set means a province's own levels, which go first.

    `basis` names the text in full; number and article are kept apart so that a clause can be quoted. Since it was published, ended or
    withdrawn, verdicts from `changed_from` on may be others; it is emptied, and `applied_at` filled, when everybody was judged again.
    """

    code = models.SlugField("mã", max_length=60, unique=True)
    regime = models.CharField("chế độ", max_length=10)
    name = models.CharField("tên", max_length=200)
    basis_kind = models.CharField("loại văn bản", max_length=20, choices=BasisKind.choices)
    basis_number = models.CharField("số hiệu", max_length=60, blank=True)
    basis_article = models.CharField("điều", max_length=100, blank=True)
    basis = models.CharField("căn cứ", max_length=300)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="standards", verbose_name="tỉnh")
    positions = models.ManyToManyField(Position, related_name="standards", verbose_name="chức danh")
    state = models.CharField("tình trạng", max_length=10, choices=StandardState.choices, default=StandardState.DRAFT)
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    published_by = models.CharField("người ban hành", max_length=150, blank=True)
    version = models.PositiveIntegerField("lần sửa bản thảo", default=1)
    applied_at = models.DateTimeField("xét lại xong lúc", null=True, blank=True)
    changed_from = models.DateField("phải xét lại từ ngày", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "tiêu chuẩn"
        verbose_name_plural = "tiêu chuẩn"
        ordering = ["valid_from", "code"]

    def __str__(self):
        return self.name


class Requirement(models.Model):
    """One criterion of a standard: a level of a ladder, an age at the first appointment, or neither, and then it is only told.

    What is only told ("chưa xét tự động") are Party membership and courses whose records this system does not hold.
    """

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField("thứ tự")
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS, blank=True)
    minimum = models.PositiveSmallIntegerField("mức tối thiểu", null=True, blank=True)
    fitting = models.BooleanField("ngành phải phù hợp chức danh", default=False)
    age_kind = models.CharField("điều kiện tuổi", max_length=20, choices=_choices(AgeKind), blank=True)
    age_limit = models.PositiveSmallIntegerField("mức tuổi hoặc số tháng", null=True, blank=True)
    age_limit_women = models.PositiveSmallIntegerField("mức riêng của nữ", null=True, blank=True)
    text = models.CharField("nội dung", max_length=500)
    clause = models.CharField("điều khoản", max_length=200, blank=True)
    exception_text = models.CharField("ngoại lệ không xét tự động", max_length=500, blank=True)
    verified = models.BooleanField("đã kiểm chứng", default=False)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "yêu cầu"
        verbose_name_plural = "yêu cầu"
        ordering = ["standard", "order"]
        constraints = [
            models.CheckConstraint(
                name="requirement_asks_a_level_an_age_or_only_tells",
                condition=(
                    Q(ladder="", minimum=None, fitting=False, age_kind="", age_limit=None, age_limit_women=None)
                    | (~Q(ladder="") & Q(minimum__isnull=False, age_kind="", age_limit=None, age_limit_women=None))
                    | (~Q(age_kind="") & Q(ladder="", minimum=None, fitting=False, age_limit__isnull=False))
                ),
                violation_error_message=(
                    "Một yêu cầu hoặc là trình độ (loại trình độ và mức tối thiểu), hoặc là tuổi (điều kiện và mức), hoặc chỉ có lời."
                ),
            ),
        ]

    def __str__(self):
        return self.text


class Allowance(models.Model):
    """Ngoại lệ, chuyển tiếp: who may have less than a requirement asks, for how long, and by which clause.

    A lowered minimum, an exemption or a debt with a last day; every condition that is set must hold (`areas`: any of them).
    """

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="allowances", verbose_name="yêu cầu")
    order = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=_choices(AllowanceKind))
    minimum = models.PositiveSmallIntegerField("mức tối thiểu được hạ xuống", null=True, blank=True)
    areas = models.JSONField("ở một trong các vùng", default=list, blank=True)
    minority = models.BooleanField("chỉ người dân tộc thiểu số", default=False)
    held_before = models.DateField("đã giữ chức danh trước ngày", null=True, blank=True)
    held_on = models.DateField("đang giữ chức danh ngày", null=True, blank=True)
    first_day = models.DateField("áp dụng từ ngày", null=True, blank=True)
    last_day = models.DateField("áp dụng đến hết ngày", null=True, blank=True)
    until = models.DateField("nợ đến hết ngày", null=True, blank=True)
    months = models.PositiveSmallIntegerField("nợ trong số tháng", null=True, blank=True)
    counted_from = models.CharField("số tháng tính từ", max_length=10, choices=_choices(CountedFrom), blank=True)
    text = models.CharField("nội dung", max_length=500)
    clause = models.CharField("điều khoản", max_length=200, blank=True)
    verified = models.BooleanField("đã kiểm chứng", default=False)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "ngoại lệ"
        verbose_name_plural = "ngoại lệ"
        ordering = ["requirement", "order"]
        constraints = [
            models.CheckConstraint(
                name="allowance_says_what_its_kind_needs",
                condition=(
                    Q(kind="lowered", minimum__isnull=False, until=None, months=None, counted_from="")
                    | Q(kind="exempt", minimum=None, until=None, months=None, counted_from="")
                    | Q(kind="owed", minimum=None, until__isnull=False, months=None, counted_from="")
                    | (Q(kind="owed", minimum=None, until=None, months__isnull=False) & ~Q(counted_from=""))
                ),
                violation_error_message=(
                    "Hạ mức cần mức tối thiểu mới; nợ cần ngày cuối, hoặc số tháng và mốc tính; miễn không cần gì trong số ấy."
                ),
            ),
            models.CheckConstraint(
                name="allowance_ends_after_it_starts",
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                violation_error_message="Ngày cuối của ngoại lệ phải bằng hoặc sau ngày đầu.",
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        known = AreaClass.values
        if not isinstance(self.areas, list) or any(area not in known for area in self.areas):
            raise ValidationError({"areas": f"Vùng không có trong danh mục. Nhận: {', '.join(known)}."})
