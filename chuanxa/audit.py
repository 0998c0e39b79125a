"""Puts acts on record, inside the transaction of the acts themselves: if this fails, nothing is kept."""

from collections.abc import Iterable

from django.utils import timezone

from chuanxa.models import AuditEvent


def record(*, by: str, act: str, subject: str, reason: str = "", **change) -> AuditEvent:
    """One audit row; `change` values must be JSON (text, numbers, lists)."""
    return AuditEvent.objects.create(at=timezone.now(), by=by, act=act, subject=subject, reason=reason, change=change)


def record_all(events: Iterable[dict], *, by: str, reason: str = "") -> None:
    """Several audit rows of one doing; each event holds `act`, `subject` and what changed, as `record` takes them."""
    at = timezone.now()
    rows = [_row(dict(event), at=at, by=by, reason=reason) for event in events]
    AuditEvent.objects.bulk_create(rows, batch_size=500)


def _row(event: dict, **common) -> AuditEvent:
    return AuditEvent(act=event.pop("act"), subject=event.pop("subject"), change=event, **common)
