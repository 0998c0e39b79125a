"""Closes periods, makes them final, adjusts and reopens them: the rows and their audit event in one transaction, or nothing.

Every verb says from which version of the period it was done (`expected`); who comes second is told what happened. Nothing is ever
overwritten: a closing that is replaced or reopened is retired with who, when and why, and its reports stay.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.standings import catalogue_history
from chuanxa import audit
from chuanxa.jobs import start
from provinces.models import Province
from reports import freezing
from reports.actions.closable import check_day, check_order, check_reason, kinds_of, moment_of, written_moment
from reports.freezing import Then
from reports.models import ClosedPeriod, Closing, FrozenReport, Mark

FREEZE = "freeze-reports"
AT_ONCE = 400
"""People derived within the request; more are a job."""


class MovedOn(ValidationError):
    """Somebody else did something with the period since the form was opened."""


@transaction.atomic
def close(
    province: Province,
    day: date,
    *,
    kinds: Sequence[str],
    mark: Mark = Mark.PRELIMINARY,
    known_at: datetime | None = None,
    expected: int = 0,
    token: str = "",
    by: str,
    today: date,
    reason: str = "",
) -> Closing:
    """Keep the figures of a day: as known now, or at an earlier moment. Raises ValidationError with Vietnamese sentences by field.

    A period that was final once and reopened is closed again as adjusted, with a reason.
    """
    check_day(province, day, today)
    period, _ = ClosedPeriod.objects.get_or_create(province=province, day=day)
    period = _locked(period, expected)
    standing = _standing(period)
    if standing is not None:
        raise ValidationError({"day": _twice(standing)})
    before = period.closings.order_by("number").last()
    if before is None:
        check_order(province, day)
    elif period.closings.exclude(mark=Mark.PRELIMINARY).exists():
        mark = Mark.ADJUSTED
        check_reason(reason, "Kỳ này đã chốt chính thức rồi mở lại; ghi lý do chốt lại, chẳng hạn “Bổ sung 3 hồ sơ nhập muộn”.")
    return _add(period, before, mark=mark, kinds=kinds, known_at=known_at, token=token, by=by, reason=reason)


@transaction.atomic
def make_final(closing: Closing, *, anew: bool, expected: int, token: str = "", by: str, reason: str = "") -> Closing:
    """A preliminary closing becomes the final one: with the same digits, or `anew` with what is known now. Raises ValidationError."""
    period = _locked(closing.period, expected)
    standing = _in_force(period, closing)
    if standing.mark != Mark.PRELIMINARY:
        raise ValidationError(f"Bản {standing.number} đã là bản {standing.get_mark_display()}.")
    _retire(standing, by=by, reason=reason or "Chốt chính thức")
    told = {"mark": Mark.FINAL, "kinds": standing.kinds, "token": token, "by": by, "reason": reason}
    if anew:
        return _add(period, standing, known_at=None, **told)
    return _add(period, standing, known_at=standing.known_at, copied=standing, **told)


@transaction.atomic
def adjust(closing: Closing, *, expected: int, known_at: datetime | None = None, token: str = "", by: str, reason: str) -> Closing:
    """A final closing is replaced by one of what is known now; both stay on record. Raises ValidationError."""
    check_reason(reason, "Ghi lý do điều chỉnh, chẳng hạn “Bổ sung 3 hồ sơ nhập muộn”.")
    period = _locked(closing.period, expected)
    standing = _in_force(period, closing)
    if standing.mark == Mark.PRELIMINARY:
        raise ValidationError("Bản sơ bộ chưa chính thức thì chưa điều chỉnh: chốt chính thức theo số hiện nay.")
    _retire(standing, by=by, reason=reason)
    return _add(period, standing, mark=Mark.ADJUSTED, kinds=standing.kinds, known_at=known_at, token=token, by=by, reason=reason)


@transaction.atomic
def reopen(closing: Closing, *, expected: int, by: str, reason: str) -> ClosedPeriod:
    """The period is open again; the digits stay as a version of it. Raises ValidationError."""
    check_reason(reason, "Ghi lý do mở lại, chẳng hạn “Chốt nhầm ngày”.")
    period = _locked(closing.period, expected)
    standing = _in_force(period, closing)
    _retire(standing, by=by, reason=reason)
    audit.record(by=by, act="reopen closedperiod", subject=_subject(period), reason=reason, closing=standing.number)
    return period


def store(closing: Closing, order: int, kind: str, report) -> None:
    """Keep one report of a closing."""
    FrozenReport.objects.create(
        closing=closing,
        order=order,
        kind=kind,
        title=freezing.title_of(report)[:300],
        content=freezing.keep(report),
        digest=freezing.digest(report),
    )


def then_of(closing: Closing, today: date) -> Then:
    """What the figures of a closing are made of."""
    return Then(closing.period.province.code, closing.period.day, timezone.localtime(closing.known_at), today)


def _add(
    period: ClosedPeriod,
    before: Closing | None,
    *,
    mark: Mark,
    kinds: Sequence[str],
    known_at: datetime | None,
    token: str,
    by: str,
    reason: str,
    copied: Closing | None = None,
) -> Closing:
    """The next closing of a period whose former ones are retired."""
    closing = Closing(
        period=period,
        number=before.number + 1 if before else 1,
        mark=mark,
        known_at=moment_of(period.day, before, known_at),
        closed_at=timezone.now(),
        closed_by=by,
        reason=reason,
        kinds=kinds_of(kinds, period.day),
        token=token,
    )
    closing.full_clean(exclude=["job"], validate_unique=False, validate_constraints=False)
    closing.save(force_insert=True)
    catalogue_history.begin(closing.known_at)
    if copied is not None:
        _copy(copied, closing)
    else:
        _freeze(closing)
    told = {"number": closing.number, "mark": str(mark), "known_at": closing.known_at.isoformat(), "kinds": closing.kinds}
    audit.record(by=by, act="close closedperiod", subject=_subject(period), reason=reason, new=told)
    return closing


def _freeze(closing: Closing) -> None:
    """At once where few people are behind the figures, otherwise by a job of the same transaction."""
    then = then_of(closing, timezone.localdate())
    try:
        people = freezing.people_behind(then)
    except freezing.UnknownThen as error:
        raise ValidationError({"known_at": str(error)}) from error
    if people > AT_ONCE:
        label = f"Chốt số liệu {closing.period.province.full_name} ngày {closing.period.day:%d/%m/%Y}"
        closing.job = start(FREEZE, by=closing.closed_by, label=label, only_once=f"freeze:{closing.pk}", closing=closing.pk)
        closing.save(update_fields=["job"])
        return
    for order, (kind, report) in enumerate(freezing.make_all(then, closing.kinds)):
        store(closing, order, kind, report)
    finish(closing)


def finish(closing: Closing) -> None:
    """Every report is there."""
    closing.ready_at = timezone.now()
    closing.save(update_fields=["ready_at"])


def _copy(source: Closing, closing: Closing) -> None:
    """The same digits under another mark. Raises ValidationError while they are still being made."""
    if source.ready_at is None:
        raise ValidationError("Bản sơ bộ còn đang tính; đợi xong rồi chốt chính thức.")
    rows = [
        FrozenReport(closing=closing, order=one.order, kind=one.kind, title=one.title, content=one.content, digest=one.digest)
        for one in source.reports.all()
    ]
    FrozenReport.objects.bulk_create(rows)
    finish(closing)


def _locked(period: ClosedPeriod, expected: int) -> ClosedPeriod:
    """The period as it stands, this transaction's; counts one more thing done. Raises MovedOn."""
    row = ClosedPeriod.objects.select_for_update(of=("self",)).select_related("province").get(pk=period.pk)
    if row.version != expected:
        last = row.closings.order_by("number").last()
        if expected or last is None or last.retired_at is not None:
            raise MovedOn("Có người vừa đổi kỳ này từ khi bạn mở biểu. Mở lại trang của kỳ để xem rồi làm tiếp.")
        raise ValidationError({"day": _twice(last)})
    row.version += 1
    row.save(update_fields=["version"])
    return row


def _standing(period: ClosedPeriod) -> Closing | None:
    return period.closings.filter(retired_at=None).first()


def _in_force(period: ClosedPeriod, closing: Closing) -> Closing:
    standing = _standing(period)
    if standing is None or standing.pk != closing.pk:
        raise MovedOn("Bản này không còn dùng: có người vừa thay hoặc mở lại. Mở lại trang của kỳ để xem.")
    return standing


def _retire(closing: Closing, *, by: str, reason: str) -> None:
    closing.retired_at, closing.retired_by, closing.retired_reason = timezone.now(), by, reason
    closing._meta.get_field("retired_reason").run_validators(reason)
    closing.save(update_fields=["retired_at", "retired_by", "retired_reason"])


def _twice(standing: Closing) -> str:
    return (
        f"Số liệu {standing.period.province.full_name} ngày {standing.period.day:%d/%m/%Y} đã chốt"
        f" ({standing.get_mark_display()}, {written_moment(standing.closed_at)}, {standing.closed_by})."
        " Mở kỳ ấy để chốt chính thức, điều chỉnh hoặc mở lại."
    )


def _subject(period: ClosedPeriod) -> str:
    return f"closedperiod:{period.pk}"
