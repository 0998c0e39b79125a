"""Drafts of standards: begun, saved, discarded; each kept with its audit row or not at all.

A draft judges nobody. It has a version that every save raises: who saves an older one is told what others changed (`Changed`).
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.draft_content import ALLOWANCE, DAYS, HEAD, REQUIREMENT, Content, differences
from cadres.models import Allowance, Position, Requirement, Standard, StandardState
from chuanxa import audit
from chuanxa.models import AuditEvent
from chuanxa.names import search_key
from provinces.models import Province


@dataclass
class Changed(Exception):
    """Somebody else saved the draft meanwhile, published or discarded it. `changes` are sentences; `version` is what stands there now."""

    by: str
    version: int
    changes: list[str]


class NoDraft(Exception):
    """The standard is not a draft any more."""


def subject(standard: Standard) -> str:
    """How the audit trail names it."""
    return f"standard:{standard.code}"


@transaction.atomic
def begin(content: Content, *, by: str, key: str, copied_from: str = "") -> Standard:
    """A new draft that says `content`. The same `key` again (a form sent twice) gives the draft that it made."""
    if (known := Standard.objects.filter(code__endswith=f"-{key}").first()) is not None:
        return known
    draft = Standard(code=_new_code(content, key), state=StandardState.DRAFT, version=1)
    _write(draft, content)
    audit.record(by=by, act="begin draft", subject=subject(draft), version=1, content=content, copied_from=copied_from)
    return draft


@transaction.atomic
def save(draft: Standard, content: Content, *, by: str, version: int) -> list[str]:
    """Make the draft say `content`; returns what changed. Raises Changed when `version` is not its own any more, NoDraft when published."""
    draft = _locked(draft)
    if draft.version != version:
        raise _changed_since(draft, version)
    changes = differences(read(draft), content)
    if changes:
        draft.version = version + 1
        _write(draft, content)
        audit.record(by=by, act="save draft", subject=subject(draft), version=draft.version, content=content, changes=changes)
    return changes


@transaction.atomic
def discard(draft: Standard, *, by: str, reason: str = "") -> None:
    """Remove the draft; what it said stays in the audit trail."""
    draft = _locked(draft)
    audit.record(by=by, act="discard draft", subject=subject(draft), reason=reason, version=draft.version, content=read(draft))
    draft.delete()


def read(standard: Standard) -> Content:
    """What the rows of a standard say."""
    requirements = [
        _row(row, REQUIREMENT) | {"allowances": [_row(one, ALLOWANCE) for one in row.allowances.all()]}
        for row in standard.requirements.prefetch_related("allowances")
    ]
    head = _row(standard, {name: label for name, label in HEAD.items() if name != "province"})
    province = standard.province.code if standard.province else ""
    positions = sorted(standard.positions.values_list("code", flat=True))
    return {**head, "province": province, "positions": positions, "requirements": requirements}


def _row(row, names) -> dict:
    values = {name: getattr(row, name) for name in names}
    return {name: (value.isoformat() if value else "") if name in DAYS else value for name, value in values.items()}


def _locked(draft: Standard) -> Standard:
    found = Standard.objects.select_for_update().filter(pk=draft.pk, state=StandardState.DRAFT).first()
    if found is None:
        raise NoDraft
    return found


def _changed_since(draft: Standard, version: int) -> Changed:
    events = AuditEvent.objects.filter(subject=subject(draft), act__in=("begin draft", "save draft")).order_by("-id")
    known = {event.change["version"]: event for event in events}
    last, seen = known.get(draft.version), known.get(version)
    changes = differences(seen.change["content"], read(draft)) if seen else []
    return Changed(last.by if last else "", draft.version, changes)


def _write(draft: Standard, content: Content) -> None:
    for name in HEAD:
        if name != "province":
            setattr(draft, name, _value(name, content[name]))
    draft.province = _province(content["province"])
    draft.full_clean(exclude=["code"])
    draft.save()
    draft.positions.set(Position.objects.filter(code__in=content["positions"]))
    draft.requirements.all().delete()
    for order, row in enumerate(content["requirements"], start=1):
        requirement = Requirement(standard=draft, order=order, **{name: _value(name, row[name]) for name in REQUIREMENT})
        requirement.full_clean()
        requirement.save()
        for nth, one in enumerate(row["allowances"], start=1):
            allowance = Allowance(requirement=requirement, order=nth, **{name: _value(name, one[name]) for name in ALLOWANCE})
            allowance.full_clean()
            allowance.save()


def _value(name: str, value):
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    return value


def _province(code: str) -> Province | None:
    """The latest row of the code: a province's own standard is for every row of its code."""
    return Province.objects.filter(code=code).order_by("-valid_from").first() if code else None


def _new_code(content: Content, key: str) -> str:
    place = f"tinh-{content['province']}-" if content["province"] else ""
    words = re.sub(r"[^a-z0-9]+", "-", search_key(content["name"]))
    return f"{place}{words}"[:48].strip("-") + f"-{key}"
