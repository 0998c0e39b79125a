"""Puts units into area classes, corrects and removes: the rows, their audit and the standings that follow from them.

Classes lower what the law asks of people, so whoever serves or served there is judged again: at once where they are few, otherwise by a job
that starts with the same transaction. Each verb validates and raises ValidationError with Vietnamese sentences; nothing is written then.
`day` is today.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cadres.models import Appointment
from cadres.standings.restand import restand
from chuanxa import audit
from chuanxa.jobs import start
from chuanxa.models import Job
from chuanxa.models.upkeep import renew_token
from chuanxa.periods import Period
from provinces.models import AreaClass, AreaClassification
from provinces.register import Register, UnitRef, register

RESTAND = "restand-areas"
AT_ONCE = 400
"""People judged again within the request; more are a job."""


@transaction.atomic
def classify(
    units: Sequence[UnitRef],
    *,
    area_class: str,
    valid_from: date,
    valid_to: date | None = None,
    legal_basis: str = "",
    verified: bool = False,
    by: str,
    day: date,
    reason: str = "",
) -> tuple[list[AreaClassification], Job | None]:
    """Put districts and communes into a class. Returns the rows, and the job that judges people again unless it is done already."""
    told = {"area_class": area_class, "valid_from": valid_from, "valid_to": valid_to, "legal_basis": legal_basis, "verified": verified}
    rows = []
    for unit in units:
        row = AreaClassification(**told, **{f"{unit.tier}_id": unit.id})
        _check(row, unit)
        row.save(force_insert=True)
        audit.record(by=by, act="record areaclassification", subject=_subject(row), reason=reason, new=class_told(row))
        rows.append(row)
    return rows, _judge_again(units, by=by, day=day)


@transaction.atomic
def amend_class(row: AreaClassification, *, by: str, day: date, reason: str, **changes) -> Job | None:
    """Correct the days, the basis or the class of a row."""
    _check_reason(reason)
    row, old = AreaClassification.objects.select_for_update().get(pk=row.pk), None
    old = class_told(row)
    for name, value in changes.items():
        setattr(row, name, value)
    unit = unit_of(row, register())
    _check(row, unit)
    row.save()
    audit.record(by=by, act="amend areaclassification", subject=_subject(row), reason=reason, old=old, new=class_told(row))
    return _judge_again([unit], by=by, day=day)


@transaction.atomic
def remove_class(row: AreaClassification, *, by: str, day: date, reason: str) -> Job | None:
    """Take a row away that was never right; one that ceased to hold is given a last day instead."""
    _check_reason(reason)
    unit, subject, old = unit_of(row, register()), _subject(row), class_told(row)
    row.delete()
    audit.record(by=by, act="retract areaclassification", subject=subject, reason=reason, old=old)
    return _judge_again([unit], by=by, day=day)


def unit_of(row: AreaClassification, units: Register) -> UnitRef:
    """The commune or the district of a row."""
    return units.units["commune"][row.commune_id] if row.commune_id else units.units["district"][row.district_id]


def people_around(communes: Iterable[int], units: Register) -> list[int]:
    """Everybody who ever had a post in these communes or in what they came from, in order."""
    inside, waiting = set(communes), list(communes)
    while waiting:
        earlier = set(units.lineage["commune"].predecessors(waiting.pop())) - inside
        inside |= earlier
        waiting += earlier
    return sorted(set(Appointment.objects.known().filter(commune__in=inside).order_by().values_list("cadre_id", flat=True)))


def class_told(row: AreaClassification) -> dict[str, str]:
    """A row as text, for the audit trail."""
    names = ("commune_id", "district_id", "area_class", "valid_from", "valid_to", "legal_basis", "verified")
    return {name: "" if (value := getattr(row, name)) is None else str(value) for name in names}


def _judge_again(units: Sequence[UnitRef], *, by: str, day: date) -> Job | None:
    renew_token()
    known = register()
    communes = sorted({pk for unit in units for pk in _communes(unit, known)})
    people = people_around(communes, known)
    if len(people) <= AT_ONCE:
        restand(people, day=day)
        return None
    return start(RESTAND, by=by, label=f"Xét lại {len(people)} người sau khi đổi vùng", communes=communes, day=day.isoformat())


def _communes(unit: UnitRef, units: Register) -> set[int]:
    if unit.tier == "commune":
        return {unit.id}
    return {commune.id for commune in units.units["commune"].values() if commune.district == unit.id}


def _check(row: AreaClassification, unit: UnitRef) -> None:
    """Of a class that there is, within the unit's life, not twice at a time."""
    row.clean_fields()
    if row.valid_to and row.valid_to < row.valid_from:
        raise ValidationError({"valid_to": f"Ngày kết thúc {row.valid_to:%d/%m/%Y} trước ngày bắt đầu {row.valid_from:%d/%m/%Y}."})
    if Period(row.valid_from, row.valid_to).overlap(unit.period) is None:
        raise ValidationError({"valid_from": f"{unit.full_name} (mã {unit.code}) không tồn tại trong thời gian ấy."})
    same = AreaClassification.objects.filter(area_class=row.area_class, commune=row.commune_id, district=row.district_id)
    if row.valid_to:
        same = same.filter(valid_from__lte=row.valid_to)
    other = same.filter(Q(valid_to=None) | Q(valid_to__gte=row.valid_from)).exclude(pk=row.pk).first()
    if other is not None:
        until = f" đến {other.valid_to:%d/%m/%Y}" if other.valid_to else ""
        label = AreaClass(row.area_class).label
        raise ValidationError(
            {"units": f"{unit.full_name} (mã {unit.code}) đã thuộc vùng “{label}” từ {other.valid_from:%d/%m/%Y}{until}."}
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do, chẳng hạn “Quyết định mới của tỉnh”."})


def _subject(row: AreaClassification) -> str:
    return f"areaclassification:{row.pk}"
