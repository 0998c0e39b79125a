"""Puts acts on record, inside the transaction of the acts themselves: if this fails, nothing is kept.

Events are numbered without gaps and chained (audit_chain.py), so writers take turns at the chain's head until their transaction
ends: call it last in a transaction, after every other row that somebody else may wait for.
"""

import json
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

from django.db import connection, transaction
from django.utils import timezone

from chuanxa.audit_chain import START, Link, digest, faults
from chuanxa.models import AuditEvent, AuditHead
from chuanxa.rows import insert

origin: ContextVar[str] = ContextVar("origin", default="")
"""The network address of who acts; set for each request by acts.py, empty for commands."""


def record(*, by: str, act: str, subject: str, reason: str = "", **change) -> AuditEvent:
    """One audit row; `change` values must be JSON (text, numbers, lists)."""
    row = AuditEvent(at=timezone.now(), by=by, act=act, subject=subject, reason=reason, change=change)
    _append([row])
    return row


def record_all(events: Iterable[dict], *, by: str, reason: str = "") -> None:
    """Several audit rows of one doing; each event holds `act`, `subject` and what changed, as `record` takes them."""
    at = timezone.now()
    if rows := [_row(dict(event), at=at, by=by, reason=reason) for event in events]:
        _append(rows)


def _row(event: dict, **common) -> AuditEvent:
    return AuditEvent(act=event.pop("act"), subject=event.pop("subject"), change=event, **common)


@transaction.atomic(savepoint=False)
def _append(rows: list[AuditEvent]) -> None:
    number, last = _take_head()
    for row in rows:
        number += 1
        row.number, row.address = number, origin.get()
        row.change = json.loads(json.dumps(row.change))  # as a database gives it back
        row.digest = last = digest(last, _link(row))
    if len(rows) == 1:
        insert(rows[0])
    else:
        AuditEvent.objects.bulk_create(rows, batch_size=500)
    _execute("UPDATE chuanxa_audithead SET number = %s, digest = %s WHERE id = 1", [number, last])


def _take_head() -> tuple[int, str]:
    """(number, digest) of the last event; nobody else gets them before this transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = _execute(f"SELECT number, digest FROM chuanxa_audithead WHERE id = 1{lock}")  # noqa: S608 - a constant
    if found is None:  # a database emptied by hand, or by tests
        AuditHead.objects.bulk_create([AuditHead(id=1, number=0, digest=START)], ignore_conflicts=True)
        return _take_head()
    return found


def _execute(sql: str, parameters=()) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone() if cursor.description else None


def _link(row: AuditEvent) -> Link:
    return Link(row.number, row.at, row.by, row.act, row.subject, row.reason, row.address, row.change)


def head() -> tuple[int, str]:
    """(number, digest) of the last event: note them elsewhere, and `verify` can be held against them later."""
    return AuditHead.objects.values_list("number", "digest").filter(pk=1).first() or (0, START)


def verify(expected: dict[int, str] | None = None) -> Iterator[str]:
    """Every break of the chain as a Vietnamese sentence; the trail is read up to the event that is the last now, while others write."""
    last = head()
    rows = AuditEvent.objects.filter(number__lte=last[0]).order_by("number").iterator(chunk_size=2000)
    yield from faults(((_link(row), row.digest) for row in rows), last, expected)
