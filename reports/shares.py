"""Shares and attainments: counts are integers, percentages exist only in renderings.

They are rounded by the rounding in force (reports/rounding.py): half-up to two decimals unless a report asks otherwise.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from reports import rounding


@dataclass(frozen=True, slots=True)
class Share:
    """`count` people out of `total`; 0 <= count <= total. A share of nobody has no percentage."""

    count: int
    total: int
    printed: Decimal | None = field(default=None, compare=False)
    """The percentage to print where it is not the share's own: the remainder of a distribution."""

    def __post_init__(self):
        if not 0 <= self.count <= self.total:
            raise ValueError(f"A share needs 0 <= count <= total, got {self.count} of {self.total}.")

    def percent(self, places: int | None = None) -> Decimal | None:
        """Percent as the report rounds, or half-up to `places` decimals; None when the total is 0."""
        return self.printed if places is None and self.printed is not None else _percent(self.count, self.total, places)


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

    def percent(self, places: int | None = None) -> Decimal | None:
        """Percent of the plan, rounded as a share is; None when nothing was planned."""
        return _percent(self.done, self.planned, places)


def _percent(count: int, total: int, places: int | None) -> Decimal | None:
    return rounding.percentage(count, total, None if places is None else rounding.Rounding(places=places))


def difference_in_points(now: Share | Attainment, before: Share | Attainment, places: int | None = None) -> Decimal | None:
    """Now minus before in percentage points, of the exact shares, rounded once and half-up; None when either has no percentage."""
    if not now.total or not before.total:
        return None
    places = rounding.in_force().places if places is None else places
    exact = Decimal(100) * (now.count * before.total - before.count * now.total) / (now.total * before.total)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
