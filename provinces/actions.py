"""Loading lists of units: the only writers of the register. Everything of one list is written together, or nothing is.

`plan_*` says what would change and writes nothing; `apply_*` does it in one transaction with its audit event. An edition may
only follow the newest one; a dated register may replace the years it covers. Both refuse with a sentence for people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from chuanxa.audit import record
from chuanxa.models.upkeep import renew
from provinces import edition_plan, references, register_plan, shelves
from provinces.comparison import COMMUNE, LEVELS, Difference, Move, Unit, compare
from provinces.decrees import Decree
from provinces.edition_plan import EditionPlan
from provinces.following import continue_scopes
from provinces.lists import Line
from provinces.models import BoundaryChange, Edition, Scope
from provinces.register import Register
from provinces.register_plan import Reconciliation
from provinces.shelves import Handle
from provinces.timeline import Existence, Timeline, join


class Refused(ValueError):
    """The list cannot be loaded over what stands; the text is for people."""


@dataclass(frozen=True)
class RegisterPlan:
    """What a dated register would write. Falsy when the database already says exactly this.

    `in_the_way` are stored rows whose (code, first day) another row is about to take.
    """

    timeline: Timeline
    rows: Reconciliation
    changed: dict[Handle, Existence]
    in_the_way: tuple[Handle, ...]
    links_differ: bool
    until: date
    covers_from: date

    def __bool__(self) -> bool:
        return bool(self.rows.created or self.rows.removed or self.changed or self.links_differ)


def plan_edition(
    *, units: Sequence[Unit], day: date, moves: Sequence[Move] = (), decrees: Iterable[Decree] = (), covers_from: date | None = None
) -> EditionPlan:
    """What the list of `day` would change; `covers_from` (default `day`) counts for the first list only. Raises Refused."""
    newest = Edition.objects.order_by("-day").first()
    if newest is None and not shelves.stored(is_open=True):
        return edition_plan.first_edition(units, covers_from or day)
    if newest is None:
        raise Refused("Đã có đơn vị hành chính nhưng chưa ghi danh mục nào. Chỉ nạp vào cơ sở dữ liệu trống hoặc đã nạp danh mục.")
    if day <= newest.day:
        return _already(units, day, newest)
    standing = [row for _, row in shelves.stored(is_open=True)]
    return edition_plan.follow(standing, units, day, after=newest.day, moves=moves, decrees=decrees)


def _already(units: Sequence[Unit], day: date, newest: Edition) -> EditionPlan:
    """A list of a day that the loaded ones cover: nothing to do when it says the same, refused when it differs."""
    if not Edition.objects.filter(day=day).exists():
        raise Refused(
            f"Danh mục ngày {day:%d/%m/%Y} cũ hơn danh mục mới nhất đã nạp (ngày {newest.day:%d/%m/%Y}). Chỉ nạp danh mục sau ngày đó."
        )
    difference = compare((row.unit for _, row in shelves.stored(day=day)), units)
    if difference:
        raise Refused(
            f"Danh mục ngày {day:%d/%m/%Y} đã nạp và khác tệp này (thêm {len(difference.added)}, kết thúc {len(difference.ended)},"
            f" đổi tên {len(difference.renamed)}). Muốn sửa danh mục đã nạp, hãy nạp sổ đơn vị có ngày hiệu lực."
        )
    return EditionPlan(Difference((), (), ()), Timeline((), ()), 0)


@transaction.atomic
def apply_edition(
    *,
    units: Sequence[Unit],
    day: date,
    source: str,
    by: str,
    moves: Sequence[Move] = (),
    decrees: Iterable[Decree] = (),
    covers_from: date | None = None,
) -> EditionPlan:
    """Load the list of `day`: end and begin rows, record every succession and the edition itself. Raises Refused.

    A second load of the same list writes nothing.
    """
    plan = plan_edition(units=units, day=day, moves=moves, decrees=decrees, covers_from=covers_from)
    if Edition.objects.filter(day=day).exists():
        return plan
    first = not Edition.objects.exists()
    standing = shelves.stored(is_open=True)
    known = {row.key: (handle, row) for handle, row in standing}
    begun = [row for row in plan.timeline.rows if row.key not in known]
    ended = {known[row.key][0]: row for row in plan.timeline.rows if row.key in known and row.last != known[row.key][1].last}
    shelf = shelves.Shelf((handle, ended.get(handle, row)) for handle, row in standing)
    shelves.create(begun, shelf)
    shelves.close(ended)
    shelves.link(plan.timeline.links, shelf)
    edition = Edition.objects.create(
        day=day, covers_from=(covers_from or day) if first else day, source=source, exact=not (first or plan.undated), loaded_by=by
    )
    _tell(edition, by, begun=len(begun), ended=len(ended), links=len(plan.timeline.links), undated=plan.undated)
    return plan


def plan_register(*, lines: Sequence[Line], moves: Sequence[Move] = ()) -> RegisterPlan:
    """What a dated register would change. Raises Refused when people or scopes stand in rows it does not know."""
    until = register_plan.last_day(lines)
    if vague := Edition.objects.filter(day__gt=until, exact=False).order_by("day").first():
        raise Refused(
            f"Sổ đơn vị dừng ở ngày {until:%d/%m/%Y}, trước danh mục ngày {vague.day:%d/%m/%Y} còn thay đổi chưa biết ngày."
            " Chấp nhận sổ đơn vị đến ít nhất ngày đó."
        )
    timeline = register_plan.plan(lines, moves)
    stored = dict(shelves.stored())
    before = {handle: row for handle, row in stored.items() if row.first <= until}
    rows = register_plan.reconcile(before.items(), timeline.rows, until)
    later = [row for row in stored.values() if row.first > until]
    if twice := register_plan.clash([*(row for _, row in rows.kept), *rows.created, *later]):
        raise Refused(
            f"{twice.unit.name} ({twice.unit.code}) từ {twice.first:%d/%m/%Y} của danh mục đã nạp không nối được với sổ này: mã đó đang"
            " thuộc đơn vị khác. Sửa tệp rồi nạp lại."
        )
    changed = {handle: row for handle, row in rows.kept if _written(row) != _written(before[handle])}
    removed = {handle: before[handle] for handle in rows.removed}
    if sentence := references.obstacle(removed, {handle: (before[handle], row) for handle, row in changed.items()}, until):
        raise Refused(sentence)
    links = {one for one in shelves.linked() if one.day <= until}
    covers_from = min(line.first for line in lines if line.unit.level == COMMUNE)
    holders = {row.key: handle for handle, row in before.items()}
    takers = [*((row.key, None) for row in rows.created), *((row.key, handle) for handle, row in changed.items())]
    in_the_way = tuple({holders[key] for key, taker in takers if key in holders and holders[key] != taker})
    return RegisterPlan(timeline, rows, changed, in_the_way, links != set(timeline.links), until, covers_from)


@transaction.atomic
def apply_register(*, lines: Sequence[Line], source: str, by: str, moves: Sequence[Move] = ()) -> RegisterPlan:
    """Load a dated register: rows it knows are re-dated, missing ones added, unknown ones removed; editions it covers give way.

    Raises Refused. A second load of the same register writes nothing.
    """
    plan = plan_register(lines=lines, moves=moves)
    if not plan:
        return plan
    BoundaryChange.objects.filter(day__lte=plan.until).delete()
    later = [(handle, row) for handle, row in shelves.stored() if row.first > plan.until]
    shelves.park(plan.in_the_way)
    shelf = shelves.Shelf()
    for level in LEVELS:
        for handle, row in (*plan.rows.kept, *later):
            if row.unit.level == level:
                shelf.add(handle, row)
        shelves.create((row for row in plan.rows.created if row.unit.level == level), shelf)
    shelves.rewrite(dict(plan.rows.kept), shelf)
    shelves.delete(plan.rows.removed)
    shelves.link(plan.timeline.links, shelf)
    given_way = [str(edition.day) for edition in Edition.objects.filter(day__lt=plan.until)]
    Edition.objects.filter(day__lt=plan.until).delete()
    said = {"covers_from": plan.covers_from, "source": source, "exact": True, "loaded_by": by}
    edition, _ = Edition.objects.update_or_create(day=plan.until, defaults=said)
    counts = {"begun": len(plan.rows.created), "changed": len(plan.changed), "removed": len(plan.rows.removed)}
    _tell(edition, by, links=len(plan.timeline.links), given_way=given_way, **counts)
    return plan


@transaction.atomic
def apply_moves(*, moves: Sequence[Move], source: str, by: str) -> tuple[int, tuple[Move, ...]]:
    """Record where units went when the lists alone do not say: (links added, moves that join no two rows). Raises Refused.

    Moves need their days; a second load adds nothing.
    """
    if undated := next((move for move in moves if not move.day), None):
        raise Refused(f"Dòng chuyển {undated.before} → {undated.after} không có ngày hiệu lực. Điền cột effective_on.")
    stored, placed = shelves.stored(), defaultdict(list)
    for _, row in stored:
        placed[row.unit.key].append(row)
    links, lost = join(moves, placed, {(one.before, one.after) for one in shelves.linked()}, {})
    shelves.link(links, shelves.Shelf(stored))
    if links:
        record(by=by, act="load-moves", subject="edition:moves", source=source, links=len(links))
        renew()
        _continue_scopes(by)
    return len(links), lost


def _written(row: Existence) -> tuple:
    return row.first, row.last, row.unit.name


def _tell(edition: Edition, by: str, **counts) -> None:
    """The audit event and the new catalogue token, in the caller's transaction; scopes go on with units that only changed their name."""
    record(by=by, act="load-units", subject=f"edition:{edition.day}", source=edition.source, **counts)
    renew()
    _continue_scopes(by)


def _continue_scopes(by: str) -> None:
    if Scope.objects.filter(settled_at=None, everywhere=False).exists():
        continue_scopes(Register(), by=by)
