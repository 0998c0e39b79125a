"""What makes each of the five provinces different: ethnic groups, number of posts, levels over time. Invented, in plausible order.

Pure. Shares are of everybody in post, lowest level first, in the order of `LEVELS`; where an article printed a table,
cadres/demo/articles.py pins the counts and the shares here only shape the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cadres.levels import Ladder

CENSUS = (*(date(year, 12, 31) for year in (2004, 2008, 2011, 2013, 2016, 2021)), date(2025, 6, 30), date(2026, 6, 30))
"""The days on which everybody's levels are laid down; between them diplomas are dated freely."""

LAST_DAY = CENSUS[-1]
"""No demo fact is dated later, so that the demo never speaks of the future."""

Shares = Mapping[date, tuple[float, ...]]

LEVELS = {
    Ladder.PROFESSIONAL: (0, 10, 20, 30, 40, 50),
    Ladder.POLITICAL_THEORY: (0, 10, 20, 30),
    Ladder.GENERAL_EDUCATION: (0, 10, 20, 30),
    Ladder.STATE_MANAGEMENT: (0, 10, 20, 30),
    Ladder.INFORMATICS: (0, 10, 20, 30, 40, 50, 60),
    Ladder.DEFENCE_SECURITY: (0, 10, 20),
}
"""The levels that occur in the demo."""


def _over_time(*rows: tuple[float, ...]) -> Shares:
    return dict(zip(CENSUS, rows, strict=True))


MOUNTAIN = {
    Ladder.PROFESSIONAL: _over_time(
        (0.56, 0.20, 0.20, 0.01, 0.03, 0),
        (0.50, 0.19, 0.25, 0.015, 0.045, 0),
        (0.42, 0.19, 0.31, 0.02, 0.06, 0),
        (0.33, 0.17, 0.36, 0.035, 0.105, 0),
        (0.17, 0.09, 0.45, 0.05, 0.235, 0.005),
        (0.03, 0.025, 0.33, 0.06, 0.54, 0.015),
        (0.012, 0.008, 0.22, 0.05, 0.68, 0.03),
        (0.004, 0.004, 0.12, 0.04, 0.77, 0.062),
    ),
    Ladder.POLITICAL_THEORY: _over_time(
        (0.60, 0.20, 0.19, 0.01),
        (0.50, 0.23, 0.26, 0.01),
        (0.42, 0.26, 0.305, 0.015),
        (0.35, 0.26, 0.37, 0.02),
        (0.24, 0.24, 0.49, 0.03),
        (0.15, 0.16, 0.64, 0.05),
        (0.13, 0.12, 0.68, 0.07),
        (0.08, 0.09, 0.67, 0.16),
    ),
    Ladder.GENERAL_EDUCATION: _over_time(
        (0.02, 0.16, 0.47, 0.35),
        (0.01, 0.11, 0.44, 0.44),
        (0.01, 0.08, 0.40, 0.51),
        (0.005, 0.055, 0.34, 0.60),
        (0, 0.02, 0.19, 0.79),
        (0, 0.003, 0.027, 0.97),
        (0, 0, 0.01, 0.99),
        (0, 0, 0.002, 0.998),
    ),
    Ladder.STATE_MANAGEMENT: _over_time(
        (0.88, 0.05, 0.07, 0),
        (0.76, 0.08, 0.16, 0),
        (0.62, 0.10, 0.275, 0.005),
        (0.53, 0.10, 0.36, 0.01),
        (0.36, 0.09, 0.53, 0.02),
        (0.20, 0.06, 0.69, 0.05),
        (0.16, 0.04, 0.72, 0.08),
        (0.12, 0.03, 0.70, 0.15),
    ),
    Ladder.INFORMATICS: _over_time(
        (0.93, 0.05, 0.02, 0, 0, 0, 0),
        (0.82, 0.12, 0.05, 0, 0, 0, 0.01),
        (0.62, 0.25, 0.11, 0.01, 0, 0, 0.01),
        (0.48, 0.34, 0.15, 0.01, 0, 0, 0.02),
        (0.25, 0.37, 0.25, 0.02, 0.08, 0, 0.03),
        (0.09, 0.16, 0.20, 0.02, 0.47, 0.02, 0.04),
        (0.07, 0.10, 0.15, 0.01, 0.59, 0.03, 0.05),
        (0.04, 0.06, 0.10, 0.01, 0.67, 0.05, 0.07),
    ),
    Ladder.DEFENCE_SECURITY: _over_time(
        (0.85, 0.15, 0),
        (0.68, 0.30, 0.02),
        (0.52, 0.44, 0.04),
        (0.42, 0.52, 0.06),
        (0.28, 0.63, 0.09),
        (0.18, 0.69, 0.13),
        (0.16, 0.70, 0.14),
        (0.12, 0.66, 0.22),
    ),
}
DELTA = MOUNTAIN | {
    Ladder.PROFESSIONAL: _over_time(
        (0.34, 0.16, 0.39, 0.03, 0.08, 0),
        (0.22, 0.13, 0.45, 0.04, 0.16, 0),
        (0.13, 0.09, 0.45, 0.055, 0.275, 0),
        (0.08, 0.06, 0.43, 0.06, 0.365, 0.005),
        (0.04, 0.03, 0.33, 0.055, 0.53, 0.015),
        (0.01, 0.01, 0.16, 0.035, 0.75, 0.035),
        (0.005, 0.005, 0.10, 0.03, 0.81, 0.05),
        (0.002, 0.002, 0.046, 0.02, 0.84, 0.09),
    ),
    Ladder.GENERAL_EDUCATION: _over_time(
        (0.005, 0.045, 0.35, 0.60),
        (0, 0.03, 0.25, 0.72),
        (0, 0.015, 0.165, 0.82),
        (0, 0.01, 0.11, 0.88),
        (0, 0.003, 0.047, 0.95),
        (0, 0, 0.01, 0.99),
        (0, 0, 0.004, 0.996),
        (0, 0, 0.001, 0.999),
    ),
}


