"""Every check on the figures of one text, in one order. Pure: figures in, findings out; usable on any figures."""

from collections import defaultdict
from collections.abc import Sequence

from reports.published.bases import undeclared_bases
from reports.published.figures import Figure, Finding, Part
from reports.published.hundred import HUNDRED, off_a_hundred, remainder_of
from reports.published.numbers import Bound
from reports.published.ratios import ratio
from reports.published.sums import parts_and_whole
from reports.published.totals import implied_total


def check(figures: Sequence[Figure]) -> tuple[Finding, ...]:
    """Everything that can be said of the figures of one text from the figures alone. Keys must differ."""
    groups = exclusive_groups(figures)
    found = [finding for shares in groups if (finding := off_a_hundred(shares))]
    subtracted = {remainder_of(shares).key for shares in groups if sum(one.number.value for one in shares) == HUNDRED}
    found += [finding for figure in figures if (finding := ratio(figure, figure.key in subtracted))]
    found += [finding for group in grouped(figures).values() if (finding := parts_and_whole(group))]
    found += [finding for shares in _of_undeclared_totals(groups) if (finding := implied_total(shares))]
    return (*found, *undeclared_bases(figures))


def grouped(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Figures by the group they were said to belong to, in the order printed; figures of no group are left out."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.group:
            found[figure.group].append(figure)
    return dict(found)


def exclusive_groups(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The groups whose shares should total 100: two or more exact shares, and no figure that is said to be their whole."""
    found = []
    for group in grouped(figures).values():
        shares = [one for one in group if one.is_share and one.part is not Part.AMONG and one.number.bound is Bound.EXACT]
        if len(shares) > 1 and not any(one.part is Part.WHOLE for one in group):
            found.append(shares)
    return found


def _of_undeclared_totals(groups: Sequence[Sequence[Figure]]) -> list[list[Sequence[Figure]]]:
    """Exclusive groups without a stated total, together when they speak of one population."""
    found: dict[str, list[Sequence[Figure]]] = defaultdict(list)
    for group in groups:
        if all(figure.total is None and figure.count is None for figure in group):
            found[group[0].population or group[0].group].append(group)
    return list(found.values())
