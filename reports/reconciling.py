"""Why a person is counted otherwise today than when the figures were frozen: exactly one main reason each.

Pure. A person is seen from two sides, as then and as now; between them lie the facts recorded or withdrawn since, and the rules and units
that were learnt since. Facts go before rules: who was entered late and is also judged by a new standard was entered late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """The main reason of a difference. The values are slugs of addresses and JSON."""

    LATE = "late"
    CORRECTED = "corrected"
    LEFT = "left"
    REMOVED = "removed"
    UNDONE = "undone"
    UNITS = "units"
    AREAS = "areas"
    STANDARD = "standard"

    @property
    def label(self) -> str:
        return _SAID[self][0]

    @property
    def says(self) -> str:
        """One sentence for people."""
        return _SAID[self][1]


_SAID = {
    Reason.LATE: ("Nhập muộn", "Có từ trước ngày số liệu nhưng ghi vào hệ thống sau khi chốt."),
    Reason.CORRECTED: ("Đính chính", "Đã ghi trước khi chốt, sau đó được sửa lại."),
    Reason.LEFT: ("Rời chức danh", "Đã thôi chức danh trước ngày số liệu, ghi nhận sau khi chốt."),
    Reason.REMOVED: ("Bỏ, gộp hồ sơ", "Hồ sơ, chức danh hoặc bản ghi bị bỏ, hoặc gộp với hồ sơ khác sau khi chốt."),
    Reason.UNDONE: ("Hoàn tác", "Một lần ghi bị hoàn tác sau khi chốt."),
    Reason.UNITS: ("Sáp nhập, đổi đơn vị", "Thay đổi đơn vị hành chính được ghi sau khi chốt."),
    Reason.AREAS: ("Đổi vùng", "Vùng của xã, huyện được ghi hoặc sửa sau khi chốt."),
    Reason.STANDARD: ("Tiêu chuẩn mới", "Tiêu chuẩn hoặc danh mục chức danh được ban hành, sửa sau khi chốt."),
}


class Side(NamedTuple):
    """What a report sees of a person on the day; each part is compared whole."""

    place: tuple
    post: tuple
    levels: tuple
    marks: tuple
    traits: tuple


class Fact(StrEnum):
    """Kinds of facts that standings follow from."""

    POST = "post"
    AWARD = "award"
    TRAITS = "traits"
    MOVE = "move"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was known then and is not now (`gone`), or the other way round.

    `follows`: one that came in place of one known then. `undone`, `removed`: by a change set that undid another, or that took a dossier
    out or joined two. `ended`: a post that came and ends before the day. `pk` is the id of the fact.
    """

    fact: Fact
    gone: bool
    follows: bool = False
    undone: bool = False
    removed: bool = False
    ended: bool = False
    pk: int = 0


def classify(then: Side | None, now: Side | None, alone: Side | None, changes: Sequence[Change], *, same_standard: bool) -> Reason:
    """The main reason why `then` became `now`; None is "not counted there".

    `alone` is what the facts of now are under the rules and units of then: where it equals `then`, rules and units did it.
    `same_standard` says whether the person is judged by the same standard on both sides.
    """
    if then == now:
        raise ValueError("nothing differs")
    if alone == then or not changes:
        return _of_rules(then, now, same_standard)
    mine = _telling(then, alone, changes)
    if any(change.undone for change in mine):
        return Reason.UNDONE
    if any(change.removed for change in mine):
        return Reason.REMOVED
    came = [change for change in mine if not change.gone]
    if alone is None:
        return _gone_since(came)
    if then is None:
        return Reason.CORRECTED if any(change.follows for change in came) else Reason.LATE
    return Reason.LATE if any(not change.follows for change in came) else Reason.CORRECTED


def of_changes(changes: Sequence[Change]) -> Reason:
    """The main reason of whoever looks the same in standings but of whom something else was recorded since: a language, a move."""
    if any(change.undone for change in changes):
        return Reason.UNDONE
    if any(change.removed for change in changes):
        return Reason.REMOVED
    return Reason.LATE if any(not change.gone and not change.follows for change in changes) else Reason.CORRECTED


def of_record(changes: Sequence[Change]) -> Reason:
    """The main reason why a record is not what it was: its versions known then and now, of which one may be missing."""
    if any(change.undone for change in changes):
        return Reason.UNDONE
    if any(change.removed for change in changes) or all(change.gone for change in changes):
        return Reason.REMOVED
    return Reason.CORRECTED if any(change.gone or change.follows for change in changes) else Reason.LATE


def _of_rules(then: Side | None, now: Side | None, same_standard: bool) -> Reason:
    if then is None or now is None or then.place != now.place:
        return Reason.UNITS
    return Reason.AREAS if same_standard and then.post == now.post else Reason.STANDARD


def _gone_since(came: Sequence[Change]) -> Reason:
    """Of somebody no longer counted there: who is known to have ended, was put right, or is believed no more."""
    if any(change.ended and change.follows for change in came):
        return Reason.LEFT
    return Reason.CORRECTED if came else Reason.REMOVED


def _telling(then: Side | None, alone: Side | None, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes of the kind of fact that explains the first part to differ; all of them where none is of that kind."""
    if then is None or alone is None or then.place != alone.place or then.post != alone.post:
        wanted = Fact.POST
    elif then.levels != alone.levels:
        wanted = Fact.AWARD
    elif then.traits != alone.traits:
        wanted = Fact.TRAITS
    else:
        wanted = Fact.AWARD
    return [change for change in changes if change.fact is wanted] or changes
