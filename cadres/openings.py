"""What a province is going to teach that would close a gap: courses that are to come, and the plan of a year. Pure.

A course fits where it leads to the ladder that is wanted and high enough, or says only its subject; a plan says no level, so it fits by
its subject. Nothing here promises anybody a place: it says what is on record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cadres.levels import Ladder


@dataclass(frozen=True, slots=True)
class Opening:
    """A course (`name`, from `starts` to `ends`, `enrolled` by name) or, without a name, the plan of `year` (`planned` lượt).

    `level` is what it leads to; None where it says none. `href` is its page.
    """

    ladder: Ladder
    level: int | None
    place: str
    href: str
    name: str = ""
    kind: str = ""
    starts: date | None = None
    ends: date | None = None
    enrolled: int = 0
    year: int = 0
    planned: int = 0


def fitting(openings: Iterable[Opening], ladder: Ladder | None, minimum: int | None) -> Iterator[tuple[str, str]]:
    """(sentence, address) of what would close a gap on the ladder up to `minimum`; courses by their first day, then plans by year."""
    fit = [one for one in openings if one.ladder is ladder and (one.level is None or minimum is None or one.level >= minimum)]
    for one in sorted(fit, key=lambda one: (not one.name, one.starts or date.max, one.year, one.name)):
        yield (_course(one) if one.name else _plan(one)), one.href


def _course(one: Opening) -> str:
    until = f" đến {one.ends:%d/%m/%Y}" if one.ends else ""
    towards = f", đưa tới {one.ladder.levels(one.level).label.lower()}" if one.level is not None else ""
    enrolled = f"; đã ghi danh {one.enrolled} người" if one.enrolled else ""
    return f"Lớp sắp mở: {one.name} ({one.place}), từ {one.starts:%d/%m/%Y}{until}{towards}{enrolled}."


def _plan(one: Opening) -> str:
    planned = f"{one.planned:,}".replace(",", ".")
    return f"Kế hoạch năm {one.year} của {one.place}: {planned} lượt {one.kind}."
