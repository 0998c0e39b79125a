"""From levels on census days to dated diplomas and courses, so that each census day finds exactly the level laid down for it.

Pure. What somebody had on entering was earned at the age people earn it; a rise between two census days is dated between them.
"""

from datetime import date, timedelta
from random import Random

from cadres.demo import schools
from cadres.demo.people import Diploma, Person, Study
from cadres.demo.portraits import CENSUS, LAST_DAY
from cadres.levels import Ladder
from chuanxa.partial_dates import Precision
from chuanxa.periods import ONE_DAY

AGES = {
    Ladder.GENERAL_EDUCATION: {10: 12, 20: 16, 30: 18},
    Ladder.PROFESSIONAL: {10: 21, 20: 21, 30: 22, 40: 23, 50: 27},
    Ladder.POLITICAL_THEORY: {10: 25, 20: 30, 30: 37},
    Ladder.STATE_MANAGEMENT: {10: 25, 20: 28, 30: 36},
    Ladder.INFORMATICS: {10: 24, 20: 24, 30: 24, 40: 24, 50: 24, 60: 24},
    Ladder.DEFENCE_SECURITY: {10: 27, 20: 33},
}
"""The youngest age at which a level is reached."""

FIRST_DAYS = {Ladder.INFORMATICS: {10: date(1999, 1, 1), 40: date(2014, 9, 1), 50: date(2014, 9, 1)}}
"""Certificates of a scheme that did not exist earlier: basic and advanced since Circular 03/2014."""

STUDY_YEARS = {20: 2, 30: 3, 40: 4, 50: 2}


def earn(rng: Random, person: Person) -> None:
    """Fill the person's diplomas and, for some, the courses that led to them."""
    for ladder, levels in person.levels.items():
        if ladder in person.blank:
            continue
        had, since = None, None
        for day, level in sorted(levels.items()):
            if had is None:
                person.diplomas.append(_first(rng, person, ladder, level, day))
            elif level > had:
                person.diplomas.append(_risen(rng, person, ladder, level, since, day))
            had, since = max(level, had or 0), day
    if person.left is None:
        _still_studying(rng, person)


def _first(rng: Random, person: Person, ladder: Ladder, level: int, day: date) -> Diploma:
    """What the person had, or has earned by the first census day that saw them."""
    if level == 0:
        return Diploma(ladder, 0)
    earliest = _earliest(person, ladder, level)
    spread = 60 if ladder is Ladder.GENERAL_EDUCATION else 5 * 365
    earned = earliest + timedelta(days=rng.randrange(spread))
    begun = next((other for other in reversed(CENSUS) if other < day), None)
    if earned >= person.entered:
        earned = min(day, max(earliest, person.entered - timedelta(days=rng.randrange(30, 900))))
        if begun is not None and person.entered <= begun:
            earned = max(earned, begun + ONE_DAY)
    return _diploma(rng, person, ladder, level, min(earned, day))


def _risen(rng: Random, person: Person, ladder: Ladder, level: int, since: date, day: date) -> Diploma:
    """A rise after `since`, by `day`; a course that ends in between dates it."""
    for study in person.studies:
        if study.ladder is ladder and study.level == level and study.last and since < study.last <= day:
            return _diploma(rng, person, ladder, level, study.last)
    first = max(since + ONE_DAY, min(FIRST_DAYS.get(ladder, {}).get(level, since), day))
    earned = first + timedelta(days=rng.randrange((day - first).days + 1))
    _study_before(rng, person, ladder, level, earned)
    return _diploma(rng, person, ladder, level, earned)


def _earliest(person: Person, ladder: Ladder, level: int) -> date:
    years = AGES[ladder][level]
    day = date(person.born.year + years, 6, 15)
    return max(day, FIRST_DAYS.get(ladder, {}).get(level, day))


def _diploma(rng: Random, person: Person, ladder: Ladder, level: int, day: date) -> Diploma:
    in_post = day >= person.entered
    post = person.post_on(max(day, person.entered)) or person.posts[-1]
    precision = Precision.DAY
    if not in_post and (ladder is Ladder.GENERAL_EDUCATION or rng.random() < 0.5):
        precision, day = Precision.YEAR, date(day.year, 1, 1)
    diploma = Diploma(ladder, level, day, precision)
    diploma.major = schools.major(rng, ladder, post.position)
    diploma.school = schools.school(rng, ladder, level, person.province)
    diploma.mode = schools.mode(rng, ladder, in_post=in_post, minority=person.ethnic_group != "01")
    if ladder is Ladder.PROFESSIONAL:
        diploma.relevant = rng.random() < 0.88
        diploma.evidence = f"Số hiệu {rng.choice('ABC')}{rng.randrange(100_000, 999_999)}" if rng.random() < 0.5 else ""
        if "excellent" in person.marks and level >= 40:
            diploma.mode, diploma.evidence = "full_time", "Xếp loại giỏi, cơ sở công lập"
    if ladder is Ladder.POLITICAL_THEORY and level == 30:
        diploma.equivalent = "equivalent" in person.marks or (person.province != "94" and rng.random() < 0.06)
    return diploma


def _study_before(rng: Random, person: Person, ladder: Ladder, level: int, earned: date) -> None:
    """A third of those who earn a degree while in post have the course on record too."""
    if ladder is not Ladder.PROFESSIONAL or level not in STUDY_YEARS or rng.random() > 0.35:
        return
    first = max(person.entered, date(earned.year - STUDY_YEARS[level], 9, 5))
    if first >= earned or (person.province == "04" and first <= date(2013, 12, 31) <= earned):
        return
    person.studies.append(_study(rng, person, ladder, level, first, earned))


def _still_studying(rng: Random, person: Person) -> None:
    """Those in post today who are not there yet: some study for a degree, some for a course of political theory."""
    professional = person.levels.get(Ladder.PROFESSIONAL, {}).get(LAST_DAY)
    theory = person.levels.get(Ladder.POLITICAL_THEORY, {}).get(LAST_DAY)
    first = max(person.entered, date(rng.choice((2023, 2024, 2025)), 9, 5))
    if professional is not None and professional < 40 and rng.random() < 0.3:
        person.studies.append(_study(rng, person, Ladder.PROFESSIONAL, 40, first, None))
    elif theory is not None and theory < 30 and rng.random() < 0.06:
        person.studies.append(_study(rng, person, Ladder.POLITICAL_THEORY, theory + 10, max(first, date(2025, 9, 15)), None))


def _study(rng: Random, person: Person, ladder: Ladder, level: int, first: date, last: date | None) -> Study:
    post = person.post_on(first) or person.posts[-1]
    return Study(
        ladder,
        level,
        first,
        last,
        schools.major(rng, ladder, post.position),
        schools.school(rng, ladder, level, person.province),
        schools.mode(rng, ladder, in_post=True, minority=False),
    )
