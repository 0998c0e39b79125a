"""Publishes, ends and withdraws standards: the row, its audit event and a new catalogue token in one transaction, or nothing.

Nothing before the effective date moves, and nothing in the closed past does. People are judged again afterwards, in steps
(cadres/standings/rejudge.py): until that is done the standard is among `rejudge.pending()`.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.actions.closed_past import closed_until
from cadres.models import Requirement, Standard, StandardState
from cadres.standard_checks import Asked, Proposed, collisions, level_refusals, past_refusal
from chuanxa.audit import record_all
from chuanxa.models.upkeep import renew_token
from chuanxa.periods import ONE_DAY


@transaction.atomic
def publish(standard: Standard, *, by: str, reason: str, day: date, ends: Collection[Standard] = ()) -> Standard:
    """A draft becomes law from its first day on; the published standards in `ends` end the day before. `day` is today.

    Raises ValidationError with every sentence of `refusals`, or when somebody else published or removed the draft.
    """
    standard = _locked(standard, StandardState.DRAFT)
    ended = [_locked(other, StandardState.PUBLISHED) for other in ends]
    if said := refusals(standard, day=day, ends=ended):
        raise ValidationError(said)
    events = [_end(other, standard.valid_from - ONE_DAY, successor=standard.code) for other in ended]
    standard.state, standard.published_at, standard.published_by = StandardState.PUBLISHED, timezone.now(), by
    _change(standard, standard.valid_from)
    renew_token()
    record_all([*events, _event("standard-published", standard, **_told(standard))], by=by, reason=reason)
    return standard


@transaction.atomic
def end(standard: Standard, *, last: date, by: str, reason: str, day: date) -> Standard:
    """A published standard ends with the day `last`; its positions are judged without it from the next day on."""
    standard = _locked(standard, StandardState.PUBLISHED)
    if last < standard.valid_from or (standard.valid_to is not None and last >= standard.valid_to):
        until = f"{standard.valid_to:%d/%m/%Y}" if standard.valid_to else "nay"
        raise ValidationError(
            f"“{standard.name}” có hiệu lực từ {standard.valid_from:%d/%m/%Y} đến {until}. Ngày cuối mới phải nằm trong thời gian ấy."
        )
    if said := past_refusal(last + ONE_DAY, closed_until(day)):
        raise ValidationError(said)
    event = _end(standard, last)
    renew_token()
    record_all([event], by=by, reason=reason)
    return standard


@transaction.atomic
def withdraw(standard: Standard, *, by: str, reason: str, day: date) -> Standard:
    """A published standard judges nobody any more, as if it had never been; refused when that would change the closed past."""
    standard = _locked(standard, StandardState.PUBLISHED)
    if standard.valid_from <= closed_until(day):
        raise ValidationError(
            f"“{standard.name}” đã áp dụng từ {standard.valid_from:%d/%m/%Y}, trong thời gian đã chốt số liệu nên không rút được. "
            "Hãy cho nó hết hiệu lực từ một ngày."
        )
    standard.state = StandardState.WITHDRAWN
    _change(standard, standard.valid_from)
    renew_token()
    record_all([_event("standard-withdrawn", standard, **_told(standard))], by=by, reason=reason)
    return standard


def refusals(standard: Standard, *, day: date, ends: Collection[Standard] = ()) -> list[str]:
    """Why the draft cannot be published today: one sentence each; empty when it can."""
    said = [*([] if standard.positions.exists() else ["Chưa chọn chức danh nào: tiêu chuẩn này không áp dụng cho ai."])]
    if not any(one.ladder or one.age_kind for one in standard.requirements.all()):
        said.append("Chưa có yêu cầu nào xét được (trình độ hoặc tuổi): không ai đạt hay chưa đạt theo tiêu chuẩn này.")
    said += level_refusals(asked_levels(standard))
    said += filter(None, [past_refusal(standard.valid_from, closed_until(day))])
    said += [sentence for _, sentence in overlapped(standard, ends=ends)]
    for other in ends:
        if other.valid_from >= standard.valid_from:
            said.append(f"“{other.name}” bắt đầu từ {other.valid_from:%d/%m/%Y} nên không thể hết hiệu lực trước ngày ấy; hãy rút nó.")
    return said


def overlapped(standard: Standard, *, ends: Collection[Standard] = ()) -> list[tuple[Standard, str]]:
    """The published standards that speak of the same positions, place and days, each with its sentence; those in `ends` left out."""
    published = Standard.objects.filter(state=StandardState.PUBLISHED).exclude(pk__in=[other.pk for other in ends])
    rows = {row.code: row for row in published.select_related("province").prefetch_related("positions")}
    found = collisions(proposed(standard), map(proposed, rows.values()))
    return [(rows[other.code], sentence) for other, sentence in found]


def proposed(standard: Standard) -> Proposed:
    """The standard as far as it can collide."""
    positions = frozenset(position.label for position in standard.positions.all())
    province = standard.province
    where = province.full_name if province else "cả nước"
    return Proposed(standard.code, standard.name, standard.period, positions, province.code if province else "", where)


def asked_levels(standard: Standard) -> list[Asked]:
    """Every level that the requirements and their lowered minimums ask."""
    found = []
    for place, one in enumerate(standard.requirements.prefetch_related("allowances"), start=1):
        if one.ladder:
            found.append(Asked(f"yêu cầu {place}", one.ladder, one.minimum))
            found += _lowered(one, place)
    return found


def _lowered(one: Requirement, place: int) -> list[Asked]:
    return [
        Asked(f"yêu cầu {place}, ngoại lệ {number}", one.ladder, allowance.minimum, one.minimum)
        for number, allowance in enumerate(one.allowances.all(), start=1)
        if allowance.kind == "lowered"
    ]


def _locked(standard: Standard, state: StandardState) -> Standard:
    """The row as it stands now, locked. Raises ValidationError when it is no longer in `state`."""
    row = Standard.objects.select_for_update(of=("self",)).select_related("province").filter(pk=standard.pk).first()
    if row is None or row.state != state:
        found = row.get_state_display().lower() if row else "không còn"
        raise ValidationError(f"“{standard.name}” nay {found}, không phải {state.label.lower()}: có người vừa đổi. Mở lại để xem.")
    return row


def _end(standard: Standard, last: date, **because) -> dict:
    """Save the new last day; returns the event that tells it."""
    before, standard.valid_to = standard.valid_to, last
    _change(standard, last + ONE_DAY)
    return _event("standard-ended", standard, valid_to=[str(before or ""), str(last)], **because)


def _event(act: str, standard: Standard, **change) -> dict:
    return {"act": act, "subject": f"standard:{standard.code}", **change}


def _change(standard: Standard, first: date) -> None:
    """Save the row; verdicts from `first` on, and from an earlier change that still waits, are to be judged again."""
    standard.changed_from, standard.applied_at = min(first, standard.changed_from or first), None
    standard.save()


def _told(standard: Standard) -> dict:
    return {
        "name": standard.name,
        "regime": standard.regime,
        "valid_from": str(standard.valid_from),
        "valid_to": str(standard.valid_to or ""),
        "province": standard.province.code if standard.province else "",
        "positions": sorted(standard.positions.values_list("code", flat=True)),
        "requirements": [str(one) for one in standard.requirements.all()],
    }
