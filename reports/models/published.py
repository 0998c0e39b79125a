"""Số liệu đã công bố: what a report or an article printed, figure by figure, and where this system computes the same.

A figure is a recorded fact: correcting it keeps the earlier version. What it is worth (value, last digit, bound) is read from the printed
text whenever it is recorded, so the text and the value cannot disagree.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from chuanxa.facts import Recorded, RecordedQuerySet
from provinces.models import Province
from reports.published.figures import OF_PLAN, PERCENT, Figure, Part
from reports.published.numbers import Bound, Number, Unreadable, read_number
from reports.published.rounding import Habit

PARTS = [
    (Part.MEMBER.value, "Một phần của nhóm"),
    (Part.REMAINDER.value, "Phần còn lại (100 trừ các phần kia)"),
    (Part.WHOLE.value, "Tổng của nhóm"),
    (Part.AMONG.value, "Trong đó (không cộng)"),
]
HABITS = [
    (Habit.EITHER.value, "Chưa rõ: làm tròn hoặc cắt bỏ"),
    (Habit.HALF_UP.value, "Làm tròn nửa lên"),
    (Habit.TRUNCATED.value, "Cắt bỏ phần lẻ sau"),
]
BOUNDS = [(Bound.EXACT.value, "đúng"), (Bound.ABOVE.value, "trên"), (Bound.BELOW.value, "gần, dưới"), (Bound.ABOUT.value, "khoảng")]
VALUES = [("share", "tỷ lệ"), ("count", "số đếm"), ("total", "tổng số")]


class PublishedReport(models.Model):
    """A report, an article, a speech with figures. `province` is whose figures they are; without one they are the country's."""

    code = models.SlugField("mã", max_length=60, unique=True, help_text="Chữ thường không dấu, số và gạch nối, chẳng hạn bac-kan-2022.")
    title = models.CharField("tên báo cáo, bài", max_length=300)
    publisher = models.CharField("nơi công bố", max_length=200, blank=True)
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tỉnh")
    note = models.TextField("ghi chú", blank=True, max_length=2000)

    class Meta:
        verbose_name = "báo cáo đã công bố"
        verbose_name_plural = "báo cáo đã công bố"
        ordering = ["-published_on", "code"]

    def __str__(self):
        return self.title


class PublishedFigure(Recorded):
    """One printed figure. `code` stays the same through its versions.

    `page`, `query`, `table`, `row`, `value` and `measure` are the address of the computed value: a report of this system and a
    number in it (no `row`: the table's total). Without a page it is an input; `note` then says why no record gives it.
    """

    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="figures", verbose_name="báo cáo")
    code = models.SlugField("mã", max_length=60)
    order = models.PositiveIntegerField("thứ tự", default=1)
    label = models.CharField("nội dung", max_length=300)
    printed = models.CharField("số đã in", max_length=60)
    parsed = models.DecimalField("trị số", max_digits=24, decimal_places=6, editable=False)
    step = models.DecimalField("đơn vị của chữ số cuối", max_digits=24, decimal_places=6, editable=False)
    bound = models.CharField("giới hạn", max_length=10, choices=BOUNDS, default=Bound.EXACT.value, editable=False)
    unit = models.CharField("đơn vị", max_length=30, blank=True, help_text=f"{PERCENT}, {OF_PLAN}, người, lượt, xã, đồng…")
    count = models.PositiveBigIntegerField("số đếm in kèm", null=True, blank=True)
    total = models.PositiveBigIntegerField(
        "tổng số in kèm", null=True, blank=True, validators=[MinValueValidator(1, "Tổng số phải từ 1 trở lên.")]
    )
    population = models.CharField("đối tượng", max_length=300, blank=True)
    day = models.DateField("tính đến ngày", null=True, blank=True)
    group = models.CharField("nhóm", max_length=100, blank=True, help_text="Các số cùng nhóm là các phần của một tổng.")
    part = models.CharField("vai trò trong nhóm", max_length=10, choices=PARTS, default=Part.MEMBER.value)
    habit = models.CharField("cách làm tròn", max_length=10, choices=HABITS, default=Habit.EITHER.value)
    page = models.CharField("trang tính số này", max_length=200, blank=True)
    query = models.CharField("tham số của trang", max_length=500, blank=True)
    table = models.CharField("bảng", max_length=60, blank=True)
    row = models.CharField("dòng", max_length=60, blank=True)
    measure = models.CharField("cột", max_length=60, blank=True)
    value = models.CharField("lấy", max_length=10, choices=VALUES, default="count")
    note = models.CharField("ghi chú", max_length=500, blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = "số liệu đã công bố"
        verbose_name_plural = "số liệu đã công bố"
        ordering = ["report", "order", "id"]
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                name="published_figure_stands_once",
                fields=["report", "code"],
                condition=Q(superseded_at__isnull=True),
                violation_error_message="Báo cáo này đã có số liệu mang mã ấy.",
            ),
            models.CheckConstraint(
                name="published_figure_names_a_table_with_its_page",
                condition=Q(page="", query="", table="", row="", measure="") | (~Q(page="") & ~Q(table="")),
                violation_error_message="Nơi tính số này phải ghi cả trang và bảng, hoặc để trống tất cả.",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.printed}"

    def clean_fields(self, exclude=None):
        """Read the printed text first: the value, its last digit and its bound are made from it."""
        try:
            self._read()
        except Unreadable as error:
            raise ValidationError({"printed": str(error)}) from error
        super().clean_fields(exclude=exclude)

    def _read(self) -> None:
        number = read_number(self.printed)
        if number.value >= Decimal(10) ** 15:
            raise Unreadable(f"“{self.printed}” lớn hơn mọi số liệu; nhận số dưới một triệu tỷ.")
        if number.step < Decimal("0.000001"):
            raise Unreadable(f"“{self.printed}” có hơn sáu chữ số sau dấu phẩy.")
        self.parsed, self.step, self.bound = number.value, number.step, number.bound.value

    PLACED_BY = ("report__province_id", None, None)
    TOLD_BY = ("label", "printed", "unit", "count", "total", "day")

    @property
    def subject(self) -> str:
        """Its report: the history of a report is one."""
        return f"publishedreport:{self.report_id}"

    @property
    def key(self) -> str:
        """The name of the figure everywhere: "bac-kan-2022/dai-hoc-truoc". Needs `report`."""
        return f"{self.report.code}/{self.code}"

    def figure(self) -> Figure:
        """The figure as the checks see it."""
        step = Decimal(self.step).normalize()
        number = Number(Decimal(self.parsed).quantize(min(step, Decimal(1))), step, Bound(self.bound))
        return Figure(self.key, self.label, number, self.unit, self.count, self.total, self.population, self.group, Part(self.part))