@dataclass(frozen=True, slots=True)
class Portrait:
    """One province. `groups` weighs ethnic groups by code; `local` is how far one commune is of one group; `older` shifts ages of entry.

    `posts` is the number of posts per commune at the beginning, from July 2010, and from the end of 2020 on.
    """

    code: str
    groups: Mapping[str, float]
    posts: tuple[float, float, float]
    shares: Mapping[Ladder, Shares]
    local: float = 0.6
    older: int = 0
    south: bool = False
    mountain: bool = True


PORTRAITS = (
    Portrait("04", {"02": 41, "07": 31, "08": 10, "09": 10, "01": 6, "15": 1.5, "43": 0.5}, (17.6, 18.11, 20.2), MOUNTAIN),
    Portrait("06", {"02": 54, "09": 17, "01": 13, "07": 9, "08": 5, "15": 1, "04": 1}, (18.2, 19.2, 20.4), MOUNTAIN),
    Portrait(
        "11",
        {"03": 38, "08": 36, "01": 16, "29": 3.5, "09": 1.2, "35": 1.2, "37": 1, "33": 1, "34": 0.6, "07": 0.5},
        (17.3, 18.6, 19.6),
        MOUNTAIN,
    ),
    Portrait(
        "14",
        {"03": 54, "08": 16, "01": 12, "06": 8, "34": 2.2, "09": 1.8, "29": 1.5, "33": 0.8, "39": 0.7, "37": 0.4},
        (17.3, 18.7, 18.9),
        MOUNTAIN,
        older=5,
    ),
    Portrait("94", {"01": 66, "05": 29, "04": 5}, (17.6, 19.4, 19.8), DELTA, local=0.35, south=True, mountain=False),
)

CAPITAL_GROUPS = {"01": 0.6}
"""How many of those who serve in towns and wards are Kinh, whatever the province."""
