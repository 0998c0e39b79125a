"""The records that columns of the Party's forms count and no list of people shows: members of bodies, moves, nominations, studies.

Each kind is read once for a form; which of them a column means is told by their marks. Counted as the reports of the same records do.
"""

from collections.abc import Callable, Iterable
from datetime import date

from cadres.levels import Ladder
from cadres.models import CourseKind, CourseSubject, Enrolment, Move, MoveKind
from cadres.standings.facts import people
from cadres.standings.timeline import levels_on
from reports.bodies import body_positions, members
from reports.entries.courses import attendance_entries, attended_enrolments, courses_by_number, courses_held
from reports.entries.listing import UNNAMED, names_of, unit_label
from reports.entries.reading import known, span
from reports.kinds.succession import nominations
from reports.official_forms.grid import GridColumn, Subject
from reports.selection import Selection


def read_source(name: str, selection: Selection) -> list[Subject]:
    """Every record of the kind in the place of the selection."""
    return _SOURCES[name](selection)


def in_column(column: GridColumn, found: Iterable[Subject]) -> list[Subject]:
    """Those of the kind that the column means."""
    return [one for one in found if not column.asked or one.marks & set(column.asked)]


def _members(selection: Selection) -> list[Subject]:
    found, units, labels = [], selection.register.units["commune"], selection.catalogue.labels
    for code, position in body_positions(selection).items():
        for one in members(selection, position):
            levels = dict(zip(Ladder, one.levels, strict=True))
            what = "; ".join([position.label, *(labels[pk][1] for pk in one.posts)])
            traits = {"born": one.born, "sex": one.sex, "ethnic_group": one.ethnic_group, "levels": levels}
            found.append(Subject(one.cadre, one.name, units[one.commune].full_name, what, selection.day, marks=frozenset({code}), **traits))
    return found


def _nominations(selection: Selection) -> list[Subject]:
    rows = list(nominations(selection).select_related("post"))
    traits = _traits(selection, {(one.cadre_id, selection.day) for one in rows})
    return [
        Subject(
            one.cadre_id,
            names,
            unit_label(selection, one),
            f"Quy hoạch: {one.post.label}" if one.post else "Quy hoạch",
            selection.day,
            one.nominated,
            marks=frozenset({one.post.code}) if one.post else frozenset(),
            **traits.get((one.cadre_id, selection.day), {}),
        )
        for one, names in _named(rows)
    ]


def _moves(selection: Selection) -> list[Subject]:
    days = span(selection)
    rows = known(selection, Move).filter(kind=MoveKind.ROTATION, valid_from__gte=days.first, valid_from__lte=days.end)
    rows = list(rows.select_related("post").order_by("valid_from", "id"))
    traits = _traits(selection, {(one.cadre_id, one.valid_from) for one in rows})
    return [
        Subject(
            one.cadre_id,
            names,
            unit_label(selection, one),
            f"{one.get_from_tier_display()} → {one.get_to_tier_display().lower()}{f', {one.post.label}' if one.post else ''}",
            one.valid_from,
            one.people,
            marks=frozenset({f"{one.from_tier}_{one.to_tier}"}),
            **traits.get((one.cadre_id, one.valid_from), {}),
        )
        for one, names in _named(rows)
    ]


def _studies(selection: Selection) -> list[Subject]:
    courses = courses_by_number(selection)
    named = list(attended_enrolments(selection, courses).order_by("valid_from", "id"))
    units = selection.register.units["commune"]
    found = []
    for one, name in _named(named):
        course = courses[one.course_id]
        marks = _marks_of_study(course.kind, course.subject, _level(one, course), one.study_mode)
        found.append(Subject(one.cadre_id, name, units[one.served_in].full_name, course.name, one.valid_to, marks=marks))
    for entry in attendance_entries(selection):
        marks, what = (
            _marks_of_study(entry.kind, entry.subject, None, ""),
            f"{entry.get_subject_display() or 'Không ghi nội dung'}, ghi tổng hợp",
        )
        found.append(Subject(None, UNNAMED, unit_label(selection, entry), what, entry.valid_to, entry.attended, marks=marks))
    return found


def _courses(selection: Selection) -> list[Subject]:
    return [
        Subject(
            None,
            one.name,
            unit_label(selection, one),
            one.opened_by or one.get_opened_tier_display(),
            one.valid_to,
            marks=_marks_of_study(one.kind, one.subject, one.level, "") | {f"opened_{one.opened_tier}"},
        )
        for one in courses_held(selection)
    ]


def _level(one: Enrolment, course) -> int | None:
    return one.level if one.level is not None else course.level


def _marks_of_study(kind: str, subject: str, level: int | None, mode: str) -> frozenset[str]:
    """Which rows of form 10 a study or a course is in."""
    if kind == CourseKind.TRAINING:
        if subject == CourseSubject.PROFESSIONAL:
            return frozenset({"training", "training_professional", f"professional_{level}"})
        if subject == CourseSubject.POLITICAL_THEORY:
            told = mode if mode in {"concentrated", "non_concentrated"} else ""
            return frozenset({"training", "training_theory", f"theory_{level}_{told}"})
        return frozenset({"training"})
    if subject == CourseSubject.DEFENCE_SECURITY:
        return frozenset({"refresher_defence_security", f"defence_{level}"})
    return frozenset({"refresher", f"refresher_{subject or CourseSubject.OTHER.value}"})


def _named(rows: list) -> list[tuple]:
    names = names_of(one.cadre_id for one in rows if one.cadre_id)
    return [(one, names.get(one.cadre_id, UNNAMED)) for one in rows]


def _traits(selection: Selection, wanted: set[tuple[int | None, date]]) -> dict[tuple[int, date], dict]:
    """(cadre, day) → what rows ask of a person, as known at the moment asked."""
    found = people({cadre for cadre, _ in wanted if cadre}, selection.catalogue, selection.known_at)
    return {
        (cadre, day): {
            "born": found[cadre].born_on,
            "sex": found[cadre].sex,
            "ethnic_group": found[cadre].ethnic_group,
            "levels": dict(zip(Ladder, levels_on(found[cadre].awards, day), strict=True)),
        }
        for cadre, day in wanted
        if cadre
    }


_SOURCES: dict[str, Callable[[Selection], list[Subject]]] = {
    "members": _members,
    "nominations": _nominations,
    "moves": _moves,
    "studies": _studies,
    "courses": _courses,
}
