"""How many people of a list each choice of one filter would leave: counted for the filter that is opened, in one grouping.

The number beside a choice is the length of the list that asks this filter for that choice alone and everything else as it is; a filter
whose values hold all at once (`thieu`, `giu`) is asked for that choice beside those it has.
"""

from chuanxa.refusals import BadRequest
from reports.filters import ALL_OF, COUNTABLE
from reports.selection import Selection


def facet_counts(selection: Selection, name: str) -> dict[str, int]:
    """Choice → people for the filter `name`. Raises BadRequest when no filter of that name has choices."""
    if name not in COUNTABLE:
        raise BadRequest(f"Không đếm được theo bộ lọc “{name[:60]}”.", f"Nhận: {', '.join(COUNTABLE)}.")
    others = selection if name in ALL_OF else selection.without(name)
    return others.filter.counts(name, others.standings(selection.day))
