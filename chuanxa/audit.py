"""Puts an act on record, inside the transaction of the act itself: if this fails, nothing is kept."""

from django.utils import timezone

from chuanxa.models import AuditEvent


def record(*, by: str, act: str, subject: str, reason: str = "", **change) -> AuditEvent:
    """One audit row; `change` values must be JSON (text, numbers, lists)."""
    return AuditEvent.objects.create(at=timezone.now(), by=by, act=act, subject=subject, reason=reason, change=change)
