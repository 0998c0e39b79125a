"""What a person reads before confirming a list of units: counts by level, then the first changes of each province."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from provinces.comparison import COMMUNE, DISTRICT, LEVELS, PROVINCE, Difference, Move, Unit
from provinces.edition_plan import EditionPlan
from provinces.list_checks import LEVEL_NAMES
from provinces.lists import KINDS
from provinces.timeline import parent_level

FIRST = 3
"""Changes shown of each province and sort."""


def edition_lines(plan: EditionPlan, units: Sequence[Unit]) -> Iterator[str]:
    """The summary of an edition, line by line."""
    sorts = _sorts(plan.difference)
    for level in LEVELS:
        counts = [f"{name} {sum(unit.level == level for unit, _ in changes)}" for name, changes in sorts.items()]
        yield f"  {LEVEL_NAMES[level]}: {', '.join(counts)}"
    yield from _by_province(sorts, units, [*plan.difference.ended, *(old for old, _ in plan.difference.continued)])
    if plan.undated:
        yield f"  {plan.undated} thay đổi chưa biết ngày hiệu lực, tính từ ngày của danh mục."
    yield from lost_lines(plan.timeline.lost)


def register_lines(plan) -> Iterator[str]:
    """The summary of a register, line by line."""
    yield f"  thêm {len(plan.rows.created)}, sửa ngày {len(plan.changed)}, bỏ {len(plan.rows.removed)}, nối tiếp {len(plan.timeline.links)}"
    yield f"  dùng cho các ngày từ {plan.covers_from:%d/%m/%Y}"
    yield from lost_lines(plan.timeline.lost)


def _sorts(difference: Difference) -> dict[str, list[tuple[Unit, str]]]:
    """(the unit, what happened to it) by sort of change."""
    return {
        "thêm": [(unit, _full(unit)) for unit in difference.added],
        "kết thúc": [(unit, _full(unit)) for unit in difference.ended],
        "đổi tên": [(new, f"{_full(old)} → {_full(new)}") for old, new in difference.renamed],
        "đổi loại": [(new, f"{_full(old)} → {_full(new)}") for old, new in difference.kind_changed],
        "chuyển cấp trên": [(new, f"{_full(new)} {old.parent} → {new.parent}") for old, new in difference.re_parented],
        "chia tách": [(old, f"{_full(old)} → {', '.join(map(_full, parts))}") for old, parts in difference.split],
        "sáp nhập": [(new, f"{', '.join(map(_full, parts))} → {_full(new)}") for new, parts in difference.merged],
    }


def _by_province(sorts: dict, units: Iterable[Unit], before: Iterable[Unit]) -> Iterator[str]:
    known = {unit.key: unit for unit in (*before, *units)}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, changes in sorts.items():
        for unit, text in changes:
            found[_province(unit, known)][name].append(text)
    for code in sorted(found):
        yield f"  {code} {known[PROVINCE, code].name}"
        for name, texts in found[code].items():
            more = f"; … và {len(texts) - FIRST} nữa" if len(texts) > FIRST else ""
            yield f"    {name} {len(texts)}: {'; '.join(texts[:FIRST])}{more}"


def _province(unit: Unit, known: dict) -> str:
    while unit.level in (DISTRICT, COMMUNE):
        unit = known[parent_level(unit), unit.parent]
    return unit.code


def _full(unit: Unit) -> str:
    return f"{KINDS[unit.level][unit.kind]} {unit.name}"


def lost_lines(lost: Sequence[Move]) -> Iterator[str]:
    """What to say of moves that join no two rows."""
    if lost:
        codes = ", ".join(f"{move.before} → {move.after}" for move in lost[:FIRST])
        yield f"  {len(lost)} dòng chuyển đổi không nối được hai đơn vị cùng cấp: {codes}{'…' if len(lost) > FIRST else ''}"
