"""Uploads, puts in force and withdraws templates of official forms: the row and its audit event, in one transaction or not at all."""

from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chuanxa import audit
from chuanxa.names import clean
from provinces.models import Province
from reports.models import FormTemplate, TemplateState


@transaction.atomic
def upload_template(*, form: str, province: Province | None, file_name: str, file: bytes, by: str) -> FormTemplate:
    """A template that was read and found usable (official_forms/template_file.py); it fills nothing yet. The same file is kept once."""
    digest = sha256(file).hexdigest()
    known = FormTemplate.objects.filter(form=form, province=province, digest=digest, state=TemplateState.UPLOADED).first()
    if known is not None:
        return known
    template = FormTemplate(form=form, province=province, file_name=clean(file_name)[-200:], file=file, digest=digest)
    template.uploaded_at, template.uploaded_by = timezone.now(), by
    template.save(force_insert=True)
    audit.record(by=by, act="upload form template", subject=_subject(template), new=_told(template))
    return template


@transaction.atomic
def put_in_force(template: FormTemplate, *, from_day: date, basis: str, by: str) -> FormTemplate:
    """From `from_day` on reports are filled into it. Raises ValidationError."""
    template = FormTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if template.state != TemplateState.UPLOADED:
        raise ValidationError(f"Mẫu này {template.get_state_display().lower()}; tải lên một mẫu mới để áp dụng.")
    template.state, template.valid_from, template.basis = TemplateState.IN_FORCE, from_day, clean(basis)
    template.full_clean(exclude=["file"])
    template.save(update_fields=["state", "valid_from", "basis"])
    audit.record(by=by, act="put form template in force", subject=_subject(template), reason=template.basis, new=_told(template))
    return template


@transaction.atomic
def withdraw_template(template: FormTemplate, *, by: str, reason: str) -> FormTemplate:
    """It fills nothing any more; its file is kept. Raises ValidationError."""
    template = FormTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if template.state == TemplateState.WITHDRAWN:
        raise ValidationError("Mẫu này đã được rút.")
    if not (reason := clean(reason)):
        raise ValidationError("Ghi lý do rút mẫu.")
    old = _told(template)
    template.state = TemplateState.WITHDRAWN
    template.save(update_fields=["state"])
    audit.record(by=by, act="withdraw form template", subject=_subject(template), reason=reason, old=old, new=_told(template))
    return template


def _subject(template: FormTemplate) -> str:
    return f"formtemplate:{template.pk}"


def _told(template: FormTemplate) -> dict[str, str]:
    day = f"{template.valid_from:%d/%m/%Y}" if template.valid_from else ""
    place = template.province.code if template.province else ""
    return {
        "form": template.form,
        "province": place,
        "file": template.file_name,
        "digest": template.digest,
        "state": template.state,
        "from": day,
    }
