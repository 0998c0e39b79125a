"""Turns invented people into recorded facts: what was true when, and when the office came to know it.

Pure and deterministic. Most facts are recorded within three weeks, some diplomas months late, and a few facts were first recorded
wrongly and corrected afterwards, so that "as known on" an earlier day differs from what is known now.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random

from cadres.demo.people import Diploma, Person, Post, Study
from chuanxa.names import name_key, sort_key
from chuanxa.partial_dates import Precision

LATEST = date(2026, 10, 15)
"""Nothing is recorded after this day: the demo never speaks from the future."""

CORRECTED = {"profile": 0.012, "post": 0.006, "diploma": 0.008}
LATE = 0.04

PROFILE = (
    "full_name",
    "search_key",
    "sort_key",
    "sex",
    "born_on",
    "born_precision",
    "ethnic_group",
    "personal_id",
    "party_member_since",
    "party_full_member_since",
)
APPOINTMENT = ("valid_from", "valid_to", "commune", "position", "is_primary", "route")
QUALIFICATION = (
    "ladder",
    "level",
    "awarded_on",
    "awarded_precision",
    "major",
    "school",
    "study_mode",
    "equivalent",
    "is_relevant",
    "evidence",
)
ENROLMENT = ("valid_from", "valid_to", "ladder", "level", "major", "school", "study_mode", "course_id", "result", "certificate")
"""The columns of each kind of fact, in the order of `Fact.values`; commune and position are codes."""


@dataclass(slots=True)
class Fact:
    """One recorded row; `mistaken` is the row it corrected, believed until `recorded_at`."""

    values: tuple
    recorded_at: datetime
    recorded_by: str
    reason: str = ""
    mistaken: "Fact | None" = None


@dataclass(slots=True)
class File:
    """Everything on record about one person."""

    profile: Fact
    appointments: list[Fact] = field(default_factory=list)
    qualifications: list[Fact] = field(default_factory=list)
    enrolments: list[Fact] = field(default_factory=list)


def file_of(rng: Random, person: Person) -> File:
    """The person's facts with their clocks."""
    clerk = f"nhaplieu.{person.province}"
    file = File(_profile(rng, person, clerk))
    file.appointments = [_appointment(rng, person, post, clerk) for post in (*person.posts, *person.others)]
    file.qualifications = [_qualification(rng, person, diploma, clerk) for diploma in person.diplomas]
    file.enrolments = [_enrolment(rng, study, clerk) for study in person.studies]
    return file


def _moment(rng: Random, day: date, lag: int) -> datetime:
    """A quarter of a working hour, 8:00 to 16:45 in Vietnam, `lag` days after `day`."""
    return _quarter(min(day + timedelta(days=lag), LATEST), int(rng.random() * 36))


@lru_cache(maxsize=100_000)
def _quarter(day: date, quarter: int) -> datetime:
    return datetime(day.year, day.month, day.day, 1 + quarter // 4, quarter % 4 * 15, tzinfo=UTC)


def _soon(rng: Random, day: date) -> datetime:
    return _moment(rng, day, 1 + int(rng.random() * 20))


def _corrected(rng: Random, fact: Fact, wrong: tuple, reason: str) -> Fact:
    """The fact as a correction of a wrong row recorded when the right one should have been."""
    mistaken = Fact(wrong, fact.recorded_at, fact.recorded_by)
    later = _moment(rng, fact.recorded_at.date(), 60 + rng.randrange(500))
    return Fact(fact.values, max(later, fact.recorded_at), fact.recorded_by, reason, mistaken)


def _profile(rng: Random, person: Person, clerk: str) -> Fact:
    def values(name: str, born: date, precision: Precision) -> tuple:
        keys, number = (name_key(name), sort_key(name)), person.personal_id or ""
        return (
            name,
            *keys,
            person.sex,
            born,
            precision.value,
            person.ethnic_group,
            number,
            person.party_since,
            person.party_full,
        )

    fact = Fact(values(person.name, person.born, person.born_precision), _soon(rng, person.entered), clerk)
    if rng.random() < CORRECTED["profile"]:
        wrong = values(person.name, date(person.born.year - 1, 1, 1), Precision.YEAR)
        return _corrected(rng, fact, wrong, "Sửa ngày sinh theo giấy khai sinh")
    return fact


def _appointment(rng: Random, person: Person, post: Post, clerk: str) -> Fact:
    def values(last: date | None, position: str) -> tuple:
        return (post.first, last, post.commune, position, post.primary, post.route)

    fact = Fact(values(post.last, post.position), _soon(rng, post.first), clerk)
    if "support" in person.marks and post is person.posts[-1]:
        known = _soon(rng, post.last)
        open_one = Fact(values(None, post.position), fact.recorded_at, clerk)
        return Fact(fact.values, known, clerk, "Nghỉ việc, hưởng chính sách hỗ trợ theo Đề án 03-ĐA/TU", open_one)
    if post.primary and post.last and post.position in _MISTAKEN and rng.random() < CORRECTED["post"] * 3:
        return _corrected(rng, fact, values(post.last, _MISTAKEN[post.position]), "Sửa chức danh theo quyết định")
    return fact


_MISTAKEN = {"office_statistics": "culture_society", "culture_society": "office_statistics", "justice_civil_status": "office_statistics"}


def _qualification(rng: Random, person: Person, diploma: Diploma, clerk: str) -> Fact:
    def values(level: int, day: date | None) -> tuple:
        return (
            diploma.ladder.value,
            level,
            day,
            diploma.precision.value,
            diploma.major,
            diploma.school,
            diploma.mode,
            diploma.equivalent,
            diploma.relevant,
            diploma.evidence,
        )

    earned = diploma.day if diploma.day and diploma.day > person.entered else None
    late = earned is not None and rng.random() < LATE
    at = _moment(rng, earned, 90 + rng.randrange(180)) if late else _soon(rng, earned or person.entered)
    fact = Fact(values(diploma.level, diploma.day), at, clerk, "Nộp bằng chậm" if late else "")
    if diploma.level == 20 and rng.random() < CORRECTED["diploma"] * 3:
        return _corrected(rng, fact, values(10, diploma.day), "Sửa trình độ theo bản gốc văn bằng")
    return fact


def _enrolment(rng: Random, study: Study, clerk: str) -> Fact:
    values = (study.first, study.last, study.ladder.value, study.level, study.major, study.school, study.mode, None, "", "")
    return Fact(values, _soon(rng, study.first), clerk)
