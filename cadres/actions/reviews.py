"""Confirms that a dossier is still right: the review and its audit row, in one transaction or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.models import Cadre, Review
from chuanxa import audit
from chuanxa.names import clean


@transaction.atomic
def confirm_dossier(cadre: int, *, by: str, expected: int, note: str = "") -> Review:
    """`expected` is the version that was looked at. Raises ValidationError when the dossier was changed since."""
    row = Cadre.objects.select_for_update().get(pk=cadre)
    if row.version != expected:
        raise ValidationError("Hồ sơ vừa được sửa từ lúc bạn mở. Xem lại bản mới rồi xác nhận.")
    review = Review(cadre=row, at=timezone.now(), by=by, version=row.version, note=clean(note))
    review.full_clean()
    review.save(force_insert=True)
    audit.record(by=by, act="confirm dossier", subject=f"cadre:{cadre}", reason=review.note, version=row.version)
    return review
