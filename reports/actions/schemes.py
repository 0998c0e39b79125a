"""Records, amends and retires schemes and their targets: the fact, its change set and its audit row, in one transaction or not at all.

So each doing can be told and undone whole (cadres/actions/undo.py).
Each verb validates and raises ValidationError with Vietnamese sentences beside the field; nothing is written then. `day` is today.
"""

from contextlib import AbstractContextManager
from datetime import date

from django.core.exceptions import ValidationError

from cadres.actions.changing import Change, changing
from chuanxa.facts import copy_of
from chuanxa.models import ChangeKind
from reports.everything import everybody
from reports.many_counts import people_of
from reports.models import Scheme, Target
from reports.population import UnreadablePopulation, check_query, read_query, said, written
from reports.schemes import standing_scheme, targets_of
from reports.selection import Selection

TAKEN = ("moi",)
"""Codes that are addresses of our own."""


def record_scheme(scheme: Scheme, *, by: str, reason: str = "") -> Scheme:
    """A new scheme, without targets yet."""
    _check_scheme(scheme)
    with _changing(scheme, by, reason) as change:
        change.record(scheme)
    return scheme


def amend_scheme(scheme: Scheme, *, by: str, reason: str, **changes) -> Scheme:
    """Supersede a scheme by a changed copy; its targets stay. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    _check_scheme(copy_of(scheme, supersedes=scheme, **changes))
    with _changing(scheme, by, reason) as change:
        successor = change.amend(scheme, **changes)
        successor.check_among()
    return successor


def retire_scheme(scheme: Scheme, *, by: str, reason: str) -> None:
    """Take a scheme and its targets out of the lists, in one change set; they stay as history."""
    _check_reason(reason)
    with _changing(scheme, by, reason) as change:
        for target in targets_of(scheme):
            change.retract(target)
        change.retract(scheme)


def record_target(target: Target, *, by: str, day: date, reason: str = "") -> Target:
    """A new line of a scheme. Its population must have somebody on the day it starts from."""
    _check_target(target, day=day)
    with _changing(target, by, reason) as change:
        change.record(target)
    return target


def amend_target(target: Target, *, by: str, day: date, reason: str, **changes) -> Target:
    """Supersede a line by a changed copy. Raises chuanxa.facts.Superseded when somebody else changed it first."""
    _check_reason(reason)
    changed = copy_of(target, supersedes=target, **changes)
    _check_target(changed, day=day)
    names = ("population", "condition", "other_base")
    with _changing(target, by, reason) as change:
        return change.amend(target, **changes | {name: getattr(changed, name) for name in names})


def retire_target(target: Target, *, by: str, reason: str) -> None:
    """Take a line out of its scheme; it stays as history."""
    _check_reason(reason)
    with _changing(target, by, reason) as change:
        change.retract(target)


def _changing(fact: Scheme | Target, by: str, reason: str) -> AbstractContextManager[Change]:
    return changing(by=by, reason=reason, kind=ChangeKind.SCHEME, what=str(fact)[:300])


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do sửa hoặc bỏ, chẳng hạn “Tỉnh ủy điều chỉnh chỉ tiêu”."})


def _check_scheme(scheme: Scheme) -> None:
    if scheme.code in TAKEN:
        raise ValidationError({"code": f"Mã “{scheme.code}” đã dùng cho trang của hệ thống. Chọn mã khác."})
    if scheme.valid_from and scheme.valid_to and scheme.valid_to < scheme.valid_from:
        found = f"{scheme.valid_to:%d/%m/%Y} trước ngày bắt đầu {scheme.valid_from:%d/%m/%Y}"
        raise ValidationError({"valid_to": f"Ngày kết thúc {found}."})
    number = scheme.first_id or scheme.pk or 0
    if Scheme.objects.known().filter(code=scheme.code).exclude(pk=number).exclude(first=number).exists():
        raise ValidationError({"code": f"Đã có một đề án mang mã “{scheme.code}”. Chọn mã khác."})


def _check_target(target: Target, *, day: date) -> None:
    """The texts can be read and somebody is counted; they are stored in their one way. Raises ValidationError beside the field."""
    scheme = standing_scheme(target.scheme_id)
    if target.deadline and target.deadline < scheme.valid_from:
        found = f"Hạn {target.deadline:%d/%m/%Y} trước ngày bắt đầu đề án {scheme.valid_from:%d/%m/%Y}."
        raise ValidationError({"deadline": found})
    started = everybody(min(target.baseline_day, day), today=day, province=scheme.province.code)
    for name in ("population", "condition", "other_base"):
        setattr(target, name, _readable(getattr(target, name), name, started))
    if not target.condition:
        raise ValidationError({"condition": "Ghi điều kiện đạt, chẳng hạn chuyen-mon=from_intermediate."})
    for name in ("population", *(["other_base"] if target.other_base else [])):
        _check_somebody(getattr(target, name), name, started, everybody(day, today=day, province=scheme.province.code))


def _readable(text: str, name: str, selection: Selection) -> str:
    try:
        query = read_query(text)
        check_query(query, selection)
    except UnreadablePopulation as error:
        raise ValidationError({name: str(error)}) from error
    return written(query)


def _check_somebody(text: str, name: str, started: Selection, now: Selection) -> None:
    """The population has somebody on its first day, or today: a scheme may begin where records of its first day are wanting."""
    query = read_query(text)
    for one in (started, now):
        if one.unit is not None and people_of(one, [query]).standings(one.day).exists():
            return
    found = f"Ngày {started.day:%d/%m/%Y} không có ai thuộc: {said(query, started)}."
    raise ValidationError({name: f"{found} Sửa lại, hoặc nhập hồ sơ trước."})
