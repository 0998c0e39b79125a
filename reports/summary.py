"""One page of a place: who there is, who meets the standard, where and why others do not, and what closes the gap. Pure.

Cut to what fits one sheet of A4; what is left out is counted, never silently dropped. No names: the page may be pinned to a wall.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.report import Measure, Report, Row, Table
from reports.sentences import number
from reports.written import people, standard
from reports.written.needs import course_name
from reports.written.source import Source
from reports.written.words import Words, together

MOST_REASONS, MOST_PLACES, MOST_COURSES = 5, 8, 6


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or a position: its people, and who falls short of the standard. Who meets it and of whom that cannot be said is None where
    only those who fall short are counted: the three of them are everybody."""

    row: Row
    short: Measure | Row
    meets: Measure | None = None
    unclear: Measure | None = None

    @property
    def people(self) -> int:
        return self.row.total if self.meets is None else self.row.count


@dataclass(frozen=True, slots=True)
class Course:
    """What people below a level have to learn, and how many are in each part."""

    name: str
    row: Row


@dataclass(frozen=True, slots=True)
class Summary:
    """`places_of` is communes, provinces or positions. The `…_more` say what was cut off; "" when nothing was."""

    words: Words
    verdict: Table | None
    groups: tuple[Place, ...]
    reasons: tuple[Measure, ...]
    reasons_more: str
    places_of: str
    places: tuple[Place, ...]
    places_more: str
    courses: tuple[Course, ...]
    courses_more: str


def summary(area: Report, lacking: Report, needs: Report) -> Summary:
    """Of linked reports, whose numbers open what they count."""
    source = Source("area", area)
    verdict = source.table("verdict")
    reasons = [
        one for row in (verdict.rows if verdict else ()) if row.key == "falls_short" for one in row.measures if "_and_" not in one.key
    ]
    reasons.sort(key=lambda one: -one.share.count)
    places_of, places = _places(source, lacking)
    courses = sorted(needs.tables[0].rows, key=lambda row: -row.count)
    return Summary(
        together(
            [people.opening(source), people.head_count_change(source), standard.verdicts(source), standard.change(source, dated=False)]
        ),
        verdict if verdict and verdict.total else None,
        _groups(source),
        tuple(reasons[:MOST_REASONS]),
        _more(reasons, MOST_REASONS, "yêu cầu"),
        places_of,
        tuple(places[:MOST_PLACES]),
        _more(places, MOST_PLACES, "chức danh" if places_of == "positions" else "đơn vị"),
        tuple(Course(course_name(row), row) for row in courses[:MOST_COURSES]),
        _more(courses, MOST_COURSES, "khóa"),
    )


def _groups(source: Source) -> tuple[Place, ...]:
    table = source.table("group")
    rows = table.rows if table else ()
    return tuple(_judged(row) for row in rows if row.count)


def _places(source: Source, lacking: Report) -> tuple[str, list[Place]]:
    """Where people fall short, the most first: units, or the positions of a place without units."""
    for id in ("communes", "provinces"):
        if (table := source.table(id)) is not None:
            found = [_judged(row) for row in table.rows]
            return id, _most_first([place for place in found if place.short.share.count])
    rows = [row for row in lacking.tables[0].rows if row.count]
    return "positions", sorted((Place(row, row) for row in rows), key=lambda place: -place.row.count)


def _judged(row: Row) -> Place:
    return Place(row, *(_measure(row, key) for key in ("falls_short", "meets", "unknown")))


def _most_first(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (-place.short.share.count, place.row.key))


def _measure(row: Row, key: str) -> Measure:
    return next(measure for measure in row.measures if measure.key == key)


def _more(found: Sequence, most: int, unit: str) -> str:
    return f"và {number(len(found) - most)} {unit} khác" if len(found) > most else ""
