"""The two clocks of every fact: when it was true (`Dated`) and when we knew it (`Recorded`).

Nothing recorded is lost: a fact is never overwritten. `amend` supersedes the old row and records a new one, `retract`
supersedes without a successor; both say who, when and why. Derived data (standings) and the audit trail are kept by the
actions that call these three verbs, in the same transaction.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from chuanxa.periods import Period


class DatedQuerySet(models.QuerySet):
    """Adds `.on(day)`."""

    def on(self, day: date):
        """The rows valid on `day`."""
        return self.filter(on_day(day))


def on_day(day: date, prefix: str = "") -> Q:
    """The condition "valid on `day`" for the dated relation reached through `prefix` (such as "commune__")."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


class Dated(models.Model):
    """Valid from a first day in to a last day in; an empty last day is open."""

    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.",
            )
        ]

    @property
    def period(self) -> Period:
        """The days on which this row is valid."""
        return Period(self.valid_from, self.valid_to)


class RecordedQuerySet(models.QuerySet):
    """Adds `.known(at)`."""

    def known(self, at: datetime | None = None):
        """The rows believed at the moment `at` (aware); None means now."""
        if at is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(recorded_at__lte=at).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))


class Recorded(models.Model):
    """Recorded by somebody at a moment; superseded, never changed."""

    recorded_at = models.DateTimeField("ghi nhận lúc")
    recorded_by = models.CharField("người ghi nhận", max_length=150)
    superseded_at = models.DateTimeField("thay thế lúc", null=True, blank=True)
    superseded_by = models.CharField("người thay thế", max_length=150, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="thay cho")

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_superseded_after_recorded",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                violation_error_message="Một dữ kiện không thể bị thay thế trước khi được ghi nhận.",
            )
        ]


class DatedRecordedQuerySet(DatedQuerySet, RecordedQuerySet):
    """Both clocks."""


class Superseded(ValidationError):
    """The fact to change has been changed by somebody else in the meantime."""


def assert_(fact: Recorded, *, by: str, reason: str = "", at: datetime | None = None) -> Recorded:
    """Record a new fact; it is validated first. Raises ValidationError with Vietnamese sentences."""
    fact.recorded_at, fact.recorded_by, fact.reason = at or timezone.now(), by, reason
    fact.full_clean(exclude=["supersedes", "recorded_at"])  # ours: a new fact is not superseded yet, and asking the database costs a query
    fact.save(force_insert=True)
    return fact


@transaction.atomic
def amend(fact: Recorded, *, by: str, reason: str, at: datetime | None = None, **changes) -> Recorded:
    """Supersede `fact` by a copy with `changes`. Raises Superseded when `fact` no longer stands; both rows are kept, or neither is."""
    known = {name for field in fact._meta.concrete_fields for name in (field.name, field.attname)} - _CLOCK
    if unknown := changes.keys() - known:
        raise TypeError(f"{type(fact).__name__} has no {', '.join(sorted(unknown))} to amend")
    at = at or timezone.now()
    retract(fact, by=by, reason="", at=at)
    copied = {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields if field.attname not in _CLOCK}
    successor = type(fact)(**copied, supersedes=fact)
    for name, value in changes.items():
        setattr(successor, name, value)
    return assert_(successor, by=by, reason=reason, at=at)


def retract(fact: Recorded, *, by: str, reason: str, at: datetime | None = None) -> None:
    """Stop believing `fact`, keeping it as history.

    Raises Superseded when somebody else already did, ValidationError when the reason is too long.
    """
    fact._meta.get_field("reason").run_validators(reason)
    at = at or timezone.now()
    change = {"superseded_at": at, "superseded_by": by} | ({"reason": reason} if reason else {})
    if not type(fact)._default_manager.filter(pk=fact.pk, superseded_at__isnull=True).update(**change):
        raise Superseded("Dữ kiện này vừa được người khác sửa hoặc hủy. Mở lại hồ sơ để xem bản mới nhất rồi sửa tiếp.")
    for name, value in change.items():
        setattr(fact, name, value)


_CLOCK = {"id", "recorded_at", "recorded_by", "superseded_at", "superseded_by", "reason", "supersedes", "supersedes_id"}
