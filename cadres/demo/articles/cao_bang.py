"""Cao Bằng and its scheme 03-ĐA/TU: 3,604 people in 199 communes at the end of 2011 and of 2013.

2011: 44.7 % untrained, 85.7 % short of the standard as this system judges that day. 2013: 1,624 below the professional level
asked of them, 666 of these studying (244 for a university degree, 422 for intermediate training); 94 young intellectuals
recruited and 243 people gone with support during the year.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from cadres.demo.articles.article import Article
from cadres.demo.census import GENERAL, PROFESSIONAL, THEORY, TOP, Census, Table, presupposed
from cadres.demo.ledger import Ledger
from cadres.demo.people import Person, Post, Study
from cadres.demo.places import Place
from cadres.levels import Ladder
from cadres.standards import Verdict

BASE, NOW, NEXT = date(2011, 12, 31), date(2013, 12, 31), date(2016, 12, 31)
PEOPLE = 3604
UNTRAINED, SHORT = 1611, 3089
BELOW, TO_UNIVERSITY, TO_INTERMEDIATE = 1624, 244, 422
SUPPORTED, YOUNG = 243, 94
SMALL_GROUPS = ("08", "09", "43")
"""Mông, Dao, Lô Lô: "dân tộc ít người" as the article uses the words."""


def everybody(person: Person, post: Post) -> bool:
    return True


class CaoBang(Article):
    def prepare(self, ledger: Ledger) -> None:
        """243 leave in 2013, one or two a commune; in 94 communes a young intellectual takes the post."""
        places: list[Place] = list(self.places)
        self.rng.shuffle(places)
        twice = SUPPORTED - len(places)
        ledger.supported = {place.code: (2 if turn < twice else 1, 1 if turn < YOUNG else 0) for turn, place in enumerate(places)}

    def finish(self, people: Sequence[Person]) -> None:
        """Of the 94: one master, fifteen of the small groups (nine degrees, six intermediate diplomas), the others with a degree."""
        young = [person for person in people if "young-2013" in person.marks]
        for place, person in enumerate(young):
            small = place < 15
            if small != (person.ethnic_group in SMALL_GROUPS):
                person.ethnic_group = self.rng.choice(("08", "09", "09", "08", "43") if small else ("02", "02", "07"))
            level = 20 if place < 6 else 50 if place == 20 else 40
            person.bounds[PROFESSIONAL, NOW] = (level, level)
            if 20 <= place <= 38:
                person.marks.add("excellent")

    def tables(self) -> list[Table]:
        professional = {0: UNTRAINED, 10: 960, 20: 760, 30: 75, 40: 198}
        theory = {0: 0.42, 10: 0.28, 20: 0.285, 30: 0.015}
        general = {0: 0.01, 10: 0.10, 20: 0.46, 30: 0.43}
        later = {0: 0.37, 10: 0.245, 20: 0.29, 30: 0.022, 40: 0.073}
        return [
            Table(BASE, PROFESSIONAL, everybody, professional),
            Table(BASE, THEORY, everybody, theory, exact=False),
            Table(BASE, GENERAL, everybody, general, exact=False),
            Table(NOW, PROFESSIONAL, lambda person, post: "young-2013" not in person.marks, later, exact=False),
            Table(NOW, PROFESSIONAL, everybody, {20: 6, 40: 87, 50: 1}),
            Table(NOW, GENERAL, everybody, {0: 0.005, 10: 0.07, 20: 0.505, 30: 0.42}, exact=False),
            Table(date(2004, 12, 31), GENERAL, everybody, {0: 0.02, 10: 0.16, 20: 0.60, 30: 0.22}, exact=False),
            Table(date(2008, 12, 31), GENERAL, everybody, {0: 0.01, 10: 0.12, 20: 0.63, 30: 0.24}, exact=False),
        ]

    def settle(self, census: Census, day: date) -> None:
        members = sorted((person for person, _ in census.present[day]), key=lambda person: (person.luck[THEORY], person.number))
        if day == BASE:
            for person in members:
                if "support" in person.marks and not self._is_short(person):
                    self._fail(person)
            _settle(members, SHORT, self._is_short, self._fail, self._pass)
        elif day == NOW:
            self._enrol(_settle(members, BELOW, self._is_below, _sink, _rise))

    def _is_short(self, person: Person) -> bool:
        return self.examine(person, BASE).verdict is Verdict.FALLS_SHORT

    def _is_below(self, person: Person) -> bool:
        return bool(self.examine(person, NOW).missing & Ladder.PROFESSIONAL.bit)

    def _fail(self, person: Person) -> None:
        """Take away schooling or theory, as far as the diploma allows, until the standard is not met."""
        levels = person.levels
        if GENERAL not in person.blank and presupposed(levels[PROFESSIONAL][BASE]) < 30:
            before = levels[GENERAL][BASE]
            levels[GENERAL][BASE] = 20
            if not self._is_short(person):
                levels[GENERAL][BASE] = before
        if not self._is_short(person) and THEORY not in person.blank:
            before = levels[THEORY][BASE]
            levels[THEORY][BASE] = 0
            if not self._is_short(person):
                levels[THEORY][BASE] = before

    def _pass(self, person: Person) -> None:
        """Give schooling and theory until only the diploma could be wanting; undo it if it is."""
        if "support" in person.marks:
            return
        levels = person.levels
        before = [(ladder, levels[ladder][BASE]) for ladder in (GENERAL, THEORY) if ladder not in person.blank]
        for ladder, level in before:
            levels[ladder][BASE] = max(level, 30 if ladder is GENERAL else 20)
        if self._is_short(person):
            levels.update({ladder: levels[ladder] | {BASE: level} for ladder, level in before})

    def _enrol(self, people: set[Person]) -> None:
        """666 of those below the professional level study; most of them will have the diploma by the end of 2016."""
        below = sorted(people, key=lambda person: (-person.born.toordinal() - 900 * person.luck[PROFESSIONAL], person.number))
        able = [person for person in below if person.levels.get(GENERAL, {}).get(NOW) == 30]
        university = able[:TO_UNIVERSITY]
        chosen = set(university)
        schooled = [person for person in below if person not in chosen and person.levels.get(GENERAL, {}).get(NOW, 0) >= 20]
        for level, students in ((40, university), (20, schooled[:TO_INTERMEDIATE])):
            for person in students:
                self._study(person, level)

    def _study(self, person: Person, level: int) -> None:
        first = max(date(self.rng.choice((2012, 2013)), self.rng.choice((3, 9, 10)), 5), person.entered + timedelta(days=10))
        last = date(first.year + (4 if level == 40 else 2), 6, 20)
        if last <= NOW:
            last = date(2014, 6, 20)
        person.studies.append(Study(Ladder.PROFESSIONAL, level, min(first, NOW), last))
        person.marks.add("studies-2013")
        if last < NEXT and self.rng.random() < 0.9:
            person.bounds[PROFESSIONAL, NEXT] = (level, TOP)

    def may_be_blank(self, person: Person) -> bool:
        return True


def _sink(person: Person) -> None:
    """Back to the level of 2011, or to elementary training for who was not there then."""
    if (PROFESSIONAL, NOW) not in person.bounds:
        levels = person.levels[PROFESSIONAL]
        levels[NOW] = levels.get(BASE, 10 if levels[NOW] < 30 else levels[NOW])


def _rise(person: Person) -> None:
    """Intermediate training, and the schooling it presupposes."""
    for ladder in (PROFESSIONAL, GENERAL):
        if ladder not in person.blank:
            levels = person.levels[ladder]
            levels[NOW] = max(levels[NOW], 20)


def _settle(
    people: Sequence[Person], wanted: int, holds: Callable[[Person], bool], make: Callable[[Person], None], unmake: Callable[[Person], None]
) -> set[Person]:
    """Change one person after the other until exactly `wanted` hold, and return them; who cannot be changed is left alone."""
    holding = {person for person in people if holds(person)}
    for person in people:
        if len(holding) == wanted:
            break
        if len(holding) < wanted and person not in holding:
            make(person)
        elif len(holding) > wanted and person in holding:
            unmake(person)
        else:
            continue
        (holding.add if holds(person) else holding.discard)(person)
    return holding
