"""A scope is units on a day: when a unit ends, its scope stays with the former days, and reaches the heirs only when somebody confirms it.

A unit that merely continues under another name, kind or parent, whole and under the same code, takes its scopes along by itself when
the list is loaded (`continue_scopes`): nobody new comes into reach. Every other end, a merger or a split, is a question with a preview:
which heirs, whether they take the whole unit or a part of it, and who else stands in them. Until it is answered the heirs are refused.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chuanxa import audit
from provinces.models import BoundaryChange, ChangeKind, Extent, Scope
from provinces.models.scope import Reach, reaches
from provinces.register import TIERS, Register, UnitRef

CONTINUING = frozenset({ChangeKind.RENAMING, ChangeKind.KIND_CHANGE, ChangeKind.RE_PARENTING})


@dataclass(frozen=True)
class Heir:
    """A unit standing on the day that took `whole` or a part of the ended one, and the ended units `beside` it that it also took."""

    unit: UnitRef
    whole: bool
    beside: tuple[UnitRef, ...] = ()


@dataclass(frozen=True)
class Question:
    """A scope whose unit has ended, and where it might follow. Without heirs nobody knows."""

    scope: Scope
    unit: UnitRef
    heirs: tuple[Heir, ...]


class Successions:
    """What became of every unit, with extents; read once for a page. One query beside the register."""

    def __init__(self, register: Register):
        self.register = register
        self._out: dict[tuple[str, int], list[tuple[int, bool, str, date]]] = defaultdict(list)
        self._in: dict[tuple[str, int], list[int]] = defaultdict(list)
        columns = ("day", "extent", "kind", *(f"{tier}_{end}_id" for tier in TIERS for end in ("before", "after")))
        for day, extent, kind, *ends in BoundaryChange.objects.values_list(*columns):
            for tier, before, after in zip(TIERS, ends[::2], ends[1::2], strict=True):
                if before:
                    self._out[tier, before].append((after, extent == Extent.FULL, kind, day))
                    self._in[tier, after].append(before)

    def heirs(self, unit: UnitRef, day: date, reach: Reach) -> tuple[Heir, ...]:
        """The units of `day` that hold any part of `unit`, by name. A district without an heir is followed through its communes."""
        found = self._standing(unit, day)
        if not found and unit.tier == "district" and unit.period.last:
            communes = self.register.children(unit, "commune", unit.period.last)
            found = self._together([self._standing(commune, day) for commune in communes])
        heirs = [Heir(heir, whole, self._beside(heir, unit, reach)) for heir, whole in found.items()]
        return tuple(sorted(heirs, key=lambda heir: heir.unit.sort_key))

    def continuation(self, unit: UnitRef) -> UnitRef | None:
        """The row by which the same unit goes on, whole and under the same code; None when it ended in another way."""
        leaving = self._out[unit.tier, unit.id]
        if len(leaving) != 1 or unit.period.last is None:
            return None
        after, whole, kind, _ = leaving[0]
        heir = self.register.units[unit.tier][after]
        return heir if whole and kind in CONTINUING and heir.code == unit.code else None

    def _standing(self, unit: UnitRef, day: date) -> dict[UnitRef, bool]:
        """Unit of the day → whether every step to it took the whole."""
        found: dict[UnitRef, bool] = {}
        waiting, seen = [(unit, True)], {unit.id}
        while waiting:
            one, whole = waiting.pop()
            if one is not unit and day in one.period:
                found[one] = whole
            for after, full, _, happened in self._out[one.tier, one.id]:
                heir = self.register.units[one.tier].get(after)
                if heir and happened <= day and after not in seen:
                    seen.add(after)
                    waiting.append((heir, whole and full))
        return found

    def _together(self, parts: list[dict[UnitRef, bool]]) -> dict[UnitRef, bool]:
        """What the communes of a district became: a part of the district each, the whole only when it is one."""
        units = {unit for part in parts for unit in part}
        return {unit: len(units) == 1 and all(part.get(unit) for part in parts) for unit in units}

    def _beside(self, heir: UnitRef, unit: UnitRef, reach: Reach) -> tuple[UnitRef, ...]:
        befores = [self.register.units[heir.tier][pk] for pk in self._in[heir.tier, heir.id]]
        others = [one for one in befores if one != unit and not reach.holds(one)]
        return tuple(sorted(others, key=lambda one: one.sort_key))


def questions(register: Register, day: date) -> list[Question]:
    """Every undecided scope of a user in use whose unit has ended before `day`, by user, unless all heirs are in reach already."""
    scopes = Scope.objects.filter(settled_at=None, everywhere=False, user__is_active=True)
    scopes = list(scopes.select_related("user").order_by("user__username", "pk"))
    ended = [(scope, unit) for scope in scopes if (unit := unit_of(scope, register)).period.last and unit.period.last < day]
    if not ended:
        return []
    successions, reach_by_user = Successions(register), reaches({scope.user_id for scope in scopes})
    told = []
    for scope, unit in ended:
        reach = reach_by_user[scope.user_id]
        heirs = successions.heirs(unit, day, reach)
        if not heirs or not all(reach.holds(heir.unit) for heir in heirs):
            told.append(Question(scope, unit, heirs))
    return told


def unit_of(scope: Scope, register: Register) -> UnitRef:
    """The unit that a scope names."""
    tier = next(tier for tier in TIERS if getattr(scope, f"{tier}_id"))
    return register.units[tier][getattr(scope, f"{tier}_id")]


@transaction.atomic
def follow(asked: Iterable[Question], *, chosen: dict[int, set[int]], by: str, reason: str) -> int:
    """Answer questions: the scope `pk` is followed to the heirs whose ids are in `chosen[pk]`, to none when the set is empty.

    The scope of the ended unit stays, for its days. Returns how many scopes were given. Raises ValidationError when a question was
    answered by somebody else meanwhile, or an heir is not one of the question's.
    """
    events, given = [], 0
    for question in asked:
        wanted = chosen[question.scope.pk]
        heirs = [heir for heir in question.heirs if heir.unit.id in wanted]
        if len(heirs) != len(wanted):
            raise ValidationError("Danh sách đơn vị kế tiếp vừa thay đổi. Xem lại rồi xác nhận.")
        told = _settle(question.scope, [heir.unit for heir in heirs], by, question.unit)
        given += len(told) if heirs else 0
        events += told
    audit.record_all(events, by=by, reason=reason)
    return given


@transaction.atomic
def continue_scopes(register: Register, *, by: str) -> int:
    """Every undecided scope of a unit that only goes on under another name, kind or parent reaches the next row too. Returns how many."""
    successions = Successions(register)
    events = []
    for scope in Scope.objects.filter(settled_at=None, everywhere=False).select_related("user").order_by("pk"):
        unit = unit_of(scope, register)
        while heir := successions.continuation(unit):
            events += _settle(scope, [heir], by, unit)
            scope = Scope.objects.select_related("user").filter(user=scope.user, **{f"{heir.tier}_id": heir.id}).first()
            unit = heir
            if scope.settled_at:
                break
    audit.record_all(events, by=by, reason="đơn vị chỉ đổi tên, loại hoặc đơn vị cấp trên")
    return len(events)


def _settle(scope: Scope, heirs: list[UnitRef], by: str, unit: UnitRef) -> list[dict]:
    """Write the decision on one scope; the events to be put on record."""
    settled = Scope.objects.filter(pk=scope.pk, settled_at=None).update(settled_at=timezone.now(), settled_by=by)
    if not settled:
        raise ValidationError(f"Phạm vi {unit.full_name} của {scope.user} vừa được người khác quyết định. Tải lại trang.")
    subject, told = f"user:{scope.user_id}", {"user": scope.user.username, "unit": f"{unit.full_name} ({unit.code})"}
    for heir in heirs:
        Scope.objects.get_or_create(user_id=scope.user_id, **{f"{heir.tier}_id": heir.id})
    followed = [{"act": "scope followed", "subject": subject, **told, "place": f"{heir.full_name} ({heir.code})"} for heir in heirs]
    return followed or [{"act": "scope not followed", "subject": subject, **told}]
