"""Tiêu chuẩn chức danh as data: a new decree is a row, not a release."""

from django.db import models
from django.db.models import Q

from cadres.models.position import Position
from cadres.models.qualification import LADDERS
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


class Standard(Dated):
    """What one legal text asks of some positions for a period; `province` set means a province's own levels, which go first."""

    code = models.SlugField("mã", max_length=60, unique=True)
    regime = models.CharField("chế độ", max_length=10)
    name = models.CharField("tên", max_length=200)
    basis_kind = models.CharField("loại văn bản", max_length=20, choices=BasisKind.choices)
    basis = models.CharField("căn cứ", max_length=300)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="standards", verbose_name="tỉnh")
    positions = models.ManyToManyField(Position, related_name="standards", verbose_name="chức danh")

    class Meta(Dated.Meta):
        verbose_name = "tiêu chuẩn"
        verbose_name_plural = "tiêu chuẩn"
        ordering = ["valid_from", "code"]

    def __str__(self):
        return self.name


class Requirement(models.Model):
    """One criterion of a standard.

    With a ladder and a minimum it is judged from qualifications. Without, it is only shown ("chưa xét tự động"): age, Party
    membership, courses whose records this system does not hold. An exception lowers the minimum in some areas, for people
    who held the post before a day when `exception_before` is set.
    """

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField("thứ tự")
    ladder = models.CharField("loại trình độ", max_length=20, choices=LADDERS, blank=True)
    minimum = models.PositiveSmallIntegerField("mức tối thiểu", null=True, blank=True)
    text = models.CharField("nội dung", max_length=500)
    clause = models.CharField("điều khoản", max_length=200, blank=True)
    exception_area = models.CharField("vùng được hạ mức", max_length=30, choices=AreaClass.choices, blank=True)
    exception_minimum = models.PositiveSmallIntegerField("mức tối thiểu ở vùng đó", null=True, blank=True)
    exception_before = models.DateField("chỉ với người giữ chức danh trước ngày", null=True, blank=True)
    exception_text = models.CharField("ngoại lệ", max_length=500, blank=True)
    verified = models.BooleanField("đã kiểm chứng", default=False)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "yêu cầu"
        verbose_name_plural = "yêu cầu"
        ordering = ["standard", "order"]
        constraints = [
            models.CheckConstraint(
                name="requirement_judges_a_level_or_only_says_text",
                condition=Q(ladder="", minimum=None, exception_minimum=None) | (~Q(ladder="") & Q(minimum__isnull=False)),
                violation_error_message="Một yêu cầu về trình độ phải có loại trình độ và mức tối thiểu.",
            ),
            models.CheckConstraint(
                name="requirement_exception_names_area_and_minimum",
                condition=Q(exception_area="", exception_minimum=None, exception_before=None)
                | (~Q(exception_area="") & Q(exception_minimum__isnull=False)),
                violation_error_message="Một ngoại lệ theo vùng phải có vùng và mức tối thiểu ở vùng đó.",
            ),
        ]

    def __str__(self):
        return self.text
