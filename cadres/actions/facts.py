"""Records, amends and retracts facts about people: the fact, its audit row and the standings, in one transaction or not at all.

`day` is today: standings need it to know what is in force now. Each verb validates and raises ValidationError with Vietnamese
sentences; nothing is written then.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.models import Appointment, Cadre, Enrolment, Profile, Qualification
from cadres.standings.restand import restand
from chuanxa import audit
from chuanxa.facts import Recorded, amend, assert_, retract
from chuanxa.periods import Period

Fact = Profile | Appointment | Qualification | Enrolment


@transaction.atomic
def open_dossier(profile: Profile, *, by: str, day: date, personal_id: str | None = None, reason: str = "") -> Cadre:
    """A new person with a first profile."""
    cadre = Cadre(personal_id=personal_id or None)
    cadre.full_clean()
    cadre.save(force_insert=True)
    profile.cadre = cadre
    record_fact(profile, by=by, day=day, reason=reason)
    return cadre


@transaction.atomic
def record_fact(fact: Fact, *, by: str, day: date, reason: str = "") -> Fact:
    """A new fact about a person on record."""
    _lock(fact.cadre_id)
    assert_(fact, by=by, reason=reason)
    _check(fact)
    _keep(fact, by=by, act="record", reason=reason, day=day, new=_told(fact))
    return fact


@transaction.atomic
def amend_fact(fact: Fact, *, by: str, day: date, reason: str, **changes) -> Fact:
    """Supersede a fact by a changed copy. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    _lock(fact.cadre_id)
    old = _told(fact)
    successor = amend(fact, by=by, reason=reason, **changes)
    _check(successor)
    _keep(successor, by=by, act="amend", reason=reason, day=day, old=old, new=_told(successor))
    return successor


@transaction.atomic
def retract_fact(fact: Fact, *, by: str, day: date, reason: str) -> None:
    """Stop believing a fact; it stays as history."""
    _lock(fact.cadre_id)
    retract(fact, by=by, reason=reason)
    _keep(fact, by=by, act="retract", reason=reason, day=day, old=_told(fact))


def _lock(cadre: int) -> None:
    """Facts of one person change one after the other: checks that look at the others then hold."""
    list(Cadre.objects.select_for_update().filter(pk=cadre).values_list("pk", flat=True))


def _keep(fact: Fact, *, by: str, act: str, reason: str, day: date, **change) -> None:
    restand([fact.cadre_id], day=day)
    audit.record(by=by, act=f"{act} {fact._meta.model_name}", subject=f"cadre:{fact.cadre_id}", reason=reason, **change)


def _check(fact: Fact) -> None:
    if isinstance(fact, Appointment):
        _check_appointment(fact)


def _check_appointment(new: Appointment) -> None:
    """One primary post at a time; the commune and the position exist on the first day."""
    period = Period(new.valid_from, new.valid_to)
    if new.valid_from not in new.commune.period:
        raise ValidationError(f"{new.commune} không tồn tại ngày {new.valid_from:%d/%m/%Y}. Chọn đơn vị của ngày ấy.")
    if new.valid_from not in new.position.period:
        raise ValidationError(f"Chức danh “{new.position}” không có ngày {new.valid_from:%d/%m/%Y}. Chọn chức danh của ngày ấy.")
    if not new.is_primary:
        return
    others = Appointment.objects.known().filter(cadre=new.cadre_id, is_primary=True).exclude(pk=new.pk)
    for other in others.select_related("position", "commune"):
        if period.overlaps(other.period):
            end = f"đến {other.valid_to:%d/%m/%Y}" if other.valid_to else "đến nay"
            raise ValidationError(
                f"Người này đang giữ chức danh chính “{other.position}” tại {other.commune} từ {other.valid_from:%d/%m/%Y} {end}. "
                "Kết thúc chức danh ấy trước, hoặc ghi chức danh mới là kiêm nhiệm."
            )


def _told(fact: Recorded) -> dict[str, str]:
    """The fact as text, for the audit trail; what is not known is empty."""
    left_out = {"id", "search_key", "sort_key", "recorded_at", "recorded_by", "superseded_at", "superseded_by", "reason", "supersedes"}
    told = {field.name: getattr(fact, field.attname) for field in fact._meta.concrete_fields if field.name not in left_out}
    return {name: "" if value is None else str(value) for name, value in told.items()}
