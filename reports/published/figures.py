"""A printed figure as the checks see it, and what a check found: values, never only text. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from reports.published.numbers import Number

PERCENT, OF_PLAN = "%", "% kế hoạch"
"""Units that make a figure a share, or an attainment, which may pass 100."""


class Part(StrEnum):
    """What a figure is in its group. Members that are only "among" the whole may overlap and need not add up."""

    MEMBER = "member"
    REMAINDER = "remainder"
    WHOLE = "whole"
    AMONG = "among"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure. `count` and `total` are what was printed beside it, None where nothing was.

    `group` names figures that are parts of one whole; `population` names whose share it is, so that percentages of one
    population can be looked at together.
    """

    key: str
    label: str
    number: Number
    unit: str = ""
    count: int | None = None
    total: int | None = None
    population: str = ""
    group: str = ""
    part: Part = Part.MEMBER

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT

    @property
    def is_percentage(self) -> bool:
        return self.unit in (PERCENT, OF_PLAN)


class FindingKind(StrEnum):
    """What can be wrong, or worth knowing, about printed figures."""

    NOT_A_HUNDRED = "not_a_hundred"
    IMPOSSIBLE_SHARE = "impossible_share"
    REMAINDER_SHARE = "remainder_share"
    COUNT_AND_SHARE = "count_and_share"
    PART_PASSES_WHOLE = "part_passes_whole"
    PARTS_AND_WHOLE = "parts_and_whole"
    NO_TOTAL_FITS = "no_total_fits"
    IMPLIED_TOTAL = "implied_total"
    UNDECLARED_BASE = "undeclared_base"
    SEVERAL_BASES = "several_bases"


ERRORS = frozenset(
    {
        FindingKind.NOT_A_HUNDRED,
        FindingKind.IMPOSSIBLE_SHARE,
        FindingKind.COUNT_AND_SHARE,
        FindingKind.PART_PASSES_WHOLE,
        FindingKind.PARTS_AND_WHOLE,
        FindingKind.NO_TOTAL_FITS,
    }
)
"""Kinds after which at least one of the figures cannot be right; the others only say what was left unsaid."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`figures` are keys; `wrong` are those of them that cannot stand as printed; `numbers` is JSON (text, integers, lists)."""

    kind: FindingKind
    figures: tuple[str, ...]
    sentence: str
    wrong: tuple[str, ...] = ()
    numbers: dict = field(default_factory=dict, compare=False)

    @property
    def is_error(self) -> bool:
        return self.kind in ERRORS
