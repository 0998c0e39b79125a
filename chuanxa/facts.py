"""The two clocks of every fact: when it was true (`Dated`) and when we knew it (`Recorded`).

Nothing recorded is lost: a fact is never overwritten. `amend` supersedes the old row and records a new one, `retract`
supersedes without a successor; both say who, when and why. Derived data (standings) and the audit trail are kept by the
actions that call these three verbs, in the same transaction. Both ends of a fact belong to a change set (chuanxa/models/change_set.py),
so that everything somebody did in one go can be told and undone whole.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from chuanxa.conditions import check
from chuanxa.names import clean
from chuanxa.periods import Period
from chuanxa.revised import Revised


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

    def known(self, at: datetime | Revised | None = None):
        """The rows believed at the moment `at` (aware); None means now; Revised is a moment with some facts of now."""
        if at is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter((at if isinstance(at, Revised) else Revised(at)).believed(self.model))


class Recorded(models.Model):
    """Recorded by somebody at a moment; superseded, never changed.

    `reason` is why it was recorded, `superseded_reason` why it no longer stands.
    """

    recorded_at = models.DateTimeField("ghi nhận lúc")
    recorded_by = models.CharField("người ghi nhận", max_length=150)
    reason = models.CharField("lý do", max_length=300, blank=True)
    recorded_in = models.ForeignKey(
        "chuanxa.ChangeSet", models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="lần ghi nhận"
    )
    superseded_at = models.DateTimeField("thay thế lúc", null=True, blank=True)
    superseded_by = models.CharField("người thay thế", max_length=150, blank=True)
    superseded_reason = models.CharField("lý do thay thế", max_length=300, blank=True)
    superseded_in = models.ForeignKey(
        "chuanxa.ChangeSet", models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="lần thay thế"
    )
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
        indexes = [
            models.Index(name="%(class)s_set_in", fields=["recorded_in"], condition=Q(recorded_in__isnull=False)),
            models.Index(name="%(class)s_set_out", fields=["superseded_in"], condition=Q(superseded_in__isnull=False)),
        ]

    TOLD_BY: tuple[str, ...] = ()
    """The columns that tell the whole fact in one line; without any, all of them."""

    PLACED_BY: tuple[str | None, ...] = ()
    """The columns that lead to the province, the district and the commune that a fact of nobody by name belongs to."""

    @property
    def subject(self) -> str:
        """What the audit trail files it under: the number that its amendments keep, where facts of this kind have one."""
        return f"{self._meta.model_name}:{getattr(self, 'number', self.pk)}"

    def check_among(self) -> None:
        """Raises ValidationError when this fact, which stands, contradicts others that stand. Asked when facts come back."""


class DatedRecordedQuerySet(DatedQuerySet, RecordedQuerySet):
    """Both clocks."""


class Superseded(ValidationError):
    """The fact to change has been changed by somebody else in the meantime."""


def prepare(
    fact: Recorded,
    *,
    by: str,
    reason: str = "",
    at: datetime | None = None,
    change_set=None,
    constraints: bool = True,
    held: Iterable[str] = (),
) -> None:
    """Make a new fact ready to be stored: its clock is set, its texts are cleaned (NFC, no control characters), and it is validated.

    Raises ValidationError with Vietnamese sentences. What it points at is looked up only where it was not read from the database and is
    not among `held`, the names of references that the caller has locked. Without `constraints` those of the table are left to the
    database: asking about each costs queries, which thousands of facts feel.
    """
    fact.recorded_at, fact.recorded_by, fact.reason, fact.recorded_in = at or timezone.now(), by, reason, change_set
    for field in fact._meta.concrete_fields:
        text = getattr(fact, field.attname)
        if text and isinstance(text, str) and not field.choices and isinstance(field, models.CharField | models.TextField):
            setattr(fact, field.attname, _cleaned(text, lines=isinstance(field, models.TextField)))
    fact.clean_fields(exclude=_OURS | _read(fact) | set(held))
    fact.clean()
    if constraints:
        check(fact, _OURS)


_OURS = {"supersedes", "recorded_at", "recorded_in", "superseded_in"}
"""A new fact is not superseded yet, and asking the database about our own columns costs queries."""


def _cleaned(text: str, *, lines: bool) -> str:
    return "\n".join(map(clean, text.splitlines())).strip() if lines else clean(text)


def _read(fact: Recorded) -> set[str]:
    """The references whose rows were read from the database: they exist."""
    found = [field for field in fact._meta.concrete_fields if field.is_relation and field.is_cached(fact)]
    return {field.name for field in found if (row := field.get_cached_value(fact)) is not None and not row._state.adding}


def assert_(fact: Recorded, *, by: str, reason: str = "", at: datetime | None = None, change_set=None) -> Recorded:
    """Record a new fact; it is validated first. Raises ValidationError with Vietnamese sentences."""
    prepare(fact, by=by, reason=reason, at=at, change_set=change_set)
    fact.save(force_insert=True)
    return fact


@transaction.atomic
def amend(fact: Recorded, *, by: str, reason: str, at: datetime | None = None, change_set=None, **changes) -> Recorded:
    """Supersede `fact` by a copy with `changes`. Raises Superseded when `fact` no longer stands; both rows are kept, or neither is."""
    at = retract(fact, by=by, reason=reason, at=at, change_set=change_set)
    return assert_(copy_of(fact, supersedes=fact, **changes), by=by, reason=reason, at=at, change_set=change_set)


def copy_of(fact: Recorded, *, supersedes: Recorded | None, **changes) -> Recorded:
    """A new fact, not stored, that says what `fact` says but for `changes`; a record with a number (`first`) keeps it.

    Raises TypeError for a name that facts of this kind do not have.
    """
    known = {name for field in fact._meta.concrete_fields for name in (field.name, field.attname)} - _CLOCK
    if unknown := changes.keys() - known:
        raise TypeError(f"{type(fact).__name__} has no {', '.join(sorted(unknown))} to amend")
    copied = type(fact)(**content(fact), supersedes=supersedes)
    for field in fact._meta.concrete_fields:
        if field.is_relation and field.attname not in _CLOCK and field.is_cached(fact):
            field.set_cached_value(copied, field.get_cached_value(fact))
    for name, value in changes.items():
        setattr(copied, name, value)
    if hasattr(fact, "first_id"):
        copied.first_id = fact.first_id or fact.pk
    return copied


def content(fact: Recorded) -> dict:
    """What the fact says, by column, without who recorded it and when."""
    return {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields if field.attname not in _CLOCK}


def retract(fact: Recorded, *, by: str, reason: str, at: datetime | None = None, change_set=None) -> datetime:
    """Stop believing `fact`, keeping it as history; returns the moment since when it no longer stands, always after it was recorded.

    Raises Superseded when somebody else already did, ValidationError when the reason is too long.
    """
    fact._meta.get_field("superseded_reason").run_validators(reason)
    at = max(at or timezone.now(), fact.recorded_at + _BLINK)
    change = {"superseded_at": at, "superseded_by": by, "superseded_reason": reason, "superseded_in": change_set}
    if not type(fact)._default_manager.filter(pk=fact.pk, superseded_at__isnull=True).update(**change):
        raise Superseded("Dữ kiện này vừa được người khác sửa hoặc hủy. Mở lại hồ sơ để xem bản mới nhất rồi sửa tiếp.")
    for name, value in change.items():
        setattr(fact, name, value)
    return at


_BLINK = timedelta(microseconds=1)
"""The shortest time a fact is believed: a clock that stands still must not make a fact that nobody ever knew."""

_CLOCK = {"id", "first", "first_id", "recorded_at", "recorded_by", "reason", "recorded_in", "recorded_in_id", "supersedes", "supersedes_id"}
_CLOCK |= {f"superseded_{end}" for end in ("at", "by", "reason", "in", "in_id")}
