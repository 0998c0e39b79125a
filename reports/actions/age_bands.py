"""Sets and withdraws the bands of age of official forms: the row and its audit event, in one transaction or not at all."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chuanxa import audit
from chuanxa.names import clean
from provinces.models import Province
from reports.models import AgeBanding
from reports.official_forms.age_bands import UnreadableBands, find_family, read_bands


@transaction.atomic
def set_age_bands(*, family: str, province: Province | None, bands: str, from_day: date, basis: str, by: str) -> AgeBanding:
    """From `from_day` on the forms of the family have the bands typed, a line a band. Raises ValidationError by field."""
    found = find_family(family)
    if found is None:
        raise ValidationError({"family": "Chọn nhóm biểu trong danh sách."})
    try:
        uppers = read_bands(bands, found)
    except UnreadableBands as error:
        raise ValidationError({"bands": str(error)}) from error
    row = AgeBanding(family=found.key, province=province, uppers=list(uppers), valid_from=from_day, basis=clean(basis))
    row.recorded_at, row.recorded_by = timezone.now(), by
    row.full_clean()
    row.save(force_insert=True)
    audit.record(by=by, act="set age bands", subject=_subject(row), reason=row.basis, new=_told(row))
    return row


@transaction.atomic
def withdraw_age_bands(row: AgeBanding, *, by: str, reason: str) -> AgeBanding:
    """What was in force before counts again. Raises ValidationError."""
    row = AgeBanding.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.withdrawn_at is not None:
        raise ValidationError("Khoảng tuổi này đã được rút.")
    if not (reason := clean(reason)):
        raise ValidationError("Ghi lý do rút, chẳng hạn “Gõ nhầm ngày áp dụng”.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
    row._meta.get_field("withdrawn_reason").run_validators(reason)
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    audit.record(by=by, act="withdraw age bands", subject=_subject(row), reason=reason, old=_told(row))
    return row


def _subject(row: AgeBanding) -> str:
    return f"agebanding:{row.pk}"


def _told(row: AgeBanding) -> dict:
    place = row.province.code if row.province else ""
    return {"family": row.family, "province": place, "uppers": list(row.uppers), "from": f"{row.valid_from:%d/%m/%Y}"}
