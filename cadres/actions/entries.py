"""Records, amends and retracts the records of programmes: the entry and its audit row, in one transaction or not at all.

Each verb validates and raises ValidationError with Vietnamese sentences; nothing is written then. Studies (Enrolment) are facts
of a person and go through cadres/actions/facts.py; `finish_study` ends one and proposes the qualification that it earned.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.actions.facts import amend_fact
from cadres.models import Cadre, Enrolment, Nomination, Qualification, StudyResult, TrainingPlan
from cadres.models.entry import Entry
from chuanxa import audit
from chuanxa.facts import Recorded, amend, assert_, retract

AT_ONCE = 2_000
_LEFT_OUT = {"id", "first", "recorded_at", "recorded_by", "superseded_at", "superseded_by", "reason", "supersedes"}


@transaction.atomic
def record_entry(entry: Entry, *, by: str, day: date, reason: str = "") -> Entry:
    """A new record. `day` is today: nothing that is still to come is recorded as done."""
    _lock(entry)
    assert_(entry, by=by, reason=reason)
    _check(entry)
    _keep(entry, by=by, act="record", reason=reason, new=told(entry))
    return entry


@transaction.atomic
def amend_entry(entry: Entry, *, by: str, day: date, reason: str, **changes) -> Entry:
    """Supersede a record by a changed copy, which keeps its number. Raises chuanxa.facts.Superseded when somebody else did first."""
    _lock(entry)
    old = told(entry)
    successor = amend(entry, by=by, reason=reason, first=entry.first or entry, **changes)
    _check(successor)
    _keep(successor, by=by, act="amend", reason=reason, old=old, new=told(successor))
    return successor


@transaction.atomic
def retract_entry(entry: Entry, *, by: str, day: date, reason: str) -> None:
    """Stop believing a record; it stays as history. A course or a plan that others point at is refused with how many do."""
    _lock(entry)
    if in_use := _pointing(entry):
        raise ValidationError(f"Còn {in_use} bản ghi thuộc mục này. Hủy hoặc chuyển các bản ghi ấy trước.")
    retract(entry, by=by, reason=reason)
    _keep(entry, by=by, act="retract", reason=reason, old=told(entry))


@transaction.atomic
def record_entries(entries: Sequence[Entry | Enrolment], *, by: str, subject: str, reason: str) -> int:
    """Many new records of one model at once, for loaders: validated by the database, with one audit row. Returns how many."""
    if not entries:
        return 0
    at = timezone.now()
    for entry in entries:
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


def told(entry: Recorded) -> dict[str, str]:
    """The record as text, for the audit trail; what is not known is empty."""
    fields = {field.name: getattr(entry, field.attname) for field in entry._meta.concrete_fields if field.name not in _LEFT_OUT}
    return {name: "" if value is None else str(value) for name, value in fields.items()}


def _lock(entry: Entry) -> None:
    """Records of one person change one after the other, like the person's facts."""
    if cadre := getattr(entry, "cadre_id", None):
        list(Cadre.objects.select_for_update().filter(pk=cadre).values_list("pk", flat=True))


def _keep(entry: Entry, *, by: str, act: str, reason: str, **change) -> None:
    cadre = getattr(entry, "cadre_id", None)
    name = entry._meta.model_name
    subject = f"cadre:{cadre}" if cadre else f"{name}:{entry.number}"
    audit.record(by=by, act=f"{act} {name}", subject=subject, reason=reason, **change)


def _check(entry: Entry) -> None:
    """What one record cannot say of itself alone."""
    _check_place(entry)
    if isinstance(entry, TrainingPlan):
        _check_only_plan(entry)
    if isinstance(entry, Nomination) and entry.cadre_id:
        _check_only_nomination(entry)


def _check_place(entry: Entry) -> None:
    """District and commune lie in the province (and the commune in the district)."""
    commune, district = entry.commune, entry.district
    if commune and (commune.province_id != entry.province_id or (district and commune.district_id != district.pk)):
        raise ValidationError({"commune": f"{commune} không thuộc {district or entry.province}."})
    if district and district.province_id != entry.province_id:
        raise ValidationError({"district": f"{district} không thuộc {entry.province}."})


def _others(entry: Entry, **same) -> Iterable[Entry]:
    return type(entry).objects.known().filter(**same).exclude(pk=entry.pk)


def _check_only_plan(plan: TrainingPlan) -> None:
    """One plan a unit, year, kind and subject: two would be added up."""
    names = ("province_id", "district_id", "commune_id", "year", "kind", "subject")
    if _others(plan, **{name: getattr(plan, name) for name in names}).exists():
        raise ValidationError(
            {"planned": f"{plan.place} đã có kế hoạch năm {plan.year} cho loại lớp, nội dung này; hãy sửa kế hoạch đang có."}
        )


def _check_only_nomination(new: Nomination) -> None:
    """A person stands once for one post of one plan."""
    if _others(new, plan_id=new.plan_id, cadre_id=new.cadre_id, post_id=new.post_id).exists():
        raise ValidationError({"post": f"Người này đã được quy hoạch chức danh “{new.post}” trong đợt này."})


def _pointing(entry: Entry) -> int:
    """How many known records point at this one (at its first version)."""
    counts = 0
    for relation in entry._meta.related_objects:
        model = relation.related_model
        if model is not type(entry) and issubclass(model, Recorded):
            counts += model._default_manager.filter(superseded_at=None, **{relation.field.name: entry.number}).count()
    return counts
