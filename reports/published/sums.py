"""Parts that should add up to their whole, as numbers and as percentages. Pure."""

from collections.abc import Sequence

from reports.published.figures import Figure, Finding, FindingKind, Part
from reports.published.numbers import Bound, written
from reports.published.rounding import span


def parts_and_whole(group: Sequence[Figure]) -> Finding | None:
    """The finding when the members of a group do not add up to the figure that is their whole.

    Without such a figure the whole is the total that every member states. Figures that are only among the whole, bounds ("gần 66
    ngàn") and mixtures of numbers with percentages are not added.
    """
    members = [figure for figure in group if figure.part in (Part.MEMBER, Part.REMAINDER)]
    whole = next((figure for figure in group if figure.part is Part.WHOLE), None)
    if len(members) < 2 or any(figure.number.bound is not Bound.EXACT for figure in group):
        return None
    if whole is None:
        return _against_stated_total(members)
    if {figure.unit for figure in members} != {whole.unit}:
        return None
    if whole.is_percentage:
        return None if _percentages_add_up(members, whole) else _finding(members, whole)
    return None if sum(figure.number.value for figure in members) == whole.number.value else _finding(members, whole)


def _percentages_add_up(members: Sequence[Figure], whole: Figure) -> bool:
    """Whether exact percentages that print as the members may add up to one that prints as the whole."""
    spans = [span(figure.number) for figure in members]
    low, high = span(whole.number)
    return sum(one for one, _ in spans) < high and low < sum(one for _, one in spans)


def _against_stated_total(members: Sequence[Figure]) -> Finding | None:
    totals = {figure.total for figure in members}
    if len(totals) != 1 or None in totals or any(figure.is_percentage for figure in members):
        return None
    (total,) = totals
    added = sum(figure.number.value for figure in members)
    if added == total:
        return None
    keys = tuple(figure.key for figure in members)
    said = f"{_listed(members)} cộng lại là {written(added)}, không phải {written(total)}; lệch {written(abs(added - total))}."
    return Finding(FindingKind.PARTS_AND_WHOLE, keys, said, keys, {"sum": f"{added:f}", "whole": str(total)})


def _finding(members: Sequence[Figure], whole: Figure) -> Finding:
    added = sum(figure.number.value for figure in members)
    keys = tuple(figure.key for figure in (*members, whole))
    sign = "%" if whole.is_percentage else ""
    said = (
        f"{_listed(members)} cộng lại là {written(added)}{sign}, không phải “{whole.label}” ({written(whole.number.value)}{sign}); "
        f"lệch {written(abs(added - whole.number.value))}."
    )
    return Finding(FindingKind.PARTS_AND_WHOLE, keys, said, keys, {"sum": f"{added:f}", "whole": f"{whole.number.value:f}"})


def _listed(members: Sequence[Figure]) -> str:
    return " + ".join(f"“{figure.label}” ({written(figure.number.value)})" for figure in members)
