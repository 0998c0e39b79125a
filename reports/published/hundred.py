"""Shares of one exclusive group must total 100; when they do not, which member was counted twice.

Pure. An office that prints its last class as 100 minus the others and forgets one of them counts that one twice: the total is then too
high by exactly the forgotten share.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from reports.published.figures import Figure, Finding, FindingKind, Part
from reports.published.numbers import written
from reports.published.rounding import span

HUNDRED = Decimal(100)
FORGOTTEN_AT_MOST = 2
"""Members that one subtraction may have forgotten; with more, chance finds an explanation for everything."""


def off_a_hundred(members: Sequence[Figure]) -> Finding | None:
    """The finding when no rounding of the members lets them total 100, None when one does (or there are fewer than two members).

    `wrong` is the remainder when exactly one explanation exists, otherwise every member: one of them is, and nothing says which.
    """
    if len(members) < 2 or can_total(members, HUNDRED):
        return None
    total = sum(figure.number.value for figure in members)
    found = explanations(members)
    one = found[0] if len(found) == 1 else None
    return Finding(
        FindingKind.NOT_A_HUNDRED,
        tuple(figure.key for figure in members),
        _sentence(members, total, found),
        (one["remainder"],) if one else tuple(figure.key for figure in members),
        {"sum": f"{total:f}", "excess": f"{total - HUNDRED:f}", "explanations": found},
    )


def can_total(members: Sequence[Figure], whole: Decimal) -> bool:
    """Whether exact percentages that print as the members may total `whole`; members that total it as printed always do."""
    if sum(figure.number.value for figure in members) == whole:
        return True
    spans = [span(figure.number) for figure in members]
    return sum(low for low, _ in spans) <= whole < sum(high for _, high in spans)


def explanations(members: Sequence[Figure]) -> list[dict]:
    """What may have been forgotten: {"forgotten": [keys], "remainder": key, "right": text}, fewest members first.

    The remainder is the member declared so, else the last one printed; leaving out what was forgotten makes the rest exactly 100.
    """
    excess = sum(figure.number.value for figure in members) - HUNDRED
    remainder = remainder_of(members)
    if excess <= 0 or remainder.number.value < excess:
        return []
    others = [figure for figure in members if figure is not remainder]
    for size in range(1, FORGOTTEN_AT_MOST + 1):
        found = [some for some in combinations(others, size) if sum(one.number.value for one in some) == excess]
        if found:
            right = str(remainder.number.value - excess)
            return [{"forgotten": [one.key for one in some], "remainder": remainder.key, "right": right} for some in found]
    return []


def remainder_of(members: Sequence[Figure]) -> Figure:
    """The member that was made by subtraction: the one declared so, else the last one printed."""
    return next((figure for figure in members if figure.part is Part.REMAINDER), members[-1])


def _sentence(members: Sequence[Figure], total: Decimal, found: list[dict]) -> str:
    off = total - HUNDRED
    said = f"{len(members)} tỷ lệ của một tổng cộng thành {written(total)}%, {'thừa' if off > 0 else 'thiếu'} {written(abs(off))} điểm"
    if not found:
        return f"{said}: nhiều hơn mức mà làm tròn có thể gây ra, nên ít nhất một tỷ lệ không đúng."
    by_key = {figure.key: figure for figure in members}
    if len(found) > 1:
        either = " hoặc ".join(_named(one, by_key) for one in found)
        return f"{said}. Bỏ {either} thì vừa đúng 100%: một trong các tỷ lệ ấy bị tính hai lần."
    one = found[0]
    remainder = by_key[one["remainder"]]
    return (
        f"{said}. Bỏ {_named(one, by_key)} thì vừa đúng 100%: “{remainder.label}” ({written(remainder.number.value)}%) là 100 trừ các "
        f"tỷ lệ kia mà quên mục ấy, nên mục ấy bị tính hai lần. Trị số đúng: {written(Decimal(one['right']))}%."
    )


def _named(explanation: dict, by_key: dict[str, Figure]) -> str:
    return " và ".join(f"“{by_key[key].label}” ({written(by_key[key].number.value)}%)" for key in explanation["forgotten"])
