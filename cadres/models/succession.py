"""Quy hoạch cán bộ: plans of who may follow in which post, built and reviewed in rounds, approved by decision.

A nomination is one person for one post: a person in two posts is two lượt. Resolution 42-NQ/TW, conclusion 24-KL/TW; from 21
November 2025 guidance 45-HD/BTCTW.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from cadres.attendances import Attendances
from cadres.models.cadre import Cadre
from cadres.models.entry import Entry, year_field
from cadres.models.position import Position
from chuanxa.facts import RecordedQuerySet

_COUNTS = "Bản ghi của một người là một lượt; bản ghi tổng hợp phải từ 1 lượt trở lên."


class SuccessionRound(models.TextChoices):
    A1 = "a1", "Quy hoạch A1"
    A2 = "a2", "Quy hoạch A2"
    A3 = "a3", "Quy hoạch A3"
    FIRST = "first", "Xây dựng đầu nhiệm kỳ"
    REVIEW = "review", "Rà soát, bổ sung hằng năm"


class SuccessionPlan(Entry):
    """One unit's plan for a term in one round. With a commune it is that commune's own."""

    term_first = year_field("nhiệm kỳ từ năm")
    term_last = year_field("nhiệm kỳ đến năm")
    round = models.CharField("đợt", max_length=10, choices=SuccessionRound.choices)
    approved_on = models.DateField("ngày phê duyệt")
    approved_by = models.CharField("cơ quan phê duyệt", max_length=200, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "quy hoạch"
        verbose_name_plural = "quy hoạch"
        ordering = ["-approved_on", "id"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="succession_term_in_order",
                condition=Q(term_last__gte=F("term_first")),
                violation_error_message="Năm cuối nhiệm kỳ phải bằng hoặc sau năm đầu.",
            ),
        ]

    def __str__(self):
        return f"{self.get_round_display()} nhiệm kỳ {self.term_first}–{self.term_last}"

    def clean(self):
        if self.term_first and self.term_last and self.term_last < self.term_first:
            raise ValidationError({"term_last": "Năm cuối nhiệm kỳ phải bằng hoặc sau năm đầu."})


class NominationState(models.TextChoices):
    IN = "in", "Trong quy hoạch"
    OUT = "out", "Đưa ra khỏi quy hoạch"


class Nomination(Entry):
    """One person for one post of a plan, or, without a person, as many lượt as a report gives. `plan` is its first version."""

    plan = models.ForeignKey(SuccessionPlan, models.PROTECT, related_name="nominations", verbose_name="quy hoạch")
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="người")
    nominated = models.PositiveIntegerField("số lượt", default=1, validators=[MinValueValidator(1, "Số lượt phải từ 1 trở lên.")])
    post = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chức danh quy hoạch")
    candidate_group = models.PositiveSmallIntegerField("đối tượng", null=True, blank=True, choices=[(1, "Đối tượng 1"), (2, "Đối tượng 2")])
    meets_professional = models.BooleanField("đạt chuẩn chuyên môn", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=5, choices=NominationState.choices, default=NominationState.IN)
    out_on = models.DateField("ngày đưa ra", null=True, blank=True)
    out_reason = models.CharField("lý do đưa ra", max_length=300, blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "lượt quy hoạch"
        verbose_name_plural = "lượt quy hoạch"
        ordering = ["id"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="nomination_is_one_person_or_counts",
                condition=Q(nominated__gte=1) & (Q(cadre=None) | Q(nominated=1)),
                violation_error_message=_COUNTS,
            ),
        ]

    def __str__(self):
        return f"{self.post or 'Quy hoạch'}"

    def check_among(self) -> None:
        """A person stands once for one post of one plan."""
        super().check_among()
        if self.cadre_id and self.others(plan_id=self.plan_id, cadre_id=self.cadre_id, post_id=self.post_id).exists():
            raise ValidationError({"post": f"Người này đã được quy hoạch chức danh “{self.post}” trong đợt này."})

    @property
    def attendances(self) -> Attendances:
        """Nominations are lượt."""
        return Attendances(self.nominated)

    def clean(self):
        if self.cadre_id and self.post_id is None:
            raise ValidationError({"post": "Ghi chức danh mà người này được quy hoạch."})
        out = self.state == NominationState.OUT
        if out and not (self.out_on and self.out_reason.strip()):
            raise ValidationError({"out_reason": "Đưa ra khỏi quy hoạch thì phải ghi ngày và lý do."})
        if not out and (self.out_on or self.out_reason.strip()):
            raise ValidationError({"state": "Có ngày hoặc lý do đưa ra thì trạng thái phải là “Đưa ra khỏi quy hoạch”."})
