"""Records, amends and retracts the records of programmes: the entry and its audit row, in one transaction or not at all.

Each verb validates and raises ValidationError with Vietnamese sentences; nothing is written then. Studies (Enrolment) are facts
of a person and go through cadres/actions/facts.py; `finish_study` ends one and proposes the qualification that it earned.
"""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.actions.changing import changing
from cadres.actions.facts import amend_fact
from cadres.actions.invariants import pointing
from cadres.models import Enrolment, Qualification, StudyResult
from cadres.models.entry import Entry
from chuanxa import audit
from chuanxa.models import ChangeKind, ChangeSet

AT_ONCE = 2_000


def record_entry(entry: Entry, *, by: str, day: date, reason: str = "") -> Entry:
    """A new record. `day` is today: nothing that is still to come is recorded as done."""
    with changing(by=by, day=day, reason=reason, kind=ChangeKind.ENTRY, what=_what(entry)) as change:
        change.record(entry)
        entry.check_among()
    return entry


def amend_entry(entry: Entry, *, by: str, day: date, reason: str, **changes) -> Entry:
    """Supersede a record by a changed copy, which keeps its number. Raises chuanxa.facts.Superseded when somebody else did first."""
    with changing(by=by, day=day, reason=reason, what=_what(entry)) as change:
        successor = change.amend(entry, **changes)
        successor.check_among()
    return successor


def retract_entry(entry: Entry, *, by: str, day: date, reason: str) -> None:
    """Stop believing a record; it stays as history. A course or a plan that others point at is refused with how many do."""
    with changing(by=by, day=day, reason=reason, what=_what(entry)) as change:
        if in_use := sum(rows.count() for rows in pointing(entry)):
            raise ValidationError(f"Còn {in_use} bản ghi thuộc mục này. Hủy hoặc chuyển các bản ghi ấy trước.")
        change.retract(entry)


@transaction.atomic
def record_entries(entries: Sequence[Entry | Enrolment], *, by: str, subject: str, reason: str) -> int:
    """Many new records of one model at once, for loaders: validated by the database, with one audit row. Returns how many."""
    if not entries:
        return 0
    at = timezone.now()
    kind = str(type(entries[0])._meta.verbose_name_plural)
    what = f"{kind[:1].upper()}{kind[1:]}: {len(entries)} bản ghi"
    change_set = ChangeSet.objects.create(at=at, by=by, kind=ChangeKind.IMPORT, what=what, reason=reason)
    for entry in entries:
        entry.recorded_in = change_set
        entry.recorded_at, entry.recorded_by, entry.reason = entry.recorded_at or at, entry.recorded_by or by, entry.reason or reason
    model = type(entries[0])
    model.objects.bulk_create(entries, batch_size=AT_ONCE)
    audit.record(by=by, act=f"record {model._meta.model_name}", subject=subject, reason=reason, records=len(entries))
    return len(entries)


@transaction.atomic
def finish_study(
    study: Enrolment, *, by: str, day: date, ended_on: date, result: str, certificate: str = "", reason: str = "Kết thúc lớp"
) -> Qualification | None:
    """End a study with a result, and return the qualification it earned, unsaved: a clerk reads the paper and confirms it.

    None when the study leads to no level or was not completed. Raises ValidationError beside `valid_to` when it would end before
    it starts or after today.
    """
    if ended_on < study.valid_from:
        raise ValidationError(
            {"valid_to": f"Lớp bắt đầu ngày {study.valid_from:%d/%m/%Y} nên không thể kết thúc ngày {ended_on:%d/%m/%Y}."}
        )
    if ended_on > day:
        raise ValidationError({"valid_to": f"Ngày kết thúc {ended_on:%d/%m/%Y} chưa đến; ghi kết quả khi lớp đã xong."})
    ended = amend_fact(study, by=by, day=day, reason=reason, valid_to=ended_on, result=result, certificate=certificate)
    if result != StudyResult.COMPLETED or not ended.ladder:
        return None
    return proposed(ended)


def proposed(study: Enrolment) -> Qualification:
    """The qualification that a completed study leads to, as its certificate would say; not saved."""
    return Qualification(
        cadre_id=study.cadre_id,
        ladder=study.ladder,
        level=study.level,
        awarded_on=study.valid_to,
        major=study.major,
        school=study.school,
        study_mode=study.study_mode,
        evidence=study.certificate,
    )


def _what(entry: Entry) -> str:
    """What a list of change sets calls it; of a record about a person it says the person."""
    kind = str(entry._meta.verbose_name)
    return "" if getattr(entry, "cadre_id", None) else f"{kind[:1].upper()}{kind[1:]}: {entry}"[:300]
