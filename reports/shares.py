"""Shares and attainments: counts are integers, percentages exist only in renderings.

Rounding is half-up on exact decimals: Python's `round` is banker's and floats are not exact.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """`count` people out of `total`; 0 <= count <= total. A share of nobody has no percentage."""

    count: int
    total: int

    def __post_init__(self):
        if not 0 <= self.count <= self.total:
            raise ValueError(f"A share needs 0 <= count <= total, got {self.count} of {self.total}.")

    def percent(self, places: int = 2) -> Decimal | None:
        """Percent, rounded half-up to `places` decimals; None when the total is 0."""
        return percentage(self.count, self.total, places)


@dataclass(frozen=True, slots=True)
class Attainment:
    """What was done against a plan; may pass 100 %. Counts and totals are read of it as of a share."""

    done: int
    planned: int

    @property
    def count(self) -> int:
        return self.done

    @property
    def total(self) -> int:
        return self.planned

    def percent(self, places: int = 2) -> Decimal | None:
        """Percent of the plan, rounded half-up; None when nothing was planned."""
        return percentage(self.done, self.planned, places)


def percentage(count: int, total: int, places: int) -> Decimal | None:
    """100 * count / total, half-up; None when total is 0."""
    if total == 0:
        return None
    return (Decimal(100) * count / total).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def difference_in_points(now: Share, before: Share, places: int = 2) -> Decimal | None:
    """Now minus before in percentage points, of the exact shares, rounded once; None when either has no percentage."""
    if not now.total or not before.total:
        return None
    exact = Decimal(100) * (now.count * before.total - before.count * now.total) / (now.total * before.total)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
