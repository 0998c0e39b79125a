"""Writes the ledger of exports: a line before the first byte leaves, its outcome after the last.

A number is taken, its line written and its audit row chained in one transaction, so numbers have no gaps on either database, however
many export at once; two writers take turns at the year's row.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chuanxa import audit
from chuanxa.exports.kinds import KINDS
from chuanxa.exports.stamps import Stamp
from chuanxa.models import ExportCount, ExportOutcome, ExportRecord
from chuanxa.models.user import User
from chuanxa.names import search_key

EVERYWHERE = ("everywhere", 0)


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says and of whom it speaks, before it has a number. `rules` are codes with versions; `covers` as in ExportRecord."""

    place: str = ""
    day: date | None = None
    known: datetime | None = None
    filters: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    covers: tuple[tuple[str, int], ...] = ()
    masked: bool | None = None
    reason: str = ""


@transaction.atomic
def write_line(
    *, by: User, kind: str, name: str, told: Told, path: str, filename: str, content_type: str, needs: str, at: datetime
) -> ExportRecord:
    """A new line with the next number of its year, on record in the audit trail too. Raises LookupError on an unknown kind."""
    if kind not in KINDS:
        raise LookupError(f"no kind of export {kind!r}: name it in chuanxa/exports/kinds.py")
    record = ExportRecord(
        number=_next_number(timezone.localtime(at).year),
        made_at=at,
        by=by.username,
        by_name=by.full_name,
        kind=kind,
        name=name[:300],
        search_key=search_key(name)[:300],
        place=told.place[:200],
        day=told.day,
        known_at=told.known,
        filters=list(told.filters),
        rules=list(told.rules),
        data_version=audit.head()[0],
        masked=told.masked,
        reason=told.reason[:300],
        path=path[:2000],
        filename=filename[:200],
        content_type=content_type[:100],
        covers=[list(unit) for unit in told.covers],
        needs=needs,
    )
    record.save(force_insert=True)
    opened = {"numbers": "open"} if told.masked is False else {}
    said = {"name": record.name, "file": record.filename, "path": record.path[:1000]}
    audit.record(by=by.username, act="exported", subject=f"exportrecord:{record.number}", reason=record.reason, **said, **opened)
    return record


def write_outcome(
    record: ExportRecord, *, rows: int | None, size: int, sha256: str, at: datetime, stored: str = "", keep: timedelta | None = None
) -> ExportOutcome:
    """The file of this line was made to its end; kept under the name `stored` for `keep`, when it waits to be fetched."""
    until = at + keep if keep else None
    return ExportOutcome.objects.create(record=record, at=at, rows=rows, size=size, sha256=sha256, stored=stored, kept_until=until)


def stamp_of(record: ExportRecord) -> Stamp:
    """What the file prints of its line."""
    return Stamp(
        number=record.number,
        made_at=timezone.localtime(record.made_at),
        by=f"{record.by_name} ({record.by})",
        place=record.place,
        day=record.day,
        known=record.known_at and timezone.localtime(record.known_at),
        filters=tuple(record.filters),
        rules=tuple(record.rules),
        data_version=record.data_version,
        masked=record.masked,
        reason=record.reason,
    )


def _next_number(year: int) -> str:
    """Inside the transaction of the line: the row stays locked until the line is kept or forgotten."""
    if not ExportCount.objects.filter(pk=year).update(last=F("last") + 1):
        ExportCount.objects.bulk_create([ExportCount(year=year)], ignore_conflicts=True)
        return _next_number(year)
    return f"{year}-{ExportCount.objects.get(pk=year).last:06d}"
