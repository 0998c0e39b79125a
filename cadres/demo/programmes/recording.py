"""When the demo's programme records came to be known: three weeks after they happened, by the officer of their province."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from cadres.actions.entries import record_entries
from cadres.demo.records import LATEST
from cadres.models import Enrolment
from cadres.models.entry import Entry
from provinces.models import Province

LAG = timedelta(days=21)


def known_after(day: date) -> datetime:
    """Nine in the morning three weeks later."""
    known = min(day + LAG, LATEST)
    return datetime(known.year, known.month, known.day, 2, tzinfo=UTC)


def keep(entries: Iterable[tuple[Entry | Enrolment, date]], *, province: Province, reason: str) -> int:
    """Record entries of one model, each with the day on which it happened."""
    entries = list(entries)
    by = f"tochuc.{province.code}"
    for entry, day in entries:
        entry.recorded_at, entry.recorded_by = known_after(day), by
    return record_entries([entry for entry, _ in entries], by=by, subject=f"province:{province.code}", reason=reason)
