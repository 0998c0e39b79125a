"""Puts back what one doing changed in the area classes, from what the audit trail says of it.

Classes are corrected in place and the trail keeps what they said, so the trail is where an undo finds it. A row that was changed again
since is left alone: the later doing is put back first.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from chuanxa.models import AuditEvent, Job
from provinces.models import AreaClassification
from provinces.register import Register, UnitRef, register
from reports.actions.areas import amend_class, class_told, classify, remove_class

SUBJECT = "areaclassification"
ACTS = tuple(f"{verb} {SUBJECT}" for verb in ("record", "amend", "retract"))


def unit_told(event: AuditEvent, units: Register) -> UnitRef | None:
    """The commune or the district that a doing was about; None for one that is no longer in the register."""
    told = event.change.get("new") or event.change.get("old") or {}
    for tier in ("commune", "district"):
        if text := told.get(f"{tier}_id"):
            return units.units[tier].get(int(text))
    return None


@transaction.atomic
def undo_class(event: AuditEvent, *, by: str, day: date, reason: str) -> Job | None:
    """Put back what was before the doing, as a doing of its own. `day` is today; returns the job that judges people again, if any.

    Raises ValidationError when the row was changed since, or what was can no longer stand.
    """
    row, left = _row(event)
    if not left:
        raise ValidationError("Chưa hoàn tác được: dòng này đã được sửa hoặc ghi lại sau lần ấy. Hoàn tác lần sau trước.")
    told = {"by": by, "day": day, "reason": reason}
    old = event.change.get("old")
    if old is None:
        return remove_class(row, **told)
    if row is not None:
        return amend_class(row, **_columns(old), **told)
    unit = unit_told(event, register())
    if unit is None:
        raise ValidationError("Chưa hoàn tác được: đơn vị của dòng này không còn trong danh mục.")
    return classify([unit], **_columns(old), **told)[1]


def _row(event: AuditEvent) -> tuple[AreaClassification | None, bool]:
    """(the row as it stands or None, whether it is as the doing left it)."""
    row = AreaClassification.objects.filter(pk=int(event.subject.partition(":")[2])).first()
    return row, (class_told(row) if row else None) == event.change.get("new")


def _columns(told: dict[str, str]) -> dict:
    return {
        "area_class": told["area_class"],
        "valid_from": date.fromisoformat(told["valid_from"]),
        "valid_to": date.fromisoformat(told["valid_to"]) if told["valid_to"] else None,
        "legal_basis": told["legal_basis"],
        "verified": told["verified"] == "True",
    }
